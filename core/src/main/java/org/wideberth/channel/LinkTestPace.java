package org.wideberth.channel;

import java.time.Duration;

/// How often links are tested by machines. Immutable.
///
/// @param every so often
/// @param grace a test that is so late is missed, and people are told
public record LinkTestPace(Duration every, Duration grace) {
  /// Once an hour; who misses one is told within five minutes.
  public static final LinkTestPace USUAL =
      new LinkTestPace(Duration.ofHours(1), Duration.ofMinutes(5));

  private static final int AGAINS = 6;

  /// @throws IllegalArgumentException if either is not positive
  public LinkTestPace {
    if (!every.isPositive() || !grace.isPositive()) {
      throw new IllegalArgumentException("a pace takes time");
    }
  }

  /// How long a node waits for answers before it says that a test failed: there is time left to
  /// tell people, on both sides.
  public Duration patience() {
    return grace.dividedBy(2);
  }

  /// A link that failed and answers again is tested anew before its time, but not sooner after the
  /// last test than this: a link that comes and goes makes no log grow by more than so many
  /// entries.
  public Duration again() {
    return every.dividedBy(AGAINS);
  }
}
