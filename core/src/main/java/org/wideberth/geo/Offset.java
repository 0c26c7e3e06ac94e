package org.wideberth.geo;

import java.util.List;
import org.wideberth.refusal.Outcome;

/// Areas moved together in one direction, as if they were drawn on a shell that is turned over the
/// Earth: shapes stay what they are, at the poles and over the antimeridian too.
///
/// The middle goes the distance that is asked for along a geodesic; everything else that is within
/// 1,000 km of it goes as far to 1 % ([#STRETCH]). Positions are rounded to 1e-7 degree. The same
/// on every machine. Immutable.
public final class Offset {
  /// Nothing goes further than this many times the distance that was asked for: radii of curvature
  /// of the ellipsoid differ by 1.01.
  public static final double STRETCH = 1.011;

  /// The direction is that towards a point so far away.
  private static final double AHEAD_M = 20_000;

  private final double[] middle;
  private final GeodesicLine line;

  private Offset(double[] middle, GeodesicLine line) {
    this.middle = middle;
    this.line = line;
  }

  /// Of what is within that ball, towards there as seen from its middle. At a pole, where every
  /// way is the same, north is towards 180° of longitude or away from it.
  public static Offset of(Reach around, Bearing towards) {
    Position from = Ellipsoid.toPosition(around.xM(), around.yM(), around.zM());
    double[] point = Distances.ecef(from);
    double lat = Ellipsoid.radians(from.latE7());
    double lon = Ellipsoid.radians(from.lonE7());
    double sinLat = StrictMath.sin(lat);
    double sinLon = StrictMath.sin(lon);
    double cosLon = StrictMath.cos(lon);
    double north = AHEAD_M * towards.north();
    double east = AHEAD_M * towards.east();
    Position ahead =
        Ellipsoid.toPosition(
            point[0] - north * sinLat * cosLon - east * sinLon,
            point[1] - north * sinLat * sinLon + east * cosLon,
            point[2] + north * Ellipsoid.cosine(from));
    return new Offset(unit(point), new GeodesicLine(from, ahead));
  }

  /// The area so many metres further on, if it is still one.
  public Outcome<Area> by(Area area, long metres) {
    double[] there = new double[3];
    line.pointAt((double) metres, there, 0);
    double[] to = unit(there);
    double[] axis = cross(middle, to);
    double cos = dot(middle, to);
    List<Position> moved =
        area.vertices().stream().map(vertex -> turned(vertex, axis, cos)).toList();
    return switch (area) {
      case Area.Circle circle -> Areas.circle(moved.getFirst(), circle.radiusCm());
      case Area.Polygon polygon -> Areas.polygon(moved, polygon.marginCm());
      case Area.Corridor corridor -> Areas.corridor(moved, corridor.halfWidthCm());
    };
  }

  /// By Rodrigues' formula; the axis is as long as the sine of the angle.
  private static Position turned(Position vertex, double[] axis, double cos) {
    double[] point = Distances.ecef(vertex);
    double[] sideways = cross(axis, point);
    double along = dot(axis, point) / (1 + cos);
    return Ellipsoid.toPosition(
        point[0] * cos + sideways[0] + axis[0] * along,
        point[1] * cos + sideways[1] + axis[1] * along,
        point[2] * cos + sideways[2] + axis[2] * along);
  }

  private static double[] unit(double[] v) {
    double length = Math.sqrt(dot(v, v));
    return new double[] {v[0] / length, v[1] / length, v[2] / length};
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }
}
