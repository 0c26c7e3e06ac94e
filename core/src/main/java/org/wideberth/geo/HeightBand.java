package org.wideberth.geo;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The heights that an activity may take, both ends included.
///
/// @param datum what the heights are measured from
/// @param lower centimetres, or whole feet for [Datum#PRESSURE]
/// @param upper as `lower`, and above it
/// @param ground the terrain below; present for [Datum#AGL] and only there
public record HeightBand(Datum datum, int lower, int upper, Optional<Ground> ground) {
  /// 100 km, the edge of space by convention: nothing that Wideberth keeps apart goes past it, and
  /// in tenths of a millimetre it stays far inside a `long`.
  public static final int MAX_HEIGHT_CM = 10_000_000;

  /// The same limit in whole feet of pressure altitude.
  public static final int MAX_PRESSURE_FT = 328_083;

  /// @throws IllegalArgumentException if inverted, past the limits, or with ground in the wrong
  ///     place
  public HeightBand {
    if (lower >= upper) {
      throw new IllegalArgumentException("the lower height is not below the upper");
    }
    int limit = limit(datum);
    if (lower < -limit || upper > limit) {
      throw new IllegalArgumentException("height past the limit of " + limit);
    }
    if ((datum == Datum.AGL) != ground.isPresent()) {
      throw new IllegalArgumentException("ground belongs to AGL, and only there");
    }
  }

  /// The band that somebody else gave, rounded outwards to whole centimetres or feet.
  public static Outcome<HeightBand> of(
      BigDecimal lower,
      BigDecimal upper,
      HeightUnit unit,
      Datum datum,
      Optional<GroundInterval> ground) {
    if (unit == HeightUnit.FLIGHT_LEVEL && datum != Datum.PRESSURE) {
      return Outcome.refuse(
          RefusalCode.MALFORMED, "flight levels need the datum PRESSURE, not " + datum);
    }
    if (datum == Datum.AGL && ground.isEmpty()) {
      return Outcome.refuse(
          RefusalCode.MALFORMED,
          "heights above ground need the lowest and highest ground below the area");
    }
    if (datum != Datum.AGL && ground.isPresent()) {
      return Outcome.refuse(
          RefusalCode.MALFORMED, "the ground is stated with the datum AGL only, not " + datum);
    }
    Outcome<Optional<Ground>> terrain =
        ground.isEmpty()
            ? Outcome.accept(Optional.empty())
            : ground.get().rounded(unit).map(Optional::of);
    return terrain.then(
        g ->
            bounded(lower, unit, datum, RoundingMode.FLOOR)
                .then(
                    low ->
                        bounded(upper, unit, datum, RoundingMode.CEILING)
                            .then(high -> of(datum, low, high, g))));
  }

  /// The band of integers that somebody else gave; `ground` must be there for AGL and only there.
  public static Outcome<HeightBand> of(
      Datum datum, long lower, long upper, Optional<Ground> ground) {
    int limit = limit(datum);
    if (lower < -limit || upper > limit) {
      return Outcome.refuse(RefusalCode.LIMIT_EXCEEDED, pastLimit(datum));
    }
    if (lower >= upper) {
      return Outcome.refuse(
          RefusalCode.INVERTED_INTERVAL, "the lower height must be below the upper height");
    }
    if ((datum == Datum.AGL) != ground.isPresent()) {
      return Outcome.refuse(
          RefusalCode.MALFORMED, "the ground is stated for the datum AGL and only there");
    }
    return Outcome.accept(new HeightBand(datum, (int) lower, (int) upper, ground));
  }

  /// The terrain as somebody else gave it, in the unit of the band; rounded outwards.
  public record GroundInterval(BigDecimal lower, BigDecimal upper) {
    Outcome<Ground> rounded(HeightUnit unit) {
      if (lower.compareTo(upper) > 0) {
        return Outcome.refuse(
            RefusalCode.INVERTED_INTERVAL, "the lowest ground is above the highest ground");
      }
      return bounded(lower, unit, Datum.MSL, RoundingMode.FLOOR)
          .then(
              low ->
                  bounded(upper, unit, Datum.MSL, RoundingMode.CEILING)
                      .map(high -> new Ground(low, high)));
    }
  }

  /// One height in the unit of `datum`, rounded as told.
  static Outcome<Integer> bounded(
      BigDecimal value, HeightUnit unit, Datum datum, RoundingMode rounding) {
    BigDecimal limit = BigDecimal.valueOf(limit(datum));
    // Compared before it is rescaled: a foreign 1e999999999 must not be expanded to its digits.
    if (value.precision() - (long) value.scale() > limit.precision() + 1L
        || value.scale() > MAX_DECIMALS) {
      return Outcome.refuse(RefusalCode.LIMIT_EXCEEDED, pastLimit(datum));
    }
    BigDecimal centimetres = value.multiply(unit.centimetres());
    BigDecimal exact =
        datum == Datum.PRESSURE ? feet(value, unit, rounding) : centimetres.setScale(0, rounding);
    if (exact.abs().compareTo(limit) > 0) {
      return Outcome.refuse(RefusalCode.LIMIT_EXCEEDED, pastLimit(datum));
    }
    return Outcome.accept(exact.intValueExact());
  }

  /// More decimals than a double can print are no measurement.
  private static final int MAX_DECIMALS = 400;

  private static BigDecimal feet(BigDecimal value, HeightUnit unit, RoundingMode rounding) {
    return switch (unit) {
      case FOOT -> value.setScale(0, rounding);
      case FLIGHT_LEVEL -> value.movePointRight(2).setScale(0, rounding);
      case METRE ->
          value
              .multiply(unit.centimetres())
              .divide(HeightUnit.FOOT.centimetres(), new MathContext(40, rounding))
              .setScale(0, rounding);
    };
  }

  private static int limit(Datum datum) {
    return datum == Datum.PRESSURE ? MAX_PRESSURE_FT : MAX_HEIGHT_CM;
  }

  private static String pastLimit(Datum datum) {
    return datum == Datum.PRESSURE
        ? "pressure altitudes must be within " + MAX_PRESSURE_FT + " ft of zero"
        : "heights must be within " + MAX_HEIGHT_CM / 100 + " m of zero";
  }
}
