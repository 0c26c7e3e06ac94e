package org.wideberth.bench.line;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import net.sf.geographiclib.GeodesicLine;
import net.sf.geographiclib.GeodesicMask;
import org.wideberth.geo.DividingLine;
import org.wideberth.geo.LineSide;
import org.wideberth.geo.Position;

/// The side of a line, slowly and by geodesics alone: latitudes, longitudes, azimuths and
/// GeographicLib (Karney 2013, error 15 nm), no chord, no ball, no piece.
///
/// Along an edge, the distance to a point is least where its derivative, the cosine of the angle
/// between the two geodesics, changes sign; the angle's sine has the sign of the side. At a vertex
/// the point is on the outer side of the corner.
final class SideOracle {
  /// What the kernel may be off by, and the root below.
  static final double ERROR_M = DividingLine.ERROR_M + 0.001;

  private static final double ROOT_M = 1e-3;
  private static final int ROUNDS_MAX = 80;

  private final List<Edge> edges = new ArrayList<>();
  private final double toleranceM;
  private final double reachM;

  /// How far a point is from the continued line, from the line as drawn, and from the nearest
  /// places of the continued line to whose left and right it is.
  record Seen(double continuedM, double drawnM, double leftM, double rightM) {}

  SideOracle(DividingLine line) {
    toleranceM = line.toleranceMm() / 1e3;
    reachM = line.reachM();
    List<Position> vertices = line.vertices();
    for (int i = 1; i < vertices.size(); i++) {
      edges.add(new Edge(between(vertices.get(i - 1), vertices.get(i))));
    }
    double pastM = reachM + DividingLine.PAST_REACH_M;
    GeodesicData end = edges.getLast().at(edges.getLast().lengthM + pastM);
    GeodesicData last = edges.getLast().at(edges.getLast().lengthM);
    GeodesicData start = edges.getFirst().at(-pastM);
    GeodesicData first = edges.getFirst().at(0);
    edges.add(new Edge(between(last, end)));
    edges.addFirst(new Edge(between(start, first)));
  }

  private static GeodesicLine between(Position from, Position to) {
    return Geodesic.WGS84.InverseLine(
        from.latitudeDeg(), from.longitudeDeg(), to.latitudeDeg(), to.longitudeDeg(), MASK);
  }

  private static GeodesicLine between(GeodesicData from, GeodesicData to) {
    return Geodesic.WGS84.InverseLine(from.lat2, from.lon2, to.lat2, to.lon2, MASK);
  }

  private static final int MASK = GeodesicMask.STANDARD | GeodesicMask.DISTANCE_IN;

  /// A place on an edge, in metres from its start, of the line as drawn; out of it for a
  /// continuation.
  Position place(int edge, double share) {
    GeodesicData there = edges.get(edge).at(edges.get(edge).lengthM * share);
    return Position.ofDegrees(there.lat2, there.lon2);
  }

  int edges() {
    return edges.size();
  }

