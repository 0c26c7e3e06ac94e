package org.wideberth.channel;

import org.wideberth.record.JsonField;

/// What a reader says of a message, each by itself and signed by itself. None implies another: who
/// has acted may never have acknowledged.
public enum Step {
  /// A person has had it before their eyes.
  READ,
  /// A person takes it upon the desk.
  ACKNOWLEDGED,
  /// What was asked is done, or as much of it as the note says.
  ACTED,
  /// What the message says of a talk was so.
  CONFIRMED,
  /// What the message says of a talk was not so; the note says what was.
  DISPUTED;

  /// True if it is said only of messages that log a talk.
  public boolean isOfTalks() {
    return this == CONFIRMED || this == DISPUTED;
  }

  /// The body's `type`.
  public String type() {
    return "message-" + JsonField.wordOf(this);
  }
}
