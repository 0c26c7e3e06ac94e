package org.wideberth.channel;

import java.util.Optional;
import org.wideberth.party.DisplayName;

/// What people write in their own words: lines of characters that are shown as they are. Overrides
/// of the writing direction are refused, for they make a text read otherwise than it is; the
/// joiners that Persian and Hindi are written with are not.
public final class FreeText {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private FreeText() {}

  /// Why it cannot be sent, if so.
  public static Optional<String> problem(String text, int charsMax) {
    if (text.length() > charsMax) {
      return Optional.of("%d characters are more than %d".formatted(text.length(), charsMax));
    }
    return text.codePoints().allMatch(FreeText::isWritten)
        ? Optional.empty()
        : Optional.of("it has characters that are not shown, such as a change of direction");
  }

  private static boolean isWritten(int codePoint) {
    return codePoint == '\n'
        || codePoint == ZERO_WIDTH_NON_JOINER
        || codePoint == ZERO_WIDTH_JOINER
        || DisplayName.isShown(codePoint);
  }
}
