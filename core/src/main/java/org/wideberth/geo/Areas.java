package org.wideberth.geo;

import java.util.List;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Makes areas from what somebody else gave, and says why not.
public final class Areas {
  /// As many as a whole operation may have.
  public static final int MAX_VERTICES = 10_000;

  /// 200 km: wider than any temporary airspace restriction in common use, and together with the
  /// largest minimum still well inside the distances for which the kernel states its error.
  public static final int MAX_RADIUS_CM = 20_000_000;

  /// 100 km on either side of a corridor or around a polygon, for the same reason.
  public static final int MAX_WIDTH_CM = 10_000_000;

  /// 1,000 km an edge: further, and where a geodesic runs is no longer what anybody drew.
  public static final int MAX_EDGE_M = 1_000_000;

  /// 20,000 km of edges, half way round the Earth: bounds the pieces of an area to 30,000.
  public static final int MAX_LENGTH_M = 20_000_000;

  /// 3,000 km from the middle of a polygon: any two of its points see each other's hemisphere, so
  /// which side is the smaller is never in doubt.
  public static final int MAX_POLYGON_RADIUS_M = 3_000_000;

  /// Less than a square metre is a line to everyone but a computer.
  static final double MIN_POLYGON_M2 = 1;

  private Areas() {}

  /// All points within `radiusCm` centimetres of `centre`.
  public static Outcome<Area> circle(Position centre, long radiusCm) {
    if (radiusCm < 1) {
      return Outcome.refuse(
          RefusalCode.BAD_SHAPE, "a circle needs a radius of at least one centimetre");
    }
    if (radiusCm > MAX_RADIUS_CM) {
      return Outcome.refuse(RefusalCode.LIMIT_EXCEEDED, "a radius may be at most 200 km");
    }
    return Outcome.accept(new Area.Circle(centre, (int) radiusCm));
  }

  /// The polygon of a ring whose first vertex is not repeated at the end.
  public static Outcome<Area> polygon(List<Position> ring, long marginCm) {
    if (marginCm < 0) {
      return Outcome.refuse(RefusalCode.BAD_SHAPE, "a margin must not be negative");
    }
    if (marginCm > MAX_WIDTH_CM) {
      return Outcome.refuse(RefusalCode.LIMIT_EXCEEDED, "a margin may be at most 100 km");
    }
    if (ring.size() < 3) {
      return Outcome.refuse(RefusalCode.BAD_SHAPE, "a polygon needs at least 3 vertices");
    }
    return fitting(ring, true).then(r -> Outcome.accept(new Area.Polygon(r, (int) marginCm)));
  }

  /// The polygon of a ring whose last vertex repeats the first, as in GeoJSON; an unclosed one is
  /// refused.
  public static Outcome<Area> polygonOfClosedRing(List<Position> ring, long marginCm) {
    if (ring.size() < 4 || !ring.getFirst().equals(ring.getLast())) {
      return Outcome.refuse(
          RefusalCode.BAD_SHAPE,
          "the ring is not closed: its last vertex must repeat its first, after 3 or more others");
    }
    return polygon(ring.subList(0, ring.size() - 1), marginCm);
  }

  /// All points within `halfWidthCm` centimetres of the line through `path`.
  public static Outcome<Area> corridor(List<Position> path, long halfWidthCm) {
    if (halfWidthCm < 1) {
      return Outcome.refuse(
          RefusalCode.BAD_SHAPE, "a corridor needs a half-width of at least one centimetre");
    }
    if (halfWidthCm > MAX_WIDTH_CM) {
      return Outcome.refuse(RefusalCode.LIMIT_EXCEEDED, "a half-width may be at most 100 km");
    }
    if (path.size() < 2) {
      return Outcome.refuse(RefusalCode.BAD_SHAPE, "a corridor needs at least 2 vertices");
    }
    return fitting(path, false).then(p -> Outcome.accept(new Area.Corridor(p, (int) halfWidthCm)));
  }

