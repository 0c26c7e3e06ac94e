package org.wideberth.geo;

import java.util.List;

/// A base shape as a chain of short pieces: edges are split into equal geodesic pieces of at most
/// 1 km, whose end points are kept at height 0, with a binary tree of balls over them. A point is
/// a chain of one piece of no length.
///
/// The tree is implicit: a node stands for the pieces `[from, to)`, its left child for the first
/// half. Inner nodes are numbered in preorder, so the left child of node `k` is `k + 1` and the
/// right one `k` plus the number of pieces on the left. The centre of a ball is half way between
/// the ends of its pieces, which for an arc of up to half a circle is hardly larger than the
/// least ball; only that of the whole is kept. Leaves have no ball; they have their piece.
///
/// Points lie on a lattice of 1/16384 m, so within 0.06 mm of where they are computed to be.
/// Those of a chain that reaches less than 131 km from its start are kept by where they are from
/// there.
///
/// Immutable once built. Points: see [Reach].
final class Chain {
  /// So that a chord is at most 2 cm below its geodesic.
  static final double MAX_PIECE_M = 1_000;

  private static final double PER_M = 1 << 14;

  /// Far more than the errors of the points and of the balls.
  private static final double ROUNDING_M = 1e-3;

  private static final int[] NOWHERE_ELSE = new int[6];
  private static final int[] NO_OFFSETS = {};
  private static final double[] NO_POINTS = {};
  private static final float[] NO_RADII = {};

  /// The first point.
  private final double startX;

  private final double startY;
  private final double startZ;

  /// From there to each point, in lattice steps.
  private final int[] offsets;

  /// The points, if they do not fit into `offsets`.
  private final double[] far;

  /// Of the balls, rounded up.
  private final float[] radii;

  private final double middleX;
  private final double middleY;
  private final double middleZ;

  /// One bit for each piece with which an edge starts.
  private final long[] edgeStarts;

  private final int edges;
  private final double lengthM;

  /// @throws IllegalArgumentException if an edge is so long that its geodesic is not found
  Chain(List<Position> vertices, boolean closed) {
    this(vertices, Vertices.of(vertices).points(), closed);
  }

  /// As above, of vertices whose points are known.
  ///
  /// @param at where they are at height 0: x, y and z one after another
  Chain(List<Position> vertices, double[] at, boolean closed) {
    Building building = new Building(vertices, at, closed);
    edgeStarts = building.edgeStarts;
    edges = building.edges;
    lengthM = building.lengthM;
    double[] points = building.points;
    startX = points[0];
    startY = points[1];
    startZ = points[2];
    offsets = offsets(points);
    far = offsets.length == 0 ? points : NO_POINTS;
    middleX = middle(points, 0);
    middleY = middle(points, 1);
    middleZ = middle(points, 2);
    int pieces = pieces();
    radii = pieces == 1 ? NO_RADII : new float[pieces - 1];
    if (pieces > 1) {
      build(0, 0, pieces);
    }
  }

  /// Empty if one is too far from the first.
  private static int[] offsets(double[] points) {
    int[] offsets = new int[points.length];
    int any = 0;
    for (int i = 0; i < points.length; i++) {
      double steps = (points[i] - points[i % 3]) * PER_M;
      offsets[i] = (int) steps;
      any |= offsets[i];
      if (offsets[i] != steps) {
        return NO_OFFSETS;
      }
    }
    return any == 0 && offsets.length == NOWHERE_ELSE.length ? NOWHERE_ELSE : offsets;
  }

