package org.wideberth.geo;

/// Whether a chain meets itself only where it must: at the ends of neighbouring pieces.
///
/// Pairs of pieces are looked for in the chain's tree of balls; a pair is tested in the plane
/// across the vertical of the first piece, in which pieces of 1 km are straight to 10 micrometres.
final class Simplicity {
  /// Less than a tenth of the step to which positions are quantised: what is closer than this
  /// meets.
  static final double TOUCH_M = 1e-3;

  /// [#TOUCH_M] and what the normals of the shortest pieces may be off by.
  private static final double SIDE_M = 10 * TOUCH_M;

  /// Few enough pieces to compare each with each rather than to open balls further.
  private static final int FEW = 8;

  private final Chain chain;
  private final boolean closed;
  private final double[] points;

  /// For each piece the unit normal of the plane through it and the Earth's centre.
  private final double[] normals;

  private Simplicity(Chain chain, boolean closed) {
    this.chain = chain;
    this.closed = closed;
    points = chain.points();
    normals = new double[3 * chain.pieces()];
    for (int i = 0; i < normals.length; i += 3) {
      double x = points[i + 1] * points[i + 5] - points[i + 2] * points[i + 4];
      double y = points[i + 2] * points[i + 3] - points[i] * points[i + 5];
      double z = points[i] * points[i + 4] - points[i + 1] * points[i + 3];
      double length = Math.sqrt(x * x + y * y + z * z);
      normals[i] = x / length;
      normals[i + 1] = y / length;
      normals[i + 2] = z / length;
    }
  }

  /// Whether two pieces of the closed `chain` cross or touch.
  static boolean meetsItself(Chain chain) {
    return new Simplicity(chain, true).within(0, 0, chain.pieces());
  }

  /// The same for a chain whose ends are not joined.
  static boolean openMeetsItself(Chain chain) {
    return new Simplicity(chain, false).within(0, 0, chain.pieces());
  }

  private boolean within(int node, int from, int to) {
    if (to - from == 1) {
      return false;
    }
    int middle = Chain.middle(from, to);
    int right = node + middle - from;
    return within(node + 1, from, middle)
        || within(right, middle, to)
        || between(node + 1, from, middle, right, middle, to);
  }

  private boolean between(int nodeA, int fromA, int toA, int nodeB, int fromB, int toB) {
    double radiusA = chain.radius(nodeA, fromA, toA);
    double radiusB = chain.radius(nodeB, fromB, toB);
    double reach = radiusA + radiusB + Chain.sagM(Chain.MAX_PIECE_M) + TOUCH_M;
    double dx = chain.centreX(fromA, toA) - chain.centreX(fromB, toB);
    double dy = chain.centreY(fromA, toA) - chain.centreY(fromB, toB);
    double dz = chain.centreZ(fromA, toA) - chain.centreZ(fromB, toB);
    if (dx * dx + dy * dy + dz * dz > reach * reach) {
      return false;
    }
    if (toA - fromA <= FEW && toB - fromB <= FEW) {
      return eachWithEach(fromA, toA, fromB, toB);
    }
    if (toB - fromB <= FEW || (toA - fromA > FEW && radiusA >= radiusB)) {
      int middle = Chain.middle(fromA, toA);
      return between(nodeA + 1, fromA, middle, nodeB, fromB, toB)
          || between(nodeA + middle - fromA, middle, toA, nodeB, fromB, toB);
    }
    int middle = Chain.middle(fromB, toB);
    return between(nodeA, fromA, toA, nodeB + 1, fromB, middle)
        || between(nodeA, fromA, toA, nodeB + middle - fromB, middle, toB);
  }

