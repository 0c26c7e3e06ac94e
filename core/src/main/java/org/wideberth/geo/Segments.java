package org.wideberth.geo;

/// Straight segments in space.
final class Segments {
  private Segments() {}

  /// The least distance between piece `i` of the chain `p` and piece `j` of the chain `q`, and at
  /// which parameters in `[0, 1]` it is.
  ///
  /// The least of five candidates: the inner one, if the segments are not parallel, and each end
  /// against the other segment. Rounding can only lose the inner one where the segments are so
  /// nearly parallel that an end is as close to within a nanometre.
  static double distance(Chain p, int i, Chain q, int j, double[] parameters) {
    double ax = p.x(i);
    double ay = p.y(i);
    double az = p.z(i);
    double bx = q.x(j);
    double by = q.y(j);
    double bz = q.z(j);
    double ux = p.x(i + 1) - ax;
    double uy = p.y(i + 1) - ay;
    double uz = p.z(i + 1) - az;
    double vx = q.x(j + 1) - bx;
    double vy = q.y(j + 1) - by;
    double vz = q.z(j + 1) - bz;
    double wx = ax - bx;
    double wy = ay - by;
    double wz = az - bz;
    double uu = ux * ux + uy * uy + uz * uz;
    double vv = vx * vx + vy * vy + vz * vz;
    double uv = ux * vx + uy * vy + uz * vz;
    double uw = ux * wx + uy * wy + uz * wz;
    double vw = vx * wx + vy * wy + vz * wz;
    double best = Double.POSITIVE_INFINITY;
    double determinant = uu * vv - uv * uv;
    if (determinant > 0) {
      double s = (uv * vw - vv * uw) / determinant;
      double t = (uu * vw - uv * uw) / determinant;
      if (s > 0 && s < 1 && t > 0 && t < 1) {
        double dx = wx + s * ux - t * vx;
        double dy = wy + s * uy - t * vy;
        double dz = wz + s * uz - t * vz;
        best = dx * dx + dy * dy + dz * dz;
        parameters[0] = s;
        parameters[1] = t;
      }
    }
    for (int end = 0; end < 4; end++) {
      double s = end < 2 ? end : inUnit(uu == 0 ? 0 : ((end - 2) * uv - uw) / uu);
      double t = end >= 2 ? end - 2 : inUnit(vv == 0 ? 0 : (end * uv + vw) / vv);
      double dx = wx + s * ux - t * vx;
      double dy = wy + s * uy - t * vy;
      double dz = wz + s * uz - t * vz;
      double square = dx * dx + dy * dy + dz * dz;
      if (square < best) {
        best = square;
        parameters[0] = s;
        parameters[1] = t;
      }
    }
    return Math.sqrt(best);
  }

  private static double inUnit(double parameter) {
    return Math.clamp(parameter, 0, 1);
  }
}
