package org.wideberth.geo;

import java.text.ParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mil.nga.grid.features.Point;
import mil.nga.mgrs.MGRS;
import mil.nga.mgrs.utm.UTM;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Military grid references (NGA.STND.0037), from 80° S to 84° N. The polar grids (UPS) are not
/// read or written; there the other forms of [PositionText] do.
///
/// A reference names a square of 1 m to 100 km; read, it is the square's middle, so writing a
/// metre's reference and reading it back moves a place by at most 0.75 m. A square that its zone's
/// edge cuts is read whole, so its middle can be in the neighbouring zone.
final class MgrsText {
  private static final Pattern POLAR = Pattern.compile("[ABYZ][A-Z]{2}[\\d ]*");
  private static final Pattern GRID =
      Pattern.compile(
          "(\\d{1,2})\\s*([C-HJ-NP-X])\\s*([A-HJ-NP-Z][A-HJ-NP-V])\\s*(\\d*)\\s*(\\d*)");
  private static final int METRE_DIGITS = 5;
  private static final double SQUARE_M = 100_000;
  private static final double ROWS_REPEAT_M = 2_000_000;
  private static final double MAX_NORTHING_M = 10_000_000;

  /// Bands end at 80° S and 84° N; beyond 85° the library need not be asked.
  private static final double MAX_LATITUDE_DEG = 85;

  private static final int SOUTHERN_LIMIT_E7 = -800_000_000;
  private static final int NORTHERN_LIMIT_E7 = 840_000_000;

  private MgrsText() {}

  /// The middle of the square that `text`, in upper case, names.
  static Outcome<Position> parse(String text) {
    if (POLAR.matcher(text).matches()) {
      return Outcome.refuse(
          RefusalCode.MALFORMED,
          "polar grid references (UPS) are not read; give degrees, minutes and seconds");
    }
    Matcher m = GRID.matcher(text);
    String digits = m.matches() ? m.group(4) + m.group(5) : "x";
    boolean halves = m.matches() && (m.group(5).isEmpty() || sameLength(m));
    if (!halves || digits.length() % 2 != 0 || digits.length() > 2 * METRE_DIGITS) {
      return Outcome.refuse(
          RefusalCode.MALFORMED,
          "a position is written in decimal degrees, degrees and minutes (and seconds), or MGRS:"
              + " 47.1234567, 8.7654321 or 47°07.407'N 008°45.926'E or 32TMT8194119147");
    }
    String zoneAndSquare = m.group(1) + m.group(2) + m.group(3);
    try {
      return square(MGRS.parse(zoneAndSquare + digits), sideM(digits.length() / 2));
    } catch (ParseException | IllegalArgumentException e) {
      return unknown();
    }
  }

  /// Rows of squares are lettered anew every 2,000 km. The library's choice among them is wrong for
  /// the lowest squares of band W, by just that much, so the choice is made here: the square that
  /// has its middle or a corner in the zone and band that the reference names.
  private static Outcome<Position> square(MGRS reference, double sideM) {
    UTM corner = reference.toUTM();
    double northing = corner.getNorthing() % ROWS_REPEAT_M;
    for (int repeat = 0; repeat * ROWS_REPEAT_M < MAX_NORTHING_M; repeat++) {
      double south = northing + repeat * ROWS_REPEAT_M;
      Point middle = at(corner, corner.getEasting() + sideM / 2, south + sideM / 2);
      boolean named =
          isIn(reference, middle)
              || isIn(reference, at(corner, corner.getEasting(), south))
              || isIn(reference, at(corner, corner.getEasting(), south + sideM))
              || isIn(reference, at(corner, corner.getEasting() + sideM, south))
              || isIn(reference, at(corner, corner.getEasting() + sideM, south + sideM));
      if (named) {
        return Position.fromDegrees(middle.getLatitude(), middle.getLongitude());
      }
    }
    return unknown();
  }

  private static Point at(UTM corner, double easting, double northing) {
    Point point = UTM.point(corner.getZone(), corner.getHemisphere(), easting, northing);
    double lon = point.getLongitude();
    return Point.degrees(
        lon < -180 ? lon + 360 : lon >= 180 ? lon - 360 : lon, point.getLatitude());
  }

  private static boolean isIn(MGRS reference, Point point) {
    if (Math.abs(point.getLatitude()) > MAX_LATITUDE_DEG) {
      return false;
    }
    MGRS there = MGRS.from(point);
    return there.getZone() == reference.getZone() && there.getBand() == reference.getBand();
  }

  private static Outcome<Position> unknown() {
    return Outcome.refuse(
        RefusalCode.MALFORMED, "there is no such MGRS square in the zone and band named");
  }

  private static double sideM(int digitsEach) {
    double sideM = SQUARE_M;
    for (int i = 0; i < digitsEach; i++) {
      sideM /= 10;
    }
    return sideM;
  }

  /// To a metre; empty in the polar regions.
  static Optional<String> format(Position position) {
    if (position.latE7() < SOUTHERN_LIMIT_E7 || position.latE7() >= NORTHERN_LIMIT_E7) {
      return Optional.empty();
    }
    return Optional.of(MGRS.from(position.longitudeDeg(), position.latitudeDeg()).coordinate());
  }

  private static boolean sameLength(Matcher m) {
    return m.group(4).length() == m.group(5).length();
  }
}
