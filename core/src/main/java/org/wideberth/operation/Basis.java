package org.wideberth.operation;

import java.util.Optional;
import java.util.regex.Pattern;
import org.wideberth.party.DisplayName;
import org.wideberth.record.Hash;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// On what its author says that an operation rests. It is the author's word and nothing else: no
/// finding and no verdict depends on it, and another party may contest it.
///
/// @param text in the author's words; may be empty if something is referred to
/// @param language of the text, a tag of BCP 47; `und` if it is not known
/// @param agreement SHA-256 of a rules document
/// @param article of that document, as in `lines/dnipro`; only with `agreement`
/// @param message a message on the channel, as in `cobalt.1.17`
public record Basis(
    String text,
    String language,
    Optional<Hash> agreement,
    Optional<String> article,
    Optional<String> message) {
  /// A few sentences.
  public static final int TEXT_CHARS_MAX = 500;

  /// A language nobody has named (RFC 5646 §4.1).
  public static final String UNDETERMINED = "und";

  /// RFC 5646 §4.4.1.
  private static final int LANGUAGE_CHARS_MAX = 35;

  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{1,8})*");
  private static final Pattern ARTICLE = Pattern.compile("[a-z][a-z-]{0,31}/[a-z][a-z0-9-]{0,63}");
  private static final Pattern MESSAGE =
      Pattern.compile("[a-z][a-z0-9-]{0,31}\\.[1-9][0-9]{0,6}\\.(0|[1-9][0-9]{0,14})");
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  /// @throws IllegalArgumentException if [#of] would refuse it
  public Basis {
    problem(text, language, agreement, article, message)
        .ifPresent(
            words -> {
              throw new IllegalArgumentException(words);
            });
  }

  /// Checks what somebody wrote; what is refused is named by its field.
  public static Outcome<Basis> of(
      String text,
      String language,
      Optional<Hash> agreement,
      Optional<String> article,
      Optional<String> message) {
    return problem(text, language, agreement, article, message)
        .map(words -> Outcome.<Basis>refuse(RefusalCode.MALFORMED, words))
        .orElseGet(() -> Outcome.accept(new Basis(text, language, agreement, article, message)));
  }

  private static Optional<String> problem(
      String text,
      String language,
      Optional<Hash> agreement,
      Optional<String> article,
      Optional<String> message) {
    if (text.isBlank() && agreement.isEmpty() && message.isEmpty()) {
      return Optional.of("text: say on what it rests, or name an agreement or a message");
    }
    if (text.length() > TEXT_CHARS_MAX) {
      return Optional.of(
          "text: %d characters are more than %d".formatted(text.length(), TEXT_CHARS_MAX));
    }
    if (!text.codePoints().allMatch(Basis::isWritten)) {
      return Optional.of(
          "text: it has characters that are not shown, such as a change of direction");
    }
    if (language.length() > LANGUAGE_CHARS_MAX || !LANGUAGE.matcher(language).matches()) {
      return Optional.of("language: a tag as in en, ar or sr-Latn is expected");
    }
    if (article.isPresent() && agreement.isEmpty()) {
      return Optional.of("article: say of which agreement, by its hash");
    }
    if (article.filter(each -> !ARTICLE.matcher(each).matches()).isPresent()) {
      return Optional.of("article: an article is written like lines/dnipro");
    }
    return message.filter(each -> !MESSAGE.matcher(each).matches()).isPresent()
        ? Optional.of("message: a message id is <party>.<epoch>.<number>, as in amber.1.17")
        : Optional.empty();
  }

  private static boolean isWritten(int codePoint) {
    return codePoint == '\n'
        || codePoint == ZERO_WIDTH_NON_JOINER
        || codePoint == ZERO_WIDTH_JOINER
        || DisplayName.isShown(codePoint);
  }

  /// SHA-256 of its JSON: who contests it signs against exactly this.
  public Hash hash() {
    return Hash.sha256(JsonWriter.object(this::write));
  }

  static Basis read(JsonField field) {
    return field.asObject(from -> field.check(read(from)));
  }

  private static Outcome<Basis> read(JsonObject from) {
    return of(
        from.required("text").asText(TEXT_CHARS_MAX),
        from.required("language").asText(LANGUAGE_CHARS_MAX),
        from.optional("agreement").map(JsonField::asHash),
        from.optional("article").map(each -> each.asText(128)),
        from.optional("message").map(each -> each.asText(64)));
  }

  void write(JsonWriter out) {
    out.put("text", text).put("language", language);
    agreement.ifPresent(hash -> out.put("agreement", hash));
    article.ifPresent(each -> out.put("article", each));
    message.ifPresent(each -> out.put("message", each));
  }
}
