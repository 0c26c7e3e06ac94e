package org.wideberth.geo;

/// How much work one question may still cost. It counts steps of a search, not time, so that every
/// node gives up at the same place: what is then not known is said as a wider bound. Owned by the
/// thread that asks.
public final class Effort {
  private long left;

  private Effort(long steps) {
    this.left = steps;
  }

  /// So many steps and no more.
  ///
  /// @param steps looks at a part of a line or of an outline, some tens of nanoseconds each
  public static Effort of(long steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("no steps at all");
    }
    return new Effort(steps);
  }

  static Effort unlimited() {
    return new Effort(Long.MAX_VALUE);
  }

  /// Takes a step.
  ///
  /// @return false if none was left
  boolean spend() {
    if (left == 0) {
      return false;
    }
    left--;
    return true;
  }

  /// True if a search had to end early, or the next one will.
  public boolean isSpent() {
    return left == 0;
  }
}