  /// Puts an area built by hand through the same checks.
  public static Outcome<Area> check(Area area) {
    return switch (area) {
      case Area.Circle(var centre, var radius) -> circle(centre, radius);
      case Area.Polygon(var ring, var margin) -> polygon(ring, margin);
      case Area.Corridor(var path, var halfWidth) -> corridor(path, halfWidth);
    };
  }

  /// True if it is known that [#check] finds nothing wrong with it, because it came from here.
  /// False says nothing.
  public static boolean isKnownSound(Area area) {
    return switch (area) {
      case Area.Circle _ -> true;
      case Area.Polygon(var ring, var _) -> ring instanceof Vertices all && all.wasSound(true);
      case Area.Corridor(var path, var _) -> path instanceof Vertices all && all.wasSound(false);
    };
  }

  private static Outcome<List<Position>> fitting(List<Position> given, boolean closed) {
    if (given.size() > MAX_VERTICES) {
      return Outcome.refuse(
          RefusalCode.LIMIT_EXCEEDED, "an area may have at most " + MAX_VERTICES + " vertices");
    }
    Vertices vertices = Vertices.of(given);
    double[] points = vertices.points();
    int edges = vertices.size() - (closed ? 0 : 1);
    double[] ends = new double[6];
    double chordsM = 0;
    for (int i = 0; i < edges; i++) {
      System.arraycopy(points, 3 * i, ends, 0, 3);
      System.arraycopy(points, 3 * ((i + 1) % vertices.size()), ends, 3, 3);
      double chordM = chordM(ends);
      if (chordM < Simplicity.TOUCH_M) {
        return Outcome.refuse(
            RefusalCode.BAD_SHAPE,
            "vertex " + ((i + 1) % vertices.size() + 1) + " repeats the one before it");
      }
      if (edgeM(ends, chordM) > MAX_EDGE_M) {
        return Outcome.refuse(
            RefusalCode.LIMIT_EXCEEDED,
            "the edge from vertex " + (i + 1) + " is longer than 1,000 km; give it more vertices");
      }
      chordsM += chordM;
    }
    if (chordsM > MAX_LENGTH_M) {
      return tooLong();
    }
    Chain chain = vertices.chain(points, closed);
    if (chain.lengthM() > MAX_LENGTH_M) {
      return tooLong();
    }
    return (closed ? enclosing(vertices, chain) : Outcome.<List<Position>>accept(vertices))
        .map(
            fits -> {
              vertices.isSound(closed);
              return fits;
            });
  }

  private static Outcome<List<Position>> enclosing(List<Position> ring, Chain chain) {
    if (chain.reach(0).radiusM() > MAX_POLYGON_RADIUS_M) {
      return Outcome.refuse(
          RefusalCode.LIMIT_EXCEEDED,
          "a polygon must fit within 3,000 km of its middle, so that it has a smaller side");
    }
    if (chain.seenFromAboveM2() < MIN_POLYGON_M2) {
      return Outcome.refuse(
          RefusalCode.BAD_SHAPE,
          "the polygon encloses no area: it lies on one line, or its edges cross and its parts"
              + " cancel; give its vertices in order around it");
    }
    if (Simplicity.meetsItself(chain)) {
      return Outcome.refuse(RefusalCode.BAD_SHAPE, "the polygon's line crosses or touches itself");
    }
    return Outcome.accept(ring);
  }

  private static Outcome<List<Position>> tooLong() {
    return Outcome.refuse(
        RefusalCode.LIMIT_EXCEEDED, "the edges of an area may be at most 20,000 km long together");
  }

  private static double chordM(double[] ends) {
    double dx = ends[3] - ends[0];
    double dy = ends[4] - ends[1];
    double dz = ends[5] - ends[2];
    return Math.sqrt(dx * dx + dy * dy + dz * dz);
  }

  private static double edgeM(double[] ends, double chordM) {
    // The formula falls short past 700 km, by 0.03 m at 1,000 km and never by more than the chord.
    return Ellipsoid.arc(
        chordM, Ellipsoid.curvature(ends[0], ends[1], ends[2], ends[3], ends[4], ends[5]));
  }
}
