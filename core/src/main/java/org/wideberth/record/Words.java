package org.wideberth.record;

import org.wideberth.party.DisplayName;

/// Foreign text made fit to be quoted in a refusal: short, and without control characters.
final class Words {
  private static final int SHOWN_CHARS_MAX = 60;

  private Words() {}

  static String shown(String foreign) {
    StringBuilder shown = new StringBuilder();
    foreign
        .codePoints()
        .limit(SHOWN_CHARS_MAX)
        .forEach(c -> shown.appendCodePoint(DisplayName.isShown(c) ? c : '?'));
    return shown.length() < foreign.length() ? shown + "…" : shown.toString();
  }
}
