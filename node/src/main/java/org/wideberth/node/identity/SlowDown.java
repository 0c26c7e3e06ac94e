package org.wideberth.node.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Makes whoever tries to sign in wrongly wait: after ten wrong tries from one address, and, far
/// less, after fifty from wherever, so that nobody can keep everybody out.
///
/// Thread-safe (one monitor).
public final class SlowDown {
  /// Wrong tries of one address that cost nothing: people slip.
  public static final int FREE_TRIES = 10;

  /// The same from all addresses together.
  public static final int FREE_TRIES_ALL = 50;

  /// After so long without a wrong try all is forgotten.
  public static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);

  /// The longest wait of one address.
  public static final Duration WAIT_MAX = Duration.ofMinutes(5);

  /// The longest wait because of others.
  public static final Duration WAIT_ALL_MAX = Duration.ofSeconds(5);

  /// Addresses that are remembered; the one whose last wrong try is oldest gives way.
  public static final int SOURCES_MAX = 1_024;

  private record Tries(int wrong, Instant last) {
    Duration wait(int free, Duration max, Instant now) {
      if (wrong < free || !now.isBefore(last.plus(FORGOTTEN_AFTER))) {
        return Duration.ZERO;
      }
      Duration from = Duration.ofSeconds(1L << Math.min(30, wrong - free + 1));
      Duration whole = from.compareTo(max) > 0 ? max : from;
      Duration left = Duration.between(now, last.plus(whole));
      return left.isNegative() ? Duration.ZERO : left;
    }

    Tries after(Instant now) {
      boolean forgotten = !now.isBefore(last.plus(FORGOTTEN_AFTER));
      return new Tries(forgotten ? 1 : Math.min(wrong, 1_000_000) + 1, now);
    }
  }

  private final InstantSource clock;
  private final Map<String, Tries> bySource = new LinkedHashMap<>();
  private Tries all = new Tries(0, Instant.EPOCH);

  public SlowDown(InstantSource clock) {
    this.clock = clock;
  }

  /// How long that address has to wait before it may try again; empty if it may now.
  public synchronized Optional<Duration> wait(String source) {
    Instant now = clock.instant();
    Tries own = bySource.getOrDefault(source, new Tries(0, Instant.EPOCH));
    Duration one = own.wait(FREE_TRIES, WAIT_MAX, now);
    Duration whole = all.wait(FREE_TRIES_ALL, WAIT_ALL_MAX, now);
    Duration longer = one.compareTo(whole) > 0 ? one : whole;
    return longer.isZero() ? Optional.empty() : Optional.of(longer);
  }

  /// That address has tried wrongly.
  public synchronized void wrong(String source) {
    Instant now = clock.instant();
    // Taken out and put in again: the order is that of the last wrong try.
    Tries before = bySource.remove(source);
    bySource.put(source, (before == null ? new Tries(0, Instant.EPOCH) : before).after(now));
    all = all.after(now);
    if (bySource.size() > SOURCES_MAX) {
      bySource.remove(bySource.keySet().iterator().next());
    }
  }

  /// That address has signed in.
  public synchronized void right(String source) {
    bySource.remove(source);
  }

  /// How many addresses are remembered.
  public synchronized int sources() {
    return bySource.size();
  }
}
