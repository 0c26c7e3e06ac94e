package org.wideberth.geo;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// A base shape as a chain of short pieces: edges are split into equal geodesic pieces of at most
/// 1 km, whose end points are kept at height 0, with a binary tree of balls over them. A point is a
/// chain of one piece of no length.
///
/// The tree is implicit: a node stands for the pieces `[from, to)`, its left child for the first
/// half. Inner nodes are numbered in preorder, so the left child of node `k` is `k + 1` and the
/// right one `k` plus the number of pieces on the left. Leaves have no ball; they have their piece.
///
/// Immutable once built. Points: see [Reach].
final class Chain {
  /// So that a chord is at most 2 cm below its geodesic.
  static final double MAX_PIECE_M = 1_000;

  private static final int BALL = 4;

  /// Far more than the errors of the points and of the balls.
  private static final double ROUNDING_M = 1e-3;

  private final double[] points;
  private final double[] balls;
  private final int[] edgeStarts;
  private final double lengthM;

  /// @throws IllegalArgumentException if an edge is so long that its geodesic is not found
  Chain(List<Position> vertices, boolean closed) {
    Building building = new Building(vertices, closed);
    points = building.points;
    edgeStarts = building.edgeStarts;
    lengthM = building.lengthM;
    balls = new double[Math.max(0, pieces() - 1) * BALL];
    if (pieces() > 1) {
      build(0, 0, pieces());
    }
  }

  int pieces() {
    return points.length / 3 - 1;
  }

  /// The piece with which edge `edge` starts; for the number of edges, the number of pieces.
  int edgeStart(int edge) {
    return edgeStarts[edge];
  }

  /// The edge to which a piece belongs.
  int edgeOf(int piece) {
    int at = Arrays.binarySearch(edgeStarts, piece);
    return at >= 0 ? at : -at - 2;
  }

  int edges() {
    return edgeStarts.length - 1;
  }

  /// The length of all edges together.
  double lengthM() {
    return lengthM;
  }

  /// Coordinate `axis` of the point where piece `piece` starts and the one before it ends.
  double coordinate(int piece, int axis) {
    return points[3 * piece + axis];
  }

  double[] points() {
    return points;
  }

  double pieceLengthM(int piece) {
    int i = 3 * piece;
    double dx = points[i + 3] - points[i];
    double dy = points[i + 4] - points[i + 1];
    double dz = points[i + 5] - points[i + 2];
    return Math.sqrt(dx * dx + dy * dy + dz * dz);
  }

  static int middle(int from, int to) {
    return (from + to) >>> 1;
  }

  /// A coordinate of the centre of a node's ball.
  double centre(int node, int from, int to, int axis) {
    if (to - from == 1) {
      int i = 3 * from + axis;
      return (points[i] + points[i + 3]) / 2;
    }
    return balls[BALL * node + axis];
  }

  /// The radius of a node's ball, which holds the pieces themselves, not only their chords.
  double radius(int node, int from, int to) {
    return to - from == 1 ? pieceLengthM(from) / 2 : balls[BALL * node + 3];
  }

  /// A ball around the chain, widened by `widthM`.
  Reach reach(double widthM) {
    int n = pieces();
    return new Reach(
        centre(0, 0, n, 0), centre(0, 0, n, 1), centre(0, 0, n, 2), radius(0, 0, n) + widthM);
  }

  /// Balls that hold the chain between them, widened by `widthM`, each of a radius of at most
  /// `radiusM` unless it is around a single piece.
  void balls(double radiusM, double widthM, Consumer<Reach> to) {
    balls(0, 0, pieces(), radiusM, widthM, to);
  }

  private void balls(
      int node, int from, int until, double radiusM, double widthM, Consumer<Reach> to) {
    double radius = radius(node, from, until) + widthM;
    if (until - from == 1 || radius <= radiusM) {
      to.accept(
          new Reach(
              centre(node, from, until, 0),
              centre(node, from, until, 1),
              centre(node, from, until, 2),
              radius));
      return;
    }
    int middle = middle(from, until);
    balls(node + 1, from, middle, radiusM, widthM, to);
    balls(node + middle - from, middle, until, radiusM, widthM, to);
  }

