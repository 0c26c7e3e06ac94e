package org.wideberth.geo;

/// Straight segments in space.
final class Segments {
  private Segments() {}

  /// The least distance between piece `i` of the points `p` and piece `j` of the points `q`, and at
  /// which parameters in `[0, 1]` it is.
  ///
  /// The least of five candidates: the inner one, if the segments are not parallel, and each end
  /// against the other segment. Rounding can only lose the inner one where the segments are so
  /// nearly parallel that an end is as close to within a nanometre.
  static double distance(double[] p, int i, double[] q, int j, double[] parameters) {
    int a = 3 * i;
    int b = 3 * j;
    double ux = p[a + 3] - p[a];
    double uy = p[a + 4] - p[a + 1];
    double uz = p[a + 5] - p[a + 2];
    double vx = q[b + 3] - q[b];
    double vy = q[b + 4] - q[b + 1];
    double vz = q[b + 5] - q[b + 2];
    double wx = p[a] - q[b];
    double wy = p[a + 1] - q[b + 1];
    double wz = p[a + 2] - q[b + 2];
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
