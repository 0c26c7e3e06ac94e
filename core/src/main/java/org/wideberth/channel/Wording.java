package org.wideberth.channel;

import java.util.Optional;
import java.util.regex.Pattern;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The words of a message: a phrase whose meaning is fixed, a text in the sender's own words, or
/// both.
///
/// @param text may be empty if there is a phrase
/// @param language of the text, a tag of BCP 47; `und` if it is not known
public record Wording(Optional<Phrase> phrase, String text, String language) {
  /// Two pages: what is longer is a document.
  public static final int TEXT_CHARS_MAX = 4_000;

  /// RFC 5646 §4.4.1.
  public static final int LANGUAGE_CHARS_MAX = 35;

  /// A language nobody has named (RFC 5646 §4.1).
  public static final String UNDETERMINED = "und";

  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{1,8})*");

  /// @throws IllegalArgumentException if [#of] would refuse it
  public Wording {
    problem(phrase, text, language)
        .ifPresent(
            words -> {
              throw new IllegalArgumentException(words);
            });
  }

  /// Checks what somebody wrote.
  public static Outcome<Wording> of(Optional<Phrase> phrase, String text, String language) {
    return problem(phrase, text, language)
        .map(words -> Outcome.<Wording>refuse(RefusalCode.MALFORMED, words))
        .orElseGet(() -> Outcome.accept(new Wording(phrase, text, language)));
  }

  private static Optional<String> problem(Optional<Phrase> phrase, String text, String language) {
    if (phrase.isEmpty() && text.isBlank()) {
      return Optional.of("text: a message needs a text or a phrase");
    }
    if (language.length() > LANGUAGE_CHARS_MAX || !LANGUAGE.matcher(language).matches()) {
      return Optional.of("language: a tag as in en, ar or sr-Latn is expected");
    }
    return FreeText.problem(text, TEXT_CHARS_MAX).map(words -> "text: " + words);
  }
}
