package org.wideberth.bench.start;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;

/// A nation's small aircraft on a day to come, made up, as GeoJSON: over 600 by 600 km and a day, a
/// third each circles, corridors of two legs and polygons of six corners; bands of 30 to 120 m
/// within 0 to 720 m; 10 to 60 minutes. Not thread-safe.
final class NationalDay {
  private static final double LAT = 47.5;
  private static final double LON = 8;
  private static final double SIDE_M = 600_000;
  private static final double M_PER_DEGREE = 111_200;
  private static final int DAY_S = 24 * 60 * 60;
  private static final int CORNERS = 6;

  private final Random random;
  private final Instant day;

  /// @param now the day begins a day or two after it: nothing is over while a bench runs
  NationalDay(long seed, Instant now) {
    this.random = new Random(seed);
    this.day = now.truncatedTo(ChronoUnit.DAYS).plus(2, ChronoUnit.DAYS);
  }

  /// So many more, in one collection.
  String collection(int count) {
    StringBuilder features = new StringBuilder();
    for (int i = 0; i < count; i++) {
      features.append(features.isEmpty() ? "" : ",").append(feature());
    }
    return "{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}";
  }

  private String feature() {
    double east = SIDE_M * (random.nextDouble() - 0.5);
    double north = SIDE_M * (random.nextDouble() - 0.5);
    int thick = between(30, 120);
    int lower = random.nextInt(720 - thick);
    int seconds = between(600, 3_600);
    Instant start = day.plusSeconds(random.nextInt(DAY_S - seconds));
    int shape = random.nextInt(3);
    String width =
        switch (shape) {
          case 0 -> ",\"radius_m\":" + between(200, 5_000);
          case 1 -> ",\"half_width_m\":" + between(100, 1_000);
          default -> "";
        };
    String geometry =
        switch (shape) {
          case 0 -> "\"Point\",\"coordinates\":" + at(east, north);
          case 1 -> "\"LineString\",\"coordinates\":" + legs(east, north);
          default -> "\"Polygon\",\"coordinates\":[" + ring(east, north) + "]";
        };
    return ("{\"type\":\"Feature\",\"properties\":{\"kind\":\"air\","
            + "\"start\":\"%s\",\"end\":\"%s\","
            + "\"lower\":%d,\"upper\":%d,\"unit\":\"m\",\"datum\":\"MSL\"%s},"
            + "\"geometry\":{\"type\":%s}}")
        .formatted(start, start.plusSeconds(seconds), lower, lower + thick, width, geometry);
  }

  private String legs(double east, double north) {
    double leg = between(2_500, 25_000);
    double course = 2 * Math.PI * random.nextDouble();
    double turned = course + Math.toRadians(60 * random.nextDouble() - 30);
    double middleEast = east + leg * Math.sin(course);
    double middleNorth = north + leg * Math.cos(course);
    return "[%s,%s,%s]"
        .formatted(
            at(east, north),
            at(middleEast, middleNorth),
            at(middleEast + leg * Math.sin(turned), middleNorth + leg * Math.cos(turned)));
  }

  /// Like a star round its middle, so that no two edges cross.
  private String ring(double east, double north) {
    double radius = between(200, 5_000);
    StringBuilder ring = new StringBuilder();
    String first = "";
    for (int i = 0; i < CORNERS; i++) {
      double angle = 2 * Math.PI * i / CORNERS;
      double out = radius * (0.6 + 0.4 * random.nextDouble());
      String corner = at(east + out * Math.sin(angle), north + out * Math.cos(angle));
      first = i == 0 ? corner : first;
      ring.append(corner).append(',');
    }
    return "[" + ring + first + "]";
  }

  private static String at(double east, double north) {
    double lat = LAT + north / M_PER_DEGREE;
    double lon = LON + east / (M_PER_DEGREE * Math.cos(Math.toRadians(lat)));
    return String.format(Locale.ROOT, "[%.6f,%.6f]", lon, lat);
  }

  private int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }
}
