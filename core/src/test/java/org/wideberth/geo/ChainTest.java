package org.wideberth.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import net.sf.geographiclib.GeodesicLine;
import net.sf.geographiclib.PolygonArea;
import org.junit.jupiter.api.Test;

/// Pieces, edges and balls of a base shape, and what is inside it.
final class ChainTest {
  private static final long SEED = 23;
  private static final Position HERE = Position.ofDegrees(47, 8);

  private static Chain open(Position... path) {
    return new Chain(List.of(path), false);
  }

  private static Position away(double azimuth, double metres) {
    return SeparationsTest.away(HERE, azimuth, metres);
  }

  private static double[] ecef(Position position) {
    double[] point = new double[3];
    Ellipsoid.toEcef(position, point, 0);
    return point;
  }

  private static double metres(double x, double y, double z, double[] point) {
    return Math.hypot(Math.hypot(x - point[0], y - point[1]), z - point[2]);
  }

  @Test
  void anEdgeIsCutIntoEqualPiecesOfAtMostAKilometre() {
    assertThat(open(HERE, away(40, 999.9)).pieces()).isEqualTo(1);
    assertThat(open(HERE, away(40, 1_000.1)).pieces()).isEqualTo(2);
    Chain chain = open(HERE, away(40, 5_500));
    assertThat(chain.pieces()).isEqualTo(6);
    for (int piece = 0; piece < 6; piece++) {
      assertThat(chain.pieceLengthM(piece)).isBetween(916.66, 916.67);
    }
    assertThat(chain.lengthM()).isBetween(5_499.98, 5_500.02);
    Chain point = open(HERE);
    assertThat(point.pieces()).isEqualTo(1);
    assertThat(point.edges()).isEqualTo(1);
    assertThat(point.pieceLengthM(0)).isZero();
    assertThat(point.lengthM()).isZero();
  }

  /// By edges of known numbers of pieces, over the 64 that one word holds.
  @Test
  void everyPieceIsOfTheEdgeThatStartsWithItOrBefore() {
    List<Position> path = new ArrayList<>(List.of(HERE));
    List<Integer> counts = List.of(1, 3, 60, 1, 1, 70, 2, 1, 64, 5);
    for (int count : counts) {
      Position last = path.getLast();
      path.add(SeparationsTest.away(last, path.size() % 2 == 0 ? 80 : 100, 990.0 * count));
    }
    Chain chain = new Chain(path, false);
    assertThat(chain.edges()).isEqualTo(counts.size());
    int piece = 0;
    for (int edge = 0; edge < counts.size(); edge++) {
      assertThat(chain.edgeStart(edge)).as("edge %d", edge).isEqualTo(piece);
      double[] corner = ecef(path.get(edge));
      assertThat(metres(chain.x(piece), chain.y(piece), chain.z(piece), corner)).isLessThan(1e-4);
      for (int i = 0; i < counts.get(edge); i++) {
        assertThat(chain.edgeOf(piece)).as("piece %d", piece).isEqualTo(edge);
        piece++;
      }
    }
    assertThat(chain.edgeStart(counts.size())).isEqualTo(piece);
    assertThat(chain.pieces()).isEqualTo(piece);
  }

  @Test
  void theEdgesOfARingGoRoundToWhereItBegan() {
    List<Position> ring = SeparationsTest.ring(HERE, 3_000, 5);
    Chain chain = new Chain(ring, true);
    assertThat(chain.edges()).isEqualTo(5);
    int n = chain.pieces();
    double[] start = ecef(ring.getFirst());
    assertThat(metres(chain.x(n), chain.y(n), chain.z(n), start)).isLessThan(1e-4);
    double around = 0;
    for (int i = 0; i < 5; i++) {
      around += EllipsoidTest.distance(ring.get(i), ring.get((i + 1) % 5));
    }
    assertThat(chain.lengthM()).isBetween(around - 1e-3, around + 1e-3);
  }

  /// Near its start a chain keeps points as steps, and far from it as they are.
  @Test
  void pointsAreWhereTheGeodesicIsHoweverFarTheyAre() {
    Random random = new Random(SEED);
    for (double far : new double[] {20_000, 130_000, 135_000, 900_000}) {
      Position from = EllipsoidTest.anywhere(random);
      Position to = SeparationsTest.away(from, 360 * random.nextDouble(), far);
      Chain chain = open(from, to);
      GeodesicLine line =
          Geodesic.WGS84.InverseLine(
              from.latitudeDeg(), from.longitudeDeg(), to.latitudeDeg(), to.longitudeDeg());
      double[] points = chain.points();
      int n = chain.pieces();
      assertThat(points).hasSize(3 * (n + 1));
      for (int i = 0; i <= n; i += Math.max(1, n / 40)) {
        GeodesicData there = line.Position(line.Distance() * i / n);
        double lat = Math.toRadians(there.lat2);
        double[] expected = new double[3];
        Ellipsoid.toEcef(Math.sin(lat), Math.cos(lat), Math.toRadians(there.lon2), expected, 0);
        assertThat(metres(points[3 * i], points[3 * i + 1], points[3 * i + 2], expected))
            .isLessThan(2e-4);
        // On the lattice, so that every node has the very same ones.
        assertThat(points[3 * i] * 16_384).isEqualTo(Math.rint(points[3 * i] * 16_384));
        assertThat(chain.coordinate(i, 0)).isEqualTo(points[3 * i]);
        assertThat(chain.coordinate(i, 1)).isEqualTo(points[3 * i + 1]);
        assertThat(chain.coordinate(i, 2)).isEqualTo(points[3 * i + 2]);
      }
    }
  }

