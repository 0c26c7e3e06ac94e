package org.wideberth.settlement;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.wideberth.geo.TimeWindow;
import org.wideberth.record.JsonField;

/// How much a finding presses that is not settled, by the time to its start.
public enum Escalation {
  /// Settled, over, or far off.
  NONE,
  /// The watch should have it settled in its own time.
  NOTICE,
  /// It goes before other work.
  URGENT,
  /// Now, by the channel and by voice.
  IMMEDIATE;

  /// The plans of the next day are still on paper: everybody who can change one is at work until
  /// then.
  public static final Duration NOTICE_BEFORE = Duration.ofHours(24);

  /// Crews are briefed about two hours before: later, a change reaches them one by one.
  public static final Duration URGENT_BEFORE = Duration.ofHours(2);

  /// They are on their way: only what is said by voice reaches them.
  public static final Duration IMMEDIATE_BEFORE = Duration.ofMinutes(30);

  /// How long before the start it presses more.
  public static final List<Duration> STEPS =
      List.of(NOTICE_BEFORE, URGENT_BEFORE, IMMEDIATE_BEFORE);

  /// How much it presses at that time. What is agreed but not carried out presses as well, once the
  /// time for it runs out.
  ///
  /// @param interval of the finding
  public static Escalation of(SettlementState state, TimeWindow interval, Instant now) {
    return switch (state) {
      case UNTAKEN, TAKEN, OFFERED, FOUND_AGAIN -> byTime(interval, now);
      case AGREED -> {
        Escalation level = byTime(interval, now);
        yield level == NOTICE ? NONE : level;
      }
      case CARRIED_OUT, CLOSED -> NONE;
    };
  }

  private static Escalation byTime(TimeWindow interval, Instant now) {
    if (!now.isBefore(interval.end())) {
      return NONE;
    }
    Duration left = Duration.between(now, interval.start());
    if (left.compareTo(IMMEDIATE_BEFORE) <= 0) {
      return IMMEDIATE;
    }
    if (left.compareTo(URGENT_BEFORE) <= 0) {
      return URGENT;
    }
    return left.compareTo(NOTICE_BEFORE) <= 0 ? NOTICE : NONE;
  }

  /// As it is written.
  public String word() {
    return JsonField.wordOf(this);
  }
}
