package org.wideberth.bench.separation;

import org.wideberth.geo.Minimum;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;

/// Two volumes, a minimum, and what the oracle says about them.
///
/// @param distanceM the lateral distance, right to [SeparationOracle#ERROR_M]
record VolumePair(Volume a, Volume b, Minimum minimum, double distanceM) {
  private static final int POLAR_E7 = 880_000_000;
  private static final int FAR_EAST_E7 = 1_790_000_000;

  double minimumM() {
    return minimum.lateralCm() / 100.0;
  }

  boolean overlapsInTime() {
    TimeWindow s = a.time();
    TimeWindow t = b.time();
    return s.start().compareTo(t.end()) < 0 && t.start().compareTo(s.end()) < 0;
  }

  /// The pairs made here have heights of one datum, in feet or centimetres.
  boolean overlapsInHeight() {
    long unit =
        switch (a.heights().datum()) {
          case PRESSURE -> Minimum.TENTH_MM_PER_FOOT;
          case WGS84, MSL -> 100;
          case AGL -> throw new IllegalStateException("not made here");
        };
    long above = (long) a.heights().lower() - b.heights().upper();
    long below = (long) b.heights().lower() - a.heights().upper();
    return Math.max(above, below) * unit < minimum.verticalTenthMm();
  }

  boolean together() {
    return overlapsInTime() && overlapsInHeight();
  }

  boolean isNearMinimum() {
    return together() && Math.abs(distanceM - minimumM()) <= 1;
  }

  boolean isConflict() {
    return together() && distanceM < minimumM();
  }

  boolean isPolar() {
    return a.area().vertices().stream().anyMatch(p -> Math.abs(p.latE7()) > POLAR_E7);
  }

  boolean isAtAntimeridian() {
    return (has(a, 1) && has(b, -1)) || (has(a, -1) && has(b, 1));
  }

  private static boolean has(Volume volume, int side) {
    for (Position p : volume.area().vertices()) {
      if (p.lonE7() * (long) side > FAR_EAST_E7 && Math.abs(p.latE7()) <= POLAR_E7) {
        return true;
      }
    }
    return false;
  }
}
