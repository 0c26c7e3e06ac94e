package org.wideberth.settlement;

import org.wideberth.record.JsonField;

/// How far two sides are with what was found between them.
public enum SettlementState {
  /// It is found, and nobody has taken it up.
  UNTAKEN,
  /// It is found, and at least one side has taken it up.
  TAKEN,
  /// It is found, and an offer waits for an answer.
  OFFERED,
  /// It is found; one side has agreed to the other's offer, and the operation that is to yield has
  /// not been changed yet.
  AGREED,
  /// The operation that was to yield was changed after the agreement, and it is found all the
  /// same, or anew.
  FOUND_AGAIN,
  /// It is found no longer, and the operation that was to yield was changed.
  CARRIED_OUT,
  /// It is found no longer, for other reasons.
  CLOSED;

  /// As it is written.
  public String word() {
    return JsonField.wordOf(this);
  }
}