  private static PreparedVolume prepared(Area area) {
    Instant noon = Instant.parse("2026-11-23T12:00:00Z");
    return PreparedVolume.of(
        new Volume(
            area,
            SeparationsTest.heights(Datum.MSL, 0, 100),
            new TimeWindow(noon, noon.plusSeconds(1))));
  }

  private static boolean holds(double[] ball, double[] point) {
    return metres(ball[0], ball[1], ball[2], point) <= ball[3];
  }

  private static List<double[]> balls(PreparedVolume volume, double mostM) {
    List<double[]> balls = new ArrayList<>();
    volume.balls(mostM, (x, y, z, radiusM) -> balls.add(new double[] {x, y, z, radiusM}));
    return balls;
  }

  /// Points of the line itself, none of them a corner, and as far from it as it is wide.
  @Test
  void ballsHoldTheWholeCorridorAndAreNoLargerThanAskedFor() {
    Random random = new Random(SEED);
    List<Position> path =
        List.of(HERE, away(20, 30_000), away(100, 18_000), away(110, 55_000), away(350, 4_000));
    PreparedVolume corridor = prepared(new Area.Corridor(path, 30_000));
    for (double mostM : new double[] {900, 2_500, 20_000, 1e9}) {
      List<double[]> balls = balls(corridor, mostM);
      assertThat(balls).allSatisfy(ball -> assertThat(ball[3]).isLessThanOrEqualTo(mostM));
      Reach reach = corridor.reach();
      double[] whole = {reach.xM(), reach.yM(), reach.zM(), reach.radiusM()};
      for (int i = 0; i < 300; i++) {
        int edge = random.nextInt(path.size() - 1);
        Position a = path.get(edge);
        Position b = path.get(edge + 1);
        GeodesicLine line =
            Geodesic.WGS84.InverseLine(
                a.latitudeDeg(), a.longitudeDeg(), b.latitudeDeg(), b.longitudeDeg());
        GeodesicData on = line.Position(line.Distance() * random.nextDouble());
        Position beside =
            SeparationsTest.away(
                Position.ofDegrees(on.lat2, on.lon2), on.azi2 + (i % 2 == 0 ? 90 : -90), 299.9);
        double[] point = ecef(beside);
        assertThat(balls.stream().anyMatch(ball -> holds(ball, point))).isTrue();
        assertThat(holds(whole, point)).isTrue();
      }
    }
    assertThat(balls(corridor, corridor.reach().radiusM())).hasSize(1);
    // As few as will do: the line is 160 km long, and a ball of 2.5 km holds four pieces of it.
    assertThat(balls(corridor, 2_500)).hasSizeBetween(32, 64);
    assertThat(balls(corridor, 1e9)).hasSize(1);
    // A piece of a kilometre is not cut for it.
    assertThat(balls(corridor, 1)).hasSizeBetween(150, 170);
    assertThat(corridor.reach().radiusM()).isBetween(27_000.0, 45_000.0);
  }

  @Test
  void theBallOfAChainHoldsItsEndsAndItsLastCornerToo() {
    Chain straight = open(HERE, away(60, 1_800));
    Chain hooked = open(away(270, 5_000), away(180, 4_000), away(40, 9_000));
    for (Chain chain : List.of(straight, hooked)) {
      Reach reach = chain.reach(0);
      double[] ball = {reach.xM(), reach.yM(), reach.zM(), reach.radiusM()};
      for (int i = 0; i <= chain.pieces(); i++) {
        double[] point = {chain.x(i), chain.y(i), chain.z(i)};
        assertThat(holds(ball, point)).isTrue();
      }
    }
    Chain point = open(HERE);
    assertThat(point.coordinate(1, 2) * 16_384).isEqualTo(Math.rint(point.z(1) * 16_384));
    assertThat(point.reach(7).radiusM()).isEqualTo(7);
  }

  @Test
  void aCircleAndAPolygonAreOneBall() {
    PreparedVolume circle = prepared(SeparationsTest.circle(HERE, 500_000));
    assertThat(balls(circle, 1)).hasSize(1);
    assertThat(circle.reach().radiusM()).isBetween(5_000.0, 5_000.01);
    PreparedVolume polygon = prepared(new Area.Polygon(SeparationsTest.ring(HERE, 9_000, 8), 700));
    List<double[]> balls = balls(polygon, 1);
    assertThat(balls).hasSize(1);
    assertThat(balls.getFirst()[3]).isBetween(9_006.9, 9_008.0);
    assertThat(metres(balls.getFirst()[0], balls.getFirst()[1], balls.getFirst()[2], ecef(HERE)))
        .isLessThan(50);
  }