  private boolean eachWithEach(int fromA, int toA, int fromB, int toB) {
    for (int i = fromA; i < toA; i++) {
      for (int j = fromB; j < toB; j++) {
        if (meet(i, j)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean meet(int i, int j) {
    if (j == i + 1) {
      return foldsBack(i, j);
    }
    if (closed && i == 0 && j == chain.pieces() - 1) {
      return foldsBack(j, i);
    }
    return !onOneSide(i, j) && !onOneSide(j, i) && planarDistance(i, j) <= TOUCH_M;
  }

  /// Whether `then`, which starts where `first` ends, runs back over it.
  private boolean foldsBack(int first, int then) {
    double[] end = planar(first, then + 1);
    double[] corner = planar(first, then);
    return pointToSegment(end[0], end[1], 0, 0, corner[0], corner[1]) <= TOUCH_M
        || pointToSegment(0, 0, corner[0], corner[1], end[0], end[1]) <= TOUCH_M;
  }

  /// Whether piece `j` is well to one side of the plane through piece `i` and the Earth's centre.
  private boolean onOneSide(int i, int j) {
    int p = 3 * i;
    int q = 3 * j;
    double nx = normals[p];
    double ny = normals[p + 1];
    double nz = normals[p + 2];
    // From point to point, not from the centre: that would cost seven digits.
    double start =
        (points[q] - points[p]) * nx
            + (points[q + 1] - points[p + 1]) * ny
            + (points[q + 2] - points[p + 2]) * nz;
    double end =
        (points[q + 3] - points[p]) * nx
            + (points[q + 4] - points[p + 1]) * ny
            + (points[q + 5] - points[p + 2]) * nz;
    return (start > SIDE_M && end > SIDE_M) || (start < -SIDE_M && end < -SIDE_M);
  }

  private double planarDistance(int i, int j) {
    double[] a = planar(i, i + 1);
    double[] p = planar(i, j);
    double[] q = planar(i, j + 1);
    double sideP = a[0] * p[1] - a[1] * p[0];
    double sideQ = a[0] * q[1] - a[1] * q[0];
    double dx = q[0] - p[0];
    double dy = q[1] - p[1];
    double sideStart = dx * -p[1] + dy * p[0];
    double sideEnd = dx * (a[1] - p[1]) - dy * (a[0] - p[0]);
    if ((sideP > 0) != (sideQ > 0) && (sideStart > 0) != (sideEnd > 0)) {
      return 0;
    }
    double toFirst =
        Math.min(
            pointToSegment(p[0], p[1], 0, 0, a[0], a[1]),
            pointToSegment(q[0], q[1], 0, 0, a[0], a[1]));
    double toSecond =
        Math.min(
            pointToSegment(0, 0, p[0], p[1], q[0], q[1]),
            pointToSegment(a[0], a[1], p[0], p[1], q[0], q[1]));
    return Math.min(toFirst, toSecond);
  }

  /// Point `index` in the plane across the vertical of point `origin`, relative to it.
  private double[] planar(int origin, int index) {
    double x = points[3 * origin];
    double y = points[3 * origin + 1];
    double z = points[3 * origin + 2];
    double r = Math.sqrt(x * x + y * y + z * z);
    double level = Math.sqrt(x * x + y * y);
    double cosLon = level == 0 ? 1 : x / level;
    double sinLon = level == 0 ? 0 : y / level;
    double dx = points[3 * index] - x;
    double dy = points[3 * index + 1] - y;
    double dz = points[3 * index + 2] - z;
    return new double[] {
      dy * cosLon - dx * sinLon, dz * level / r - (dx * cosLon + dy * sinLon) * z / r
    };
  }

  private static double pointToSegment(
      double x, double y, double ax, double ay, double bx, double by) {
    double ux = bx - ax;
    double uy = by - ay;
    double uu = ux * ux + uy * uy;
    double t = uu == 0 ? 0 : Math.clamp(((x - ax) * ux + (y - ay) * uy) / uu, 0, 1);
    double dx = ax + t * ux - x;
    double dy = ay + t * uy - y;
    return Math.sqrt(dx * dx + dy * dy);
  }
}
