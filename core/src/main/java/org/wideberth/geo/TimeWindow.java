package org.wideberth.geo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// A half-open interval of time: `start` is in it, `end` is not.
///
/// @param start UTC, whole milliseconds
/// @param end UTC, whole milliseconds, after `start`
public record TimeWindow(Instant start, Instant end) {
  /// 2000-01-01T00:00Z: the first year that a two-digit date-time group can name.
  public static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

  /// 2100-01-01T00:00Z: just past the last year that a two-digit date-time group can name.
  public static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

  /// @throws IllegalArgumentException if inverted, empty or finer than milliseconds
  public TimeWindow {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException("the window does not end after its start");
    }
    if (!isWholeMillis(start) || !isWholeMillis(end)) {
      throw new IllegalArgumentException("time windows are whole milliseconds");
    }
  }

  /// True if [#ofEpochMillis] makes it.
  public boolean isNameable() {
    return !start.isBefore(FIRST) && !end.isAfter(LAST);
  }

  /// The window that somebody else gave, in milliseconds since 1970-01-01T00:00Z.
  public static Outcome<TimeWindow> ofEpochMillis(long startMillis, long endMillis) {
    if (startMillis < FIRST.toEpochMilli() || endMillis > LAST.toEpochMilli()) {
      return Outcome.refuse(
          RefusalCode.OUT_OF_RANGE, "times must be in the years 2000 to 2099 (UTC)");
    }
    if (endMillis <= startMillis) {
      return Outcome.refuse(RefusalCode.INVERTED_INTERVAL, "the window must end after its start");
    }
    return Outcome.accept(
        new TimeWindow(Instant.ofEpochMilli(startMillis), Instant.ofEpochMilli(endMillis)));
  }

  /// Whether some instant is in both. Windows that only touch do not overlap.
  public boolean overlaps(TimeWindow other) {
    return start.isBefore(other.end) && other.start.isBefore(end);
  }

  /// What is in both.
  public Optional<TimeWindow> intersection(TimeWindow other) {
    if (!overlaps(other)) {
      return Optional.empty();
    }
    return Optional.of(
        new TimeWindow(
            start.isAfter(other.start) ? start : other.start,
            end.isBefore(other.end) ? end : other.end));
  }

  /// Whether `instant` is in the window.
  public boolean contains(Instant instant) {
    return !instant.isBefore(start) && instant.isBefore(end);
  }

  private static boolean isWholeMillis(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).equals(instant);
  }
}
