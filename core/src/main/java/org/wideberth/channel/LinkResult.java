package org.wideberth.channel;

import java.time.Duration;

/// What one machine test of a link came to. Immutable.
public sealed interface LinkResult {
  /// A question went over the link and its answer came back.
  ///
  /// @param roundTripMs by a clock that nobody can set, 0 to [#ROUND_TRIP_MS_MAX]
  /// @param offsetMs how far the peer's clock is ahead of the tester's, by the time that the peer
  ///     put into its answer, taken for the middle of the round trip (RFC 5905 §8): wrong by half
  ///     the round trip at most, if the peer tells the truth. At most [#OFFSET_MS_MAX] either way,
  ///     which then means so much or more
  record Passed(int roundTripMs, int offsetMs) implements LinkResult {
    /// What takes longer counts as lost.
    public static final int ROUND_TRIP_MS_MAX = 60_000;

    /// Eleven days: a clock that is further off tells nothing at all.
    public static final int OFFSET_MS_MAX = 1_000_000_000;

    /// @throws IllegalArgumentException out of range
    public Passed {
      if (roundTripMs < 0
          || roundTripMs > ROUND_TRIP_MS_MAX
          || Math.abs((long) offsetMs) > OFFSET_MS_MAX) {
        throw new IllegalArgumentException("a round trip or an offset that cannot be");
      }
    }

    /// As measured, brought within the limits.
    public static Passed of(Duration roundTrip, Duration offset) {
      return new Passed(
          Math.clamp(roundTrip.toMillis(), 0, ROUND_TRIP_MS_MAX),
          Math.clamp(offset.toMillis(), -OFFSET_MS_MAX, OFFSET_MS_MAX));
    }
  }

  /// Nothing came back.
  record Failed(Reason reason) implements LinkResult {}

  /// Why a test failed, as far as the tester can tell.
  enum Reason {
    /// There was no link.
    NO_LINK,
    /// There was one, but no answer came over it in time.
    NO_ANSWER
  }
}
