package org.wideberth.geo;

import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/// How far an area comes over a line: bounds of the greatest distance from the line of any point of
/// it that is on the other side and not beyond the line's reach.
///
/// If the base shape does not touch the line and is wholly within its reach, one point of it tells
/// the side of all. If that is the right one, the distance of the two decides ([ClosestApproach]).
/// Otherwise a branch and bound over the outline: the distance from the line, negative on the right
/// side, grows at most as fast as a point moves; along one piece it grows at most to what it is at
/// the piece's ends, measured from any single edge of the line, for that is convex.
///
/// Of a polygon, parts of the outline past the line's reach count as far as the line reaches, for
/// its inside may be within. Single-threaded, used once.
final class Overreach {
  private static final double MM_PER_M = 1_000;

  /// Bases closer than this touch: what [ClosestApproach] may leave open.
  private static final double TOUCH_M = 0.1;

  /// What convexity along a piece of 1 km may miss, and the kernel's error twice.
  private static final double PIECE_ERROR_M = 0.05;

  /// Pieces this short are not split further.
  private static final double SHORT_M = 0.5;

  /// How closely a crossing is measured: to a metre, or to a part of itself.
  private static final double CLOSE_M = 1;

  private static final double CLOSE_PART = 1.0 / 64;

  private final DividingLine line;
  private final PreparedVolume volume;
  private final boolean keepsLeft;
  private final Effort effort;
  private final Chain outline;
  private final double widthM;

  /// How far from the drawn line the base may be for the area to be within its reach.
  private final double withinM;

  private final double toleranceM;
  private final PriorityQueue<Part> open =
      new PriorityQueue<>(
          Comparator.comparingDouble(Part::mostM).reversed().thenComparingInt(Part::number));
  private double least = Double.NEGATIVE_INFINITY;
  private double mostUnopened = Double.NEGATIVE_INFINITY;
  private final double[] deepest = new double[3];
  private boolean found;
  private int numbers;

  /// Part of the outline: pieces of the chain, or part of one.
  ///
  /// @param mostM how far over the line it comes at most
  /// @param node of the chain's tree
  private record Part(
      double mostM, int number, int node, int from, int to, double start, double end) {}

  /// @param signedM distance from the line, negative on the side where the point should be
  /// @param within whether it counts
  /// @param edge the nearest edge of the line
  private record Depth(double signedM, boolean within, int edge, double[] point) {}

  Overreach(DividingLine line, PreparedVolume volume, boolean keepsLeft, Effort effort) {
    this.line = line;
    this.volume = volume;
    this.keepsLeft = keepsLeft;
    this.effort = effort;
    this.outline = volume.chain();
    this.widthM = volume.widthM();
    this.withinM = line.reachM() + widthM;
    this.toleranceM = line.toleranceMm() / MM_PER_M;
  }

  Optional<LineCrossing> crossing() {
    Optional<LineCrossing> crossing = measured();
    // Then nothing is certain: the safe side is to say so.
    return effort.isSpent() ? crossing(0, line.reachM(), start()) : crossing;
  }

  private Optional<LineCrossing> measured() {
    double farM = Math.max(TOUCH_M, widthM) + 1;
    ClosestApproach approach = new ClosestApproach(outline, line.chain(), 0, farM, effort);
    boolean apart = approach.lowerM() > TOUCH_M;
    if (apart && volume.isPolygon() && encloses()) {
      return crossing(Math.min(approach.lowerM(), line.reachM()), line.reachM(), start());
    }
    if (apart && isWhollyWithin() && depth(start(), withinM).signedM() < 0) {
      double[] at = approach.upperM() < Double.POSITIVE_INFINITY ? approach.onB() : start();
      return crossing(widthM - approach.upperM(), widthM - approach.lowerM(), at);
    }
    return overTheOutline();
  }

  private boolean encloses() {
    Chain chain = line.chain();
    return outline.encloses(chain.x(0), chain.y(0), chain.z(0), new Vertical());
  }

  private double[] start() {
    return new double[] {
      outline.coordinate(0, 0), outline.coordinate(0, 1), outline.coordinate(0, 2)
    };
  }

  /// Whether the whole base is certainly within reach: the ball around it is.
  private boolean isWhollyWithin() {
    double[] middle = start();
    NearestOnChain nearest = line.nearest(middle, withinM, effort);
    double acrossM = outline.pieces() == 1 ? outline.pieceLengthM(0) : 2 * outlineRadiusM();
    return line.isWithin(nearest, middle, withinM - mostArcM(acrossM), effort);
  }

  private double outlineRadiusM() {
    return outline.radius(0, 0, outline.pieces());
  }

  /// A bound of geodesics whose chord is no longer.
  private static double mostArcM(double chordM) {
    return chordM < 1_500_000 ? 1.003 * chordM : Ellipsoid.mostArc(chordM);
  }

  private Optional<LineCrossing> overTheOutline() {
    int pieces = outline.pieces();
    if (pieces == 1) {
      piece(0, 0, 1);
    } else {
      add(line.reachM(), 0, 0, pieces, 0, 1);
    }
    while (!open.isEmpty() && !isMeasured() && !effort.isSpent()) {
      look(open.remove());
    }
    if (!found || most() + widthM <= toleranceM) {
      return Optional.empty();
    }
    return crossing(least + widthM, most() + widthM + DividingLine.ERROR_M, deepest);
  }

