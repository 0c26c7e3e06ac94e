package org.wideberth.operation;

import org.wideberth.record.JsonField;

/// Where an operation stands. Written in lower case.
public enum OperationState {
  /// Committed to by its author, shown to nobody.
  DRAFT(false),
  /// Disclosed to its audience; not under way.
  DECLARED(true),
  /// Under way.
  ACTIVE(true),
  /// Under way, outside what was declared, expected to return to it.
  NONCONFORMING(true),
  /// Under way, outside what was declared, not expected to return to it.
  CONTINGENT(true),
  /// Over.
  ENDED(false),
  /// Will not take place, or is to be declared anew.
  WITHDRAWN(false);

  private final boolean live;

  OperationState(boolean live) {
    this.live = live;
  }

  /// True if it takes part in findings.
  public boolean isLive() {
    return live;
  }

  public String word() {
    return JsonField.wordOf(this);
  }
}
