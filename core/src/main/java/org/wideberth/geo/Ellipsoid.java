package org.wideberth.geo;

/// Arithmetic on the WGS-84 ellipsoid (NIMA TR8350.2, 3rd edition, table 3.1).
///
/// Everything here is IEEE arithmetic, square roots and `StrictMath`, so two machines compute the
/// same bits. Points are Earth-centred, Earth-fixed metres, see [Reach]. Stateless.
final class Ellipsoid {
  /// Semi-major axis, defining constant.
  static final double A_M = 6_378_137.0;

  /// Flattening, defining constant.
  static final double F = 1 / 298.257223563;

  static final double B_M = A_M * (1 - F);
  static final double E2 = F * (2 - F);

  /// The least radius of curvature, that of the meridian at the equator, rounded down: b²/a.
  static final double LEAST_RADIUS_M = 6_335_439;

  /// More than the greatest radius of curvature a²/b = 6,399,593.6, by a margin of 0.16 % for what
  /// [#leastArc] leaves out.
  private static final double MOST_RADIUS_M = 6_410_000;

  private static final double INV_A2 = 1 / (A_M * A_M);
  private static final double INV_B2 = 1 / (B_M * B_M);
  private static final double RADIANS_PER_E7 = StrictMath.PI / 1.8e9;

  private Ellipsoid() {}

  static double radians(int e7) {
    return e7 * RADIANS_PER_E7;
  }

  /// Writes the point of `position` at height 0 to `out[at .. at + 2]`.
  static void toEcef(Position position, double[] out, int at) {
    toEcef(position.latE7(), position.lonE7(), out, at);
  }

  /// The same for a latitude and a longitude in 1e-7 degree.
  static void toEcef(int latE7, int lonE7, double[] out, int at) {
    toEcef(StrictMath.sin(radians(latE7)), cosine(latE7), radians(lonE7), out, at);
  }

  /// The same for the sine and cosine of a geodetic latitude, and a longitude in radians.
  static void toEcef(double sinLat, double cosLat, double lon, double[] out, int at) {
    double n = A_M / Math.sqrt(1 - E2 * sinLat * sinLat);
    out[at] = n * cosLat * StrictMath.cos(lon);
    out[at + 1] = n * cosLat * StrictMath.sin(lon);
    out[at + 2] = n * (1 - E2) * sinLat;
  }

  /// The cosine of a latitude; exactly 0 at a pole.
  static double cosine(Position position) {
    return cosine(position.latE7());
  }

  private static double cosine(int latE7) {
    return Math.abs(latE7) == Position.QUARTER_TURN_E7 ? 0 : StrictMath.cos(radians(latE7));
  }

  /// The position of a point on the ellipsoid, to the nearest 1e-7 degree.
  static Position toPosition(double x, double y, double z) {
    double lat = StrictMath.atan2(z, (1 - E2) * Math.sqrt(x * x + y * y));
    double lon = StrictMath.atan2(y, x);
    long latE7 = Math.round(lat / RADIANS_PER_E7);
    return new Position((int) latE7, (int) Math.round(lon / RADIANS_PER_E7));
  }

  /// The factor that moves a point near the ellipsoid radially onto it. For a point at most 0.02 m
  /// below, radially differs from along the normal by less than 0.1 mm.
  static double ontoSurface(double x, double y, double z) {
    return 1 / Math.sqrt((x * x + y * y) * INV_A2 + z * z * INV_B2);
  }

  /// Moves a point that is some metres below the ellipsoid along the normal onto it, to a
  /// nanometre.
  static void raise(double[] point, int at) {
    for (int round = 0; round < 2; round++) {
      double nx = point[at] * INV_A2;
      double ny = point[at + 1] * INV_A2;
      double nz = point[at + 2] * INV_B2;
      double below = 1 - point[at] * nx - point[at + 1] * ny - point[at + 2] * nz;
      double step = below / (2 * (nx * nx + ny * ny + nz * nz));
      point[at] += step * nx;
      point[at + 1] += step * ny;
      point[at + 2] += step * nz;
    }
  }

  /// The length of the geodesic between two points of the ellipsoid, from their chord: the arc of
  /// the circle whose curvature is the normal curvature of the ellipsoid in the chord's direction
  /// at the middle. No trigonometry, no iteration.
  ///
  /// Error against GeographicLib over millions of random pairs: below 1e-8 m to 10 km, and below
  /// [#arcErrorM] up to 700 km (0.8 mm at 500 km). Further out it is too small.
  static double arc(double chordM, double curvature) {
    double x = chordM * curvature / 2;
    double x2 = x * x;
    // asin(x) / x; all terms are positive, and the first one left out is 2e-14 at 700 km.
    return chordM
        * (1 + x2 * (1.0 / 6 + x2 * (3.0 / 40 + x2 * (15.0 / 336 + x2 * (105.0 / 3456)))));
  }

  /// A bound of the error of [#arc] with [#curvature], in metres, up to 700 km.
  static double arcErrorM(double arcM) {
    double t = arcM * 1e-5;
    return 1e-7 + 3e-7 * t * t * t * t * t;
  }

  /// The normal curvature of the ellipsoid, in 1/m, between two points of it, half way.
  static double curvature(double px, double py, double pz, double qx, double qy, double qz) {
    double dx = qx - px;
    double dy = qy - py;
    double dz = qz - pz;
    double d2 = dx * dx + dy * dy + dz * dz;
    if (d2 == 0) {
      return 1 / LEAST_RADIUS_M;
    }
    double mx = (px + qx) / 2;
    double my = (py + qy) / 2;
    double mz = (pz + qz) / 2;
    double along = ((dx * dx + dy * dy) * INV_A2 + dz * dz * INV_B2) / d2;
    double m1 = (mx * mx + my * my) * INV_A2;
    double m2 = mz * mz * INV_B2;
    return along / Math.sqrt((m1 * INV_A2 + m2 * INV_B2) / (m1 + m2));
  }

  /// A lower bound of every geodesic whose chord is at least `chordM` long.
  static double leastArc(double chordM) {
    return arc(chordM, 1 / MOST_RADIUS_M);
  }

  /// An upper bound of every geodesic whose chord is at most `chordM` long: half the perimeter over
  /// the polar diameter is 1.574.
  static double mostArc(double chordM) {
    return 1.6 * chordM;
  }
}