  Seen look(Position point) {
    double[] toVertex = new double[edges.size() + 1];
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= edges.size(); i++) {
      GeodesicData vertex =
          i < edges.size() ? edges.get(i).at(0) : edges.getLast().at(edges.getLast().lengthM);
      toVertex[i] =
          Geodesic.WGS84.Inverse(
                  point.latitudeDeg(),
                  point.longitudeDeg(),
                  vertex.lat2,
                  vertex.lon2,
                  GeodesicMask.DISTANCE)
              .s12;
      nearest = Math.min(nearest, toVertex[i]);
    }
    double continued = Double.POSITIVE_INFINITY;
    double drawn = Double.POSITIVE_INFINITY;
    double left = Double.POSITIVE_INFINITY;
    double right = Double.POSITIVE_INFINITY;
    for (int i = 0; i < edges.size(); i++) {
      Edge edge = edges.get(i);
      boolean isDrawn = i > 0 && i < edges.size() - 1;
      // No point of the edge is nearer than this.
      double least = (toVertex[i] + toVertex[i + 1] - edge.lengthM) / 2;
      if (least > nearest + 1 && (!isDrawn || least > drawn)) {
        continue;
      }
      double at = edge.closestTo(point);
      GeodesicData here = edge.at(at);
      GeodesicData path = Geodesic.WGS84.Inverse(here.lat2, here.lon2, lat(point), lon(point));
      nearest = Math.min(nearest, path.s12);
      continued = Math.min(continued, path.s12);
      drawn = isDrawn ? Math.min(drawn, path.s12) : drawn;
      if (isLeft(i, at, turn(here.azi2, path.azi1))) {
        left = Math.min(left, path.s12);
      } else {
        right = Math.min(right, path.s12);
      }
    }
    return new Seen(continued, drawn, left, right);
  }

  private static double lat(Position point) {
    return point.latitudeDeg();
  }

  private static double lon(Position point) {
    return point.longitudeDeg();
  }

  private boolean isLeft(int edge, double at, double turnToPoint) {
    double corner = 0;
    if (at == 0 && edge > 0) {
      corner = turn(edges.get(edge - 1).azimuthAtEnd(), edges.get(edge).azimuthAtStart());
    } else if (at > 0 && at == edges.get(edge).lengthM && edge < edges.size() - 1) {
      corner = turn(edges.get(edge).azimuthAtEnd(), edges.get(edge + 1).azimuthAtStart());
    }
    // In a corner to the right, the nearest place of what lies outside of it, on the left.
    return Math.abs(corner) > 1e-6 ? corner > 0 : turnToPoint < 0;
  }

  /// From one azimuth to another, clockwise positive, -180 to 180 degrees.
  private static double turn(double from, double to) {
    double by = (to - from) % 360;
    return by > 180 ? by - 360 : by <= -180 ? by + 360 : by;
  }

  /// Every verdict that is within the error of the truth.
  Set<LineSide> sides(Seen seen) {
    Set<LineSide> sides = EnumSet.noneOf(LineSide.class);
    if (seen.drawnM > reachM - ERROR_M) {
      sides.add(LineSide.BEYOND);
    }
    if (seen.drawnM > reachM + ERROR_M) {
      return sides;
    }
    if (seen.continuedM < toleranceM + ERROR_M) {
      sides.add(LineSide.ON);
    }
    if (seen.continuedM > toleranceM - ERROR_M) {
      if (seen.leftM < seen.continuedM + 2 * ERROR_M) {
        sides.add(LineSide.LEFT);
      }
      if (seen.rightM < seen.continuedM + 2 * ERROR_M) {
        sides.add(LineSide.RIGHT);
      }
    }
    return sides;
  }

  private static final class Edge {
    final GeodesicLine line;
    final double lengthM;

    Edge(GeodesicLine line) {
      this.line = line;
      this.lengthM = line.Distance();
    }

    GeodesicData at(double distanceM) {
      return line.Position(distanceM, GeodesicMask.STANDARD);
    }

    double azimuthAtStart() {
      return line.Azimuth();
    }

    double azimuthAtEnd() {
      return at(lengthM).azi2;
    }

    /// How far along the edge its nearest point is; exactly its start or end if that is nearest.
    double closestTo(Position point) {
      double atStart = slope(point, 0);
      double atEnd = slope(point, lengthM);
      if (atStart < 0 && atEnd > 0) {
        return root(point, 0, atStart, lengthM, atEnd);
      }
      return atStart >= 0 && (atEnd >= 0 || distance(point, 0) <= distance(point, lengthM))
          ? 0
          : lengthM;
    }

    private double root(Position point, double from, double below, double to, double above) {
      double low = from;
      double high = to;
      double atLow = below;
      double atHigh = above;
      for (int round = 0; high - low > ROOT_M && round < ROUNDS_MAX; round++) {
        double secant = (low * atHigh - high * atLow) / (atHigh - atLow);
        double width = high - low;
        double next =
            round % 3 == 2
                ? (low + high) / 2
                : Math.clamp(secant, low + width * 1e-3, high - width * 1e-3);
        double slope = slope(point, next);
        if (Math.abs(slope) < 1e-10) {
          return next;
        }
        if (slope < 0) {
          low = next;
          atLow = slope;
        } else {
          high = next;
          atHigh = slope;
        }
      }
      return (low + high) / 2;
    }

    /// How the distance to the point grows along the edge.
    private double slope(Position point, double distanceM) {
      GeodesicData here = at(distanceM);
      GeodesicData path =
          Geodesic.WGS84.Inverse(
              lat(point), lon(point), here.lat2, here.lon2, GeodesicMask.AZIMUTH);
      return Math.cos(Math.toRadians(path.azi2 - here.azi2));
    }

    private double distance(Position point, double distanceM) {
      GeodesicData here = at(distanceM);
      return Geodesic.WGS84.Inverse(
              lat(point), lon(point), here.lat2, here.lon2, GeodesicMask.DISTANCE)
          .s12;
    }
  }
}
