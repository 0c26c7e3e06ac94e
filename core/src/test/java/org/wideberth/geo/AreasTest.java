package org.wideberth.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

class AreasTest {
  private static final Position HERE = Position.ofDegrees(47, 8);

  @Test
  void circles_are_bounded() {
    assertRefused(Areas.circle(HERE, 0), RefusalCode.BAD_SHAPE, "at least one centimetre");
    assertAccepted(Areas.circle(HERE, 1));
    assertAccepted(Areas.circle(HERE, Areas.MAX_RADIUS_CM));
    assertRefused(
        Areas.circle(HERE, Areas.MAX_RADIUS_CM + 1), RefusalCode.LIMIT_EXCEEDED, "200 km");
    assertRefused(Areas.circle(HERE, Long.MAX_VALUE), RefusalCode.LIMIT_EXCEEDED, "200 km");
  }

  @Test
  void widths_are_bounded() {
    List<Position> line = List.of(HERE, east(HERE, 1_000));
    assertRefused(Areas.corridor(line, 0), RefusalCode.BAD_SHAPE, "half-width");
    assertAccepted(Areas.corridor(line, 1));
    assertAccepted(Areas.corridor(line, Areas.MAX_WIDTH_CM));
    assertRefused(
        Areas.corridor(line, Areas.MAX_WIDTH_CM + 1), RefusalCode.LIMIT_EXCEEDED, "100 km");
    List<Position> ring = SeparationsTest.ring(HERE, 1_000, 3);
    assertRefused(Areas.polygon(ring, -1), RefusalCode.BAD_SHAPE, "negative");
    assertAccepted(Areas.polygon(ring, 0));
    assertAccepted(Areas.polygon(ring, Areas.MAX_WIDTH_CM));
    assertRefused(
        Areas.polygon(ring, Areas.MAX_WIDTH_CM + 1), RefusalCode.LIMIT_EXCEEDED, "100 km");
  }

  @Test
  void too_few_vertices_and_coincident_neighbours_are_refused() {
    assertRefused(Areas.corridor(List.of(HERE), 100), RefusalCode.BAD_SHAPE, "at least 2");
    assertRefused(
        Areas.corridor(List.of(HERE, HERE), 100), RefusalCode.BAD_SHAPE, "vertex 2 repeats");
    assertRefused(
        Areas.polygon(List.of(HERE, east(HERE, 9)), 0), RefusalCode.BAD_SHAPE, "at least 3");
    List<Position> ring = new ArrayList<>(SeparationsTest.ring(HERE, 1_000, 3));
    ring.add(ring.getFirst());
    assertRefused(Areas.polygon(ring, 0), RefusalCode.BAD_SHAPE, "vertex 1 repeats");
    Position almostPole = new Position(899_999_999, 0);
    Position besideIt = new Position(899_999_999, 900_000);
    assertRefused(
        Areas.corridor(List.of(almostPole, besideIt), 100), RefusalCode.BAD_SHAPE, "repeats");
  }

  @Test
  void an_unclosed_ring_is_refused_where_closed_ones_are_expected() {
    List<Position> ring = new ArrayList<>(SeparationsTest.ring(HERE, 1_000, 4));
    assertRefused(Areas.polygonOfClosedRing(ring, 0), RefusalCode.BAD_SHAPE, "not closed");
    ring.add(ring.getFirst());
    assertThat(Areas.polygonOfClosedRing(ring, 0).orThrow().vertices()).hasSize(4);
  }

  @Test
  void zero_area_is_refused() {
    Position a = new Position(0, 0);
    Position b = new Position(0, 10_000_000);
    Position c = new Position(0, 20_000_000);
    assertRefused(Areas.polygon(List.of(a, b, c), 0), RefusalCode.BAD_SHAPE, "no area");
    Position north = new Position(50_000_000, 0);
    assertRefused(
        Areas.polygon(List.of(a, north, new Position(20_000_000, 0)), 0),
        RefusalCode.BAD_SHAPE,
        "no area");
  }