  private void build(int node, int from, int to) {
    int at = BALL * node;
    for (int axis = 0; axis < 3; axis++) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = from; i <= to; i++) {
        least = Math.min(least, points[3 * i + axis]);
        most = Math.max(most, points[3 * i + axis]);
      }
      balls[at + axis] = (least + most) / 2;
    }
    double square = 0;
    for (int i = from; i <= to; i++) {
      double dx = points[3 * i] - balls[at];
      double dy = points[3 * i + 1] - balls[at + 1];
      double dz = points[3 * i + 2] - balls[at + 2];
      square = Math.max(square, dx * dx + dy * dy + dz * dz);
    }
    balls[at + 3] = Math.sqrt(square) + sagM(MAX_PIECE_M) + ROUNDING_M;
    int middle = middle(from, to);
    if (middle - from > 1) {
      build(node + 1, from, middle);
    }
    if (to - middle > 1) {
      build(node + middle - from, middle, to);
    }
  }

  /// How far a geodesic of this length rises above its chord, at most: L² / 8r, plus 1e-6 m.
  static double sagM(double lengthM) {
    return lengthM * lengthM / (8 * Ellipsoid.LEAST_RADIUS_M) + 1e-6;
  }

  /// Whether a point of the ellipsoid is inside the closed chain, on its smaller side. Within a
  /// millimetre of the chain either answer may come.
  ///
  /// The chain is looked at along the vertical of the point: it lies within 6,000 km (see
  /// [Areas]), so in the same hemisphere, where that view is one-to-one. Inside is where the chain
  /// winds round the point. A part of the chain whose ball the vertical misses turns by the angle
  /// between its two ends, however it gets there, so only parts near the point are opened.
  boolean encloses(double x, double y, double z) {
    int n = pieces();
    double dx = x - centre(0, 0, n, 0);
    double dy = y - centre(0, 0, n, 1);
    double dz = z - centre(0, 0, n, 2);
    double radius = radius(0, 0, n);
    if (dx * dx + dy * dy + dz * dz > radius * radius) {
      return false;
    }
    return Math.abs(new View(this, x, y, z).turns(0, 0, n)) > StrictMath.PI;
  }

  /// The area that the closed chain encloses as seen from above the middle of its ball: less than
  /// its area on the ground, but zero for the same shapes.
  double seenFromAboveM2() {
    int n = pieces();
    double cx = centre(0, 0, n, 0);
    double cy = centre(0, 0, n, 1);
    double cz = centre(0, 0, n, 2);
    View view = new View(this, cx, cy, cz);
    double twice = 0;
    for (int i = 0; i < n; i++) {
      twice += view.east(i) * view.north(i + 1) - view.north(i) * view.east(i + 1);
    }
    return Math.abs(twice) / 2;
  }

  /// The chain seen along the vertical of a point.
  private static final class View {
    private final Chain chain;
    private final double x;
    private final double y;
    private final double z;
    private final double eastX;
    private final double eastY;
    private final double northX;
    private final double northY;
    private final double northZ;

    View(Chain chain, double x, double y, double z) {
      this.chain = chain;
      this.x = x;
      this.y = y;
      this.z = z;
      double r = Math.sqrt(x * x + y * y + z * z);
      double level = Math.sqrt(x * x + y * y);
      // Any two directions across the vertical will do: over a pole, those of longitude 0.
      double cosLon = level == 0 ? 1 : x / level;
      double sinLon = level == 0 ? 0 : y / level;
      eastX = -sinLon;
      eastY = cosLon;
      northX = -z / r * cosLon;
      northY = -z / r * sinLon;
      northZ = level / r;
    }

    double turns(int node, int from, int to) {
      if (to - from > 1) {
        double cx = chain.centre(node, from, to, 0) - x;
        double cy = chain.centre(node, from, to, 1) - y;
        double cz = chain.centre(node, from, to, 2) - z;
        double e = cx * eastX + cy * eastY;
        double n = cx * northX + cy * northY + cz * northZ;
        double radius = chain.radius(node, from, to);
        if (e * e + n * n <= radius * radius) {
          int middle = middle(from, to);
          return turns(node + 1, from, middle) + turns(node + middle - from, middle, to);
        }
      }
      double e1 = east(from);
      double n1 = north(from);
      double e2 = east(to);
      double n2 = north(to);
      return StrictMath.atan2(e1 * n2 - n1 * e2, e1 * e2 + n1 * n2);
    }

    private double east(int piece) {
      return (chain.coordinate(piece, 0) - x) * eastX + (chain.coordinate(piece, 1) - y) * eastY;
    }

    private double north(int piece) {
      return (chain.coordinate(piece, 0) - x) * northX
          + (chain.coordinate(piece, 1) - y) * northY
          + (chain.coordinate(piece, 2) - z) * northZ;
    }
  }

  /// Splits the edges.
  private static final class Building {
    double[] points;
    int[] edgeStarts;
    double lengthM;

    Building(List<Position> vertices, boolean closed) {
      int edges = vertices.size() - (closed ? 0 : 1);
      if (edges == 0) {
        points = new double[6];
        edgeStarts = new int[] {0, 1};
        Ellipsoid.toEcef(vertices.getFirst(), points, 0);
        Ellipsoid.toEcef(vertices.getFirst(), points, 3);
        return;
      }
      GeodesicLine[] lines = new GeodesicLine[edges];
      int[] pieces = new int[edges];
      edgeStarts = new int[edges + 1];
      int total = 0;
      for (int i = 0; i < edges; i++) {
        lines[i] = new GeodesicLine(vertices.get(i), vertices.get((i + 1) % vertices.size()));
        lengthM += lines[i].lengthM();
        pieces[i] = Math.max(1, (int) Math.ceil(lines[i].lengthM() / MAX_PIECE_M));
        total = Math.addExact(total, pieces[i]);
        edgeStarts[i + 1] = total;
      }
      points = new double[3 * (total + 1)];
      int at = 0;
      for (int i = 0; i < edges; i++) {
        Ellipsoid.toEcef(vertices.get(i), points, at);
        for (int k = 1; k < pieces[i]; k++) {
          lines[i].pointAt(lines[i].lengthM() * k / pieces[i], points, at + 3 * k);
        }
        at += 3 * pieces[i];
      }
      Ellipsoid.toEcef(vertices.get(edges % vertices.size()), points, at);
    }
  }
}
