package org.wideberth.people;

import java.nio.charset.StandardCharsets;
import org.wideberth.record.Hash;
import org.wideberth.record.Json;
import org.wideberth.record.JsonWriter;
import org.wideberth.record.Limits;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;

/// The body of an entry whose act a person signed with a passkey: the act's own body word for word,
/// who signed it, and the assertion. Immutable.
///
/// @param act the exact text of the act's body
/// @param nonce makes the challenge one of its kind: the first entry of a log with it counts
public record SignedAct(String act, PersonId person, Hash nonce, Assertion assertion) {
  /// The type of such bodies.
  public static final String TYPE = "signed";

  private static final String DOMAIN = "wideberth.org/signed-act/v1";

  /// Reads a body; what the act says is not looked at.
  public static Outcome<SignedAct> parse(byte[] body) {
    return Json.read(
        body,
        Limits.SIGNED_BODY_BYTES_MAX,
        object -> {
          object.required("type").asText(32);
          return new SignedAct(
              object.required("act").asText(Limits.BODY_BYTES_MAX),
              object.required("person").as(PersonId::parse),
              object.required("nonce").asHash(),
              Assertion.read(object));
        });
  }

  /// The bytes of a body that says this.
  public byte[] toBytes() {
    return JsonWriter.object(
        out -> {
          out.put("type", TYPE).put("act", act).put("person", person.text()).put("nonce", nonce);
          assertion.write(out);
        });
  }

  /// The act's own body.
  public byte[] actBytes() {
    return act.getBytes(StandardCharsets.UTF_8);
  }

  /// The act's own body if that body is a signed act, and else the body itself.
  public static byte[] unwrapped(byte[] body) {
    boolean signed = new String(body, StandardCharsets.UTF_8).startsWith("{\"type\":\"signed\"");
    return signed && parse(body) instanceof Outcome.Accepted<SignedAct>(var act)
        ? act.actBytes()
        : body;
  }

  /// What the person's authenticator has to sign.
  ///
  /// @param log in which the act is to stand
  public Hash challenge(Origin log) {
    return challenge(log, person, nonce, act);
  }

  /// As [#challenge(Origin)], before anybody has signed: a hash of the log, the person, the nonce
  /// and the act, each on a line of its own; only the act, which is last, can hold a line's end.
  public static Hash challenge(Origin log, PersonId person, Hash nonce, String act) {
    return Hash.sha256(
        "%s\n%s\n%s\n%s\n%s"
            .formatted(DOMAIN, log, person, nonce, act)
            .getBytes(StandardCharsets.UTF_8));
  }
}