  @Test
  void self_crossing_and_self_touching_polygons_are_refused() {
    Position ne = Position.ofDegrees(1, 1);
    Position nw = Position.ofDegrees(1, -1);
    Position se = Position.ofDegrees(-1, 1.5);
    Position sw = Position.ofDegrees(-1, -1);
    assertAccepted(Areas.polygon(List.of(nw, ne, se, sw), 0));
    assertRefused(
        Areas.polygon(List.of(nw, se, ne, sw), 0), RefusalCode.BAD_SHAPE, "crosses or touches");
    // A vertex on a far edge: the edge along the equator passes through it.
    Position onEquator = Position.ofDegrees(0, 0);
    List<Position> touching =
        List.of(Position.ofDegrees(0, -1), Position.ofDegrees(0, 1), ne, onEquator, nw);
    assertRefused(Areas.polygon(touching, 0), RefusalCode.BAD_SHAPE, "crosses or touches");
    // A spike: out and back along the same meridian.
    List<Position> spike =
        List.of(
            Position.ofDegrees(0, -1),
            Position.ofDegrees(0, 1),
            Position.ofDegrees(3, 1),
            Position.ofDegrees(2, 1),
            Position.ofDegrees(2, -1));
    assertRefused(Areas.polygon(spike, 0), RefusalCode.BAD_SHAPE, "crosses or touches");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 89.9999, 90, -90, -89})
  void star_polygons_are_accepted_anywhere_and_refused_once_two_corners_swap(double latitude) {
    Random random = new Random(7);
    Position middle = Position.ofDegrees(latitude, 179.999);
    List<Position> star =
        IntStream.range(0, 40)
            .mapToObj(
                i -> SeparationsTest.away(middle, i * 9.0, 2_000 * (1 + 20 * random.nextDouble())))
            .toList();
    assertAccepted(Areas.polygon(star, 0));
    List<Position> crossed = new ArrayList<>(star);
    crossed.set(3, star.get(20));
    crossed.set(20, star.get(3));
    assertRefused(Areas.polygon(crossed, 0), RefusalCode.BAD_SHAPE, "crosses or touches");
  }

  @Test
  void vertices_are_limited() {
    List<Position> most = SeparationsTest.ring(HERE, 100_000, Areas.MAX_VERTICES);
    assertAccepted(Areas.polygon(most, 0));
    List<Position> more = SeparationsTest.ring(HERE, 100_000, Areas.MAX_VERTICES + 1);
    assertRefused(Areas.polygon(more, 0), RefusalCode.LIMIT_EXCEEDED, "10000 vertices");
    assertRefused(Areas.corridor(more, 100), RefusalCode.LIMIT_EXCEEDED, "10000 vertices");
  }

  @Test
  @Tag("slow")
  void a_comb_of_ten_thousand_close_teeth_is_accepted_until_one_tooth_leans_into_the_next() {
    List<Position> comb = new ArrayList<>();
    for (int tooth = 0; tooth < 4_999; tooth++) {
      int lon = 80_000_000 + 4 * tooth;
      comb.add(new Position(tooth % 2 == 0 ? 470_000_000 : 470_170_000, lon));
      comb.add(new Position(tooth % 2 == 0 ? 470_170_000 : 470_000_000, lon));
    }
    comb.add(new Position(469_990_000, 80_000_000 + 4 * 4_999));
    comb.add(new Position(469_990_000, 80_000_000));
    assertAccepted(Areas.polygon(comb, 0));
    Position end = comb.get(5_001);
    comb.set(5_001, new Position(end.latE7(), end.lonE7() + 5));
    assertRefused(Areas.polygon(comb, 0), RefusalCode.BAD_SHAPE, "crosses or touches");
  }

  @Test
  void edges_are_limited() {
    Position far = SeparationsTest.away(HERE, 30, Areas.MAX_EDGE_M - 0.1);
    assertAccepted(Areas.corridor(List.of(HERE, far), 100));
    Position tooFar = SeparationsTest.away(HERE, 30, Areas.MAX_EDGE_M + 0.1);
    assertRefused(
        Areas.corridor(List.of(HERE, tooFar), 100), RefusalCode.LIMIT_EXCEEDED, "1,000 km");
    assertRefused(
        Areas.corridor(List.of(HERE, Position.ofDegrees(-47, -172)), 100),
        RefusalCode.LIMIT_EXCEEDED,
        "1,000 km");
  }

  @Test
  void the_length_of_all_edges_is_limited() {
    Position far = SeparationsTest.away(HERE, 90, 999_000);
    List<Position> thereAndBack =
        IntStream.range(0, 21).mapToObj(i -> i % 2 == 0 ? HERE : far).toList();
    assertAccepted(Areas.corridor(thereAndBack, 100));
    List<Position> oneMore = IntStream.range(0, 22).mapToObj(i -> i % 2 == 0 ? HERE : far).toList();
    assertRefused(Areas.corridor(oneMore, 100), RefusalCode.LIMIT_EXCEEDED, "20,000 km");
  }

  @Test
  void a_polygon_too_wide_to_have_a_smaller_side_is_refused() {
    // The ball's radius is straight: 3,000 km of it are 3,121 km over ground.
    assertAccepted(Areas.polygon(SeparationsTest.ring(HERE, 3_115_000, 30), 0));
    assertRefused(
        Areas.polygon(SeparationsTest.ring(HERE, 3_130_000, 30), 0),
        RefusalCode.LIMIT_EXCEEDED,
        "3,000 km");
  }

  private static Position east(Position from, double metres) {
    return SeparationsTest.away(from, 90, metres);
  }

  private static void assertAccepted(Outcome<Area> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
  }

  private static void assertRefused(Outcome<Area> outcome, RefusalCode code, String words) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(((Outcome.Refused<Area>) outcome).refusal().code()).isEqualTo(code);
    assertThat(((Outcome.Refused<Area>) outcome).refusal().detail()).contains(words);
  }
}
