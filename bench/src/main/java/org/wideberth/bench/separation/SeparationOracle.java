package org.wideberth.bench.separation;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import net.sf.geographiclib.GeodesicLine;
import net.sf.geographiclib.GeodesicMask;
import org.wideberth.geo.Area;
import org.wideberth.geo.Position;

/// The lateral distance between two areas, slowly and by geodesics alone: latitudes, longitudes and
/// GeographicLib (Karney 2013, error 15 nm), no chord, no ball, no piece.
///
/// Along an edge, the distance to a point is least where its derivative, which is the cosine of an
/// angle between geodesics (first variation of length), changes sign. The distance `g` of a point
/// moving along one edge to another edge is the distance to a convex set: it changes at most as
/// fast as the point moves, and by comparison with a sphere of the ellipsoid's greatest Gaussian
/// curvature it bends down by at most `g k²` per metre squared. So half an interval `h` around a
/// point with slope `g'` holds nothing below `g - |g'| h - g k² h² / 2`. Intervals are halved, best
/// first, until that is within [#ERROR_M] of the least distance seen.
///
/// For areas up to 1,500 km from each other: that is where the bound on the bending holds, and seen
/// from the antipode a polygon turns round a point as well.
final class SeparationOracle {
  /// The true distance is at most this much below the answer, and not above it.
  static final double ERROR_M = 1e-3;

  /// What stands for zero: lines this close cross.
  private static final double CROSSING_M = 1e-3;

  /// The greatest Gaussian curvature, 1/b² at the equator, and a tenth for what is of higher order
  /// up to 1,500 km.
  private static final double BEND_PER_M2 = 1.1 / (6_335_000.0 * 6_335_000.0);

  /// Rounding of the derivative's root.
  private static final double ROOT_M = 1e-4;

  private SeparationOracle() {}

  /// The distance in metres between the base shapes of two areas; 0 if they meet.
  static double betweenBases(Area a, Area b) {
    if (encloses(a, b.vertices().getFirst()) || encloses(b, a.vertices().getFirst())) {
      return 0;
    }
    return new Search(edges(a), edges(b)).least;
  }

  /// The distance in metres between two areas; 0 if they meet.
  static double between(Area a, Area b) {
    return Math.max(0, betweenBases(a, b) - (a.widthCm() + b.widthCm()) / 100.0);
  }

  /// Whether the directions to the vertices of a polygon turn once round the point.
  private static boolean encloses(Area area, Position point) {
    if (!(area instanceof Area.Polygon polygon)) {
      return false;
    }
    List<Position> ring = polygon.ring();
    double turned = 0;
    double before = azimuth(point, ring.getLast());
    for (Position vertex : ring) {
      double azimuth = azimuth(point, vertex);
      double step = azimuth - before;
      turned += step > 180 ? step - 360 : step < -180 ? step + 360 : step;
      before = azimuth;
    }
    return Math.abs(turned) > 180;
  }

  private static double azimuth(Position from, Position to) {
    return Geodesic.WGS84.Inverse(
            from.latitudeDeg(),
            from.longitudeDeg(),
            to.latitudeDeg(),
            to.longitudeDeg(),
            GeodesicMask.AZIMUTH)
        .azi1;
  }

  private static List<Edge> edges(Area area) {
    List<Position> vertices = area.vertices();
    List<Edge> edges = new ArrayList<>();
    if (vertices.size() == 1) {
      edges.add(new Edge(vertices.getFirst(), vertices.getFirst()));
    }
    for (int i = 1; i < vertices.size(); i++) {
      edges.add(new Edge(vertices.get(i - 1), vertices.get(i)));
    }
    if (area instanceof Area.Polygon) {
      edges.add(new Edge(vertices.getLast(), vertices.getFirst()));
    }
    return edges;
  }

  /// A geodesic from one position to another; of no length for a point.
  private static final class Edge {
    final GeodesicLine line;
    final double lengthM;

    Edge(Position from, Position to) {
      line =
          Geodesic.WGS84.InverseLine(
              from.latitudeDeg(),
              from.longitudeDeg(),
              to.latitudeDeg(),
              to.longitudeDeg(),
              GeodesicMask.STANDARD | GeodesicMask.DISTANCE_IN);
      lengthM = from.equals(to) ? 0 : line.Distance();
    }

