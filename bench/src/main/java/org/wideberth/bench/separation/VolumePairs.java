package org.wideberth.bench.separation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import org.wideberth.geo.Area;
import org.wideberth.geo.Areas;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.Minimum;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.refusal.Outcome;

/// Random pairs of volumes of all shapes, from metres to hundreds of kilometres, a quarter of them
/// at a pole and a quarter at the antimeridian.
///
/// Half are put within a metre of the minimum by choosing the widths and the minimum for the
/// distance that the oracle finds; three in ten lie on or in each other. Most exist together; some
/// only touch in time, or have exactly the vertical minimum or one unit less between them.
final class VolumePairs {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final double MAX_RADIUS_M = Areas.MAX_RADIUS_CM / 100.0;
  private static final double MAX_WIDTH_M = Areas.MAX_WIDTH_CM / 100.0;

  private final Random random;

  VolumePairs(long seed) {
    random = new Random(seed);
  }

  VolumePair next() {
    while (true) {
      Optional<VolumePair> pair =
          switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> nearTheMinimum();
            case 5, 6, 7 -> meeting();
            default -> anyhow();
          };
      if (pair.isPresent()) {
        return pair.get();
      }
    }
  }

  private Optional<VolumePair> nearTheMinimum() {
    double sizeA = size();
    double sizeB = size();
    Position centre = anywhere();
    double offset = sizeA + sizeB + Math.pow(10, random.nextDouble() * 5.4);
    Optional<Area> a = base(centre, sizeA);
    Optional<Area> b = base(away(centre, offset), sizeB);
    if (a.isEmpty() || b.isEmpty()) {
      return Optional.empty();
    }
    double bases = SeparationOracle.betweenBases(a.get(), b.get());
    double widths = bases * 0.95 * random.nextDouble();
    double share = random.nextDouble();
    Area wideA = widened(a.get(), widths * share);
    Area wideB = widened(b.get(), widths * (1 - share));
    double distance = bases - (wideA.widthCm() + wideB.widthCm()) / 100.0;
    double off = (2 * random.nextDouble() - 1) * (random.nextBoolean() ? 0.99 : 0.1);
    long minimumCm = Math.round((distance - off) * 100);
    if (minimumCm < Minimum.MIN_LATERAL_CM || minimumCm > Minimum.MAX_LATERAL_CM) {
      return Optional.empty();
    }
    return Optional.of(pair(wideA, wideB, minimumCm, distance));
  }

  private Optional<VolumePair> meeting() {
    double sizeA = size();
    double sizeB = random.nextBoolean() ? size() : sizeA;
    Position centre = anywhere();
    return pairOf(
        base(centre, sizeA),
        base(away(centre, (sizeA + sizeB) * 0.6 * random.nextDouble()), sizeB));
  }

  private Optional<VolumePair> anyhow() {
    double sizeA = size();
    double sizeB = size();
    Position centre = anywhere();
    double offset =
        (sizeA + sizeB) * 2 * random.nextDouble() + Math.pow(10, 5 * random.nextDouble());
    return pairOf(base(centre, sizeA), base(away(centre, offset), sizeB));
  }

  private Optional<VolumePair> pairOf(Optional<Area> baseA, Optional<Area> baseB) {
    if (baseA.isEmpty() || baseB.isEmpty()) {
      return Optional.empty();
    }
    Area a = widened(baseA.get(), Math.pow(10, random.nextDouble() * 5.2));
    Area b = widened(baseB.get(), random.nextBoolean() ? 0 : Math.pow(10, random.nextDouble() * 4));
    long minimumCm = Math.round(Math.pow(10, 2 + 5 * random.nextDouble()));
    return Optional.of(pair(a, b, minimumCm, SeparationOracle.between(a, b)));
  }

  private VolumePair pair(Area a, Area b, long minimumCm, double distanceM) {
    Datum datum = new Datum[] {Datum.PRESSURE, Datum.MSL, Datum.WGS84}[random.nextInt(3)];
    long unit = datum == Datum.PRESSURE ? Minimum.TENTH_MM_PER_FOOT : 100;
    int gap = 100 + random.nextInt(4_900);
    int above =
        switch (random.nextInt(20)) {
          case 0 -> gap;
          case 1 -> gap - 1;
          default -> random.nextInt(gap) - 1_000;
        };
    HeightBand low = new HeightBand(datum, -500, 1_000, Optional.empty());
    HeightBand high = new HeightBand(datum, 1_000 + above, 9_000 + above, Optional.empty());
    long start =
        switch (random.nextInt(20)) {
          case 0 -> 60_000;
          case 1 -> 59_999;
          default -> random.nextInt(60_000) - 30_000;
        };
    TimeWindow early = new TimeWindow(NOON, NOON.plusMillis(60_000));
    TimeWindow late = new TimeWindow(NOON.plusMillis(start), NOON.plusMillis(start + 60_000));
    return new VolumePair(
        new Volume(a, low, early),
        new Volume(b, high, late),
        new Minimum(minimumCm, gap * unit),
        distanceM);
  }

  /// A shape of no or next to no width; empty if a polygon came out crossing itself.
  private Optional<Area> base(Position centre, double sizeM) {
    Outcome<Area> area =
        switch (random.nextInt(3)) {
          case 0 -> Areas.circle(centre, 1);
          case 1 -> Areas.corridor(path(centre, sizeM), 1);
          default -> Areas.polygon(star(centre, sizeM), 0);
        };
    return area instanceof Outcome.Accepted<Area>(var value)
        ? Optional.of(value)
        : Optional.empty();
  }

  private List<Position> path(Position centre, double sizeM) {
    int edges = 1 + random.nextInt(random.nextInt(50) == 0 ? 60 : 6);
    List<Position> path = new ArrayList<>(List.of(centre));
    double heading = random.nextDouble() * 360;
    for (int i = 0; i < edges; i++) {
      heading += random.nextGaussian() * 60;
      path.add(away(path.getLast(), heading, sizeM / edges * (0.2 + 1.6 * random.nextDouble())));
    }
    return path;
  }

  private List<Position> star(Position centre, double sizeM) {
    int corners = 3 + random.nextInt(random.nextInt(50) == 0 ? 60 : 9);
    List<Position> star = new ArrayList<>();
    for (int i = 0; i < corners; i++) {
      double heading = 360.0 * (i + 0.7 * random.nextDouble()) / corners;
      star.add(away(centre, heading, sizeM * (0.3 + 0.7 * random.nextDouble())));
    }
    return star;
  }

  /// The same base shape with about this width, within the limits.
  private static Area widened(Area area, double widthM) {
    return switch (area) {
      case Area.Circle(var centre, _) ->
          Areas.circle(centre, Math.max(1, cm(Math.min(widthM, MAX_RADIUS_M)))).orThrow();
      case Area.Corridor(var path, _) ->
          new Area.Corridor(path, (int) Math.max(1, cm(Math.min(widthM, MAX_WIDTH_M))));
      case Area.Polygon(var ring, _) ->
          new Area.Polygon(ring, (int) cm(Math.min(widthM, MAX_WIDTH_M)));
    };
  }

  private static long cm(double metres) {
    return (long) (metres * 100);
  }

  private double size() {
    return Math.pow(10, 1 + 4.3 * random.nextDouble());
  }

  private Position anywhere() {
    double lat = Math.toDegrees(Math.asin(2 * random.nextDouble() - 1));
    double lon = 360 * random.nextDouble() - 180;
    switch (random.nextInt(8)) {
      case 0 -> lat = random.nextBoolean() ? 90 : -90;
      case 1 -> lat = Math.copySign(90 - 2 * Math.pow(random.nextDouble(), 4), lat);
      case 2, 3 -> lon = Math.copySign(180 - Math.pow(random.nextDouble(), 4), lon);
      default -> {}
    }
    return Position.ofDegrees(lat, lon);
  }

  private Position away(Position from, double distanceM) {
    return away(from, random.nextDouble() * 360, distanceM);
  }

  private static Position away(Position from, double heading, double distanceM) {
    GeodesicData there =
        Geodesic.WGS84.Direct(from.latitudeDeg(), from.longitudeDeg(), heading, distanceM);
    return Position.ofDegrees(there.lat2, there.lon2);
  }
}
