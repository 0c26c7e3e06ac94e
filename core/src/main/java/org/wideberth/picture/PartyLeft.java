package org.wideberth.picture;

import java.util.Optional;
import org.wideberth.record.Json;
import org.wideberth.record.JsonWriter;
import org.wideberth.record.Limits;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The body with which a party leaves the theatre: it declares nothing more. Immutable.
///
/// @param reason in its people's words
public record PartyLeft(String reason) {
  static final String TYPE = "party-left";

  /// A few sentences.
  public static final int REASON_CHARS_MAX = 500;

  public PartyLeft {
    if (problem(reason).isPresent()) {
      throw new IllegalArgumentException("not a reason");
    }
  }

  private static Optional<String> problem(String reason) {
    if (reason.isBlank()) {
      return Optional.of("reason: say why, for the others' people");
    }
    return reason.length() > REASON_CHARS_MAX
        ? Optional.of(
            "reason: %d characters are more than %d".formatted(reason.length(), REASON_CHARS_MAX))
        : Optional.empty();
  }

  /// Checks what a person gave.
  public static Outcome<PartyLeft> of(String reason) {
    return problem(reason)
        .map(words -> Outcome.<PartyLeft>refuse(RefusalCode.MALFORMED, words))
        .orElseGet(() -> Outcome.accept(new PartyLeft(reason)));
  }

  static Outcome<PartyLeft> parse(byte[] body) {
    return Json.read(
            body,
            Limits.BODY_BYTES_MAX,
            object -> {
              object.required("type").asText(32);
              return of(object.required("reason").asText(REASON_CHARS_MAX));
            })
        .then(left -> left);
  }

  public byte[] toBytes() {
    return JsonWriter.object(out -> out.put("type", TYPE).put("reason", reason));
  }
}
