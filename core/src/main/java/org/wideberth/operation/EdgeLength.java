package org.wideberth.operation;

import java.util.List;
import org.wideberth.geo.Area;
import org.wideberth.geo.Position;

/// Roughly how long the edges of an area are: chords on a sphere, within 1 % for edges of up to
/// 1,000 km. Good for a limit, and the same on every machine.
public final class EdgeLength {
  private static final double EARTH_RADIUS_KM = 6_371;

  /// Rounded up.
  private static final double KM_PER_E7 = 1.112e-5;

  private EdgeLength() {}

  public static double kilometres(Area area) {
    return switch (area) {
      case Area.Circle circle -> 0;
      case Area.Corridor(List<Position> path, int halfWidthCm) -> along(path, false);
      case Area.Polygon(List<Position> ring, int marginCm) -> along(ring, true);
    };
  }

  /// No less than [#kilometres], and much quicker: along a meridian and a parallel.
  static double atMostKilometres(Area area) {
    List<Position> vertices = area.vertices();
    Position last = area instanceof Area.Polygon ? vertices.getLast() : vertices.getFirst();
    long turnedE7 = 0;
    for (int i = 0; i < vertices.size(); i++) {
      Position next = vertices.get(i);
      turnedE7 += Math.abs((long) next.latE7() - last.latE7());
      turnedE7 += Math.abs((long) next.lonE7() - last.lonE7());
      last = next;
    }
    return turnedE7 * KM_PER_E7;
  }

  private static double along(List<Position> vertices, boolean closed) {
    double[] last = point(closed ? vertices.getLast() : vertices.getFirst());
    double chords = 0;
    for (Position vertex : vertices) {
      double[] next = point(vertex);
      double dx = next[0] - last[0];
      double dy = next[1] - last[1];
      double dz = next[2] - last[2];
      chords += StrictMath.sqrt(dx * dx + dy * dy + dz * dz);
      last = next;
    }
    return chords * EARTH_RADIUS_KM;
  }

  private static double[] point(Position position) {
    double latitude = StrictMath.toRadians(position.latitudeDeg());
    double longitude = StrictMath.toRadians(position.longitudeDeg());
    double level = StrictMath.cos(latitude);
    return new double[] {
      level * StrictMath.cos(longitude), level * StrictMath.sin(longitude), StrictMath.sin(latitude)
    };
  }
}
