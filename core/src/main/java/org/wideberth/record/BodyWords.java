package org.wideberth.record;

/// Says in words what an opened body declares: `declared operation "ferry crossing"`, to follow
/// the name of its author. Pure, and total over hostile bodies.
@FunctionalInterface
public interface BodyWords {

  /// For a reader who knows no types.
  BodyWords TYPE_ONLY = (type, body) -> "wrote a body of type \"" + type + "\"";

  String words(String type, byte[] body);

  /// The same, for words that depend on where it stands.
  default String words(Origin origin, long seq, String type, byte[] body) {
    return words(type, body);
  }
}
