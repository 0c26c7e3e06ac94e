package org.wideberth.geo;

import java.util.ArrayList;
import java.util.List;

/// What a position is about: areas and known places that it should be near. Immutable.
///
/// How near is a matter of scale: within half the size of an area, but at least 2 km and at most 15
/// km of it; within 10 km of a place. What is only known to be somewhere in the theatre should be
/// within 200 km of anything.
public final class Surroundings {
  /// People speak of the ford before a site, not only of the site.
  static final double NEAR_LEAST_M = 2_000;

  static final double NEAR_MOST_M = 15_000;
  static final double NEAR_PLACE_M = 10_000;
  static final double IN_THEATRE_M = 200_000;

  /// Places that are looked at: what one operation may have, twice.
  public static final int PLACES_MAX = 20_000;

  /// Areas that are looked at.
  public static final int AREAS_MAX = 20_000;

  /// Vertices that are looked at, of all areas together: somebody who declares large ones without
  /// end must not make every position slow to type.
  public static final int VERTICES_MAX = 100_000;

  /// An area with more vertices is taken for the ball around it.
  private static final int OUTLINE_VERTICES_MAX = 1_000;

  private static final double MEAN_RADIUS_M = 6_371_008.8;

  private final List<Around> areas;
  private final List<Known> places;

  /// A place that has a name, or is a vertex of an area, or the middle of a circle.
  record Known(Position at, double x, double y, double z) {
    static Known of(Position position) {
      double[] p = Distances.ecef(position);
      return new Known(position, p[0], p[1], p[2]);
    }

    double chordM(double[] p) {
      return Distances.chordM(x, y, z, p[0], p[1], p[2]);
    }
  }

  private Surroundings(List<Around> areas, List<Known> places) {
    this.areas = List.copyOf(areas);
    this.places = List.copyOf(places);
  }

  /// Nothing is known: nothing can be said.
  public static Surroundings unknown() {
    return new Surroundings(List.of(), List.of());
  }

  /// Around what a message names. Of more than the limits the first ones count.
  public static Surroundings about(List<Area> areas, List<Position> places) {
    return of(areas, places, 0);
  }

  /// Around all that is known in a theatre.
  public static Surroundings theatre(List<Area> areas, List<Position> places) {
    return of(areas, places, IN_THEATRE_M);
  }

  private static Surroundings of(List<Area> areas, List<Position> places, double leastM) {
    List<Known> known = new ArrayList<>();
    List<Around> around = new ArrayList<>();
    for (Position place : places) {
      if (known.size() < PLACES_MAX && around.size() < AREAS_MAX) {
        known.add(Known.of(place));
        around.add(Around.place(known.getLast(), Math.max(leastM, NEAR_PLACE_M)));
      }
    }
    int vertices = 0;
    for (Area area : areas) {
      vertices += area.vertices().size();
      if (around.size() == AREAS_MAX || vertices > VERTICES_MAX) {
        break;
      }
      around.add(Around.area(area, leastM));
      for (Position vertex : area.vertices()) {
        if (known.size() < PLACES_MAX) {
          known.add(Known.of(vertex));
        }
      }
    }
    return new Surroundings(around, known);
  }

  boolean isEmpty() {
    return areas.isEmpty();
  }

  List<Known> places() {
    return places;
  }

  boolean isNear(Position position) {
    double[] p = Distances.ecef(position);
    return areas.stream().anyMatch(each -> each.isNear(p));
  }

  /// To the nearest of all, roughly.
  double distanceM(Position position) {
    double[] p = Distances.ecef(position);
    double chordM = areas.stream().mapToDouble(each -> each.ballM(p)).min().orElse(0);
    return Distances.arcM(chordM);
  }

  /// How many known places are that near.
  int countWithin(double[] p, double metres) {
    int count = 0;
    for (Known each : places) {
      if (each.chordM(p) <= metres) {
        count++;
      }
    }
    return count;
  }

  /// How far the nearest known place is; infinite if there is none.
  double nearestPlaceM(double[] p) {
    double nearest = Double.POSITIVE_INFINITY;
    for (Known each : places) {
      nearest = Math.min(nearest, each.chordM(p));
    }
    return nearest;
  }

