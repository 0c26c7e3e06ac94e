package org.wideberth.geo;

/// The geodesic between two positions, to be split into equal pieces.
///
/// A short one is taken for the line on the surface straight above its chord. Over [#SHORT_M] that
/// runs beside the geodesic by less than 0.03 mm, and takes a hundredth of the time to compute.
sealed interface Edge {
  /// The longest edge that is taken for the line above its chord.
  double SHORT_M = 16_000;

  /// The edge between two positions.
  ///
  /// @throws IllegalArgumentException if it is so long that the geodesic is not found
  static Edge of(Position from, Position to) {
    double[] ends = new double[6];
    Ellipsoid.toEcef(from, ends, 0);
    Ellipsoid.toEcef(to, ends, 3);
    return of(from, to, ends);
  }

  /// As above, of positions whose points are known.
  ///
  /// @param ends the two points at height 0, which it keeps
  static Edge of(Position from, Position to, double[] ends) {
    double dx = ends[3] - ends[0];
    double dy = ends[4] - ends[1];
    double dz = ends[5] - ends[2];
    double chordM = Math.sqrt(dx * dx + dy * dy + dz * dz);
    return chordM < SHORT_M
        ? new OverChord(ends, chordM)
        : new Solved(ends, new GeodesicLine(from, to));
  }

  double lengthM();

  /// Writes the ends of `pieces` equal pieces to `out` from `at` on, x, y, z each: one more point
  /// than there are pieces, the first and the last being the ends of the edge.
  void split(int pieces, double[] out, int at);

  /// At most [#SHORT_M] long.
  final class OverChord implements Edge {
    private final double[] ends;
    private final double curvature;
    private final double lengthM;

    private OverChord(double[] ends, double chordM) {
      this.ends = ends;
      curvature = Ellipsoid.curvature(ends[0], ends[1], ends[2], ends[3], ends[4], ends[5]);
      lengthM = Ellipsoid.arc(chordM, curvature);
    }

    @Override
    public double lengthM() {
      return lengthM;
    }

    @Override
    public void split(int pieces, double[] out, int at) {
      double angle = lengthM * curvature;
      for (int i = 0; i <= pieces; i++) {
        // From the middle, as a share of the arc and as one of the chord.
        double u = (double) i / pieces - 0.5;
        double t = 0.5 + u * (1 + (u * u - 0.25) * angle * angle / 3);
        for (int axis = 0; axis < 3; axis++) {
          out[at + 3 * i + axis] = ends[axis] + t * (ends[axis + 3] - ends[axis]);
        }
        if (i > 0 && i < pieces) {
          Ellipsoid.raise(out, at + 3 * i);
        }
      }
    }
  }

  /// By its [GeodesicLine].
  final class Solved implements Edge {
    private final double[] ends;
    private final GeodesicLine line;

    private Solved(double[] ends, GeodesicLine line) {
      this.ends = ends;
      this.line = line;
    }

    @Override
    public double lengthM() {
      return line.lengthM();
    }

    @Override
    public void split(int pieces, double[] out, int at) {
      System.arraycopy(ends, 0, out, at, 3);
      for (int i = 1; i < pieces; i++) {
        line.pointAt(line.lengthM() * i / pieces, out, at + 3 * i);
      }
      System.arraycopy(ends, 3, out, at + 3 * pieces, 3);
    }
  }
}
