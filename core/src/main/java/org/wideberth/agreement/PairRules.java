package org.wideberth.agreement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.wideberth.geo.TimeWindow;
import org.wideberth.record.Hash;

/// What holds between two parties, or by its articles for one, and when. Immutable.
///
/// @param periods in order, each beginning where the one before ends; together they cover
///     [Period#ALWAYS], or a part of it
public record PairRules(List<Period> periods) {
  public PairRules {
    periods = merged(periods);
  }

  /// The same at all times.
  public PairRules(List<Rules> rules, boolean disputed) {
    this(List.of(new Period(Period.ALWAYS, rules, disputed)));
  }

  private static List<Period> merged(List<Period> periods) {
    List<Period> merged = new ArrayList<>();
    for (Period each : periods) {
      if (!merged.isEmpty() && saysTheSame(merged.getLast(), each)) {
        Period last = merged.removeLast();
        TimeWindow both = new TimeWindow(last.during().start(), each.during().end());
        merged.add(new Period(both, each.rules(), each.disputed()));
      } else {
        merged.add(each);
      }
    }
    return List.copyOf(merged);
  }

  private static boolean saysTheSame(Period one, Period other) {
    return one.disputed() == other.disputed() && one.hashes().equals(other.hashes());
  }

  /// Everything that holds at some time, in the order of the hashes.
  public List<Rules> rules() {
    if (periods.size() == 1) {
      return periods.getFirst().rules();
    }
    NavigableMap<Hash, Rules> rules = new TreeMap<>();
    periods.forEach(period -> period.rules().forEach(each -> rules.put(each.hash(), each)));
    return List.copyOf(rules.values());
  }

  /// True if it is disputed at some time.
  public boolean disputed() {
    return periods.stream().anyMatch(Period::disputed);
  }

  /// True if nothing can be computed at any time, because neither party has adopted anything.
  public boolean none() {
    return periods.stream().allMatch(period -> period.rules().isEmpty());
  }

  public List<Hash> hashes() {
    return rules().stream().map(Rules::hash).toList();
  }

  /// What of it touches that span.
  public PairRules during(TimeWindow span) {
    return isTimeless()
        ? this
        : new PairRules(periods.stream().filter(period -> period.during().overlaps(span)).toList());
  }

  /// True if the same holds at all times.
  public boolean isTimeless() {
    return periods.size() == 1 && periods.getFirst().during().equals(Period.ALWAYS);
  }

  /// What holds at that moment.
  public Optional<Period> at(Instant time) {
    return periods.stream().filter(period -> period.during().contains(time)).findFirst();
  }

  /// When that document holds: in order, none touching another.
  public List<TimeWindow> when(Hash rules) {
    List<TimeWindow> when = new ArrayList<>();
    for (Period period : periods) {
      if (period.hashes().contains(rules)) {
        TimeWindow during = period.during();
        if (!when.isEmpty() && when.getLast().end().equals(during.start())) {
          during = new TimeWindow(when.removeLast().start(), during.end());
        }
        when.add(during);
      }
    }
    return when;
  }
}
