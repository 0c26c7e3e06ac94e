package org.wideberth.geo;

/// Finds bounds of the least geodesic distance between two chains, and a place of it: a branch and
/// bound over pairs of balls, nearest first.
///
/// For a pair of pieces, the least distance of their chords less both sags bounds all chords
/// between the two geodesics from below. That chord becomes an arc with the least curvature that
/// the pair can show ([#curvatureSpread]). The upper bound is the arc between the two geodesics'
/// own points at the closest parameters. Beyond [#SLACK_M] under the best upper bound nothing is
/// opened, and what is left unopened bounds the whole from below too. So the bounds are at most
///
/// | part | mm |
/// |---|---|
/// | sags of two 1 km pieces, below | 39.5 |
/// | difference of the two sags, above | 21.5 |
/// | spread of curvature over the pieces, at 500 km | 9.5 |
/// | formula ([Ellipsoid#arcErrorM]) and split points, either side | 2.2 |
///
/// apart, 73 mm; [Separations] rounds outwards to millimetres: 75. Single-threaded; one search
/// after another.
final class ClosestApproach {
  /// What is known of the splitting of an edge (0.05 mm for each shape), of the lattice of its
  /// points (0.06 mm) and of moving a point onto the surface (0.07 mm), rounded up.
  private static final double SPLIT_ERROR_M = 4e-4;

  private static final double SLACK_M = 0.02;

  private Chain a;
  private Chain b;

  /// Overlapping for certain: no need to know by how much.
  private double togetherM;

  /// Apart for certain: no need to know how far.
  private double apartM;

  private final Effort effort;

  private double lowerM = Double.POSITIVE_INFINITY;
  private double upperM = Double.POSITIVE_INFINITY;
  private final double[] onA = new double[3];
  private final double[] onB = new double[3];

  private final double[] parameters = new double[2];

  /// Searches once.
  ///
  /// @param togetherM no closer look once the upper bound is at or below this
  /// @param apartM no closer look at what is at or above this
  /// @param effort of all searches; when it is spent, what is unopened bounds the distance from
  ///     below, as always
  ClosestApproach(Chain a, Chain b, double togetherM, double apartM, Effort effort) {
    this.effort = effort;
    this.a = a;
    this.b = b;
    find(a, b, togetherM, apartM);
  }

  /// Searches anew.
  final void find(Chain ofA, Chain ofB, double together, double apart) {
    a = ofA;
    b = ofB;
    togetherM = together;
    apartM = apart;
    lowerM = Double.POSITIVE_INFINITY;
    upperM = Double.POSITIVE_INFINITY;
    visit(0, 0, a.pieces(), 0, 0, b.pieces());
  }

  double lowerM() {
    return Math.max(0, lowerM);
  }

  /// Infinite if everything was at [#apartM] or beyond.
  double upperM() {
    return upperM;
  }

  /// The closest point on the first chain, meaningful if [#upperM] is finite.
  double[] onA() {
    return onA;
  }

  /// The closest point on the second chain, meaningful if [#upperM] is finite.
  double[] onB() {
    return onB;
  }

  private void visit(int nodeA, int fromA, int toA, int nodeB, int fromB, int toB) {
    if (upperM <= togetherM) {
      lowerM = 0;
      return;
    }
    double radiusA = a.radius(nodeA, fromA, toA);
    double radiusB = b.radius(nodeB, fromB, toB);
    double chord = Math.max(0, between(fromA, toA, fromB, toB) - radiusA - radiusB);
    boolean leafA = toA - fromA == 1;
    boolean leafB = toB - fromB == 1;
    // A leaf's ball holds the chord only.
    double least = Ellipsoid.leastArc(chord) - (leafA || leafB ? 0.1 : 0);
    if (least >= upperM - SLACK_M || least >= apartM || !effort.spend()) {
      lowerM = Math.min(lowerM, least);
      return;
    }
    if (leafA && leafB) {
      compare(fromA, fromB);
    } else if (leafB || (!leafA && radiusA >= radiusB)) {
      int middle = Chain.middle(fromA, toA);
      int right = nodeA + middle - fromA;
      if (between(fromA, middle, fromB, toB) <= between(middle, toA, fromB, toB)) {
        visit(nodeA + 1, fromA, middle, nodeB, fromB, toB);
        visit(right, middle, toA, nodeB, fromB, toB);
      } else {
        visit(right, middle, toA, nodeB, fromB, toB);
        visit(nodeA + 1, fromA, middle, nodeB, fromB, toB);
      }
    } else {
      int middle = Chain.middle(fromB, toB);
      int right = nodeB + middle - fromB;
      if (between(fromA, toA, fromB, middle) <= between(fromA, toA, middle, toB)) {
        visit(nodeA, fromA, toA, nodeB + 1, fromB, middle);
        visit(nodeA, fromA, toA, right, middle, toB);
      } else {
        visit(nodeA, fromA, toA, right, middle, toB);
        visit(nodeA, fromA, toA, nodeB + 1, fromB, middle);
      }
    }
  }

