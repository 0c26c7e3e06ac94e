package org.wideberth.geo;

/// The point of a chain that is nearest to a point of the ellipsoid: a search through the tree of
/// balls, nearest first.
///
/// On a piece the nearest point is that of its chord, moved onto the surface. Its distance is exact
/// to [#ERROR_M] up to 700 km, beyond that too small. Of points that are equally near one is taken,
/// the same on every node. Single-threaded, used once.
final class NearestOnChain {
  /// Splitting an edge (0.05 mm), moving onto the surface (0.07 mm), the arc (5 mm at 700 km).
  static final double ERROR_M = 0.006;

  /// A leaf's ball holds the chord only.
  private static final double SAG_M = 0.1;

  private final Chain chain;
  private final double x;
  private final double y;
  private final double z;
  private final int first;
  private final int end;
  private final Effort effort;

  private double distanceM;
  private int piece = -1;
  private double parameter;
  private boolean complete = true;

  /// @param first the first piece to look at
  /// @param end the piece after the last one
  /// @param withinM nothing as far as this is looked for
  NearestOnChain(Chain chain, int first, int end, double[] point, double withinM, Effort effort) {
    this.chain = chain;
    this.x = point[0];
    this.y = point[1];
    this.z = point[2];
    this.first = first;
    this.end = end;
    this.effort = effort;
    this.distanceM = withinM;
    visit(0, 0, chain.pieces());
  }

  /// True if something was within the distance that was looked for.
  boolean found() {
    return piece >= 0;
  }

  /// How far it is; as far as was looked if nothing was found.
  double distanceM() {
    return distanceM;
  }

  /// False if the effort was spent before it was certain.
  boolean isComplete() {
    return complete;
  }

  int piece() {
    return piece;
  }

  private void visit(int node, int from, int to) {
    if (to <= first || from >= end) {
      return;
    }
    boolean leaf = to - from == 1;
    double chord = Math.max(0, toCentre(from, to) - chain.radius(node, from, to));
    if (Ellipsoid.leastArc(leaf ? Math.max(0, chord - SAG_M) : chord) >= distanceM) {
      return;
    }
    if (!effort.spend()) {
      complete = false;
      return;
    }
    if (leaf) {
      compare(from);
      return;
    }
    int middle = Chain.middle(from, to);
    int right = node + middle - from;
    if (toCentre(from, middle) <= toCentre(middle, to)) {
      visit(node + 1, from, middle);
      visit(right, middle, to);
    } else {
      visit(right, middle, to);
      visit(node + 1, from, middle);
    }
  }

  private double toCentre(int from, int to) {
    double dx = chain.centreX(from, to) - x;
    double dy = chain.centreY(from, to) - y;
    double dz = chain.centreZ(from, to) - z;
    return Math.sqrt(dx * dx + dy * dy + dz * dz);
  }

  private void compare(int candidate) {
    double ax = chain.coordinate(candidate, 0);
    double ay = chain.coordinate(candidate, 1);
    double az = chain.coordinate(candidate, 2);
    double ux = chain.coordinate(candidate + 1, 0) - ax;
    double uy = chain.coordinate(candidate + 1, 1) - ay;
    double uz = chain.coordinate(candidate + 1, 2) - az;
    double uu = ux * ux + uy * uy + uz * uz;
    double along = (x - ax) * ux + (y - ay) * uy + (z - az) * uz;
    double t = uu == 0 ? 0 : Math.clamp(along / uu, 0, 1);
    double arc = arcM(at(candidate, t, 0), at(candidate, t, 1), at(candidate, t, 2));
    if (arc < distanceM) {
      distanceM = arc;
      piece = candidate;
      parameter = t;
    }
  }

  /// The ends of a piece come out exactly, so that both pieces at a vertex are equally far.
  private double at(int ofPiece, double t, int axis) {
    if (t == 1) {
      return chain.coordinate(ofPiece + 1, axis);
    }
    double start = chain.coordinate(ofPiece, axis);
    return start + t * (chain.coordinate(ofPiece + 1, axis) - start);
  }

  private double arcM(double qx, double qy, double qz) {
    double lift = Ellipsoid.ontoSurface(qx, qy, qz);
    double dx = qx * lift - x;
    double dy = qy * lift - y;
    double dz = qz * lift - z;
    double curvature = Ellipsoid.curvature(x, y, z, qx * lift, qy * lift, qz * lift);
    return Ellipsoid.arc(Math.sqrt(dx * dx + dy * dy + dz * dz), curvature);
  }

  /// True if the point is to the left of the chain where it is nearest.
  ///
  /// At a vertex the edge counts to which the point's direction is nearer to square: that one tells
  /// the sides apart however sharp the corner, and the point is always outside of it.
  boolean isLeft() {
    if (parameter > 0 && parameter < 1) {
      return cross(piece) > 0;
    }
    int joint = parameter == 0 ? piece : piece + 1;
    if (joint == 0) {
      return cross(0) > 0;
    }
    double before = cross(joint - 1);
    if (joint == chain.pieces()) {
      return before > 0;
    }
    double after = cross(joint);
    return (Math.abs(before) >= Math.abs(after) ? before : after) > 0;
  }

  /// How far the point is to the left of the piece's direction, seen along the vertical of the
  /// nearest point.
  private double cross(int of) {
    double qx = at(piece, parameter, 0);
    double qy = at(piece, parameter, 1);
    double qz = at(piece, parameter, 2);
    double ux = chain.coordinate(of + 1, 0) - chain.coordinate(of, 0);
    double uy = chain.coordinate(of + 1, 1) - chain.coordinate(of, 1);
    double uz = chain.coordinate(of + 1, 2) - chain.coordinate(of, 2);
    double px = x - qx;
    double py = y - qy;
    double pz = z - qz;
    double nx = qx;
    double ny = qy;
    double nz = qz / (1 - Ellipsoid.E2);
    double triple = (uy * pz - uz * py) * nx + (uz * px - ux * pz) * ny + (ux * py - uy * px) * nz;
    return triple / Math.sqrt((ux * ux + uy * uy + uz * uz) * (nx * nx + ny * ny + nz * nz));
  }

  /// Writes the nearest point to `out`.
  void point(double[] out) {
    for (int axis = 0; axis < 3; axis++) {
      out[axis] = at(piece, parameter, axis);
    }
  }
}
