package org.wideberth.conflict.proposal;

import java.util.Optional;
import java.util.function.LongFunction;

/// Looks for the smallest whole number, up or down, that is free and at which something is found.
/// Free is what arithmetic does not exclude; of what is free, a few are tried. Where a try fails,
/// the next is further away, and of the last stretch the nearer half is tried again and again: so
/// the first free number that is good is found exactly, and others nearly.
final class Walk {
  /// Each takes a full look at everything that is near.
  static final int TRIES_MAX = 64;

  private final Spans taken;
  private final long step;
  private int tries;

  Walk(Spans taken, long step) {
    this.taken = taken;
    this.step = step;
  }

  /// What is found at the nearest such number.
  ///
  /// @param lowest not above 0
  /// @param highest not below 0
  /// @param look what is found at a number; what is up is looked at before what is as far down
  <T> Optional<T> nearest(long lowest, long highest, LongFunction<Optional<T>> look) {
    long up = taken.upFrom(step, step);
    long down = taken.downFrom(-step, step);
    long failedUp = 0;
    long failedDown = 0;
    long furtherUp = step;
    long furtherDown = step;
    while (tries < TRIES_MAX && (up <= highest || down >= lowest)) {
      boolean isUp = up <= highest && (down < lowest || up <= -down);
      long at = isUp ? up : down;
      tries++;
      Optional<T> found = look.apply(at);
      if (found.isPresent()) {
        return nearer(isUp ? failedUp : failedDown, at, found, look);
      }
      if (isUp) {
        failedUp = at;
        up = taken.upFrom(at + furtherUp, step);
        furtherUp *= 2;
      } else {
        failedDown = at;
        down = taken.downFrom(at - furtherDown, step);
        furtherDown *= 2;
      }
    }
    return Optional.empty();
  }

  /// @param failed where nothing was found, or 0
  private <T> Optional<T> nearer(
      long failed, long at, Optional<T> found, LongFunction<Optional<T>> look) {
    if (failed == 0) {
      return found;
    }
    long bad = failed / step;
    long good = at / step;
    Optional<T> best = found;
    while (Math.abs(good - bad) > 1) {
      long middle = bad + (good - bad) / 2;
      Optional<T> there =
          taken.contains(middle * step) ? Optional.empty() : look.apply(middle * step);
      if (there.isPresent()) {
        good = middle;
        best = there;
      } else {
        bad = middle;
      }
    }
    return best;
  }
}
