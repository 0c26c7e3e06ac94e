package org.wideberth.record;

import java.util.Optional;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The body of the entry with which a party goes on with its log on the word of a person: the node
/// was restored or moved, and no peer could be asked how far the log was signed. If another entry
/// ever stands at this place, everybody can see who took the risk and why. Immutable.
///
/// @param size entries before this one
/// @param reason in the person's words
public record LogResumed(long size, String reason) {
  public static final String TYPE = "log-resumed";

  /// A few sentences.
  public static final int REASON_CHARS_MAX = 500;

  public LogResumed {
    if (size < 0 || size > Limits.LOG_SIZE_MAX || check(reason).isPresent()) {
      throw new IllegalArgumentException("not a resumption");
    }
  }

  private static Optional<String> check(String reason) {
    if (reason.isBlank()) {
      return Optional.of("reason: say why it is certain that no later copy was at work");
    }
    return reason.length() > REASON_CHARS_MAX
        ? Optional.of(
            "reason: %d characters are more than %d".formatted(reason.length(), REASON_CHARS_MAX))
        : Optional.empty();
  }

  /// Checks what a person gave.
  public static Outcome<LogResumed> of(long size, String reason) {
    return check(reason)
        .map(words -> Outcome.<LogResumed>refuse(RefusalCode.MALFORMED, words))
        .orElseGet(() -> Outcome.accept(new LogResumed(size, reason)));
  }

  public static Outcome<LogResumed> parse(byte[] body) {
    return Json.read(
            body,
            Limits.BODY_BYTES_MAX,
            object -> {
              object
                  .required("type")
                  .as(
                      type ->
                          type.equals(TYPE)
                              ? Outcome.accept(type)
                              : Outcome.refuse(RefusalCode.MALFORMED, "not a resumption"));
              long size = object.required("size").asLong(0, Limits.LOG_SIZE_MAX);
              return of(size, object.required("reason").asText(REASON_CHARS_MAX));
            })
        .then(resumed -> resumed);
  }

  public byte[] toBytes() {
    return JsonWriter.object(out -> out.put("type", TYPE).put("size", size).put("reason", reason));
  }
}
