package org.wideberth.geo;

import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// How far apart two volumes must be: laterally or vertically; either one is enough. Being exactly
/// at the minimum meets it.
///
/// @param lateralCm centimetres over the ellipsoid, 100 (1 m) to 10,000,000 (100 km)
/// @param verticalTenthMm tenths of a millimetre, of which a foot has exactly 3048; 1 to
///     1,000,000,000 (100 km)
public record Minimum(long lateralCm, long verticalTenthMm) {
  /// 1 m: ten times the widest gap that the kernel leaves between its bounds.
  public static final long MIN_LATERAL_CM = 100;

  /// 100 km: no published separation standard is wider, and the kernel states its error up to this.
  public static final long MAX_LATERAL_CM = 10_000_000;

  /// Zero would let volumes touch; the smallest length that can be written is the least.
  public static final long MIN_VERTICAL_TENTH_MM = 1;

  /// 100 km, as high as a height may be.
  public static final long MAX_VERTICAL_TENTH_MM = 1_000_000_000L;

  /// Exact: the international foot is 0.3048 m.
  public static final long TENTH_MM_PER_FOOT = 3048;

  /// @throws IllegalArgumentException past the limits
  public Minimum {
    if (lateralCm < MIN_LATERAL_CM || lateralCm > MAX_LATERAL_CM) {
      throw new IllegalArgumentException("lateral minimum past its limits: " + lateralCm);
    }
    if (verticalTenthMm < MIN_VERTICAL_TENTH_MM || verticalTenthMm > MAX_VERTICAL_TENTH_MM) {
      throw new IllegalArgumentException("vertical minimum past its limits: " + verticalTenthMm);
    }
  }

  /// The minimum of integers that somebody else gave.
  public static Outcome<Minimum> of(long lateralCm, long verticalTenthMm) {
    if (lateralCm < MIN_LATERAL_CM || lateralCm > MAX_LATERAL_CM) {
      return Outcome.refuse(
          RefusalCode.OUT_OF_RANGE, "a lateral minimum must be from 1 m to 100 km");
    }
    if (verticalTenthMm < MIN_VERTICAL_TENTH_MM || verticalTenthMm > MAX_VERTICAL_TENTH_MM) {
      return Outcome.refuse(
          RefusalCode.OUT_OF_RANGE, "a vertical minimum must be above zero and at most 100 km");
    }
    return Outcome.accept(new Minimum(lateralCm, verticalTenthMm));
  }

  /// A minimum as people write it: lateral metres, vertical feet.
  ///
  /// @throws IllegalArgumentException past the limits
  public static Minimum ofMetresAndFeet(long lateralMetres, long verticalFeet) {
    return new Minimum(
        Math.multiplyExact(lateralMetres, 100L),
        Math.multiplyExact(verticalFeet, TENTH_MM_PER_FOOT));
  }
}
