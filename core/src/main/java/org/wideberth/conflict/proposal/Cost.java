package org.wideberth.conflict.proposal;

import org.wideberth.geo.HeightUnit;

/// What changes cost, in the points of [Proposal]; rounded up. Stateless.
final class Cost {
  private static final int METRES_UP_PER_POINT = 10;
  private static final int METRES_ASIDE_PER_POINT = 100;
  private static final int POINTS_PER_WHOLE = 200;

  /// A foot is 3048 tenths of a millimetre, of which 100,000 are 10 m.
  private static final long TENTH_MM_PER_FOOT = 3_048;

  private static final long TENTH_MM_UP_PER_POINT = 100_000;

  private Cost() {}

  static int ofMinutes(long minutes) {
    return (int) minutes;
  }

  static int ofHeight(long by, HeightUnit unit) {
    return (int)
        (unit == HeightUnit.FOOT
            ? Math.ceilDiv(by * TENTH_MM_PER_FOOT, TENTH_MM_UP_PER_POINT)
            : Math.ceilDiv(by, METRES_UP_PER_POINT));
  }

  static int ofMetresAside(long metres) {
    return (int) Math.ceilDiv(metres, METRES_ASIDE_PER_POINT);
  }

  /// @param sharesE6 millionths of volumes that are given up, together
  /// @param volumes how many there were
  static int ofShares(long sharesE6, int volumes) {
    return (int) Math.ceilDiv(POINTS_PER_WHOLE * sharesE6, volumes * Share.WHOLE_E6);
  }
}
