package org.wideberth.geo;

/// One edge: the geodesic between two positions at most a few thousand kilometres apart, by
/// Vincenty's formulae ("Direct and inverse solutions of geodesics on the ellipsoid", Survey Review
/// XXIII, 176, 1975) in `StrictMath`.
///
/// Not GeographicLib, because that computes with `Math`, whose sines may differ in the last bit
/// between machines, and a point that two nodes place differently could make two findings differ.
/// GeographicLib is the oracle of the tests instead: up to 1,000 km the two agree to 0.05 mm, which
/// is part of [ClosestApproach]'s stated error. Immutable.
final class GeodesicLine {
  /// Vincenty's inverse converges to 1e-13 in 4 or 5 rounds at 1,000 km; it need not at all near
  /// the antipode, which no edge may reach.
  private static final int MAX_ROUNDS = 50;

  private static final double CONVERGED = 1e-14;

  private final double sinU1;
  private final double cosU1;
  private final double lon1;
  private final double sinAzimuth1;
  private final double cosAzimuth1;
  private final double sinAlpha;
  private final double cos2Alpha;
  private final double seriesA;
  private final double seriesB;
  private final double lengthM;

  GeodesicLine(Position from, Position to) {
    double[] u1 = reduced(from);
    double[] u2 = reduced(to);
    sinU1 = u1[0];
    cosU1 = u1[1];
    lon1 = Ellipsoid.radians(from.lonE7());
    double l = Ellipsoid.radians(eastwards(from, to));
    double lambda = l;
    Arc arc = new Arc(u1, u2, lambda);
    for (int round = 0; ; round++) {
      double c = Ellipsoid.F / 16 * arc.cos2Alpha * (4 + Ellipsoid.F * (4 - 3 * arc.cos2Alpha));
      double next =
          l
              + (1 - c)
                  * Ellipsoid.F
                  * arc.sinAlpha
                  * (arc.sigma
                      + c
                          * arc.sinSigma
                          * (arc.cos2Middle
                              + c * arc.cosSigma * (2 * arc.cos2Middle * arc.cos2Middle - 1)));
      if (Math.abs(next - lambda) < CONVERGED) {
        break;
      }
      if (round == MAX_ROUNDS) {
        throw new IllegalArgumentException("an edge from " + from + " to " + to + " is too long");
      }
      lambda = next;
      arc = new Arc(u1, u2, lambda);
    }
    sinAlpha = arc.sinAlpha;
    cos2Alpha = arc.cos2Alpha;
    double y = u2[1] * StrictMath.sin(lambda);
    double x = cosU1 * u2[0] - sinU1 * u2[1] * StrictMath.cos(lambda);
    double norm = Math.sqrt(x * x + y * y);
    sinAzimuth1 = norm == 0 ? 0 : y / norm;
    cosAzimuth1 = norm == 0 ? 1 : x / norm;
    double uu = cos2Alpha * (Ellipsoid.A_M * Ellipsoid.A_M / (Ellipsoid.B_M * Ellipsoid.B_M) - 1);
    seriesA = 1 + uu / 16384 * (4096 + uu * (-768 + uu * (320 - 175 * uu)));
    seriesB = uu / 1024 * (256 + uu * (-128 + uu * (74 - 47 * uu)));
    double correction = correction(arc.sinSigma, arc.cosSigma, arc.cos2Middle);
    lengthM = Ellipsoid.B_M * seriesA * (arc.sigma - correction);
  }

  double lengthM() {
    return lengthM;
  }

