package org.wideberth.people;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.wideberth.party.DisplayName;
import org.wideberth.record.Json;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.record.Limits;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The body of an entry about who is on the roster of its author; addressed to everybody, for
/// everybody checks by it who signed what. Immutable.
public sealed interface RosterBody {
  /// Which person.
  PersonId person();

  /// The person is on the roster from now on; or has another name, role or passkey.
  ///
  /// @param name as the party wishes that the person is shown: a name, or a post
  /// @param site where the passkey is used
  record Enrolled(
      PersonId person,
      DisplayName name,
      PersonRole role,
      Credential credential,
      Passkey key,
      Site site)
      implements RosterBody {
    public Signatory signatory() {
      return new Signatory(person, name, role);
    }
  }

  /// The person has another role.
  record RoleChanged(PersonId person, PersonRole role) implements RosterBody {}

  /// The person is not on the roster any more.
  record Left(PersonId person) implements RosterBody {}

  /// By what an authenticator finds the passkey (WebAuthn Level 3, credential id). Immutable.
  final class Credential {
    /// The most that WebAuthn allows.
    public static final int BYTES_MAX = 1_023;

    private final byte[] bytes;

    /// @throws IllegalArgumentException if [#of] would refuse it
    public Credential(byte[] bytes) {
      if (bytes.length == 0 || bytes.length > BYTES_MAX) {
        throw new IllegalArgumentException("a credential of " + bytes.length + " bytes");
      }
      this.bytes = bytes.clone();
    }

    public static Outcome<Credential> of(byte[] bytes) {
      return bytes.length == 0 || bytes.length > BYTES_MAX
          ? Outcome.refuse(
              RefusalCode.OUT_OF_RANGE, "a credential has 1 to %d bytes".formatted(BYTES_MAX))
          : Outcome.accept(new Credential(bytes));
    }

    public byte[] bytes() {
      return bytes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Credential same && Arrays.equals(bytes, same.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "Credential[" + bytes.length + " bytes]";
    }
  }

  private static String type(RosterBody body) {
    return switch (body) {
      case Enrolled _ -> "person-enrolled";
      case RoleChanged _ -> "person-role";
      case Left _ -> "person-left";
    };
  }

  /// True if bodies of this type are read by [#parse].
  static boolean knows(String type) {
    return type.startsWith("person-");
  }

  /// Reads a body.
  static Outcome<RosterBody> parse(byte[] body) {
    return Json.read(body, Limits.BODY_BYTES_MAX, RosterBody::read);
  }

  private static RosterBody read(JsonObject from) {
    JsonField type = from.required("type");
    PersonId person = from.required("person").as(PersonId::parse);
    return switch (type.asText(32)) {
      case "person-enrolled" -> enrolled(person, from);
      case "person-role" ->
          new RoleChanged(person, from.required("role").asOneOf(PersonRole.class));
      case "person-left" -> new Left(person);
      default -> throw type.refuse(RefusalCode.MALFORMED, "not about a person");
    };
  }

  private static Enrolled enrolled(PersonId person, JsonObject from) {
    JsonField credential = from.required("credential");
    JsonField key = from.required("key");
    JsonField origin = from.required("origin");
    return new Enrolled(
        person,
        from.required("name").as(DisplayName::parse),
        from.required("role").asOneOf(PersonRole.class),
        credential.check(Credential.of(credential.asBase64(Credential.BYTES_MAX))),
        key.check(
            Passkey.of(
                from.required("algorithm").asLong(Integer.MIN_VALUE, Integer.MAX_VALUE),
                key.asBase64(Passkey.KEY_BYTES_MAX))),
        origin.check(
            Site.of(
                from.required("rpId").asText(Site.ORIGIN_CHARS_MAX),
                origin.asText(Site.ORIGIN_CHARS_MAX))));
  }

  /// The bytes of a body that says this.
  default byte[] toBytes() {
    return JsonWriter.object(
        out -> {
          out.put("type", type(this)).put("person", person().text());
          switch (this) {
            case Enrolled e ->
                out.put("name", e.name().text())
                    .put("role", e.role())
                    .put("credential", e.credential().bytes())
                    .put("algorithm", e.key().algorithm())
                    .put("key", e.key().bytes())
                    .put("rpId", e.site().rpId())
                    .put("origin", e.site().origin());
            case RoleChanged r -> out.put("role", r.role());
            case Left _ -> {}
          }
        });
  }
}
