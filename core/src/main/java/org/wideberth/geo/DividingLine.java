package org.wideberth.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// A line on the ground with two sides: a river, a coast, a line of contact.
///
/// Its edges are the geodesics of WGS-84 from vertex to vertex. Left and right are those of
/// somebody who follows the vertices in order. For every point of the Earth there is one verdict:
///
/// 1. further from the drawn line than it reaches: [LineSide#BEYOND], the line says nothing;
/// 2. else the line is continued beyond both its ends, straight on along the geodesic of its first
///    and its last edge, [#PAST_REACH_M] further than it reaches (to the nearest 1e-7 degree);
/// 3. no further from the continued line than the tolerance: [LineSide#ON];
/// 4. else [LineSide#LEFT] or [LineSide#RIGHT], as the point lies to that place of the continued
///    line that is nearest to it. At a vertex that is the outer side of the corner.
///
/// A line that crosses or touches itself, continued as it is, is refused. One that winds round
/// itself like a spiral within its reach does not divide anything: there the nearest part counts.
///
/// Distances are geodesic, exact to [#ERROR_M]. Everything is IEEE arithmetic and `StrictMath` over
/// quantised positions, so every node gives the same verdict, bit for bit. Immutable.
public final class DividingLine {
  /// A river drawn at 1:50,000 has a vertex every 100 m; what needs more is two lines.
  public static final int VERTICES_MAX = 1_000;

  /// 5,000 km an edge: a parallel of latitude is not one anyway, and further apart a geodesic's
  /// azimuth is nobody's drawing.
  public static final int EDGE_MAX_M = 5_000_000;

  /// 20,000 km of edges, as for an area.
  public static final int LENGTH_MAX_M = Areas.MAX_LENGTH_M;

  /// 10 cm, many times the step of positions and [#ERROR_M].
  public static final int TOLERANCE_MIN_MM = 100;

  /// 10 km: wider, and it is a zone.
  public static final int TOLERANCE_MAX_MM = 10_000_000;

  /// 1 km.
  public static final int REACH_MIN_M = 1_000;

  /// 500 km: together with the widest area still where the kernel states its error.
  public static final int REACH_MAX_M = 500_000;

  /// 2 km: more than two pieces of an outline, so that none gets round the end unseen.
  public static final int PAST_REACH_M = 2_000;

  /// What a distance may be off by.
  public static final double ERROR_M = 0.015;

  private static final double MM_PER_M = 1_000;

  private final List<Position> vertices;
  private final int toleranceMm;
  private final int reachM;
  private final Chain chain;
  private final Reach reach;

  private DividingLine(List<Position> vertices, int toleranceMm, int reachM) {
    this.vertices = List.copyOf(vertices);
    this.toleranceMm = toleranceMm;
    this.reachM = reachM;
    this.chain = new Chain(continued(vertices, reachM), false);
    this.reach = new Chain(vertices, false).reach(reachM);
  }

  /// The line that somebody else gave.
  public static Outcome<DividingLine> of(List<Position> vertices, long toleranceMm, long reachM) {
    if (vertices.size() < 2) {
      return Outcome.refuse(RefusalCode.BAD_SHAPE, "a line needs at least 2 vertices");
    }
    if (vertices.size() > VERTICES_MAX) {
      return Outcome.refuse(
          RefusalCode.LIMIT_EXCEEDED, "a line may have at most " + VERTICES_MAX + " vertices");
    }
    if (toleranceMm < TOLERANCE_MIN_MM || toleranceMm > TOLERANCE_MAX_MM) {
      return Outcome.refuse(
          RefusalCode.OUT_OF_RANGE, "the tolerance of a line must be from 10 cm to 10 km");
    }
    if (reachM < REACH_MIN_M || reachM > REACH_MAX_M) {
      return Outcome.refuse(RefusalCode.OUT_OF_RANGE, "a line must reach from 1 km to 500 km");
    }
    if (toleranceMm >= reachM * MM_PER_M) {
      return Outcome.refuse(
          RefusalCode.OUT_OF_RANGE, "a line must reach further than its tolerance");
    }
    return edgesFit(vertices)
        .then(
            _ -> {
              DividingLine line = new DividingLine(vertices, (int) toleranceMm, (int) reachM);
              return Simplicity.openMeetsItself(line.chain)
                  ? Outcome.refuse(
                      RefusalCode.BAD_SHAPE,
                      "the line, continued straight on beyond its ends by its reach and 2 km,"
                          + " crosses or touches itself: it has no two sides; give it a shorter"
                          + " reach or other ends")
                  : Outcome.accept(line);
            });
  }

