package org.wideberth.party;

import org.wideberth.record.Limits;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// What a party calls itself on boards: 1 to 64 UTF-16 units, no control, formatting or unassigned
/// characters, no space at either end. Not unique, and no proof of anything.
///
/// @param text the name itself
public record DisplayName(String text) {
  public DisplayName {
    if (!isName(text)) {
      throw new IllegalArgumentException("not a display name");
    }
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= Limits.NAME_CHARS_MAX
        && text.strip().equals(text)
        && text.codePoints().allMatch(DisplayName::isShown);
  }

  /// False for control, format (bidirectional overrides, zero-width), separator, unassigned and
  /// private-use characters and surrogates.
  public static boolean isShown(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }

  public static Outcome<DisplayName> parse(String text) {
    return isName(text)
        ? Outcome.accept(new DisplayName(text))
        : Outcome.refuse(
            RefusalCode.MALFORMED,
            "a display name has 1 to %d visible characters".formatted(Limits.NAME_CHARS_MAX));
  }

  @Override
  public String toString() {
    return text;
  }
}
