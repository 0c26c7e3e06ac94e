package org.wideberth.gateway.tracks;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wideberth.geo.Position;
import org.wideberth.refusal.Outcome;

/// Where an aircraft was at one moment.
///
/// @param timeMs milliseconds since 1970-01-01T00:00Z, as recorded
/// @param icao24 the aircraft's 24-bit address
/// @param callsign as transmitted, without the spaces around it; may be empty
/// @param at its position
/// @param lowerFt its pressure altitude in feet, rounded down
/// @param upperFt the same rounded up
record Fix(long timeMs, int icao24, String callsign, Position at, int lowerFt, int upperFt) {
  /// The columns of a recording; the last three are not read.
  static final String HEADER = "t_s,icao24,callsign,lat,lon,alt_ft,gs_kt,trk_deg,vr_fpm";

  private static final int COLUMNS = 9;
  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F]{6}");
  private static final Pattern CALLSIGN = Pattern.compile("[A-Za-z0-9]{0,8}");

  // Short enough that no number needs much work, long enough for a double printed in full.
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,20})?");

  /// Twice as high as any aircraft that has flown on wings.
  private static final int ALTITUDE_FT_MAX = 250_000;

  private static final int DEGREE_DECIMALS = 7;
  private static final int MILLI_DECIMALS = 3;

  /// The fix of a row, or nothing if it is none.
  static Optional<Fix> parse(String row) {
    String[] columns = row.split(",", -1);
    if (columns.length != COLUMNS
        || !NUMBER.matcher(columns[0]).matches()
        || !ADDRESS.matcher(columns[1]).matches()
        || !CALLSIGN.matcher(columns[2].strip()).matches()
        || !NUMBER.matcher(columns[3]).matches()
        || !NUMBER.matcher(columns[4]).matches()
        || !NUMBER.matcher(columns[5]).matches()) {
      return Optional.empty();
    }
    BigDecimal altitude = new BigDecimal(columns[5]);
    if (altitude.abs().compareTo(BigDecimal.valueOf(ALTITUDE_FT_MAX)) > 0) {
      return Optional.empty();
    }
    return switch (Position.fromE7(
        units(columns[3], DEGREE_DECIMALS), units(columns[4], DEGREE_DECIMALS))) {
      case Outcome.Refused<Position> offTheEarth -> Optional.empty();
      case Outcome.Accepted<Position>(var at) ->
          Optional.of(
              new Fix(
                  units(columns[0], MILLI_DECIMALS),
                  Integer.parseInt(columns[1], 16),
                  columns[2].strip(),
                  at,
                  altitude.setScale(0, RoundingMode.FLOOR).intValueExact(),
                  altitude.setScale(0, RoundingMode.CEILING).intValueExact()));
    };
  }

  private static long units(String number, int decimals) {
    return new BigDecimal(number)
        .movePointRight(decimals)
        .setScale(0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }
}