  /// One area or place with how near to it is near.
  ///
  /// @param outline vertices, three numbers each; empty for a ball
  // Never compared, never handed out.
  @SuppressWarnings("ArrayRecordComponent")
  private record Around(
      double x,
      double y,
      double z,
      double radiusM,
      double marginM,
      double widthM,
      boolean closed,
      double[] outline) {
    static Around place(Known place, double marginM) {
      return new Around(place.x(), place.y(), place.z(), 0, marginM, 0, false, new double[0]);
    }

    static Around area(Area area, double leastM) {
      List<Position> vertices = area.vertices();
      double[] points = new double[3 * vertices.size()];
      double[] middle = new double[3];
      for (int i = 0; i < vertices.size(); i++) {
        Ellipsoid.toEcef(vertices.get(i), points, 3 * i);
        for (int k = 0; k < 3; k++) {
          middle[k] += points[3 * i + k] / vertices.size();
        }
      }
      double radiusM = 0;
      for (int i = 0; i < points.length; i += 3) {
        radiusM =
            Math.max(
                radiusM,
                Distances.chordM(
                    middle[0], middle[1], middle[2], points[i], points[i + 1], points[i + 2]));
      }
      double widthM = area.widthCm() / 100.0;
      double marginM = Math.clamp((radiusM + widthM) / 2, NEAR_LEAST_M, NEAR_MOST_M);
      boolean ball = vertices.size() == 1 || vertices.size() > OUTLINE_VERTICES_MAX;
      return new Around(
          middle[0],
          middle[1],
          middle[2],
          radiusM + widthM,
          Math.max(leastM, marginM),
          widthM,
          area instanceof Area.Polygon,
          ball ? new double[0] : points);
    }

    double ballM(double[] p) {
      return Math.max(0, Distances.chordM(x, y, z, p[0], p[1], p[2]) - radiusM);
    }

    boolean isNear(double[] p) {
      if (ballM(p) > marginM) {
        return false;
      }
      return outline.length == 0 || (closed && isInside(p)) || isNearAnEdge(p);
    }

    /// Whether the line goes around the point, seen from it.
    private boolean isInside(double[] p) {
      double flat = Math.sqrt(p[0] * p[0] + p[1] * p[1]);
      double length = Math.sqrt(flat * flat + p[2] * p[2]);
      if (flat == 0) {
        return true;
      }
      double turned = 0;
      double last = 0;
      for (int i = -3; i < outline.length; i += 3) {
        int at = i < 0 ? outline.length - 3 : i;
        double east = (-p[1] * outline[at] + p[0] * outline[at + 1]) / flat;
        double up = (p[0] * outline[at] + p[1] * outline[at + 1] + p[2] * outline[at + 2]) / length;
        double north = (outline[at + 2] - up * p[2] / length) * length / flat;
        double bearing = StrictMath.atan2(east, north);
        if (i >= 0) {
          double turn = bearing - last;
          turned += turn > StrictMath.PI ? turn - 2 * StrictMath.PI : turn;
          turned += turn < -StrictMath.PI ? 2 * StrictMath.PI : 0;
        }
        last = bearing;
      }
      return Math.abs(turned) > StrictMath.PI;
    }

    private boolean isNearAnEdge(double[] p) {
      int from = closed ? outline.length - 3 : 0;
      for (int to = closed ? 0 : 3; to < outline.length; to += 3) {
        if (edgeM(p, from, to) <= widthM + marginM) {
          return true;
        }
        from = to;
      }
      return false;
    }

    /// To a great circle's piece, on a sphere: to half a percent.
    private double edgeM(double[] p, int a, int b) {
      double nearer = Math.min(vertexM(p, a), vertexM(p, b));
      double[] u = new double[] {outline[a], outline[a + 1], outline[a + 2]};
      double[] v = new double[] {outline[b], outline[b + 1], outline[b + 2]};
      double[] n = cross(u, v);
      double length = Math.sqrt(dot(n, n));
      if (length == 0 || dot(cross(n, u), p) < 0 || dot(cross(v, n), p) < 0) {
        return nearer;
      }
      double sine = Math.abs(dot(n, p)) / length / Math.sqrt(dot(p, p));
      return Math.min(nearer, MEAN_RADIUS_M * StrictMath.asin(Math.min(1, sine)));
    }

    private double vertexM(double[] p, int at) {
      return Distances.chordM(p[0], p[1], p[2], outline[at], outline[at + 1], outline[at + 2]);
    }

    private static double[] cross(double[] u, double[] v) {
      return new double[] {
        u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]
      };
    }

    private static double dot(double[] u, double[] v) {
      return u[0] * v[0] + u[1] * v[1] + u[2] * v[2];
    }
  }
}