  /// Half way between the least and the greatest.
  private static double middle(double[] points, int axis) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = axis; i < points.length; i += 3) {
      least = Math.min(least, points[i]);
      most = Math.max(most, points[i]);
    }
    return (least + most) / 2;
  }

  int pieces() {
    return (offsets.length + far.length) / 3 - 1;
  }

  /// The piece with which edge `edge` starts; for the number of edges, the number of pieces.
  int edgeStart(int edge) {
    if (edge == edges) {
      return pieces();
    }
    int word = 0;
    int before = edge;
    while (before >= Long.bitCount(edgeStarts[word])) {
      before -= Long.bitCount(edgeStarts[word++]);
    }
    long left = edgeStarts[word];
    for (; before > 0; before--) {
      left &= left - 1;
    }
    return Long.SIZE * word + Long.numberOfTrailingZeros(left);
  }

  /// The edge to which a piece belongs.
  int edgeOf(int piece) {
    int started = 0;
    for (int word = 0; word < piece / Long.SIZE; word++) {
      started += Long.bitCount(edgeStarts[word]);
    }
    long upTo = -1L >>> (Long.SIZE - 1 - piece % Long.SIZE);
    return started + Long.bitCount(edgeStarts[piece / Long.SIZE] & upTo) - 1;
  }

  int edges() {
    return edges;
  }

  /// The length of all edges together.
  double lengthM() {
    return lengthM;
  }

  /// Coordinate x of the point where piece `piece` starts and the one before it ends.
  double x(int piece) {
    return far.length == 0 ? startX + offsets[3 * piece] / PER_M : far[3 * piece];
  }

  double y(int piece) {
    return far.length == 0 ? startY + offsets[3 * piece + 1] / PER_M : far[3 * piece + 1];
  }

  double z(int piece) {
    return far.length == 0 ? startZ + offsets[3 * piece + 2] / PER_M : far[3 * piece + 2];
  }

  /// Coordinate `axis`, 0 to 2, of that point.
  double coordinate(int piece, int axis) {
    return axis == 0 ? x(piece) : axis == 1 ? y(piece) : z(piece);
  }

  /// The coordinates of all points, one more than there are pieces.
  double[] points() {
    double[] points = new double[3 * (pieces() + 1)];
    for (int i = 0; i < points.length; i++) {
      points[i] = coordinate(i / 3, i % 3);
    }
    return points;
  }

  double pieceLengthM(int piece) {
    double dx = x(piece + 1) - x(piece);
    double dy = y(piece + 1) - y(piece);
    double dz = z(piece + 1) - z(piece);
    return Math.sqrt(dx * dx + dy * dy + dz * dz);
  }

  static int middle(int from, int to) {
    return (from + to) >>> 1;
  }

  private boolean isWhole(int from, int to) {
    return to - from > 1 && to - from == pieces();
  }

  /// Coordinate x of the centre of the ball around the pieces `[from, to)`.
  double centreX(int from, int to) {
    return isWhole(from, to) ? middleX : (x(from) + x(to)) / 2;
  }

  double centreY(int from, int to) {
    return isWhole(from, to) ? middleY : (y(from) + y(to)) / 2;
  }

  double centreZ(int from, int to) {
    return isWhole(from, to) ? middleZ : (z(from) + z(to)) / 2;
  }

  /// The radius of a node's ball, which holds the pieces themselves, not only their chords.
  double radius(int node, int from, int to) {
    return to - from == 1 ? pieceLengthM(from) / 2 : radii[node];
  }

  /// A ball around the chain, widened by `widthM`.
  Reach reach(double widthM) {
    int n = pieces();
    return new Reach(centreX(0, n), centreY(0, n), centreZ(0, n), radius(0, 0, n) + widthM);
  }

  /// Balls that hold the chain between them, widened by `widthM`, each of a radius of at most
  /// `radiusM` unless it is around a single piece.
  void balls(double radiusM, double widthM, PreparedVolume.Balls to) {
    balls(0, 0, pieces(), radiusM, widthM, to);
  }

  private void balls(
      int node, int from, int until, double radiusM, double widthM, PreparedVolume.Balls to) {
    double radius = radius(node, from, until) + widthM;
    if (until - from == 1 || radius <= radiusM) {
      to.add(centreX(from, until), centreY(from, until), centreZ(from, until), radius);
      return;
    }
    int middle = middle(from, until);
    balls(node + 1, from, middle, radiusM, widthM, to);
    balls(node + middle - from, middle, until, radiusM, widthM, to);
  }

  private void build(int node, int from, int to) {
    double cx = centreX(from, to);
    double cy = centreY(from, to);
    double cz = centreZ(from, to);
    double square = 0;
    for (int i = from; i <= to; i++) {
      double dx = x(i) - cx;
      double dy = y(i) - cy;
      double dz = z(i) - cz;
      square = Math.max(square, dx * dx + dy * dy + dz * dz);
    }
    radii[node] = Math.nextUp((float) (Math.sqrt(square) + sagM(MAX_PIECE_M) + ROUNDING_M));
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
  ///
  /// @param vertical with which it is looked at
  boolean encloses(double x, double y, double z, Vertical vertical) {
    int n = pieces();
    double dx = x - centreX(0, n);
    double dy = y - centreY(0, n);
    double dz = z - centreZ(0, n);
    double radius = radius(0, 0, n);
    if (dx * dx + dy * dy + dz * dz > radius * radius) {
      return false;
    }
    vertical.to(x, y, z);
    return Math.abs(vertical.turns(this, 0, 0, n)) > StrictMath.PI;
  }

  /// The area that the closed chain encloses as seen from above the middle of its ball: less than
  /// its area on the ground, but zero for the same shapes.
  double seenFromAboveM2() {
    int n = pieces();
    Vertical above = new Vertical();
    above.to(centreX(0, n), centreY(0, n), centreZ(0, n));
    double twice = 0;
    for (int i = 0; i < n; i++) {
      twice +=
          above.east(this, i) * above.north(this, i + 1)
              - above.north(this, i) * above.east(this, i + 1);
    }
    return Math.abs(twice) / 2;
  }

  /// Splits the edges.
  private static final class Building {
    private static final long[] ONE_EDGE = {1};

    final double[] points;
    final long[] edgeStarts;
    final int edges;
    double lengthM;

    Building(List<Position> vertices, double[] at, boolean closed) {
      int between = vertices.size() - (closed ? 0 : 1);
      if (between == 0) {
        points = new double[6];
        edgeStarts = ONE_EDGE;
        edges = 1;
        System.arraycopy(at, 0, points, 0, 3);
        System.arraycopy(at, 0, points, 3, 3);
        ontoLattice();
        return;
      }
      edges = between;
      Edge[] lines = new Edge[edges];
      int[] pieces = new int[edges];
      int total = 0;
      for (int i = 0; i < edges; i++) {
        int next = (i + 1) % vertices.size();
        double[] ends = new double[6];
        System.arraycopy(at, 3 * i, ends, 0, 3);
        System.arraycopy(at, 3 * next, ends, 3, 3);
        lines[i] = Edge.of(vertices.get(i), vertices.get(next), ends);
        lengthM += lines[i].lengthM();
        pieces[i] = Math.max(1, (int) Math.ceil(lines[i].lengthM() / MAX_PIECE_M));
        total = Math.addExact(total, pieces[i]);
      }
      edgeStarts = new long[(total + Long.SIZE - 1) / Long.SIZE];
      points = new double[3 * (total + 1)];
      int piece = 0;
      for (int i = 0; i < edges; i++) {
        edgeStarts[piece / Long.SIZE] |= 1L << (piece % Long.SIZE);
        lines[i].split(pieces[i], points, 3 * piece);
        piece += pieces[i];
      }
      ontoLattice();
    }

    private void ontoLattice() {
      for (int i = 0; i < points.length; i++) {
        points[i] = Math.rint(points[i] * PER_M) / PER_M;
      }
    }
  }
}
