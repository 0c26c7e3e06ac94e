package org.wideberth.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.wideberth.party.PartyId;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The times of day, in UTC and whole minutes, at which people test the channel. Both sides of a
/// pair work out the same from the same times. Immutable.
///
/// @param times ascending; none if people do not test
public record TestTimes(List<LocalTime> times) {
  /// Two tests must not run into each other.
  public static final Duration APART = Duration.ofHours(1);

  /// Twice a day, when watches change.
  public static final TestTimes USUAL =
      new TestTimes(List.of(LocalTime.of(6, 0), LocalTime.of(18, 0)));

  /// People do not test.
  public static final TestTimes NONE = new TestTimes(List.of());

  /// How [#text] writes [#NONE].
  private static final String NEVER = "none";

  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
  private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("HH:mm");

  /// @throws IllegalArgumentException unless they are whole minutes
  public TestTimes {
    times = List.copyOf(new TreeSet<>(times));
    for (LocalTime time : times) {
      if (!time.equals(time.truncatedTo(ChronoUnit.MINUTES))) {
        throw new IllegalArgumentException("whole minutes are expected");
      }
    }
  }

  /// The times of both. They may be closer than [#APART]: that holds for what is set or agreed
  /// by itself.
  public TestTimes and(TestTimes other) {
    return new TestTimes(Stream.concat(times.stream(), other.times.stream()).toList());
  }

  /// True if they are as far from each other as times have to be that are set or agreed.
  public boolean isApart() {
    return problem(times).isEmpty();
  }

  private static Optional<String> problem(List<LocalTime> times) {
    for (int i = 0; i < times.size(); i++) {
      Duration gap =
          i == 0
              ? Duration.between(times.getLast(), times.getFirst()).plusDays(1)
              : Duration.between(times.get(i - 1), times.get(i));
      if (gap.compareTo(APART) < 0) {
        return Optional.of("tests are an hour apart at least");
      }
    }
    return Optional.empty();
  }

  /// Reads `06:00,18:00`, or `none`.
  public static Outcome<TestTimes> parse(String text) {
    List<LocalTime> times = new ArrayList<>();
    for (String each : text.equals(NEVER) ? new String[0] : text.split(",", -1)) {
      if (!TIME.matcher(each).matches()) {
        return Outcome.refuse(
            RefusalCode.MALFORMED, "times of day in UTC are expected, as in 06:00,18:00, or none");
      }
      times.add(LocalTime.parse(each));
    }
    return problem(times.stream().sorted().distinct().toList())
        .map(words -> Outcome.<TestTimes>refuse(RefusalCode.MALFORMED, words))
        .orElseGet(() -> Outcome.accept(new TestTimes(times)));
  }

  /// Reads one of them, as `06:00`.
  public static Outcome<LocalTime> parseOne(String text) {
    return TIME.matcher(text).matches()
        ? Outcome.accept(LocalTime.parse(text))
        : Outcome.refuse(
            RefusalCode.MALFORMED, "a time of day in UTC and whole minutes is expected, as 06:00");
  }

  /// Each of them, as [#parseOne] reads it.
  public List<String> texts() {
    return times.stream().map(WRITTEN::format).toList();
  }

  /// As [#parse] reads it.
  public String text() {
    return times.isEmpty() ? NEVER : String.join(",", texts());
  }

  /// The last of them until then, that moment included.
  public Optional<Instant> latest(Instant now) {
    return around(now).filter(time -> !time.isAfter(now)).reduce((_, later) -> later);
  }

  /// The first of them after that.
  public Optional<Instant> next(Instant now) {
    return around(now).filter(time -> time.isAfter(now)).findFirst();
  }

  private Stream<Instant> around(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return Stream.of(today.minusDays(1), today, today.plusDays(1))
        .flatMap(day -> times.stream().map(time -> day.atTime(time).toInstant(ZoneOffset.UTC)));
  }

  /// Who of two sends first at one of them: they take turns. The other may as well.
  public PartyId turn(Instant due, PartyId one, PartyId other) {
    long day = Math.floorDiv(due.getEpochSecond(), Duration.ofDays(1).toSeconds());
    int of = times.indexOf(LocalTime.ofInstant(due, ZoneOffset.UTC));
    boolean even = Math.floorMod(day * times.size() + of, 2) == 0;
    return (one.compareTo(other) < 0) == even ? one : other;
  }
}
