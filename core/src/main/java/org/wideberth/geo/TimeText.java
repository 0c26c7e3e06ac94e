package org.wideberth.geo;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Times as people write them: ISO 8601 with an offset (`2026-11-22T14:30:00Z`), or a date-time
/// group (`221430ZNOV26`: day, hour, minute, zone Z, month, year 2000 to 2099). Stateless.
public final class TimeText {
  /// Longer than any time in either form.
  public static final int MAX_CHARS = 40;

  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final Pattern GROUP =
      Pattern.compile("(\\d{2})(\\d{2})(\\d{2}) ?([A-Z]) ?([A-Z]{3}) ?(\\d{2})");
  private static final int CENTURY = 2000;

  private TimeText() {}

  /// The instant, in whole milliseconds; finer ones, other zones than Z in a date-time group, and
  /// years out of 2000 to 2099 are refused.
  public static Outcome<Instant> parse(String text) {
    if (text.length() > MAX_CHARS) {
      return Outcome.refuse(
          RefusalCode.MALFORMED, "a time has at most " + MAX_CHARS + " characters");
    }
    String upper = text.strip().toUpperCase(Locale.ROOT);
    Matcher group = GROUP.matcher(upper);
    return group.matches() ? parseGroup(group) : parseIso(upper);
  }

  /// ISO 8601 in UTC, exactly: [#parse] reads it back.
  public static String iso(Instant instant) {
    return instant.toString();
  }

  /// The date-time group of the minute that `instant` is in; ISO 8601 for a year that two digits
  /// cannot name.
  public static String dtg(Instant instant) {
    if (instant.isBefore(TimeWindow.FIRST) || !instant.isBefore(TimeWindow.LAST)) {
      return iso(instant.truncatedTo(ChronoUnit.MINUTES));
    }
    ZonedDateTime utc = instant.atZone(ZoneOffset.UTC);
    return String.format(
        Locale.ROOT,
        "%02d%02d%02dZ%s%02d",
        utc.getDayOfMonth(),
        utc.getHour(),
        utc.getMinute(),
        MONTHS.get(utc.getMonthValue() - 1),
        utc.getYear() - CENTURY);
  }

  private static Outcome<Instant> parseGroup(Matcher group) {
    if (!group.group(4).equals("Z")) {
      return Outcome.refuse(
          RefusalCode.MALFORMED, "a date-time group must be in zone Z, not " + group.group(4));
    }
    int month = MONTHS.indexOf(group.group(5)) + 1;
    if (month == 0) {
      return Outcome.refuse(RefusalCode.MALFORMED, group.group(5) + " is no month: JAN … DEC");
    }
    try {
      return Outcome.accept(
          LocalDateTime.of(
                  CENTURY + Integer.parseInt(group.group(6)),
                  month,
                  Integer.parseInt(group.group(1)),
                  Integer.parseInt(group.group(2)),
                  Integer.parseInt(group.group(3)))
              .toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Outcome.refuse(RefusalCode.OUT_OF_RANGE, "no such day or time: " + e.getMessage());
    }
  }

  private static Outcome<Instant> parseIso(String text) {
    Instant instant;
    try {
      instant = OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return Outcome.refuse(
          RefusalCode.MALFORMED,
          "a time is written like 2026-11-22T14:30:00Z or 221430ZNOV26: " + e.getMessage());
    }
    if (!instant.truncatedTo(ChronoUnit.MILLIS).equals(instant)) {
      return Outcome.refuse(RefusalCode.MALFORMED, "times are whole milliseconds");
    }
    if (instant.isBefore(TimeWindow.FIRST) || instant.isAfter(TimeWindow.LAST)) {
      return Outcome.refuse(
          RefusalCode.OUT_OF_RANGE, "times must be in the years 2000 to 2099 (UTC)");
    }
    return Outcome.accept(instant);
  }
}
