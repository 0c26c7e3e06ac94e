package org.wideberth.bench.entry;

import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.wideberth.geo.Position;
import org.wideberth.geo.PositionText;

/// How people type positions, each as often as it stands here.
enum Form {
  DECIMAL_5,
  DECIMAL_5_LETTERED,
  DECIMAL_7,
  DECIMAL_4,
  MINUTES_3,
  SECONDS_1,
  SECONDS_0,
  MGRS_1_M,
  MGRS_1_M_SPACED,
  MGRS_10_M;

  static Form any(Random random) {
    Form[] all = values();
    int which = random.nextInt(all.length);
    return all[which];
  }

  static Form anyGrid(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> MGRS_1_M;
      case 1 -> MGRS_1_M_SPACED;
      default -> MGRS_10_M;
    };
  }

  static Form anyAngles(Random random) {
    Form form = any(random);
    return form.isGrid() ? anyAngles(random) : form;
  }

  boolean isGrid() {
    return this == MGRS_1_M || this == MGRS_1_M_SPACED || this == MGRS_10_M;
  }

  String write(Position position) {
    return switch (this) {
      case DECIMAL_5 -> degrees("%.5f, %.5f", position);
      case DECIMAL_7 -> degrees("%.7f, %.7f", position);
      case DECIMAL_4 -> degrees("%.4f, %.4f", position);
      case DECIMAL_5_LETTERED ->
          String.format(
              Locale.ROOT,
              "%.5f%s %.5f%s",
              Math.abs(position.latitudeDeg()),
              north(position),
              Math.abs(position.longitudeDeg()),
              east(position));
      case MINUTES_3 ->
          minutes(position.latitudeDeg(), 2)
              + north(position)
              + " "
              + minutes(position.longitudeDeg(), 3)
              + east(position);
      case SECONDS_1, SECONDS_0 -> {
        int decimals = this == SECONDS_1 ? 1 : 0;
        yield seconds(position.latitudeDeg(), 2, decimals)
            + north(position)
            + " "
            + seconds(position.longitudeDeg(), 3, decimals)
            + east(position);
      }
      case MGRS_1_M, MGRS_1_M_SPACED, MGRS_10_M -> grid(PositionText.mgrs(position));
    };
  }

  private String grid(Optional<String> metre) {
    String text = metre.orElseThrow();
    int from = text.length() - 10;
    String square = text.substring(0, from);
    String easting = text.substring(from, from + 5);
    String northing = text.substring(from + 5);
    return switch (this) {
      case MGRS_1_M_SPACED -> square + " " + easting + " " + northing;
      case MGRS_10_M -> square + easting.substring(0, 4) + northing.substring(0, 4);
      default -> text;
    };
  }

  private static String degrees(String format, Position position) {
    return String.format(Locale.ROOT, format, position.latitudeDeg(), position.longitudeDeg());
  }

  private static String north(Position position) {
    return position.latE7() < 0 ? "S" : "N";
  }

  private static String east(Position position) {
    return position.lonE7() < 0 ? "W" : "E";
  }

  private static String minutes(double degrees, int digits) {
    long thousandths = Math.round(Math.abs(degrees) * 60_000);
    return String.format(
        Locale.ROOT,
        "%0" + digits + "d°%02d.%03d'",
        thousandths / 60_000,
        thousandths % 60_000 / 1_000,
        thousandths % 1_000);
  }

  private static String seconds(double degrees, int digits, int decimals) {
    long scale = decimals == 0 ? 1 : 10;
    long parts = Math.round(Math.abs(degrees) * 3_600 * scale);
    long whole = parts / scale;
    String fraction = decimals == 0 ? "" : "." + parts % scale;
    return String.format(
        Locale.ROOT,
        "%0" + digits + "d°%02d'%02d%s\"",
        whole / 3_600,
        whole / 60 % 60,
        whole % 60,
        fraction);
  }
}
