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
/// sides come to the same. Owned by the thread that asks.
public final class PairCheck {
  /// As in the index: far more than rounding, far less than anything that matters.
  private static final double SLACK_M = 0.01;

  private final Comparison comparison = new Comparison();

  // What is found of the pair by now.
  private final NavigableSet<String> heightNotes = new TreeSet<>();
  private Verdict worst = Verdict.APART;
  private @Nullable TimeWindow interval;
  private @Nullable Separation closest;

  /// What is found between two operations of different parties; empty if they are apart, or if
  /// there are no rules to find anything by.
  public Optional<Finding> between(LiveOperation one, LiveOperation other, PairRules rules) {
    if (one.startMillis() >= other.endMillis() || other.startMillis() >= one.endMillis()) {
      return Optional.empty();
    }
    boolean ordered = one.operation().id().compareTo(other.operation().id()) < 0;
    LiveOperation first = ordered ? one : other;
    LiveOperation second = ordered ? other : one;
    PairRules during =
        rules.isTimeless()
            ? rules
            : one.span().intersection(other.span()).map(rules::during).orElseThrow();
    KindPair kinds = KindPair.of(first.operation().kind(), second.operation().kind());
    heightNotes.clear();
    worst = Verdict.APART;
    interval = null;
    closest = null;
    for (Rules each : during.rules()) {
      under(each, kinds, first, second, during);
    }
    return finding(kinds.article(), first, second, during);
  }

  private void under(
      Rules rules, KindPair kinds, LiveOperation first, LiveOperation second, PairRules during) {
    Minimum minimum = rules.document().minimum(kinds);
    HeightContext heights = rules.document().heights();
    double lateralM = minimum.lateralCm() / 100.0 + SLACK_M;
    // Iterators would be made for every pair.
    List<PreparedVolume> volumes = first.volumes();
    List<PreparedVolume> others = second.volumes();
    for (int i = 0; i < volumes.size(); i++) {
      PreparedVolume one = volumes.get(i);
      if (one.reach().apartM(second.reach()) >= lateralM) {
        continue;
      }
      for (int j = 0; j < others.size(); j++) {
        if (comparison.compare(one, others.get(j), minimum, heights) != Verdict.APART) {
          Separation separation = comparison.separation();
          within(separation.overlap().orElseThrow(), during.when(rules.hash()))
              .ifPresent(both -> add(separation, both));
        }
      }
    }
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

  /// @param separation of volumes that are not apart
  /// @param overlap of both, while the document holds
  private void add(Separation separation, TimeWindow overlap) {
    if (separation.verdict().compareTo(worst) > 0) {
      worst = separation.verdict();
    }
    interval = interval == null ? overlap : hull(interval, overlap);
    separation.heightNote().ifPresent(heightNotes::add);
    // Strictly nearer only: of equals the first counts, and the order is the same on every node.
    if (closest == null || isNearer(separation, closest)) {
      closest = separation;
    }
  }

  private static boolean isNearer(Separation one, Separation other) {
    return one.upperMm() < other.upperMm()
        || (one.upperMm() == other.upperMm() && one.lowerMm() < other.lowerMm());
  }

  private Optional<Finding> finding(
      String article, LiveOperation first, LiveOperation second, PairRules rules) {
    if (closest == null || interval == null) {
      return Optional.empty();
    }
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
            List.copyOf(heightNotes),
            rules.hashes(),
            rules.disputed()));
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
