package org.wideberth.channel;

import org.wideberth.party.DisplayName;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// What an attached file is called: 1 to [#CHARS_MAX] UTF-16 units, all of them shown, none that a
/// file system or a header gives a meaning (`/ \ : * ? " < > | %`), no dot or space at either end.
/// A name and nothing more: it says nothing of what is in the file.
///
/// @param text the name itself
public record FileName(String text) {
  /// Shorter than any file system's longest name, in whatever script.
  public static final int CHARS_MAX = 80;

  private static final String WITH_A_MEANING = "/\\:*?\"<>|%";

  /// @throws IllegalArgumentException if [#parse] would refuse it
  public FileName {
    if (!isName(text)) {
      throw new IllegalArgumentException("not a file name");
    }
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= CHARS_MAX
        && text.strip().equals(text)
        && !text.startsWith(".")
        && !text.endsWith(".")
        && text.codePoints()
            .allMatch(each -> DisplayName.isShown(each) && WITH_A_MEANING.indexOf(each) < 0);
  }

  public static Outcome<FileName> parse(String text) {
    return isName(text)
        ? Outcome.accept(new FileName(text))
        : Outcome.refuse(
            RefusalCode.MALFORMED,
            ("a file name has 1 to %d visible characters, none of %s, no dot or space at either"
                    + " end; rename the file")
                .formatted(CHARS_MAX, WITH_A_MEANING));
  }

  @Override
  public String toString() {
    return text;
  }
}
