package org.wideberth.conflict;

import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wideberth.agreement.KindPair;
import org.wideberth.agreement.PairRules;
import org.wideberth.agreement.Rules;
import org.wideberth.geo.Comparison;
import org.wideberth.geo.HeightContext;
import org.wideberth.geo.Minimum;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.Separation;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Verdict;
import org.wideberth.operation.Operation;

/// Compares pairs of live operations, one after another, volume by volume, under the rules between
/// their parties. What it finds depends on the two and the rules only and not on their order: both
/// sides come to the same. Allocates nothing for those that are apart. Owned by the thread that
/// asks.
public final class PairCheck {
  /// As in the index: far more than rounding, far less than anything that matters.
  private static final double SLACK_M = 0.01;

  private final Comparison comparison = new Comparison();

  /// What is found between two operations of different parties; empty if they are apart, or if
  /// there are no rules to find anything by.
  public Optional<Finding> between(LiveOperation one, LiveOperation other, PairRules rules) {
    if (one.startMillis() >= other.endMillis() || other.startMillis() >= one.endMillis()) {
      return Optional.empty();
    }
    boolean ordered = one.operation().id().compareTo(other.operation().id()) < 0;
    LiveOperation first = ordered ? one : other;
    LiveOperation second = ordered ? other : one;
    KindPair kinds = KindPair.of(first.operation().kind(), second.operation().kind());
    PairRules during =
        rules.isTimeless()
            ? rules
            : one.span().intersection(other.span()).map(rules::during).orElseThrow();
    Found found = null;
    List<Rules> documents = during.rules();
    for (int i = 0; i < documents.size(); i++) {
      found = under(documents.get(i), during, kinds, first, second, found);
    }
    return found == null ? Optional.empty() : found.finding(kinds, first, second, during);
  }

  /// @param before what is found by now
  /// @return with what is found under that document
  private @Nullable Found under(
      Rules rules,
      PairRules during,
      KindPair kinds,
      LiveOperation first,
      LiveOperation second,
      @Nullable Found before) {
    Minimum minimum = rules.document().minimum(kinds);
    HeightContext heights = rules.document().heights();
    double lateralM = minimum.lateralCm() / 100.0 + SLACK_M;
    Found found = before;
    List<PreparedVolume> volumes = first.volumes();
    List<PreparedVolume> others = second.volumes();
    List<TimeWindow> when = null;
    for (int i = 0; i < volumes.size(); i++) {
      PreparedVolume one = volumes.get(i);
      if (one.reach().apartM(second.reach()) >= lateralM) {
        continue;
      }
      for (int j = 0; j < others.size(); j++) {
        if (comparison.compare(one, others.get(j), minimum, heights) != Verdict.APART) {
          found = found == null ? new Found() : found;
          when = when == null ? during.when(rules.hash()) : when;
          found.add(comparison.separation(), when);
        }
      }
    }
    return found;
  }

  /// From the earliest to the latest moment of a window that is in one of those.
  static Optional<TimeWindow> within(TimeWindow window, List<TimeWindow> when) {
    Optional<TimeWindow> found = Optional.empty();
    for (TimeWindow each : when) {
      Optional<TimeWindow> part = each.intersection(window);
      if (part.isPresent()) {
        found = found.isPresent() ? Optional.of(hull(found.get(), part.get())) : part;
      }
    }
    return found;
  }

  static TimeWindow hull(TimeWindow one, TimeWindow other) {
    return new TimeWindow(
        one.start().isBefore(other.start()) ? one.start() : other.start(),
        one.end().isAfter(other.end()) ? one.end() : other.end());
  }

  /// What is found between two operations by now.
  private static final class Found {
    private @Nullable NavigableSet<String> heightNotes;
    private Verdict worst = Verdict.APART;
    private @Nullable TimeWindow interval;
    private @Nullable Separation closest;

    /// @param separation of volumes that are not apart
    /// @param when the document holds by which they are not
    void add(Separation separation, List<TimeWindow> when) {
      within(separation.overlap().orElseThrow(), when).ifPresent(both -> add(separation, both));
    }

    private void add(Separation separation, TimeWindow overlap) {
      if (separation.verdict().compareTo(worst) > 0) {
        worst = separation.verdict();
      }
      interval = interval == null ? overlap : hull(interval, overlap);
      if (separation.heightNote().isPresent()) {
        heightNotes = heightNotes == null ? new TreeSet<>() : heightNotes;
        heightNotes.add(separation.heightNote().get());
      }
      // Strictly nearer only: of equals the first counts, and the order is the same on every node.
      if (closest == null || isNearer(separation, closest)) {
        closest = separation;
      }
    }

    private static boolean isNearer(Separation one, Separation other) {
      return one.upperMm() < other.upperMm()
          || (one.upperMm() == other.upperMm() && one.lowerMm() < other.lowerMm());
    }

    /// Empty if no document holds while something was found by it.
    Optional<Finding> finding(
        KindPair kinds, LiveOperation first, LiveOperation second, PairRules rules) {
      if (closest == null || interval == null) {
        return Optional.empty();
      }
      String article = kinds.article();
      return Optional.of(
          new Finding(
              Finding.idOf(first.operation().id(), second.operation().id(), article),
              article,
              side(first.operation(), second.operation()),
              side(second.operation(), first.operation()),
              worst,
              interval,
              closest.at().orElseThrow(),
              closest.lowerMm(),
              closest.upperMm(),
              heightNotes == null ? List.of() : List.copyOf(heightNotes),
              rules.hashes(),
              rules.disputed()));
    }
  }

  private static Finding.Side side(Operation operation, Operation other) {
    return new Finding.Side(
        operation.id(),
        operation.revision(),
        operation.kind(),
        operation.content().name(),
        operation.isSeenBy(other.party()));
  }
}
