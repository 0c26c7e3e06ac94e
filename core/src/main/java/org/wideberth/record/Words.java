package org.wideberth.record;

/// Foreign text made fit to be quoted in a refusal: short, and without control characters.
final class Words {
  private static final int SHOWN_CHARS_MAX = 60;

  private Words() {}

  static String shown(String foreign) {
    StringBuilder shown = new StringBuilder();
    foreign
        .codePoints()
        .limit(SHOWN_CHARS_MAX)
        .forEach(c -> shown.appendCodePoint(unprintable(c) ? '?' : c));
    return shown.length() < foreign.length() ? shown + "…" : shown.toString();
  }

  /// True for what may not stand in a display name either: control, format (bidirectional
  /// overrides, zero-width), line and paragraph separators, unassigned, private use, surrogates.
  static boolean unprintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
