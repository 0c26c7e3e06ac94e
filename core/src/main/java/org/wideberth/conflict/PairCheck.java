package org.wideberth.conflict;

import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wideberth.agreement.KindPair;
import org.wideberth.agreement.PairRules;
import org.wideberth.agreement.Rules;
import org.wideberth.geo.HeightContext;
import org.wideberth.geo.Minimum;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.Separation;
import org.wideberth.geo.Separations;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Verdict;
import org.wideberth.operation.Operation;

/// Compares two live operations, volume by volume, under the rules between their parties. A pure
/// function, symmetric in the two: both sides come to the same finding.
public final class PairCheck {
  /// As in the index: far more than rounding, far less than anything that matters.
  private static final double SLACK_M = 0.01;

  private final LiveOperation first;
  private final LiveOperation second;
  private final KindPair kinds;
  private @Nullable NavigableSet<String> heightNotes;
  private Verdict worst = Verdict.APART;
  private @Nullable TimeWindow interval;
  private @Nullable Separation closest;

  private PairCheck(LiveOperation first, LiveOperation second) {
    this.first = first;
    this.second = second;
    this.kinds = KindPair.of(first.operation().kind(), second.operation().kind());
  }

  /// What is found between two operations of different parties; empty if they are apart, or if
  /// there are no rules to find anything by.
  public static Optional<Finding> between(LiveOperation one, LiveOperation other, PairRules rules) {
    boolean ordered = one.operation().id().compareTo(other.operation().id()) < 0;
    if (one.startMillis() >= other.endMillis() || other.startMillis() >= one.endMillis()) {
      return Optional.empty();
    }
    PairCheck check = new PairCheck(ordered ? one : other, ordered ? other : one);
    PairRules during =
        rules.isTimeless()
            ? rules
            : one.span().intersection(other.span()).map(rules::during).orElseThrow();
    for (Rules each : during.rules()) {
      check.under(
          each.document().minimum(check.kinds),
          each.document().heights(),
          during.when(each.hash()));
    }
    return check.finding(during);
  }

  /// @param when the document holds
  private void under(Minimum minimum, HeightContext heights, List<TimeWindow> when) {
    double lateralM = minimum.lateralCm() / 100.0 + SLACK_M;
    for (PreparedVolume one : first.volumes()) {
      if (one.reach().apartM(second.reach()) >= lateralM) {
        continue;
      }
      for (PreparedVolume other : second.volumes()) {
        if (!Separations.areApart(one, other, minimum, heights)) {
          Separation separation = Separations.between(one, other, minimum, heights);
          if (separation.verdict() != Verdict.APART) {
            within(separation.overlap().orElseThrow(), when)
                .ifPresent(both -> add(separation, both));
          }
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

  /// @param separation of volumes that are not apart
  /// @param overlap of both, while the document holds
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

  static TimeWindow hull(TimeWindow one, TimeWindow other) {
    return new TimeWindow(
        one.start().isBefore(other.start()) ? one.start() : other.start(),
        one.end().isAfter(other.end()) ? one.end() : other.end());
  }

  private Optional<Finding> finding(PairRules rules) {
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

  private static Finding.Side side(Operation operation, Operation other) {
    return new Finding.Side(
        operation.id(),
        operation.revision(),
        operation.kind(),
        operation.content().name(),
        operation.isSeenBy(other.party()));
  }
}
