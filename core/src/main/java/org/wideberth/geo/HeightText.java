package org.wideberth.geo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Heights as people write them: `FL350`, `1200 ft MSL`, `300m WGS84`, `3500 ft AGL`,
/// `12500 ft PRESSURE`. A height without a datum is refused rather than guessed, and so is anything
/// longer than [#MAX_CHARS]. Stateless.
public final class HeightText {
  /// Longer than any height that is within the limits.
  public static final int MAX_CHARS = 40;

  private static final Pattern FLIGHT_LEVEL = Pattern.compile("FL ?(\\d{1,4})");
  private static final Pattern HEIGHT =
      Pattern.compile(
          "([+-]?\\d{1,7}(?:\\.\\d{1,6})?) ?(M|FT)(?: ?(MSL|AMSL|WGS84|HAE|AGL|PRESSURE))?");

  private HeightText() {}

  /// The height, rounded to the nearest centimetre, or foot of pressure altitude.
  public static Outcome<Height> parse(String text) {
    return parse(text, RoundingMode.HALF_EVEN);
  }

  /// The height, rounded as told: [RoundingMode#FLOOR] for the lower end of a band,
  /// [RoundingMode#CEILING] for the upper.
  public static Outcome<Height> parse(String text, RoundingMode rounding) {
    if (text.length() > MAX_CHARS) {
      return Outcome.refuse(
          RefusalCode.MALFORMED, "a height has at most " + MAX_CHARS + " characters");
    }
    String upper = text.strip().toUpperCase(Locale.ROOT);
    Matcher level = FLIGHT_LEVEL.matcher(upper);
    if (level.matches()) {
      return height(
          new BigDecimal(level.group(1)), HeightUnit.FLIGHT_LEVEL, Datum.PRESSURE, rounding);
    }
    Matcher height = HEIGHT.matcher(upper);
    if (!height.matches()) {
      return Outcome.refuse(
          RefusalCode.MALFORMED,
          "a height is written like FL350, 1200 ft MSL, 300 m WGS84 or 3500 ft AGL");
    }
    String datum = height.group(3);
    if (datum == null) {
      return Outcome.refuse(
          RefusalCode.MALFORMED,
          "the height names no datum: add MSL, WGS84, AGL or PRESSURE, or write a flight level");
    }
    return height(
        new BigDecimal(height.group(1)),
        height.group(2).equals("M") ? HeightUnit.METRE : HeightUnit.FOOT,
        datum(datum),
        rounding);
  }

  /// In metres, or in feet of pressure altitude, exactly: [#parse] reads it back. Whole hundreds of
  /// feet of pressure altitude come as a flight level.
  public static String format(Height height) {
    if (height.datum() == Datum.PRESSURE) {
      return height.value() >= 0 && height.value() % 100 == 0
          ? String.format(Locale.ROOT, "FL%03d", height.value() / 100)
          : height.value() + " ft PRESSURE";
    }
    String metres = BigDecimal.valueOf(height.value(), 2).stripTrailingZeros().toPlainString();
    return metres + " m " + height.datum();
  }

  /// In feet, rounded to the nearest whole one.
  public static String formatInFeet(Height height) {
    if (height.datum() == Datum.PRESSURE) {
      return height.value() + " ft PRESSURE";
    }
    BigDecimal feet =
        BigDecimal.valueOf(height.value())
            .divide(HeightUnit.FOOT.centimetres(), 0, RoundingMode.HALF_EVEN);
    return feet.toPlainString() + " ft " + height.datum();
  }

  private static Outcome<Height> height(
      BigDecimal value, HeightUnit unit, Datum datum, RoundingMode rounding) {
    return HeightBand.bounded(value, unit, datum, rounding).map(v -> new Height(datum, v));
  }

  private static Datum datum(String name) {
    return switch (name) {
      case "AMSL" -> Datum.MSL;
      case "HAE" -> Datum.WGS84;
      default -> Datum.valueOf(name);
    };
  }
}