  private static Outcome<Boolean> edgesFit(List<Position> vertices) {
    double totalM = 0;
    double[] ends = new double[6];
    for (int i = 1; i < vertices.size(); i++) {
      Ellipsoid.toEcef(vertices.get(i - 1), ends, 0);
      Ellipsoid.toEcef(vertices.get(i), ends, 3);
      double dx = ends[3] - ends[0];
      double dy = ends[4] - ends[1];
      double dz = ends[5] - ends[2];
      double chordM = Math.sqrt(dx * dx + dy * dy + dz * dz);
      if (chordM < Simplicity.TOUCH_M) {
        return Outcome.refuse(
            RefusalCode.BAD_SHAPE, "vertex " + (i + 1) + " repeats the one before it");
      }
      // A chord this long is that of an edge that is longer by a few per cent.
      double edgeM =
          chordM > EDGE_MAX_M
              ? chordM
              : new GeodesicLine(vertices.get(i - 1), vertices.get(i)).lengthM();
      if (edgeM > EDGE_MAX_M) {
        return Outcome.refuse(
            RefusalCode.LIMIT_EXCEEDED,
            "the edge to vertex " + (i + 1) + " is longer than 5,000 km; give it more vertices");
      }
      totalM += edgeM;
    }
    return totalM > LENGTH_MAX_M
        ? Outcome.refuse(
            RefusalCode.LIMIT_EXCEEDED, "a line may be at most 20,000 km long from end to end")
        : Outcome.accept(true);
  }

  private static List<Position> continued(List<Position> vertices, int reachM) {
    int last = vertices.size() - 1;
    List<Position> all = new ArrayList<>(vertices.size() + 2);
    all.add(beyond(vertices.get(1), vertices.get(0), reachM));
    all.addAll(vertices);
    all.add(beyond(vertices.get(last - 1), vertices.get(last), reachM));
    return all;
  }

  private static Position beyond(Position from, Position end, int reachM) {
    GeodesicLine edge = new GeodesicLine(from, end);
    double[] tip = new double[3];
    edge.pointAt(edge.lengthM() + reachM + PAST_REACH_M, tip, 0);
    return Ellipsoid.toPosition(tip[0], tip[1], tip[2]);
  }

  /// As drawn, in order.
  public List<Position> vertices() {
    return vertices;
  }

  /// The line as it is continued: one vertex more at each end.
  public List<Position> continued() {
    return continued(vertices, reachM);
  }

  public int toleranceMm() {
    return toleranceMm;
  }

  public int reachM() {
    return reachM;
  }

  /// A ball that holds all that the line says something about.
  public Reach reach() {
    return reach;
  }

  /// How long it is as drawn, in metres, without its continuations; rounded.
  public long lengthM() {
    return Math.round(chain.lengthM()) - 2L * (reachM + PAST_REACH_M);
  }

  /// On which side of the line a point lies.
  public LineSide sideOf(Position position) {
    double[] point = new double[3];
    Ellipsoid.toEcef(position, point, 0);
    Effort effort = Effort.unlimited();
    NearestOnChain nearest = nearest(point, reachM, effort);
    if (!isWithin(nearest, point, reachM, effort)) {
      return LineSide.BEYOND;
    }
    if (nearest.distanceM() * MM_PER_M <= toleranceMm) {
      return LineSide.ON;
    }
    return nearest.isLeft() ? LineSide.LEFT : LineSide.RIGHT;
  }

  Chain chain() {
    return chain;
  }

  /// The nearest point of the continued line, if it is not further than `withinM`.
  NearestOnChain nearest(double[] point, double withinM, Effort effort) {
    return new NearestOnChain(chain, 0, chain.pieces(), point, Math.nextUp(withinM), effort);
  }

  /// Whether a point is no further than `withinM` from the line as drawn.
  ///
  /// @param nearest of the continued line, to the same point, looked for as far at least
  boolean isWithin(NearestOnChain nearest, double[] point, double withinM, Effort effort) {
    if (!nearest.found() || nearest.distanceM() > withinM) {
      return false;
    }
    int first = chain.edgeStart(1);
    int end = chain.edgeStart(chain.edges() - 1);
    if (nearest.piece() >= first && nearest.piece() < end) {
      return true;
    }
    return new NearestOnChain(chain, first, end, point, Math.nextUp(withinM), effort).found();
  }

  /// How far from an edge of the continued line a point is, in metres, as far as `withinM`.
  double toEdgeM(int edge, double[] point, double withinM, Effort effort) {
    return new NearestOnChain(
            chain, chain.edgeStart(edge), chain.edgeStart(edge + 1), point, withinM, effort)
        .distanceM();
  }

  /// Whether the volume's area, at whatever height and time, comes further over the line than the
  /// tolerance, into what the line reaches.
  ///
  /// @param keeps the side on which the area should be: left or right
  /// @param effort when it is spent, a crossing that cannot be told from none is reported as one
  public Optional<LineCrossing> crossing(PreparedVolume volume, LineSide keeps, Effort effort) {
    if (!keeps.isSide()) {
      throw new IllegalArgumentException("nobody can keep to " + keeps);
    }
    if (reach.apartM(volume.reach()) > 0) {
      return Optional.empty();
    }
    return new Overreach(this, volume, keeps == LineSide.LEFT, effort).crossing();
  }
}
