package org.wideberth.bench.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.wideberth.geo.Area;
import org.wideberth.geo.Position;
import org.wideberth.geo.Surroundings;

/// A few operations that a message is about, and a position that somebody has to type about them.
///
/// What is assumed of people:
/// - A message names one to three operations, of 200 m to 50 km (every scale alike), within 30 km
///   of each other: circles, polygons of up to 12 vertices, corridors of up to 8. Up to three
///   places have been named in its thread before.
/// - Half of all positions are those of known places: a vertex, a middle, a place named before. One
///   half of these are as the picture shows them, one half as a receiver gives them, with 5 m
///   error along each axis. Of the other positions three quarters lie anywhere within an operation,
///   and one quarter before it: by 200 m and a quarter of its size, but not of more than 12 km, on
///   the average, falling off exponentially.
/// - Theatres lie anywhere from 60° S to 72° N; every fourth one at the edge of a grid zone.
record Scene(List<Area> areas, List<Position> places, Surroundings around) {
  private static final double METRES_PER_DEGREE = 111_195;
  private static final double RECEIVER_ERROR_M = 5;
  private static final double SCALE_LEAST_M = 200;
  private static final double SCALE_MOST_M = 50_000;
  private static final double APART_MOST_M = 30_000;

  private static final int STEPS = 50;

  static Position anywhere(Random random) {
    double lat = -60 + 132 * random.nextDouble();
    double lon = -179.5 + 359 * random.nextDouble();
    if (random.nextInt(4) == 0) {
      lon = 6 * (random.nextInt(59) - 29) + random.nextGaussian() * 0.1;
    }
    return Position.ofDegrees(lat, lon);
  }

