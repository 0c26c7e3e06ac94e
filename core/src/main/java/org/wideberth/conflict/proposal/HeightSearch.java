package org.wideberth.conflict.proposal;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.HeightGap;
import org.wideberth.geo.HeightUnit;
import org.wideberth.geo.Minimum;
import org.wideberth.geo.Reach;
import org.wideberth.geo.Separations;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Verdict;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Kind;

/// The smallest shift of all bands. Two volumes that are too close whatever their heights exclude
/// the steps between the last that is far enough below and the first that is far enough above.
final class HeightSearch {
  private final Situation in;
  private final HeightUnit unit;
  private final int most;
  private final Spans taken = new Spans();

  HeightSearch(Situation in) {
    this.in = in;
    boolean feet =
        in.base().volumes().stream().allMatch(volume -> volume.heights().datum() == Datum.PRESSURE);
    this.unit = feet ? HeightUnit.FOOT : HeightUnit.METRE;
    this.most = feet ? Proposals.RAISE_MAX_FT : Proposals.RAISE_MAX_M;
  }

  Optional<Proposal> least() {
    if (in.base().kind() != Kind.AIR) {
      return Optional.empty();
    }
    for (Clash clash : in.near(0, Optional.empty())) {
      exclude(clash);
    }
    if (in.work().isSpent()) {
      return Optional.empty();
    }
    int step = unit == HeightUnit.FOOT ? in.fineness().feet() : in.fineness().metres();
    return new Walk(taken, step).nearest(-most, most, this::raised);
  }

  private Optional<Proposal> raised(long by) {
    Change.Raised change = new Change.Raised((int) by, unit);
    boolean belowZero =
        by < 0
            && in.base().volumes().stream()
                .anyMatch(volume -> isBelowZero(change.of(volume.heights())));
    return belowZero ? Optional.empty() : in.look(change, Cost.ofHeight(Math.abs(by), unit));
  }

  /// Where the ground is, nobody knows; below the zero of a datum, nothing is put.
  private static boolean isBelowZero(Optional<HeightBand> band) {
    return band.map(moved -> moved.lower() < 0).orElse(true);
  }

  private void exclude(Clash clash) {
    Volume own = in.base().volumes().get(clash.volume());
    if (!overlaps(own.time(), clash.when())
        || !in.work().spend(Work.GEOMETRY)
        || Separations.between(
                    in.timeless(clash.volume()),
                    clash.theirs(),
                    new Minimum(clash.minimum().lateralCm(), Minimum.MAX_VERTICAL_TENTH_MM),
                    clash.heights())
                .verdict()
            == Verdict.APART) {
      return;
    }
    if (!HeightGap.comparable(own.heights(), clash.theirs(), clash.heights())) {
      if (!clash.settled()) {
        taken.add(-most - 1L, most + 1L);
      }
      return;
    }
    long above = first(-most, most, by -> isAbove(clash, own.heights(), by));
    long below = -first(-most, most, by -> isBelow(clash, own.heights(), -by));
    boolean now = below < 0 && 0 < above;
    if (!(now && clash.settled())) {
      taken.add(below, above);
    }
  }

  static boolean overlaps(TimeWindow time, List<TimeWindow> when) {
    return when.stream().anyMatch(time::overlaps);
  }

  /// Past a limit nothing is, which is as well: no such change is looked at.
  private boolean isAbove(Clash clash, HeightBand band, int by) {
    Reach over = in.timeless(clash.volume()).reach();
    return new Change.Raised(by, unit)
        .of(band)
        .map(
            moved ->
                HeightGap.aboveTenthMm(moved, over, clash.theirs(), clash.heights())
                    >= clash.minimum().verticalTenthMm())
        .orElse(by > 0);
  }

  private boolean isBelow(Clash clash, HeightBand band, int by) {
    Reach over = in.timeless(clash.volume()).reach();
    return new Change.Raised(by, unit)
        .of(band)
        .map(
            moved ->
                HeightGap.belowTenthMm(moved, over, clash.theirs(), clash.heights())
                    >= clash.minimum().verticalTenthMm())
        .orElse(by < 0);
  }

  /// The first from which on it is so, or one past the last.
  static int first(int from, int to, IntPredicate isSo) {
    int low = from;
    int high = to + 1;
    while (low < high) {
      int middle = low + (high - low) / 2;
      if (isSo.test(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
