package org.wideberth.geo;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Compares pairs of volumes, one after another, as [Separations] says: what it takes to know the
/// [Verdict] allocates nothing, and what else is known of a pair is written down when it is asked
/// for. Owned by the thread that asks.
public final class Comparison {
  /// No two places are further apart: half a meridian is 20,003,932 m.
  private static final long HALF_WAY_ROUND_MM = 20_004_000_000L;

  /// Where two volumes are closest.
  private enum Closest {
    /// It does not matter: they are apart.
    NOWHERE,
    FIRST_STARTS,
    SECOND_STARTS,
    /// As the search through their outlines found.
    BETWEEN
  }

  private final Effort effort = Effort.unlimited();
  private final Vertical vertical = new Vertical();

  /// Of the outlines that were searched last.
  private @Nullable ClosestApproach approach;

  /// The pair, in the order in which it is computed.
  private @Nullable PreparedVolume first;

  private @Nullable PreparedVolume second;
  private Verdict verdict = Verdict.APART;
  private Closest closest = Closest.NOWHERE;
  private boolean comparable;
  private long lowerMm;
  private long upperMm;

  /// How `a` and `b` lie to each other under `minimum`.
  public Verdict compare(
      PreparedVolume a, PreparedVolume b, Minimum minimum, HeightContext context) {
    first = a;
    second = b;
    closest = Closest.NOWHERE;
    comparable = true;
    verdict = Verdict.APART;
    upperMm = HALF_WAY_ROUND_MM;
    if (!a.overlapsInTime(b)) {
      lowerMm = 0;
    } else if (Separations.areApart(a, b, minimum, context)) {
      lowerMm = Separations.leastMm(a, b);
    } else {
      boolean ordered = a.isBefore(b);
      first = ordered ? a : b;
      second = ordered ? b : a;
      exact(first, second, minimum.lateralCm() * Separations.MM_PER_CM);
      comparable = verdict == Verdict.APART || Separations.comparable(a, b, context);
    }
    return verdict;
  }

  private void exact(PreparedVolume a, PreparedVolume b, long minimumMm) {
    double widthM = a.widthM() + b.widthM();
    if (Separations.encloses(a, b, vertical)) {
      within(Closest.SECOND_STARTS, widthM);
      return;
    }
    if (Separations.encloses(b, a, vertical)) {
      within(Closest.FIRST_STARTS, widthM);
      return;
    }
    double apartM = widthM + minimumMm / Separations.MM_PER_M + 2 * Separations.ROUNDING_M;
    ClosestApproach found = approach(a.chain(), b.chain(), widthM, apartM);
    lowerMm = Math.max(0, (long) Math.floor((found.lowerM() - widthM) * Separations.MM_PER_M));
    if (found.upperM() == Double.POSITIVE_INFINITY) {
      return;
    }
    upperMm = Math.max(lowerMm, (long) Math.ceil((found.upperM() - widthM) * Separations.MM_PER_M));
    if (lowerMm < minimumMm) {
      verdict = upperMm < minimumMm ? Verdict.CONFLICT : Verdict.WITHIN_TOLERANCE;
      closest = Closest.BETWEEN;
    }
  }

  private ClosestApproach approach(Chain a, Chain b, double togetherM, double apartM) {
    ClosestApproach found = approach;
    if (found == null) {
      found = new ClosestApproach(a, b, togetherM, apartM, effort);
      approach = found;
    } else {
      found.find(a, b, togetherM, apartM);
    }
    return found;
  }

  /// One base shape is inside the other, to the millimetre that [Chain#encloses] leaves open.
  private void within(Closest where, double widthM) {
    verdict = Verdict.CONFLICT;
    closest = where;
    lowerMm = 0;
    upperMm = widthM > Separations.ROUNDING_M ? 0 : 1;
  }

  /// All that is known of the pair that was compared last.
  ///
  /// @throws IllegalStateException if none was
  public Separation separation() {
    PreparedVolume a = first;
    PreparedVolume b = second;
    if (a == null || b == null) {
      throw new IllegalStateException("nothing was compared yet");
    }
    return new Separation(
        verdict,
        lowerMm,
        upperMm,
        a.overlapsInTime(b) ? Optional.of(overlap(a, b)) : Optional.empty(),
        at(a, b),
        comparable ? Optional.empty() : Optional.of(Separations.note(a, b)));
  }

  private Optional<Position> at(PreparedVolume a, PreparedVolume b) {
    return switch (closest) {
      case NOWHERE -> Optional.empty();
      case FIRST_STARTS -> Optional.of(Separations.start(a.chain()));
      case SECOND_STARTS -> Optional.of(Separations.start(b.chain()));
      case BETWEEN -> Optional.ofNullable(approach).map(found -> Separations.middle(a, b, found));
    };
  }

  /// Of volumes that overlap in time.
  private static TimeWindow overlap(PreparedVolume a, PreparedVolume b) {
    return new TimeWindow(
        Instant.ofEpochMilli(Math.max(a.startMillis(), b.startMillis())),
        Instant.ofEpochMilli(Math.min(a.endMillis(), b.endMillis())));
  }
}
