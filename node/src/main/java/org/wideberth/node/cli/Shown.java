package org.wideberth.node.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.wideberth.geo.Position;
import org.wideberth.geo.PositionText;

/// How the command line shows times and distances.
final class Shown {
  private static final DateTimeFormatter DTG =
      DateTimeFormatter.ofPattern("ddHHmm'Z'MMMuu", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Shown() {}

  /// `2026-11-22T14:30:00Z 221430ZNOV26`; a DTG has no seconds, so it is the minute begun.
  static String time(String iso) {
    try {
      Instant instant = Instant.parse(iso);
      return instant.truncatedTo(ChronoUnit.SECONDS)
          + " "
          + DTG.format(instant).toUpperCase(Locale.ROOT);
    } catch (DateTimeParseException none) {
      return iso;
    }
  }

  static String window(JsonTree interval) {
    return time(interval.text("start")) + " to " + time(interval.text("end"));
  }

  /// The first 16 hex digits of a hash that the API writes in base64url: short enough to type, and
  /// never taken for an option.
  static String hash(String base64url) {
    try {
      return HexFormat.of().formatHex(Base64.getUrlDecoder().decode(base64url)).substring(0, 16);
    } catch (IllegalArgumentException | IndexOutOfBoundsException other) {
      return base64url;
    }
  }

  /// `1,234.57 m (0.67 NM)`.
  static String metres(BigDecimal metres) {
    BigDecimal miles = metres.divide(BigDecimal.valueOf(1852), 2, RoundingMode.HALF_EVEN);
    return "%,.2f m (%s NM)".formatted(metres, miles.toPlainString());
  }

  /// `48.2774318 10.2243177, 32UNU...`: from a longitude and a latitude as GeoJSON has them.
  static String place(JsonTree at) {
    if (at instanceof JsonTree.Items(var list)
        && list.size() == 2
        && list.get(0) instanceof JsonTree.Figure(var longitude)
        && list.get(1) instanceof JsonTree.Figure(var latitude)) {
      Position place = Position.ofDegrees(latitude.doubleValue(), longitude.doubleValue());
      return PositionText.decimal(place)
          + PositionText.mgrs(place).map(grid -> ", " + grid).orElse("");
    }
    throw new JsonTree.Unexpected("\"at\" is not a longitude and a latitude");
  }
}
