package org.wideberth.bench.load;

import java.time.Instant;
import java.util.Locale;
import java.util.Random;

/// A nation's small aircraft on one day, as GeoJSON Features, made up as `bench index` makes its
/// own: over 600 × 600 km and 24 hours, a third each polygons (4 to 40 vertices, 0.2 to 5 km
/// radius), circles (0.2 to 5 km) and corridors (5 to 50 km long, 0.2 to 2 km wide); bands of 30 to
/// 120 m within 720 m; 10 to 60 minutes. The same for a seed. Not thread-safe.
public final class Season {
  private static final double SIDE_M = 600_000;
  private static final double LAT = 47.5;
  private static final double LON = 8;
  private static final double M_PER_DEGREE = 111_200;
  private static final int DAY_S = 24 * 60 * 60;
  private static final int BANDS_M = 720;

  private final Random random;
  private final Instant day;
  private final int floorM;
  private long count;

  /// @param floorM below all bands
  public Season(long seed, Instant day, int floorM) {
    this.random = new Random(seed);
    this.day = day;
    this.floorM = floorM;
  }

  /// One more operation of one volume.
  public String next() {
    int thick = between(30, 120);
    int lower = floorM + random.nextInt(BANDS_M - thick);
    int seconds = between(600, 3_600);
    Instant start = day.plusSeconds(random.nextInt(DAY_S - seconds));
    StringBuilder shape = new StringBuilder(512);
    String width = shape(shape);
    return String.format(
        Locale.ROOT,
        "{\"type\":\"Feature\",\"properties\":{\"name\":\"flight %d\",\"kind\":\"air\","
            + "\"start\":\"%s\",\"end\":\"%s\",\"lower\":%d,\"upper\":%d,\"unit\":\"m\","
            + "\"datum\":\"MSL\"%s},\"geometry\":%s}",
        count++,
        start,
        start.plusSeconds(seconds),
        lower,
        lower + thick,
        width,
        shape);
  }

  private int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  private String shape(StringBuilder out) {
    double eastM = SIDE_M * (random.nextDouble() - 0.5);
    double northM = SIDE_M * (random.nextDouble() - 0.5);
    switch (random.nextInt(3)) {
      case 0 -> polygon(out, eastM, northM);
      case 1 -> {
        out.append("{\"type\":\"Point\",\"coordinates\":");
        at(out, eastM, northM);
        out.append('}');
        return ",\"radius_m\":" + between(200, 5_000);
      }
      default -> {
        corridor(out, eastM, northM);
        return ",\"half_width_m\":" + between(100, 1_000);
      }
    }
    return "";
  }

  private static void at(StringBuilder out, double eastM, double northM) {
    double lat = LAT + northM / M_PER_DEGREE;
    double lon = LON + eastM / (M_PER_DEGREE * Math.cos(Math.toRadians(lat)));
    out.append('[').append(rounded(lon)).append(',').append(rounded(lat)).append(']');
  }

  private static double rounded(double degrees) {
    return Math.round(degrees * 1e7) / 1e7;
  }

  /// Like a star round its middle, so that no two edges cross.
  private void polygon(StringBuilder out, double eastM, double northM) {
    int vertices = between(4, 40);
    double radius = between(200, 5_000);
    out.append("{\"type\":\"Polygon\",\"coordinates\":[[");
    int from = out.length();
    for (int i = 0; i < vertices; i++) {
      double angle = -2 * Math.PI * i / vertices;
      double away = radius * (0.6 + 0.4 * random.nextDouble());
      at(out, eastM + away * Math.sin(angle), northM + away * Math.cos(angle));
      out.append(',');
    }
    out.append(out.substring(from, out.indexOf("]", from) + 1)).append("]]}");
  }

  /// Four legs that bend by up to 30 degrees.
  private void corridor(StringBuilder out, double eastM, double northM) {
    double leg = between(5_000, 50_000) / 4.0;
    double course = 2 * Math.PI * random.nextDouble();
    double east = eastM;
    double north = northM;
    out.append("{\"type\":\"LineString\",\"coordinates\":[");
    at(out, east, north);
    for (int i = 0; i < 4; i++) {
      east += leg * Math.sin(course);
      north += leg * Math.cos(course);
      out.append(',');
      at(out, east, north);
      course += Math.toRadians(60 * random.nextDouble() - 30);
    }
    out.append("]}");
  }
}
