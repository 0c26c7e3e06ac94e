package org.wideberth.geo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The convex hull of places within 3,000 km of each other's middle, in the gnomonic view from the
/// Earth's centre, in which planes through that centre are straight lines.
///
/// @param vertices in order and without repetition; one or two if all lie at a point or on a line.
///     Where two would be further apart than an area's edge may be, others are put between them
/// @param geodesicsOffM how far, at most, a geodesic between neighbours strays from the plane
///     through them and the Earth's centre
record Hull(List<Position> vertices, double geodesicsOffM) {
  /// A bit less than [Areas#MAX_EDGE_M], for rounding.
  private static final double MAX_EDGE_M = 900_000;

  /// The angle between the vertical and the direction to the centre, at most (0.193°), in radians.
  private static final double TILT = 0.0034;

  /// On the unit sphere: a triangle of 1 km base and less than a millimetre of height.
  private static final double FLAT = 1e-13;

  Hull {
    vertices = List.copyOf(vertices);
  }

  static Hull of(List<Position> positions) {
    List<Seen> seen = project(positions);
    seen.sort(Comparator.comparingDouble(Seen::u).thenComparingDouble(Seen::v));
    List<Seen> lower = half(seen);
    List<Seen> upper = half(seen.reversed());
    List<Position> corners = new ArrayList<>();
    lower.forEach(s -> corners.add(s.position));
    upper.subList(1, Math.max(1, upper.size() - 1)).forEach(s -> corners.add(s.position));
    if (corners.size() == 2 && corners.getFirst().equals(corners.getLast())) {
      corners.removeLast();
    }
    return withShortEdges(corners);
  }

  /// An upper bound of the geodesic distance, in metres, for places up to 700 km apart.
  static double distanceM(Position from, Position to) {
    double[] p = ecef(from);
    double[] q = ecef(to);
    double curvature = Ellipsoid.curvature(p[0], p[1], p[2], q[0], q[1], q[2]);
    return Ellipsoid.arc(chordM(p, q), curvature) + 1e-3;
  }

  private record Seen(Position position, double u, double v) {}

  private static List<Seen> project(List<Position> positions) {
    double x = 0;
    double y = 0;
    double z = 0;
    for (Position position : positions) {
      double[] p = ecef(position);
      x += p[0];
      y += p[1];
      z += p[2];
    }
    double r = Math.sqrt(x * x + y * y + z * z);
    double level = Math.sqrt(x * x + y * y);
    double cosLon = level == 0 ? 1 : x / level;
    double sinLon = level == 0 ? 0 : y / level;
    List<Seen> seen = new ArrayList<>();
    for (Position position : positions) {
      double[] p = ecef(position);
      double out = (p[0] * x + p[1] * y + p[2] * z) / r;
      double east = p[1] * cosLon - p[0] * sinLon;
      double north = p[2] * level / r - (p[0] * cosLon + p[1] * sinLon) * z / r;
      seen.add(new Seen(position, east / out, north / out));
    }
    return seen;
  }

  /// One side of the hull of sorted points (Andrew's monotone chain).
  private static List<Seen> half(List<Seen> sorted) {
    List<Seen> hull = new ArrayList<>();
    for (Seen next : sorted) {
      if (!hull.isEmpty() && hull.getLast().position.equals(next.position)) {
        continue;
      }
      while (hull.size() > 1 && !turnsLeft(hull.get(hull.size() - 2), hull.getLast(), next)) {
        hull.removeLast();
      }
      hull.add(next);
    }
    return hull;
  }

  private static boolean turnsLeft(Seen a, Seen b, Seen c) {
    return (b.u - a.u) * (c.v - a.v) - (b.v - a.v) * (c.u - a.u) > FLAT;
  }

  private static Hull withShortEdges(List<Position> corners) {
    List<Position> vertices = new ArrayList<>();
    double offM = 0;
    for (int i = 0; i < corners.size(); i++) {
      vertices.add(corners.get(i));
      if (i == corners.size() - 1 && corners.size() < 3) {
        break;
      }
      double[] p = ecef(corners.get(i));
      double[] q = ecef(corners.get((i + 1) % corners.size()));
      double chordM = chordM(p, q);
      int parts = (int) Math.ceil(Ellipsoid.mostArc(chordM) / (1.5 * MAX_EDGE_M));
      for (int k = 1; k < parts; k++) {
        double t = (double) k / parts;
        double x = p[0] + t * (q[0] - p[0]);
        double y = p[1] + t * (q[1] - p[1]);
        double z = p[2] + t * (q[2] - p[2]);
        double onto = Ellipsoid.ontoSurface(x, y, z);
        vertices.add(Ellipsoid.toPosition(x * onto, y * onto, z * onto));
      }
      double partM = chordM / Math.max(1, parts) * 1.1;
      offM = Math.max(offM, TILT * partM * partM / (8 * Ellipsoid.LEAST_RADIUS_M));
    }
    return new Hull(vertices, offM);
  }

  private static double[] ecef(Position position) {
    double[] p = new double[3];
    Ellipsoid.toEcef(position, p, 0);
    return p;
  }

  private static double chordM(double[] p, double[] q) {
    double dx = q[0] - p[0];
    double dy = q[1] - p[1];
    double dz = q[2] - p[2];
    return Math.sqrt(dx * dx + dy * dy + dz * dz);
  }
}
