package org.wideberth.agreement;

import org.wideberth.record.JsonField;

/// One thing in which two documents of rules differ, in words that a person can read.
///
/// @param article what differs: `lines/river`, `minima/air-ground`, `title`
/// @param was if it was there before
/// @param is if it is there now
/// @param words what it was and what it is
public record RulesChange(String article, boolean was, boolean is, String words) {
  /// `added`, `removed` or `changed`.
  public String word() {
    return JsonField.wordOf(was && is ? What.CHANGED : is ? What.ADDED : What.REMOVED);
  }

  private enum What {
    ADDED,
    REMOVED,
    CHANGED
  }
}
