package org.wideberth.geo;

import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The air pressures, reduced to sea level, that the parties agree to reckon with; both ends
/// included.
///
/// @param lowerTenthHpa tenths of a hectopascal, 8500 to 11000
/// @param upperTenthHpa as `lowerTenthHpa`, not below it
public record QnhInterval(int lowerTenthHpa, int upperTenthHpa) {
  /// 850 hPa: below the lowest ever measured (870 hPa, typhoon Tip, 1979).
  public static final int MIN_TENTH_HPA = 8_500;

  /// 1100 hPa: above the highest ever measured (1084.8 hPa, Tosontsengel, 2001).
  public static final int MAX_TENTH_HPA = 11_000;

  /// @throws IllegalArgumentException if inverted or past the limits
  public QnhInterval {
    if (lowerTenthHpa < MIN_TENTH_HPA
        || upperTenthHpa > MAX_TENTH_HPA
        || lowerTenthHpa > upperTenthHpa) {
      throw new IllegalArgumentException("QNH " + lowerTenthHpa + " to " + upperTenthHpa);
    }
  }

  /// The interval of integers that somebody else gave.
  public static Outcome<QnhInterval> of(long lowerTenthHpa, long upperTenthHpa) {
    if (lowerTenthHpa < MIN_TENTH_HPA || upperTenthHpa > MAX_TENTH_HPA) {
      return Outcome.refuse(RefusalCode.OUT_OF_RANGE, "a QNH must be from 850 to 1100 hPa");
    }
    if (lowerTenthHpa > upperTenthHpa) {
      return Outcome.refuse(
          RefusalCode.INVERTED_INTERVAL, "the lower QNH must not be above the upper one");
    }
    return Outcome.accept(new QnhInterval((int) lowerTenthHpa, (int) upperTenthHpa));
  }
}
