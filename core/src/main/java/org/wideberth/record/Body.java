package org.wideberth.record;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wideberth.party.PartyId;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// What an entry commits to: JSON bytes and the salt that hides them. Only the author and the
/// audience hold it; the entry has SHA-256(salt ‖ bytes).
///
/// A body may be held that cannot be read: its hash is what counts for delivery, and the picture
/// shows a placeholder for it. [#type] says whether it can be read. Immutable.
public final class Body {

  private final Salt salt;
  private final byte[] bytes;
  private final Hash hash;

  private Body(Salt salt, byte[] owned) {
    this.salt = salt;
    this.bytes = owned;
    this.hash = Hash.sha256(salt.bytes(), owned);
  }

  /// Any bytes up to [Limits#OPERATION_BODY_BYTES_MAX]; what they say is [#type]'s business.
  public static Outcome<Body> of(Salt salt, byte[] bytes) {
    return bytes.length > Limits.OPERATION_BODY_BYTES_MAX
        ? Outcome.refuse(
            RefusalCode.LIMIT_EXCEEDED,
            "a body of %d bytes is more than %d"
                .formatted(bytes.length, Limits.OPERATION_BODY_BYTES_MAX))
        : Outcome.accept(new Body(salt, bytes.clone()));
  }

  /// A body that was read as far as its type.
  public record Typed(String type, Json tree) {}

  /// The type of a body: the text member `type`, which stands first, in an object that keeps the
  /// limit of its type.
  public Outcome<Typed> typed() {
    return Json.parse(bytes, Limits.OPERATION_BODY_BYTES_MAX)
        .then(tree -> typeOf(tree).map(type -> new Typed(type, tree)));
  }

  /// The type alone.
  public Outcome<String> type() {
    return typed().map(Typed::type);
  }

  private Outcome<String> typeOf(Json tree) {
    return Json.read(
        tree,
        object -> {
          object.ignoreOthers();
          JsonField field = object.required("type");
          if (!object.firstName().equals(Optional.of("type"))) {
            throw object.refuse(RefusalCode.MALFORMED, "\"type\" must be the first member");
          }
          String type = field.asText(32);
          if (!PartyId.isName(type)) {
            throw field.refuse(
                RefusalCode.MALFORMED,
                "a type is a letter a to z, then up to 31 of a to z, 0 to 9 and -");
          }
          if (bytes.length > Limits.bodyBytesMax(type)) {
            throw object.refuse(
                RefusalCode.LIMIT_EXCEEDED,
                "%d bytes are more than the %d of a body of type %s"
                    .formatted(bytes.length, Limits.bodyBytesMax(type), type));
          }
          return type;
        });
  }

  public Salt salt() {
    return salt;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /// What the entry's `body` says.
  public Hash hash() {
    return hash;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Body body && salt.equals(body.salt) && Arrays.equals(bytes, body.bytes);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  @Override
  public String toString() {
    return "Body[" + hash + "]";
  }
}
