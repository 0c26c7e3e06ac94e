package org.wideberth.geo;

import java.util.List;

/// A part of the Earth's surface: all points within a distance of a base shape, which is a point, a
/// polygon or a line. Edges are geodesics of WGS-84; areas may span the antimeridian or a pole.
///
/// The constructors reject what the program itself must never build; whether somebody else's shape
/// makes sense (self-crossing, zero area, …) is for [Areas], whose factories say why not.
public sealed interface Area {

  /// The distance around the base shape that belongs to the area, in centimetres.
  int widthCm();

  /// The vertices of the base shape; never empty, unmodifiable.
  List<Position> vertices();

  /// All points within a distance of a point.
  ///
  /// @param centre the point
  /// @param radiusCm the distance in centimetres, 1 to [Areas#MAX_RADIUS_CM]
  record Circle(Position centre, int radiusCm) implements Area {
    public Circle {
      if (radiusCm < 1 || radiusCm > Areas.MAX_RADIUS_CM) {
        throw new IllegalArgumentException("radius past its limits: " + radiusCm);
      }
    }

    @Override
    public int widthCm() {
      return radiusCm;
    }

    @Override
    public List<Position> vertices() {
      return List.of(centre);
    }
  }

  /// The smaller side of a closed line of geodesics, and all points within a margin of it.
  ///
  /// @param ring the vertices in either direction, the first one not repeated at the end, 3 to
  ///     [Areas#MAX_VERTICES]
  /// @param marginCm the margin in centimetres, 0 to [Areas#MAX_WIDTH_CM]
  record Polygon(List<Position> ring, int marginCm) implements Area {
    public Polygon {
      ring = Vertices.of(ring);
      if (ring.size() < 3 || ring.size() > Areas.MAX_VERTICES) {
        throw new IllegalArgumentException("vertices of a polygon: " + ring.size());
      }
      if (marginCm < 0 || marginCm > Areas.MAX_WIDTH_CM) {
        throw new IllegalArgumentException("margin past its limits: " + marginCm);
      }
    }

    @Override
    public int widthCm() {
      return marginCm;
    }

    @Override
    public List<Position> vertices() {
      return ring;
    }
  }

  /// All points within a distance of an open line of geodesics.
  ///
  /// @param path the vertices in order, 2 to [Areas#MAX_VERTICES]; the line may cross itself
  /// @param halfWidthCm the distance in centimetres, 1 to [Areas#MAX_WIDTH_CM]
  record Corridor(List<Position> path, int halfWidthCm) implements Area {
    public Corridor {
      path = Vertices.of(path);
      if (path.size() < 2 || path.size() > Areas.MAX_VERTICES) {
        throw new IllegalArgumentException("vertices of a corridor: " + path.size());
      }
      if (halfWidthCm < 1 || halfWidthCm > Areas.MAX_WIDTH_CM) {
        throw new IllegalArgumentException("half-width past its limits: " + halfWidthCm);
      }
    }

    @Override
    public int widthCm() {
      return halfWidthCm;
    }

    @Override
    public List<Position> vertices() {
      return path;
    }
  }
}