  /// Writes the point `distanceM` from the start to `out[at .. at + 2]`.
  void pointAt(double distanceM, double[] out, int at) {
    double sigma1 = StrictMath.atan2(sinU1, cosU1 * cosAzimuth1);
    double first = distanceM / (Ellipsoid.B_M * seriesA);
    double sigma = first;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      double cos2Middle = StrictMath.cos(2 * sigma1 + sigma);
      double next = first + correction(StrictMath.sin(sigma), StrictMath.cos(sigma), cos2Middle);
      boolean converged = Math.abs(next - sigma) < CONVERGED;
      sigma = next;
      if (converged) {
        break;
      }
    }
    double sinSigma = StrictMath.sin(sigma);
    double cosSigma = StrictMath.cos(sigma);
    double cos2Middle = StrictMath.cos(2 * sigma1 + sigma);
    double sinU2 = sinU1 * cosSigma + cosU1 * sinSigma * cosAzimuth1;
    double toAxis = sinU1 * sinSigma - cosU1 * cosSigma * cosAzimuth1;
    double cosU2 = Math.sqrt(sinAlpha * sinAlpha + toAxis * toAxis);
    double lambda =
        StrictMath.atan2(sinSigma * sinAzimuth1, cosU1 * cosSigma - sinU1 * sinSigma * cosAzimuth1);
    double c = Ellipsoid.F / 16 * cos2Alpha * (4 + Ellipsoid.F * (4 - 3 * cos2Alpha));
    double l =
        lambda
            - (1 - c)
                * Ellipsoid.F
                * sinAlpha
                * (sigma
                    + c
                        * sinSigma
                        * (cos2Middle + c * cosSigma * (2 * cos2Middle * cos2Middle - 1)));
    // From the reduced latitude straight to the point: (a cos U, b sin U).
    double lon = lon1 + l;
    out[at] = Ellipsoid.A_M * cosU2 * StrictMath.cos(lon);
    out[at + 1] = Ellipsoid.A_M * cosU2 * StrictMath.sin(lon);
    out[at + 2] = Ellipsoid.B_M * sinU2;
  }

  private double correction(double sinSigma, double cosSigma, double cos2Middle) {
    double square = 2 * cos2Middle * cos2Middle - 1;
    return seriesB
        * sinSigma
        * (cos2Middle
            + seriesB
                / 4
                * (cosSigma * square
                    - seriesB
                        / 6
                        * cos2Middle
                        * (4 * sinSigma * sinSigma - 3)
                        * (4 * cos2Middle * cos2Middle - 3)));
  }

  /// Sine and cosine of the reduced latitude.
  private static double[] reduced(Position position) {
    double sin = (1 - Ellipsoid.F) * StrictMath.sin(Ellipsoid.radians(position.latE7()));
    double cos = Ellipsoid.cosine(position);
    double norm = Math.sqrt(sin * sin + cos * cos);
    return new double[] {sin / norm, cos / norm};
  }

  /// The shorter way round, in 1e-7 degree.
  private static int eastwards(Position from, Position to) {
    long difference = (long) to.lonE7() - from.lonE7();
    return (int) (Math.floorMod(difference + 1_800_000_000L, 3_600_000_000L) - 1_800_000_000L);
  }

  /// The arc on the auxiliary sphere for a longitude difference there.
  private static final class Arc {
    final double sinSigma;
    final double cosSigma;
    final double sigma;
    final double sinAlpha;
    final double cos2Alpha;
    final double cos2Middle;

    Arc(double[] u1, double[] u2, double lambda) {
      double sinLambda = StrictMath.sin(lambda);
      double cosLambda = StrictMath.cos(lambda);
      double y = u2[1] * sinLambda;
      double x = u1[1] * u2[0] - u1[0] * u2[1] * cosLambda;
      sinSigma = Math.sqrt(x * x + y * y);
      cosSigma = u1[0] * u2[0] + u1[1] * u2[1] * cosLambda;
      sigma = StrictMath.atan2(sinSigma, cosSigma);
      sinAlpha = sinSigma == 0 ? 0 : u1[1] * u2[1] * sinLambda / sinSigma;
      cos2Alpha = 1 - sinAlpha * sinAlpha;
      cos2Middle = cos2Alpha < 1e-12 ? 0 : cosSigma - 2 * u1[0] * u2[0] / cos2Alpha;
    }
  }
}
