package org.wideberth.geo;

import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// A place on the WGS-84 ellipsoid, quantised to 1e-7 degree (about 1.1 cm), so that every node
/// computes from the same numbers.
///
/// A longitude is stored in `[-1800000000, 1800000000)`: 180° east becomes 180° west. At a pole
/// every longitude is the same place and is stored as 0. Immutable.
///
/// @param latE7 geodetic latitude in 1e-7 degree, north positive, -900000000 to 900000000
/// @param lonE7 longitude in 1e-7 degree, east positive, -1800000000 to 1799999999
public record Position(int latE7, int lonE7) {
  /// A quarter turn, the latitude of a pole.
  public static final int QUARTER_TURN_E7 = 900_000_000;

  /// The longitude of the antimeridian, seen from the east.
  public static final int WEST_MAX_E7 = -1_800_000_000;

  /// The last longitude before the antimeridian, seen from the west.
  public static final int EAST_MAX_E7 = 1_799_999_999;

  private static final long HALF_TURN_E7 = 1_800_000_000L;
  private static final double UNITS_PER_DEGREE = 1e7;

  /// @throws IllegalArgumentException for a latitude beyond a pole
  public Position {
    if (latE7 < -QUARTER_TURN_E7 || latE7 > QUARTER_TURN_E7) {
      throw new IllegalArgumentException("latitude beyond a pole: " + latE7);
    }
    lonE7 = Math.abs(latE7) == QUARTER_TURN_E7 ? 0 : normalised(lonE7);
  }

  /// The nearest position to a place given by the program itself.
  ///
  /// @throws IllegalArgumentException if [#fromDegrees] would refuse it
  public static Position ofDegrees(double latitudeDeg, double longitudeDeg) {
    return switch (fromDegrees(latitudeDeg, longitudeDeg)) {
      case Outcome.Accepted<Position>(var position) -> position;
      case Outcome.Refused<Position>(var refusal) ->
          throw new IllegalArgumentException(refusal.detail());
    };
  }

  /// The nearest position to a place that somebody else gave: refuses what is not a finite number,
  /// a latitude beyond 90° and a longitude beyond 180° either way.
  public static Outcome<Position> fromDegrees(double latitudeDeg, double longitudeDeg) {
    if (!Double.isFinite(latitudeDeg) || !Double.isFinite(longitudeDeg)) {
      return Outcome.refuse(
          RefusalCode.MALFORMED, "latitude and longitude must be finite numbers of degrees");
    }
    if (latitudeDeg < -90 || latitudeDeg > 90) {
      return Outcome.refuse(
          RefusalCode.OUT_OF_RANGE, "latitude " + latitudeDeg + " is not within -90 to 90 degrees");
    }
    if (longitudeDeg < -180 || longitudeDeg > 180) {
      return Outcome.refuse(
          RefusalCode.OUT_OF_RANGE,
          "longitude " + longitudeDeg + " is not within -180 to 180 degrees");
    }
    return Outcome.accept(
        new Position(
            (int) Math.round(latitudeDeg * UNITS_PER_DEGREE),
            (int) Math.round(longitudeDeg * UNITS_PER_DEGREE)));
  }

  /// The position of integers that somebody else gave, in 1e-7 degree.
  public static Outcome<Position> fromE7(long latE7, long lonE7) {
    if (latE7 < -QUARTER_TURN_E7 || latE7 > QUARTER_TURN_E7) {
      return Outcome.refuse(
          RefusalCode.OUT_OF_RANGE, "latitude " + latE7 + "e-7 is not within -90 to 90 degrees");
    }
    if (lonE7 < -HALF_TURN_E7 || lonE7 > HALF_TURN_E7) {
      return Outcome.refuse(
          RefusalCode.OUT_OF_RANGE, "longitude " + lonE7 + "e-7 is not within -180 to 180 degrees");
    }
    return Outcome.accept(new Position((int) latE7, (int) lonE7));
  }

  public double latitudeDeg() {
    return latE7 / UNITS_PER_DEGREE;
  }

  public double longitudeDeg() {
    return lonE7 / UNITS_PER_DEGREE;
  }

  private static int normalised(int lonE7) {
    return (int) (Math.floorMod(lonE7 + HALF_TURN_E7, 2 * HALF_TURN_E7) - HALF_TURN_E7);
  }
}
