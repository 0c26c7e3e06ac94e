package org.wideberth.geo;

import java.util.Optional;

/// Compares volumes: triage first, then exactly.
///
/// The order is time, balls, heights, and only then geometry. Distances are those over the
/// ellipsoid at height 0, which understates them slightly: the safe side. Everything is IEEE
/// arithmetic and `StrictMath` over quantised input, and a pair is computed the same way round
/// whichever volume comes first, so two nodes get equal results, bit for bit. Stateless.
public final class Separations {
  static final long MM_PER_CM = 10;
  static final double MM_PER_M = 1_000;

  /// Far more than the rounding errors of a ball, and less than the millimetre rounded to.
  static final double ROUNDING_M = 1e-3;

  private Separations() {}

  /// How `a` and `b` lie to each other under `minimum`. Who asks often and seldom needs more than
  /// the verdict uses a [Comparison].
  public static Separation between(
      PreparedVolume a, PreparedVolume b, Minimum minimum, HeightContext context) {
    Comparison comparison = new Comparison();
    comparison.compare(a, b, minimum, context);
    return comparison.separation();
  }

  /// Whether times, balls or heights alone show that two are apart: what tells most pairs, and
  /// allocates nothing. If not, [#between] tells.
  public static boolean areApart(
      PreparedVolume a, PreparedVolume b, Minimum minimum, HeightContext context) {
    return !a.overlapsInTime(b)
        || leastMm(a, b) >= minimum.lateralCm() * MM_PER_CM
        || (comparable(a, b, context) && gapTenthMm(a, b, context) >= minimum.verticalTenthMm());
  }

  /// Of the balls.
  static long leastMm(PreparedVolume a, PreparedVolume b) {
    double leastM = a.reach().apartM(b.reach()) - ROUNDING_M;
    return Math.max(0, (long) Math.floor(leastM * MM_PER_M));
  }

  /// Whether two areas share a point, whatever their heights and times: where, and as certain as
  /// [Verdict#CONFLICT], or within tolerance; empty if they do not. Areas that touch do.
  ///
  /// @param effort when it is spent, what cannot be told apart is within tolerance
  public static Optional<Touch> touching(PreparedVolume a, PreparedVolume b, Effort effort) {
    if (a.reach().apartM(b.reach()) > ROUNDING_M) {
      return Optional.empty();
    }
    PreparedVolume first = a.isBefore(b) ? a : b;
    PreparedVolume second = first == a ? b : a;
    Vertical vertical = new Vertical();
    if (encloses(first, second, vertical)) {
      return Optional.of(new Touch(true, start(second.chain())));
    }
    if (encloses(second, first, vertical)) {
      return Optional.of(new Touch(true, start(first.chain())));
    }
    double widthM = first.widthM() + second.widthM();
    ClosestApproach found =
        new ClosestApproach(first.chain(), second.chain(), widthM, widthM + 2 * ROUNDING_M, effort);
    if (found.lowerM() > widthM) {
      return Optional.empty();
    }
    return Optional.of(
        found.upperM() == Double.POSITIVE_INFINITY
            ? new Touch(false, start(first.chain()))
            : new Touch(found.upperM() <= widthM, middle(first, second, found)));
  }

  /// Two areas share a point.
  ///
  /// @param certain false if the two are so close that it cannot be told
  /// @param at a place that they share, or between them
  public record Touch(boolean certain, Position at) {}

  /// The middle of what lies between the two areas, or of what they share.
  static Position middle(PreparedVolume a, PreparedVolume b, ClosestApproach found) {
    double far = found.upperM();
    double leaveA = Math.min(a.widthM(), far);
    double reachB = Math.max(0, far - b.widthM());
    double part = far == 0 ? 0 : (leaveA + reachB) / 2 / far;
    double[] p = found.onA();
    double[] q = found.onB();
    return Ellipsoid.toPosition(
        p[0] + part * (q[0] - p[0]), p[1] + part * (q[1] - p[1]), p[2] + part * (q[2] - p[2]));
  }

  static boolean encloses(PreparedVolume polygon, PreparedVolume other, Vertical vertical) {
    Chain chain = other.chain();
    return polygon.isPolygon()
        && polygon.chain().encloses(chain.x(0), chain.y(0), chain.z(0), vertical);
  }

  static Position start(Chain chain) {
    return Ellipsoid.toPosition(
        chain.coordinate(0, 0), chain.coordinate(0, 1), chain.coordinate(0, 2));
  }

  static boolean comparable(PreparedVolume a, PreparedVolume b, HeightContext context) {
    return isPressure(a) == isPressure(b) || context.qnh().isPresent();
  }

  private static long gapTenthMm(PreparedVolume a, PreparedVolume b, HeightContext context) {
    Datum datum = a.volume().heights().datum();
    if (datum == b.volume().heights().datum() && datum != Datum.AGL) {
      return HeightInterval.own(a.volume().heights())
          .gapTenthMm(HeightInterval.own(b.volume().heights()));
    }
    return aboveSea(a, context).gapTenthMm(aboveSea(b, context));
  }

  private static HeightInterval aboveSea(PreparedVolume volume, HeightContext context) {
    return isPressure(volume)
        ? volume.aboveSea().onDaysWith(context.qnh().orElseThrow())
        : volume.aboveSea();
  }

  private static boolean isPressure(PreparedVolume volume) {
    return volume.volume().heights().datum() == Datum.PRESSURE;
  }

  static String note(PreparedVolume a, PreparedVolume b) {
    Datum other = (isPressure(a) ? b : a).volume().heights().datum();
    return "Pressure altitudes cannot be compared with "
        + other
        + " heights because the rules state no QNH interval, so they count as overlapping.";
  }
}
