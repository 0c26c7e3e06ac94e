package org.wideberth.geo;

import java.util.List;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Makes areas from what somebody else gave, and says why not.
public final class Areas {
  /// As many as a whole operation may have (DESIGN.md section 8).
  public static final int MAX_VERTICES = 10_000;

  /// 200 km: wider than any temporary airspace restriction in common use, and together with the
  /// largest minimum still well inside the distances for which the kernel states its error.
  public static final int MAX_RADIUS_CM = 20_000_000;

  /// 100 km on either side of a corridor or around a polygon, for the same reason.
  public static final int MAX_WIDTH_CM = 10_000_000;

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
    return tooMany(ring).then(r -> Outcome.accept(new Area.Polygon(r, (int) marginCm)));
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
    return tooMany(path).then(p -> Outcome.accept(new Area.Corridor(p, (int) halfWidthCm)));
  }

  /// Puts an area built by hand through the same checks.
  public static Outcome<Area> check(Area area) {
    return switch (area) {
      case Area.Circle(var centre, var radius) -> circle(centre, radius);
      case Area.Polygon(var ring, var margin) -> polygon(ring, margin);
      case Area.Corridor(var path, var halfWidth) -> corridor(path, halfWidth);
    };
  }

  private static Outcome<List<Position>> tooMany(List<Position> vertices) {
    return vertices.size() > MAX_VERTICES
        ? Outcome.refuse(
            RefusalCode.LIMIT_EXCEEDED, "an area may have at most " + MAX_VERTICES + " vertices")
        : Outcome.accept(vertices);
  }
}
