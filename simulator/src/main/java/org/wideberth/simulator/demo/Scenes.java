package org.wideberth.simulator.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// What the parties do in the valley of the upper Rhône between Martigny and Brig, as the GeoJSON
/// that anybody would write by hand. Times are relative to the start of the story.
final class Scenes {
  private static final String MARTIGNY = "[7.0700, 46.1030]";
  private static final String SION = "[7.3580, 46.2290]";
  private static final String SIERRE = "[7.5350, 46.2920]";
  private static final String VISP = "[7.8820, 46.2930]";
  private static final String BRIG = "[7.9880, 46.3150]";

  /// How long before a boat goes it is to be declared.
  static final int LEAD_S = 1800;

  private final Instant start;

  Scenes(Instant now) {
    this.start = now.truncatedTo(ChronoUnit.MINUTES);
  }

  /// Amber flies up the valley.
  String amberTransit() {
    return line(
        "Valley transit",
        "air",
        10,
        70,
        "100",
        "120",
        "FL",
        "PRESSURE",
        1000,
        MARTIGNY,
        SION,
        SIERRE);
  }

  /// Cobalt circles above Sion, across Amber's way.
  String cobaltPatrol() {
    return point("Sion patrol", "air", 20, 80, "110", "140", "FL", "PRESSURE", 6000, SION);
  }

  /// The same, higher.
  String cobaltPatrolHigher() {
    return point("Sion patrol", "air", 20, 80, "140", "170", "FL", "PRESSURE", 6000, SION);
  }

  /// Relief drives along the river.
  String reliefConvoy() {
    return line(
        "Convoy to Visp",
        "ground",
        15,
        150,
        "450",
        "750",
        "m",
        "MSL",
        250,
        MARTIGNY,
        SION,
        SIERRE,
        VISP);
  }

  /// Relief's store at Visp.
  String reliefStore() {
    return point("Store at Visp", "static", 0, 1200, "600", "700", "m", "MSL", 400, VISP);
  }

  /// Amber flies supplies to Brig.
  String amberSupplyFlight() {
    return line(
        "Supply flight", "air", 90, 130, "3000", "3400", "m", "MSL", 800, SIERRE, VISP, BRIG);
  }

  /// Cobalt fires on a range above Visp.
  String cobaltRange() {
    String corners = "[7.90,46.31],[7.97,46.31],[7.97,46.36],[7.90,46.36],[7.90,46.31]";
    return feature(
        "Range above Visp",
        "hazard",
        80,
        140,
        "700",
        "4000",
        "m",
        "MSL",
        "",
        "{\"type\":\"Polygon\",\"coordinates\":[[" + corners + "]]}");
  }

  /// Amber's ferry on a lake beside the Rhone, sooner than agreed.
  String amberFerry() {
    return point("Ferry", "surface", 12, 60, "640", "660", "m", "MSL", 100, "[7.8600, 46.2750]");
  }

  /// What is on the table: 5 NM and 1000 ft in the air, less on the ground; below 1500 m neither
  /// Amber nor Cobalt comes over the river; boats are declared half an hour ahead.
  static String rules(int number, int toleranceM) {
    String[] kinds = {"air", "ground", "surface", "hazard", "static"};
    StringBuilder minima = new StringBuilder();
    for (int i = 0; i < kinds.length; i++) {
      for (int j = i; j < kinds.length; j++) {
        boolean air = i == 0 && j == 0;
        minima
            .append(minima.isEmpty() ? "" : ",")
            .append(
                "{\"kinds\":[\"%s\",\"%s\"],\"lateral_m\":%d,\"vertical_ft\":%d}"
                    .formatted(kinds[i], kinds[j], air ? 9260 : 1000, air ? 1000 : 500));
      }
    }
    String river =
        ("{\"id\":\"rhone\",\"name\":\"The Rhone\",\"path\":[[461030000,70700000],"
                + "[462290000,73580000],[462920000,75350000],[462960000,78820000],"
                + "[463150000,79880000]],\"tolerance_mm\":%d,\"reach_m\":50000,"
                + "\"heights\":{\"datum\":\"MSL\",\"lower\":0,\"upper\":150000},"
                + "\"sides\":[{\"party\":\"amber\",\"side\":\"right\"},"
                + "{\"party\":\"cobalt\",\"side\":\"left\"}]}")
            .formatted(toleranceM * 1000);
    return ("{\"v\":1,\"theatre\":\"%s\",\"number\":%d,\"title\":\"Memorandum on keeping apart\","
            + "\"members\":[\"amber\",\"cobalt\",\"relief\"],\"minima\":[%s],"
            + "\"qnh_tenth_hpa\":[9950,10350],\"lines\":[%s],"
            + "\"lead_times\":[{\"kind\":\"surface\",\"seconds\":%d}]}")
        .formatted(Stage.THEATRE, number, minima, river, LEAD_S);
  }

  private String point(
      String name,
      String kind,
      int from,
      int to,
      String lower,
      String upper,
      String unit,
      String datum,
      int radiusM,
      String at) {
    return feature(
        name,
        kind,
        from,
        to,
        lower,
        upper,
        unit,
        datum,
        ",\"radius_m\":" + radiusM,
        "{\"type\":\"Point\",\"coordinates\":" + at + "}");
  }

  private String line(
      String name,
      String kind,
      int from,
      int to,
      String lower,
      String upper,
      String unit,
      String datum,
      int halfWidthM,
      String... along) {
    return feature(
        name,
        kind,
        from,
        to,
        lower,
        upper,
        unit,
        datum,
        ",\"half_width_m\":" + halfWidthM,
        "{\"type\":\"LineString\",\"coordinates\":[" + String.join(",", along) + "]}");
  }

  private String feature(
      String name,
      String kind,
      int from,
      int to,
      String lower,
      String upper,
      String unit,
      String datum,
      String size,
      String geometry) {
    return String.format(
        Locale.ROOT,
        "{\"type\":\"Feature\",\"properties\":{\"operation\":\"%s\",\"kind\":\"%s\","
            + "\"start\":\"%s\",\"end\":\"%s\",\"lower\":%s,\"upper\":%s,\"unit\":\"%s\","
            + "\"datum\":\"%s\"%s},\"geometry\":%s}",
        name,
        kind,
        at(from),
        at(to),
        lower,
        upper,
        unit,
        datum,
        size,
        geometry);
  }

  private Instant at(int minutes) {
    return start.plus(minutes, ChronoUnit.MINUTES);
  }
}