    GeodesicData at(double distanceM) {
      return line.Position(distanceM, GeodesicMask.STANDARD);
    }

    /// The closest approach of this edge to a point of another one.
    Closest to(GeodesicData point) {
      Closest start = closest(point, 0);
      if (lengthM == 0 || start.slopeHere >= 0) {
        return start;
      }
      Closest end = closest(point, lengthM);
      if (end.slopeHere <= 0) {
        return end;
      }
      double low = 0;
      double high = lengthM;
      Closest below = start;
      Closest above = end;
      Closest best = start.distanceM < end.distanceM ? start : end;
      for (int round = 0; high - low > ROOT_M && round < 60; round++) {
        double secant =
            (low * above.slopeHere - high * below.slopeHere) / (above.slopeHere - below.slopeHere);
        // The secant, kept a little off the ends; every third time the middle.
        double width = high - low;
        double next =
            round % 3 == 2
                ? (low + high) / 2
                : Math.clamp(secant, low + width * 1e-3, high - width * 1e-3);
        Closest there = closest(point, next);
        best = there.distanceM < best.distanceM ? there : best;
        if (Math.abs(there.slopeHere) < 1e-9) {
          break;
        }
        if (there.slopeHere < 0) {
          low = next;
          below = there;
        } else {
          high = next;
          above = there;
        }
      }
      return best;
    }

    private Closest closest(GeodesicData point, double distanceM) {
      GeodesicData here = at(distanceM);
      GeodesicData path =
          Geodesic.WGS84.Inverse(
              point.lat2, point.lon2, here.lat2, here.lon2, GeodesicMask.STANDARD);
      return new Closest(
          path.s12,
          Math.cos(Math.toRadians(path.azi2 - here.azi2)),
          -Math.cos(Math.toRadians(path.azi1 - point.azi2)));
    }
  }

  /// A distance, and how fast it grows as its end moves along this edge and its start along the
  /// other one.
  private record Closest(double distanceM, double slopeHere, double slopeThere) {}

  /// Part of one edge, against the whole of another.
  private record Interval(Edge edge, Edge other, double middle, double half, double leastM) {}

  private static final class Search {
    double least = Double.POSITIVE_INFINITY;
    private final PriorityQueue<Interval> open =
        new PriorityQueue<>((a, b) -> Double.compare(a.leastM, b.leastM));

    Search(List<Edge> first, List<Edge> second) {
      for (Edge a : first) {
        for (Edge b : second) {
          // Along the longer one, so that a point is never moved.
          Edge moving = a.lengthM >= b.lengthM ? a : b;
          Edge other = moving == a ? b : a;
          GeodesicData p = moving.at(moving.lengthM / 2);
          GeodesicData q = other.at(other.lengthM / 2);
          double apart =
              Geodesic.WGS84.Inverse(p.lat2, p.lon2, q.lat2, q.lon2, GeodesicMask.DISTANCE).s12;
          double half = moving.lengthM / 2;
          open.add(new Interval(moving, other, half, half, apart - half - other.lengthM / 2));
        }
      }
      while (!open.isEmpty() && least > CROSSING_M) {
        Interval next = open.remove();
        if (next.leastM >= least - ERROR_M / 2) {
          break;
        }
        measure(next);
      }
      if (least <= CROSSING_M) {
        least = 0;
      }
    }

    private void measure(Interval interval) {
      Closest closest = interval.other.to(interval.edge.at(interval.middle));
      double g = closest.distanceM;
      least = Math.min(least, g);
      double h = interval.half;
      double bend = g * BEND_PER_M2 * h * h / 2;
      double bound = Math.max(g - h, g - Math.abs(closest.slopeThere) * h - bend) - ERROR_M / 4;
      if (bound >= least - ERROR_M / 2 || h < ERROR_M / 8) {
        return;
      }
      open.add(new Interval(interval.edge, interval.other, interval.middle - h / 2, h / 2, bound));
      open.add(new Interval(interval.edge, interval.other, interval.middle + h / 2, h / 2, bound));
    }
  }
}
