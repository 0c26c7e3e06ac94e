package org.wideberth.settlement;

import java.util.Optional;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.TimeWindow;

/// How an operation is to change, as an offer says. Immutable.
public sealed interface Change {

  /// It is not to take place.
  record Withdraw() implements Change {}

  /// It is to be at another time, at another height, or both; the words say what else.
  record Move(Optional<TimeWindow> time, Optional<HeightBand> heights) implements Change {
    /// @throws IllegalArgumentException if it names neither
    public Move {
      if (time.isEmpty() && heights.isEmpty()) {
        throw new IllegalArgumentException("a move is to another time or to other heights");
      }
    }
  }

  /// It is to change as the offer's words say.
  record AsWorded() implements Change {}

  /// A change to what is given of a time and heights; to neither, the words must say it all.
  static Change to(Optional<TimeWindow> time, Optional<HeightBand> heights) {
    return time.isEmpty() && heights.isEmpty() ? new AsWorded() : new Move(time, heights);
  }
}
