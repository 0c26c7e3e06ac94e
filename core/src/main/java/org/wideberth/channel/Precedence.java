package org.wideberth.channel;

import org.wideberth.record.JsonField;

/// How urgent a message is, from the least to the most (the precedences of ACP 121).
public enum Precedence {
  /// In its turn.
  ROUTINE,
  /// Before what is routine.
  PRIORITY,
  /// Touches what is under way.
  IMMEDIATE,
  /// Somebody is in danger now: goes before everything, and sounds until a person acknowledges it.
  FLASH;

  /// As it is written.
  public String word() {
    return JsonField.wordOf(this);
  }
}
