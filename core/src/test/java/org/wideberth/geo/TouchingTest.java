package org.wideberth.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wideberth.geo.Separations.Touch;

/// Whether two areas share a point, whatever their heights and times.
final class TouchingTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Position HERE = Position.ofDegrees(47, 8);

  /// The second at another time and height: neither counts.
  private static Optional<Touch> touching(Area a, Area b, long steps) {
    PreparedVolume one =
        PreparedVolume.of(
            new Volume(
                a,
                SeparationsTest.heights(Datum.MSL, 0, 100),
                new TimeWindow(NOON, NOON.plusSeconds(1))));
    PreparedVolume other =
        PreparedVolume.of(
            new Volume(
                b,
                SeparationsTest.heights(Datum.MSL, 500_000, 600_000),
                new TimeWindow(NOON.plusSeconds(90), NOON.plusSeconds(91))));
    Optional<Touch> found = Separations.touching(one, other, Effort.of(steps));
    assertThat(Separations.touching(other, one, Effort.of(steps))).isEqualTo(found);
    return found;
  }

  private static Touch certain(Area a, Area b) {
    Touch touch = touching(a, b, 1_000).orElseThrow();
    assertThat(touch.certain()).isTrue();
    return touch;
  }

  private static Area circle(Position centre, int radiusM) {
    return SeparationsTest.circle(centre, radiusM * 100);
  }

  private static void assertNear(Position expected, Position is) {
    assertThat(EllipsoidTest.distance(expected, is)).isLessThan(0.1);
  }

  @Test
  void circlesDoFromTheSumOfTheirRadiiOn() {
    Position there = SeparationsTest.away(HERE, 120, 5_000);
    Touch touch = certain(circle(HERE, 1_001), circle(there, 4_001));
    assertNear(SeparationsTest.away(HERE, 120, 1_000), touch.at());
    assertThat(touching(circle(HERE, 999), circle(there, 4_000), 1_000)).isEmpty();
    assertThat(touching(circle(HERE, 10), circle(there, 4_000), 1_000)).isEmpty();
    assertNear(
        SeparationsTest.away(HERE, 120, 2_500),
        certain(circle(HERE, 3_000), circle(there, 3_000)).at());
  }

  @Test
  void whatIsInsideAPolygonDoesWhereItBegins() {
    Area square = new Area.Polygon(SeparationsTest.ring(HERE, 9_000, 4), 0);
    Position within = SeparationsTest.away(HERE, 10, 1_500);
    assertNear(within, certain(square, circle(within, 1)).at());
    List<Position> ring = SeparationsTest.ring(within, 300, 5);
    assertNear(ring.getFirst(), certain(square, new Area.Polygon(ring, 0)).at());
    // Whichever of the two polygons comes first in their order.
    List<Position> turned = SeparationsTest.ring(HERE, 9_000, 4).reversed();
    assertThat(turned.getFirst().latE7()).isLessThan(ring.getFirst().latE7());
    assertNear(
        ring.getFirst(), certain(new Area.Polygon(turned, 0), new Area.Polygon(ring, 0)).at());
    Position outside = SeparationsTest.away(HERE, 10, 9_500);
    assertThat(touching(square, circle(outside, 1), 1_000)).isEmpty();
    // Its nearest point is a corner.
    Position corner = SeparationsTest.away(HERE, 10, 9_000);
    assertNear(corner, certain(square, circle(outside, 2_000)).at());
  }

  @Test
  void linesDoWhereTheyCross() {
    Area north =
        new Area.Corridor(
            List.of(SeparationsTest.away(HERE, 0, 30_000), SeparationsTest.away(HERE, 180, 70_000)),
            200);
    Area east =
        new Area.Corridor(
            List.of(
                SeparationsTest.away(HERE, 90, 50_000), SeparationsTest.away(HERE, 270, 60_000)),
            200);
    assertThat(EllipsoidTest.distance(HERE, certain(north, east).at())).isLessThan(4);
  }

  /// Side by side, wider and wider: first they do not, then it cannot be told, then they do.
  @Test
  void asCloseAsArithmeticCannotTellItIsSaidNotToBeCertain() {
    Position a = Position.ofDegrees(0, -0.05);
    Position b = Position.ofDegrees(0, 0.05);
    Position c = Position.ofDegrees(0.01, -0.05);
    Position d = Position.ofDegrees(0.01, 0.05);
    double apartM = EllipsoidTest.distance(a, c);
    int first = (int) (apartM * 100) - 30_000 - 10;
    StringBuilder seen = new StringBuilder();
    for (int widthCm = first; widthCm < first + 20; widthCm++) {
      Optional<Touch> touch =
          touching(
              new Area.Corridor(List.of(a, b), 30_000),
              new Area.Corridor(List.of(c, d), widthCm),
              10_000);
      touch.ifPresent(
          each ->
              assertThat(each.at().latitudeDeg())
                  .isBetween(30_000 / apartM / 10_000 - 1e-5, 30_000 / apartM / 10_000 + 1e-5));
      seen.append(touch.isEmpty() ? "-" : touch.get().certain() ? "!" : "?");
    }
    assertThat(seen.toString()).matches("-{6,11}\\?{1,7}!{5,10}");
  }

  @Test
  void whereTheEffortIsSpentItIsSaidNotToBeCertain() {
    Area south =
        new Area.Corridor(List.of(Position.ofDegrees(0, -1), Position.ofDegrees(0, 1)), 1_000);
    Area north =
        new Area.Corridor(
            List.of(Position.ofDegrees(0.001, -1), Position.ofDegrees(0.001, 1)), 1_000);
    assertThat(touching(south, north, 100_000)).isEmpty();
    Touch spent = touching(south, north, 3).orElseThrow();
    assertThat(spent.certain()).isFalse();
    assertThat(spent.at()).isEqualTo(Position.ofDegrees(0, -1));
  }
}