  private double between(int fromA, int toA, int fromB, int toB) {
    double dx = a.centreX(fromA, toA) - b.centreX(fromB, toB);
    double dy = a.centreY(fromA, toA) - b.centreY(fromB, toB);
    double dz = a.centreZ(fromA, toA) - b.centreZ(fromB, toB);
    return Math.sqrt(dx * dx + dy * dy + dz * dz);
  }

  private void compare(int pieceA, int pieceB) {
    double chord = Segments.distance(a, pieceA, b, pieceB, parameters);
    double lengthA = a.pieceLengthM(pieceA);
    double lengthB = b.pieceLengthM(pieceB);
    double sags = sagM(lengthA) + sagM(lengthB);
    double least = Math.max(0, chord - sags);
    double leastArc = Ellipsoid.leastArc(least);
    if (leastArc >= apartM) {
      lowerM = Math.min(lowerM, leastArc);
      return;
    }
    double ax = at(a, pieceA, parameters[0], 0);
    double ay = at(a, pieceA, parameters[0], 1);
    double az = at(a, pieceA, parameters[0], 2);
    double bx = at(b, pieceB, parameters[1], 0);
    double by = at(b, pieceB, parameters[1], 1);
    double bz = at(b, pieceB, parameters[1], 2);
    double liftA = Ellipsoid.ontoSurface(ax, ay, az);
    double liftB = Ellipsoid.ontoSurface(bx, by, bz);
    double curvature =
        Ellipsoid.curvature(ax * liftA, ay * liftA, az * liftA, bx * liftB, by * liftB, bz * liftB);
    double dx = ax * liftA - bx * liftB;
    double dy = ay * liftA - by * liftB;
    double dz = az * liftA - bz * liftB;
    double arc = Ellipsoid.arc(Math.sqrt(dx * dx + dy * dy + dz * dz), curvature);
    double error = SPLIT_ERROR_M + Ellipsoid.arcErrorM(arc);
    double spread = curvatureSpread(lengthA + lengthB, arc);
    lowerM = Math.min(lowerM, Ellipsoid.arc(least, curvature * (1 - spread)) - error);
    if (arc + error < upperM) {
      upperM = arc + error;
      set(onA, ax, ay, az, liftA);
      set(onB, bx, by, bz, liftB);
    }
  }

  private static double sagM(double lengthM) {
    return lengthM == 0 ? 0 : Chain.sagM(lengthM);
  }

  /// How much smaller, relatively, the normal curvature between two pieces can be than between two
  /// points of them. Turning the direction changes it by at most (a² - b²)/b² = 0.0068 per radian,
  /// moving the middle by at most 2e-9 per metre.
  private static double curvatureSpread(double lengthsM, double arcM) {
    double turn = arcM <= 1.2 * lengthsM ? 1 : 1.2 * lengthsM / arcM;
    return 0.0068 * turn + 2e-9 * lengthsM;
  }

  private static double at(Chain chain, int piece, double parameter, int axis) {
    double start = chain.coordinate(piece, axis);
    return start + parameter * (chain.coordinate(piece + 1, axis) - start);
  }

  private static void set(double[] out, double x, double y, double z, double factor) {
    out[0] = x * factor;
    out[1] = y * factor;
    out[2] = z * factor;
  }
}