  /// How far over the line anything comes at most.
  private double most() {
    double opened = Math.max(least, mostUnopened);
    return open.isEmpty() ? opened : Math.max(opened, open.element().mostM());
  }

  private boolean isMeasured() {
    double closeM = Math.max(CLOSE_M, (least + widthM) * CLOSE_PART);
    return least + widthM > toleranceM && most() <= least + closeM;
  }

  private void look(Part part) {
    int from = part.from();
    int to = part.to();
    if (to - from > 1) {
      int middle = Chain.middle(from, to);
      node(part, part.node() + 1, from, middle);
      node(part, part.node() + middle - from, middle, to);
    } else {
      double half = (part.start() + part.end()) / 2;
      piece(from, part.start(), half);
      piece(from, half, part.end());
    }
  }

  private void node(Part parent, int node, int from, int to) {
    if (to - from == 1) {
      piece(from, 0, 1);
      return;
    }
    double radiusM = mostArcM(2 * outline.radius(node, from, to));
    Depth depth = depth(onOutline(Chain.middle(from, to), 0), withinM + radiusM);
    if (depth.edge() >= 0) {
      double most = depth.within() ? depth.signedM() + radiusM : parent.mostM();
      add(Math.min(parent.mostM(), most), node, from, to, 0, 1);
    }
  }

  private void piece(int piece, double start, double end) {
    Depth a = depth(onOutline(piece, start), withinM + Chain.MAX_PIECE_M);
    Depth b = depth(onOutline(piece, end), withinM + Chain.MAX_PIECE_M);
    double lengthM = outline.pieceLengthM(piece) * (end - start) * 1.001;
    if (!a.within() && !b.within()) {
      return;
    }
    double most =
        a.within() && b.within()
            ? (a.signedM() + b.signedM() + lengthM) / 2
            : (a.within() ? a : b).signedM() + lengthM;
    if (a.within() && b.within()) {
      double cap = Math.max(0, most) + 1;
      double convex = Math.min(overM(a.edge(), a, b, cap), overM(b.edge(), a, b, cap));
      most = Math.min(most, convex + PIECE_ERROR_M);
    }
    if (lengthM > SHORT_M) {
      add(most, 0, piece, piece + 1, start, end);
    } else {
      mostUnopened = Math.max(mostUnopened, most);
    }
  }

  /// The further of two points from one edge: nothing between them is further from the line.
  private double overM(int edge, Depth a, Depth b, double capM) {
    return edge < 0
        ? Double.POSITIVE_INFINITY
        : Math.max(
            line.toEdgeM(edge, a.point(), capM, effort),
            line.toEdgeM(edge, b.point(), capM, effort));
  }

  private void add(double most, int node, int from, int to, double start, double end) {
    // What comes no deeper than is known, or than is borne with, needs no look.
    if (most > least && most + widthM > toleranceM) {
      open.add(new Part(most, numbers++, node, from, to, start, end));
    }
  }

  /// A point of the outline, on the surface.
  private double[] onOutline(int piece, double parameter) {
    double[] point = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      double start = outline.coordinate(piece, axis);
      point[axis] = start + parameter * (outline.coordinate(piece + 1, axis) - start);
    }
    double lift = Ellipsoid.ontoSurface(point[0], point[1], point[2]);
    for (int axis = 0; axis < 3; axis++) {
      point[axis] *= lift;
    }
    return point;
  }

  /// Looks at one point of the outline, and remembers it if none comes deeper.
  private Depth depth(double[] point, double lookM) {
    NearestOnChain nearest = line.nearest(point, lookM, effort);
    if (!nearest.found()) {
      return new Depth(Double.NEGATIVE_INFINITY, false, -1, point);
    }
    boolean rightSide = nearest.isLeft() == keepsLeft;
    double signedM = rightSide ? -nearest.distanceM() : nearest.distanceM();
    boolean within = line.isWithin(nearest, point, withinM, effort);
    if (!within && volume.isPolygon() && !rightSide) {
      // The polygon's inside may be within reach there.
      signedM = line.reachM();
      within = true;
    }
    if (within && signedM > least) {
      least = signedM;
      found = true;
      System.arraycopy(point, 0, deepest, 0, 3);
    }
    return new Depth(signedM, within, line.chain().edgeOf(nearest.piece()), point);
  }

  private Optional<LineCrossing> crossing(double leastM, double mostM, double[] at) {
    double most = Math.min(mostM, line.reachM());
    long mostMm = (long) Math.ceil(most * MM_PER_M);
    if (mostMm <= line.toleranceMm()) {
      return Optional.empty();
    }
    long leastMm = (long) Math.floor(Math.min(leastM, most) * MM_PER_M);
    return Optional.of(
        new LineCrossing(Math.max(0, leastMm), mostMm, Ellipsoid.toPosition(at[0], at[1], at[2])));
  }
}
