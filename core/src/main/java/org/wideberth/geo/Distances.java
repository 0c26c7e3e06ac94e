package org.wideberth.geo;

/// How far two positions are apart over the ellipsoid, at height 0. The same on every machine.
public final class Distances {
  /// As far as [Ellipsoid#arc] states its error: below a centimetre.
  private static final double EXACT_M = 700_000;

  /// The mean radius of the Earth: further out, the distance is good to 1 %.
  private static final double MEAN_RADIUS_M = 6_371_008.8;

  private Distances() {}

  /// In centimetres, rounded to the nearest; to 1 % beyond 700 km.
  public static long cm(Position a, Position b) {
    return Math.round(metres(ecef(a), ecef(b)) * 100);
  }

  static double[] ecef(Position position) {
    double[] point = new double[3];
    Ellipsoid.toEcef(position, point, 0);
    return point;
  }

  /// Between two points of the ellipsoid.
  static double metres(double[] p, double[] q) {
    double chordM = chordM(p[0], p[1], p[2], q[0], q[1], q[2]);
    return chordM <= EXACT_M
        ? Ellipsoid.arc(chordM, Ellipsoid.curvature(p[0], p[1], p[2], q[0], q[1], q[2]))
        : arcM(chordM);
  }

  static double chordM(double px, double py, double pz, double qx, double qy, double qz) {
    double dx = px - qx;
    double dy = py - qy;
    double dz = pz - qz;
    return Math.sqrt(dx * dx + dy * dy + dz * dz);
  }

  /// On a sphere.
  static double arcM(double chordM) {
    return 2 * MEAN_RADIUS_M * StrictMath.asin(Math.min(1, chordM / (2 * MEAN_RADIUS_M)));
  }

  /// For a person: `840 m`, `4.2 km`, `9,300 km`.
  static String words(double metres) {
    if (metres < 1_000) {
      return Math.round(metres) + " m";
    }
    long tenths = Math.round(metres / 100);
    if (tenths < 100) {
      return tenths / 10 + "." + tenths % 10 + " km";
    }
    long km = Math.round(metres / 1_000);
    return km < 1_000 ? km + " km" : "%d,%03d km".formatted(km / 1_000, km % 1_000);
  }
}