  static Scene at(Position middle, Random random) {
    List<Area> areas = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      Position centre =
          moved(middle, APART_MOST_M * random.nextDouble(), 360 * random.nextDouble());
      areas.add(area(centre, scaleM(random), random));
    }
    List<Position> places = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      places.add(within(areas.get(random.nextInt(areas.size())), random));
    }
    return new Scene(areas, places, Surroundings.about(areas, places));
  }

  private static double scaleM(Random random) {
    return SCALE_LEAST_M * Math.pow(SCALE_MOST_M / SCALE_LEAST_M, random.nextDouble());
  }

  private static Area area(Position centre, double scaleM, Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> new Area.Circle(centre, (int) (100 * scaleM));
      case 1 -> {
        List<Position> ring = new ArrayList<>();
        int vertices = 4 + random.nextInt(9);
        for (int i = 0; i < vertices; i++) {
          double bearing = 360.0 / vertices * (i + 0.6 * random.nextDouble());
          ring.add(moved(centre, scaleM * (0.6 + 0.4 * random.nextDouble()), bearing));
        }
        yield new Area.Polygon(ring, 0);
      }
      default -> {
        List<Position> path = new ArrayList<>();
        int vertices = 2 + random.nextInt(7);
        double bearing = 360 * random.nextDouble();
        Position at = moved(centre, scaleM, bearing + 180);
        for (int i = 0; i < vertices; i++) {
          path.add(at);
          at = moved(at, 2 * scaleM / (vertices - 1), bearing + 20 * random.nextGaussian());
        }
        yield new Area.Corridor(path, (int) (100 * Math.max(50, scaleM / 20)));
      }
    };
  }

  /// A known place as it is.
  Position knownPlace(Random random) {
    List<Position> known = new ArrayList<>(places);
    areas.forEach(area -> known.addAll(area.vertices()));
    return known.get(random.nextInt(known.size()));
  }

  /// What somebody means who types a position.
  Position meant(Random random) {
    if (random.nextBoolean()) {
      Position place = knownPlace(random);
      return random.nextBoolean() ? place : measured(place, random);
    }
    Area area = areas.get(random.nextInt(areas.size()));
    if (random.nextInt(4) > 0) {
      return within(area, random);
    }
    double sizeM = sizeM(area);
    double meanM = SCALE_LEAST_M + Math.min(sizeM, 12_000) / 4;
    double offM = -meanM * Math.log(1 - random.nextDouble());
    Position edge = edge(area, random);
    return moved(edge, offM, 360 * random.nextDouble());
  }

  static Position measured(Position place, Random random) {
    double north = RECEIVER_ERROR_M * random.nextGaussian();
    double east = RECEIVER_ERROR_M * random.nextGaussian();
    return moved(place, Math.hypot(north, east), Math.toDegrees(Math.atan2(east, north)));
  }

  /// True if it is further than that from all that the message is about. By small steps along
  /// each line, on a flat map: slow and obvious.
  boolean isFurther(Position position, double metres) {
    return areas.stream().allMatch(area -> outsideM(area, position) > metres)
        && places.stream().allMatch(place -> metres(place, position) > metres);
  }

  private static double outsideM(Area area, Position position) {
    List<Position> line = new ArrayList<>(area.vertices());
    if (area instanceof Area.Polygon) {
      line.add(line.getFirst());
    }
    double nearest = metres(line.getFirst(), position);
    boolean inside = false;
    for (int i = 1; i < line.size(); i++) {
      Position a = line.get(i - 1);
      Position b = line.get(i);
      for (int step = 1; step <= STEPS; step++) {
        nearest = Math.min(nearest, metres(between(a, b, step / (double) STEPS), position));
      }
      double north = position.latitudeDeg() - a.latitudeDeg();
      double span = b.latitudeDeg() - a.latitudeDeg();
      if ((a.latE7() > position.latE7()) == (b.latE7() > position.latE7())) {
        continue;
      }
      Position crossing = between(a, b, north / span);
      inside ^= Math.IEEEremainder(crossing.longitudeDeg() - position.longitudeDeg(), 360) > 0;
    }
    return area instanceof Area.Polygon && inside ? 0 : nearest - area.widthCm() / 100.0;
  }

  private static double sizeM(Area area) {
    Position first = area.vertices().getFirst();
    double size = area.widthCm() / 100.0;
    for (Position vertex : area.vertices()) {
      size = Math.max(size, metres(first, vertex) / 2);
    }
    return size;
  }

  /// Somewhere on the line around it, or of a corridor within it.
  private static Position edge(Area area, Random random) {
    return switch (area) {
      case Area.Circle(var centre, var radiusCm) ->
          moved(centre, radiusCm / 100.0, 360 * random.nextDouble());
      case Area.Polygon polygon -> between(polygon.vertices(), random);
      case Area.Corridor corridor -> between(corridor.vertices(), random);
    };
  }

  private static Position between(List<Position> line, Random random) {
    int i = random.nextInt(line.size() - 1);
    return between(line.get(i), line.get(i + 1), random.nextDouble());
  }

  private static Position between(Position a, Position b, double part) {
    double east = Math.IEEEremainder(b.longitudeDeg() - a.longitudeDeg(), 360);
    return Position.ofDegrees(
        a.latitudeDeg() + part * (b.latitudeDeg() - a.latitudeDeg()),
        wrapped(a.longitudeDeg() + part * east));
  }

  private static Position within(Area area, Random random) {
    return switch (area) {
      case Area.Circle(var centre, var radiusCm) ->
          moved(
              centre, radiusCm / 100.0 * Math.sqrt(random.nextDouble()), 360 * random.nextDouble());
      case Area.Polygon polygon -> {
        Position a = between(polygon.vertices(), random);
        Position b = between(polygon.vertices(), random);
        yield between(a, b, random.nextDouble());
      }
      case Area.Corridor corridor -> {
        double off = corridor.halfWidthCm() / 100.0 * random.nextDouble();
        yield moved(between(corridor.path(), random), off, 360 * random.nextDouble());
      }
    };
  }

  /// On a sphere: near enough for places that are drawn by lot.
  static Position moved(Position from, double metres, double bearingDeg) {
    double arc = Math.toRadians(metres / METRES_PER_DEGREE);
    double lat = Math.toRadians(from.latitudeDeg());
    double bearing = Math.toRadians(bearingDeg);
    double sin = Math.sin(lat) * Math.cos(arc) + Math.cos(lat) * Math.sin(arc) * Math.cos(bearing);
    double east =
        Math.atan2(
            Math.sin(bearing) * Math.sin(arc) * Math.cos(lat), Math.cos(arc) - Math.sin(lat) * sin);
    return Position.ofDegrees(
        Math.toDegrees(Math.asin(sin)), wrapped(from.longitudeDeg() + Math.toDegrees(east)));
  }

  private static double wrapped(double lon) {
    return Math.IEEEremainder(lon, 360);
  }

  static double metres(Position a, Position b) {
    double north = a.latitudeDeg() - b.latitudeDeg();
    double east =
        Math.IEEEremainder(a.longitudeDeg() - b.longitudeDeg(), 360)
            * Math.cos(Math.toRadians((a.latitudeDeg() + b.latitudeDeg()) / 2));
    return METRES_PER_DEGREE * Math.hypot(north, east);
  }
}
