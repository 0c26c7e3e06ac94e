package org.wideberth.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import org.junit.jupiter.api.Test;

class SeparationsTest {
  private static final Position HERE = Position.ofDegrees(47, 8);
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final HeightBand LOW = heights(Datum.MSL, 0, 100_000);
  private static final Minimum MINIMUM = Minimum.ofMetresAndFeet(9_260, 1_000);

  @Test
  void circles_are_compared_by_their_centres_less_their_radii() {
    Separation near = compare(circle(HERE, 100_000), circle(away(HERE, 70, 11_259), 100_000));
    assertThat(near.verdict()).isEqualTo(Verdict.CONFLICT);
    assertThat(near.lowerMm()).isBetween(9_258_985L, 9_259_015L);
    assertThat(near.upperMm()).isBetween(near.lowerMm(), near.lowerMm() + 3);
    assertThat(near.at()).isPresent();
    assertThat(EllipsoidTest.distance(HERE, near.at().orElseThrow())).isBetween(5_628.0, 5_631.0);

    Separation far = compare(circle(HERE, 100_000), circle(away(HERE, 70, 11_261), 100_000));
    assertThat(far.verdict()).isEqualTo(Verdict.APART);
    assertThat(far.at()).isEmpty();
  }

  @Test
  void a_circle_inside_a_polygon_is_in_conflict_wherever_its_edges_are() {
    Area square = new Area.Polygon(ring(HERE, 300_000, 4), 0);
    Separation inside = compare(square, circle(away(HERE, 10, 1_000), 100));
    assertThat(inside.verdict()).isEqualTo(Verdict.CONFLICT);
    assertThat(inside.upperMm()).isZero();
  }

  @Test
  void polygons_round_a_pole_and_over_the_antimeridian_enclose_what_is_in_them() {
    Position pole = Position.ofDegrees(-90, 0);
    assertThat(compare(new Area.Polygon(ring(pole, 500_000, 7), 0), circle(pole, 1)).verdict())
        .isEqualTo(Verdict.CONFLICT);
    Position dateLine = Position.ofDegrees(-17, 180);
    Area pacific = new Area.Polygon(ring(dateLine, 400_000, 5), 0);
    for (double lon : new double[] {-180, 179, -179, -178.2, 178.2}) {
      assertThat(compare(pacific, circle(Position.ofDegrees(-17, lon), 1)).verdict())
          .as("longitude %s", lon)
          .isEqualTo(Verdict.CONFLICT);
    }
    assertThat(compare(pacific, circle(Position.ofDegrees(-17, 0), 1)).verdict())
        .isEqualTo(Verdict.APART);
    assertThat(compare(pacific, circle(Position.ofDegrees(17, 0), 1)).verdict())
        .isEqualTo(Verdict.APART);
  }

  @Test
  void crossing_corridors_are_in_conflict_where_they_cross() {
    Area north = new Area.Corridor(List.of(away(HERE, 0, 50_000), away(HERE, 180, 50_000)), 100);
    Area east = new Area.Corridor(List.of(away(HERE, 90, 50_000), away(HERE, 270, 50_000)), 100);
    Separation crossing = compare(north, east);
    assertThat(crossing.verdict()).isEqualTo(Verdict.CONFLICT);
    assertThat(crossing.upperMm()).isZero();
    assertThat(EllipsoidTest.distance(HERE, crossing.at().orElseThrow())).isLessThan(2);
  }

  @Test
  void volumes_that_never_exist_together_are_apart() {
    TimeWindow before = new TimeWindow(NOON.minusSeconds(60), NOON);
    TimeWindow after = new TimeWindow(NOON, NOON.plusSeconds(60));
    Separation separation =
        Separations.between(
            PreparedVolume.of(new Volume(circle(HERE, 100), LOW, before)),
            PreparedVolume.of(new Volume(circle(HERE, 100), LOW, after)),
            MINIMUM,
            HeightContext.NONE);
    assertThat(separation.verdict()).isEqualTo(Verdict.APART);
    assertThat(separation.overlap()).isEmpty();
  }

  static Separation compare(Area a, Area b) {
    return compare(a, LOW, b, LOW, HeightContext.NONE);
  }

  static Separation compare(
      Area a, HeightBand heightsA, Area b, HeightBand heightsB, HeightContext context) {
    TimeWindow time = new TimeWindow(NOON, NOON.plusSeconds(3_600));
    PreparedVolume first = PreparedVolume.of(new Volume(a, heightsA, time));
    PreparedVolume second = PreparedVolume.of(new Volume(b, heightsB, time));
    Separation separation = Separations.between(first, second, MINIMUM, context);
    assertThat(Separations.between(second, first, MINIMUM, context)).isEqualTo(separation);
    return separation;
  }

  static Area circle(Position centre, int radiusCm) {
    return new Area.Circle(centre, radiusCm);
  }

  static HeightBand heights(Datum datum, int lower, int upper) {
    return new HeightBand(datum, lower, upper, Optional.empty());
  }

  static Position away(Position from, double azimuth, double metres) {
    GeodesicData there =
        Geodesic.WGS84.Direct(from.latitudeDeg(), from.longitudeDeg(), azimuth, metres);
    return Position.ofDegrees(there.lat2, there.lon2);
  }

  static List<Position> ring(Position centre, double radiusM, int corners) {
    return IntStream.range(0, corners)
        .mapToObj(i -> away(centre, 10 + 360.0 * i / corners, radiusM))
        .toList();
  }
}
