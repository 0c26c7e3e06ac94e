package org.wideberth.channel;

/// What a reader owes the author of a message, if they have agreed on a time for it.
public enum Owed {
  /// That a person says it was seen.
  ACKNOWLEDGED,
  /// A message that answers it. What answers another message, or logs a talk, is owed none.
  ANSWERED;

  /// Whether a message with that content is owed it.
  public boolean isOf(MessageContent content) {
    return switch (this) {
      case ACKNOWLEDGED -> true;
      case ANSWERED -> content.answers().isEmpty() && !content.isTalkLog();
    };
  }
}
