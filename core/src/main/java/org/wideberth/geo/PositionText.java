package org.wideberth.geo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Positions as people write them, latitude first:
///
/// | form | example |
/// |---|---|
/// | decimal degrees | `47.1234567, 8.7654321` or `47.1234567N 8.7654321E` |
/// | degrees, decimal minutes | `47°07.407402'N 008°45.925926'E` |
/// | degrees, minutes, seconds | `47°07'24.44412"N 008°45'55.55556"E` |
/// | MGRS | `32TMT8194119147`, see [MgrsText] |
///
/// What is written in the first three forms has all digits of a [Position], so reading it back
/// gives the same one. Stateless.
public final class PositionText {
  /// Longer than any position in any of the forms.
  public static final int MAX_CHARS = 80;

  private static final String NUMBER = "(\\d{1,3}(?:\\.\\d{1,12})?)";
  private static final String DEGREES = "(\\d{1,3})\\s*[°D\\s]\\s*";
  private static final String MINUTES = "(\\d{1,2}(?:\\.\\d{1,12})?)";
  private static final String GAP = "\\s*[,;\\s]\\s*";

  private static final Pattern SIGNED =
      Pattern.compile("([+-]?)" + NUMBER + "°?" + GAP + "([+-]?)" + NUMBER + "°?");
  private static final Pattern LETTERED =
      Pattern.compile(NUMBER + "\\s*°?\\s*([NS])[,;\\s]*" + NUMBER + "\\s*°?\\s*([EW])");
  private static final Pattern WITH_MINUTES =
      Pattern.compile(
          DEGREES
              + MINUTES
              + "\\s*['′]?\\s*([NS])[,;\\s]*"
              + DEGREES
              + MINUTES
              + "\\s*['′]?\\s*([EW])");
  private static final Pattern WITH_SECONDS =
      Pattern.compile(
          DEGREES
              + "(\\d{1,2})\\s*['′\\s]\\s*"
              + MINUTES
              + "\\s*(?:[\"″]|'')?\\s*([NS])[,;\\s]*"
              + DEGREES
              + "(\\d{1,2})\\s*['′\\s]\\s*"
              + MINUTES
              + "\\s*(?:[\"″]|'')?\\s*([EW])");

  private static final BigDecimal SIXTY = BigDecimal.valueOf(60);
  private static final BigDecimal E7_PER_DEGREE = BigDecimal.valueOf(10_000_000);

  /// 1e-7 degree is exactly 0.000006 minutes of arc and 0.00036 seconds.
  private static final long MICROMINUTES_PER_E7 = 6;

  private static final long MICROMINUTES_PER_DEGREE = 60_000_000;
  private static final long TEN_MICROSECONDS_PER_E7 = 36;

  private PositionText() {}

  /// The position, to the nearest 1e-7 degree.
  public static Outcome<Position> parse(String text) {
    if (text.length() > MAX_CHARS) {
      return Outcome.refuse(
          RefusalCode.MALFORMED, "a position has at most " + MAX_CHARS + " characters");
    }
    String upper = text.strip().toUpperCase(Locale.ROOT);
    Matcher m = SIGNED.matcher(upper);
    if (m.matches()) {
      return position(
          degrees(m.group(2), "0", "0"), m.group(1), degrees(m.group(4), "0", "0"), m.group(3));
    }
    m = LETTERED.matcher(upper);
    if (m.matches()) {
      return position(
          degrees(m.group(1), "0", "0"), m.group(2), degrees(m.group(3), "0", "0"), m.group(4));
    }
    m = WITH_SECONDS.matcher(upper);
    if (m.matches()) {
      return position(
          degrees(m.group(1), m.group(2), m.group(3)),
          m.group(4),
          degrees(m.group(5), m.group(6), m.group(7)),
          m.group(8));
    }
    m = WITH_MINUTES.matcher(upper);
    if (m.matches()) {
      return position(
          degrees(m.group(1), m.group(2), "0"),
          m.group(3),
          degrees(m.group(4), m.group(5), "0"),
          m.group(6));
    }
    return MgrsText.parse(upper);
  }

  /// Decimal degrees with seven decimals, `47.1234567, 8.7654321`.
  public static String decimal(Position position) {
    return BigDecimal.valueOf(position.latE7(), 7) + ", " + BigDecimal.valueOf(position.lonE7(), 7);
  }

  /// Degrees and minutes with six decimals, `47°07.407402'N 008°45.925926'E`.
  public static String ddm(Position position) {
    return ddm(position.latE7(), 2, 'N', 'S') + " " + ddm(position.lonE7(), 3, 'E', 'W');
  }

  /// Degrees, minutes and seconds with five decimals, `47°07'24.44412"N 008°45'55.55556"E`.
  public static String dms(Position position) {
    return dms(position.latE7(), 2, 'N', 'S') + " " + dms(position.lonE7(), 3, 'E', 'W');
  }

  /// MGRS to a metre; empty in the polar regions, see [MgrsText].
  public static Optional<String> mgrs(Position position) {
    return MgrsText.format(position);
  }

  private static String ddm(int e7, int digits, char positive, char negative) {
    long all = Math.abs((long) e7) * MICROMINUTES_PER_E7;
    long minutes = all % MICROMINUTES_PER_DEGREE;
    return String.format(
        Locale.ROOT,
        "%0" + digits + "d°%02d.%06d'%c",
        all / MICROMINUTES_PER_DEGREE,
        minutes / 1_000_000,
        minutes % 1_000_000,
        e7 < 0 ? negative : positive);
  }

  private static String dms(int e7, int digits, char positive, char negative) {
    long all = Math.abs((long) e7) * TEN_MICROSECONDS_PER_E7;
    long seconds = all / 100_000;
    return String.format(
        Locale.ROOT,
        "%0" + digits + "d°%02d'%02d.%05d\"%c",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60,
        all % 100_000,
        e7 < 0 ? negative : positive);
  }

  /// In 1e-7 degree, or -1 if minutes or seconds are 60 or more.
  private static long degrees(String degrees, String minutes, String seconds) {
    BigDecimal m = new BigDecimal(minutes);
    BigDecimal s = new BigDecimal(seconds);
    if (m.compareTo(SIXTY) >= 0 || s.compareTo(SIXTY) >= 0) {
      return -1;
    }
    BigDecimal partSeconds = m.multiply(SIXTY).add(s).multiply(E7_PER_DEGREE);
    return new BigDecimal(degrees)
        .multiply(E7_PER_DEGREE)
        .add(partSeconds.divide(SIXTY.multiply(SIXTY), 15, RoundingMode.HALF_EVEN))
        .setScale(0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  private static Outcome<Position> position(
      long latE7, String latSign, long lonE7, String lonSign) {
    if (latE7 < 0 || lonE7 < 0) {
      return Outcome.refuse(
          RefusalCode.OUT_OF_RANGE, "minutes and seconds of arc must be below 60");
    }
    return Position.fromE7(
        isNegative(latSign) ? -latE7 : latE7, isNegative(lonSign) ? -lonE7 : lonE7);
  }

  private static boolean isNegative(String sign) {
    return sign.equals("-") || sign.equals("S") || sign.equals("W");
  }
}