  @Test
  void whatIsInsideIsToldFromWhatIsNotToAMillimetre() {
    Random random = new Random(SEED);
    for (int i = 0; i < 40; i++) {
      Position middle = EllipsoidTest.anywhere(random);
      double radius = 2_000 * Math.pow(100, random.nextDouble());
      int corners = 3 + random.nextInt(9);
      Chain ring = new Chain(SeparationsTest.ring(middle, radius, corners), true);
      // Where the edges are nearest to the middle, and where the corners are.
      double least = radius * Math.cos(Math.PI / corners);
      for (int k = 0; k < 20; k++) {
        double azimuth = 360 * random.nextDouble();
        assertThat(encloses(ring, SeparationsTest.away(middle, azimuth, 0.98 * least))).isTrue();
        assertThat(encloses(ring, SeparationsTest.away(middle, azimuth, 1.01 * radius))).isFalse();
      }
      assertThat(encloses(ring, middle)).isTrue();
      double[] there = ecef(middle);
      assertThat(ring.encloses(-there[0], -there[1], -there[2], new Vertical())).isFalse();
    }
  }

  @Test
  void aMetreInsideAnEdgeIsInsideAndAMetreOutsideIsNot() {
    Random random = new Random(SEED);
    for (int i = 0; i < 60; i++) {
      Position middle = EllipsoidTest.anywhere(random);
      int corners = 3 + random.nextInt(4);
      List<Position> ring = SeparationsTest.ring(middle, 30_000, corners);
      Chain chain = new Chain(ring, true);
      for (int edge = 0; edge < corners; edge++) {
        Position a = ring.get(edge);
        Position b = ring.get((edge + 1) % corners);
        GeodesicLine line =
            Geodesic.WGS84.InverseLine(
                a.latitudeDeg(), a.longitudeDeg(), b.latitudeDeg(), b.longitudeDeg());
        GeodesicData on = line.Position(line.Distance() * random.nextDouble());
        Position there = Position.ofDegrees(on.lat2, on.lon2);
        // The corners go clockwise: inside is on the right.
        assertThat(encloses(chain, SeparationsTest.away(there, on.azi2 + 90, 1))).isTrue();
        assertThat(encloses(chain, SeparationsTest.away(there, on.azi2 - 90, 1))).isFalse();
      }
    }
  }

  /// Into a bay, out of it, and close to an edge that has many pieces.
  @Test
  void aBayIsOutsideAndItsShoreIsInside() {
    List<Position> horseshoe =
        List.of(
            Position.ofDegrees(47.0, 8.0),
            Position.ofDegrees(47.0, 8.5),
            Position.ofDegrees(47.1, 8.5),
            Position.ofDegrees(47.1, 8.1),
            Position.ofDegrees(47.4, 8.1),
            Position.ofDegrees(47.4, 8.5),
            Position.ofDegrees(47.5, 8.5),
            Position.ofDegrees(47.5, 8.0));
    Chain chain = new Chain(horseshoe, true);
    for (boolean turned : new boolean[] {false, true}) {
      Chain ring = turned ? new Chain(horseshoe.reversed(), true) : chain;
      assertThat(encloses(ring, Position.ofDegrees(47.25, 8.3))).isFalse();
      assertThat(encloses(ring, Position.ofDegrees(47.25, 8.05))).isTrue();
      assertThat(encloses(ring, Position.ofDegrees(47.05, 8.45))).isTrue();
      assertThat(encloses(ring, Position.ofDegrees(47.45, 8.45))).isTrue();
      assertThat(encloses(ring, Position.ofDegrees(47.25, 7.95))).isFalse();
      assertThat(encloses(ring, Position.ofDegrees(47.25, 8.1))).isTrue();
      assertThat(encloses(ring, Position.ofDegrees(47.25, 8.100001))).isFalse();
      assertThat(encloses(ring, Position.ofDegrees(47.25, 8.099999))).isTrue();
    }
  }

  private static boolean encloses(Chain chain, Position position) {
    double[] point = ecef(position);
    return chain.encloses(point[0], point[1], point[2], new Vertical());
  }

  @Test
  void seenFromAboveAreasAreNearlyThoseOnTheGround() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20; i++) {
      Position middle = EllipsoidTest.anywhere(random);
      List<Position> ring = SeparationsTest.ring(middle, 5_000, 3 + random.nextInt(6));
      PolygonArea area = new PolygonArea(Geodesic.WGS84, false);
      ring.forEach(each -> area.AddPoint(each.latitudeDeg(), each.longitudeDeg()));
      double truth = Math.abs(area.Compute(false, true).area);
      assertThat(new Chain(ring, true).seenFromAboveM2()).isBetween(0.9999 * truth, 1.0001 * truth);
      assertThat(new Chain(ring.reversed(), true).seenFromAboveM2())
          .isBetween(0.9999 * truth, 1.0001 * truth);
    }
  }
}
