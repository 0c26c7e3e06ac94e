package org.wideberth.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.Refusal;
import org.wideberth.refusal.RefusalCode;

class DividingLineTest {
  private static final long EFFORT = 10_000_000;
  private static final TimeWindow DAY =
      new TimeWindow(Instant.parse("2026-11-26T00:00:00Z"), Instant.parse("2026-11-27T00:00:00Z"));
  private static final HeightBand LOW = new HeightBand(Datum.MSL, 0, 10_000, Optional.empty());

  /// Northwards along a meridian: west is left. A tenth of a degree of longitude is 6,954 m there.
  private static final List<Position> NORTHWARDS = List.of(at(50, 30), at(51, 30), at(52, 30));

  private static final DividingLine RIVER = DividingLine.of(NORTHWARDS, 10_000, 50_000).orThrow();

  private static Position at(double lat, double lon) {
    return Position.ofDegrees(lat, lon);
  }

  @Test
  void every_point_has_one_verdict() {
    assertThat(RIVER.sideOf(at(51, 29.9))).isEqualTo(LineSide.LEFT);
    assertThat(RIVER.sideOf(at(51, 30.1))).isEqualTo(LineSide.RIGHT);
    assertThat(RIVER.sideOf(at(51, 30.0001))).as("7 m off").isEqualTo(LineSide.ON);
    assertThat(RIVER.sideOf(at(51, 30.0002))).as("14 m off").isEqualTo(LineSide.RIGHT);
    assertThat(RIVER.sideOf(at(51, 31))).as("70 km off").isEqualTo(LineSide.BEYOND);
    assertThat(RIVER.sideOf(at(52.4, 30.1))).as("behind its end").isEqualTo(LineSide.RIGHT);
    assertThat(RIVER.sideOf(at(52.5, 30.1))).as("56 km behind").isEqualTo(LineSide.BEYOND);
    assertThat(RIVER.sideOf(at(-51, -150))).as("antipode").isEqualTo(LineSide.BEYOND);
  }

  @Test
  void a_line_past_its_limits_says_which() {
    refused(List.of(at(50, 30)), 1_000, 10_000, RefusalCode.BAD_SHAPE, "at least 2 vertices");
    refused(many(1_001), 1_000, 10_000, RefusalCode.LIMIT_EXCEEDED, "at most 1000 vertices");
    assertThat(DividingLine.of(many(1_000), 1_000, 10_000)).isInstanceOf(Outcome.Accepted.class);
    refused(NORTHWARDS, 99, 10_000, RefusalCode.OUT_OF_RANGE, "from 10 cm to 10 km");
    refused(NORTHWARDS, 10_000_001, 50_000, RefusalCode.OUT_OF_RANGE, "from 10 cm to 10 km");
    refused(NORTHWARDS, 1_000, 999, RefusalCode.OUT_OF_RANGE, "from 1 km to 500 km");
    refused(NORTHWARDS, 1_000, 500_001, RefusalCode.OUT_OF_RANGE, "from 1 km to 500 km");
    refused(NORTHWARDS, 5_000_000, 5_000, RefusalCode.OUT_OF_RANGE, "further than its tolerance");
    refused(
        List.of(at(0, 0), at(0, 0)), 1_000, 9_000, RefusalCode.BAD_SHAPE, "repeats the one before");
    refused(
        List.of(at(0, 0), at(0, 45)), 1_000, 9_000, RefusalCode.LIMIT_EXCEEDED, "than 5,000 km");
    refused(
        List.of(at(0, 0), at(0, 1), at(1, 1), at(1, 0.5), at(-1, 0.5)),
        1_000,
        9_000,
        RefusalCode.BAD_SHAPE,
        "crosses or touches itself");
    // Two banks of a bay 1 degree wide, whose continuations meet within 100 km, not within 9.
    List<Position> bay = List.of(at(0, 0), at(1, 0.4), at(1, 0.6), at(0, 1));
    List<Position> closing = List.of(at(0, 0.45), at(1, 0), at(1, 1), at(0, 0.55));
    assertThat(DividingLine.of(bay, 1_000, 100_000)).isInstanceOf(Outcome.Accepted.class);
    refused(closing, 1_000, 100_000, RefusalCode.BAD_SHAPE, "shorter reach or other ends");
    assertThat(DividingLine.of(closing, 1_000, 5_000)).isInstanceOf(Outcome.Accepted.class);
  }

  private static List<Position> many(int vertices) {
    List<Position> path = new ArrayList<>();
    for (int i = 0; i < vertices; i++) {
      path.add(at(50 + i * 0.001, 30));
    }
    return path;
  }

  private static void refused(
      List<Position> vertices, long toleranceMm, long reachM, RefusalCode code, String words) {
    assertThat(DividingLine.of(vertices, toleranceMm, reachM))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> {
              Refusal refusal = refused.refusal();
              assertThat(refusal.code()).isEqualTo(code);
              assertThat(refusal.detail()).contains(words);
            });
  }

  @Test
  void a_circle_crosses_by_what_is_over_the_line() {
    // 0.01° of longitude is 702 m.
    Area near = new Area.Circle(at(51, 30.01), 60_000);
    assertThat(crossing(RIVER, near, LineSide.RIGHT)).isEmpty();
    Area over = new Area.Circle(at(51, 30.01), 80_000);
    LineCrossing by = crossing(RIVER, over, LineSide.RIGHT).orElseThrow();
    assertThat(by.leastMm()).isBetween(97_000L, 99_000L);
    assertThat(by.mostMm()).isBetween(by.leastMm(), by.leastMm() + 100);
    LineCrossing whole = crossing(RIVER, over, LineSide.LEFT).orElseThrow();
    assertThat(whole.mostMm()).isBetween(1_501_000L, 1_504_000L);
    assertThat(crossing(RIVER, new Area.Circle(at(51, 31), 100), LineSide.LEFT))
        .as("beyond what it reaches")
        .isEmpty();
  }

  @Test
  void what_shares_the_line_as_its_border_keeps_to_its_side() {
    Area bank = new Area.Polygon(List.of(at(50, 30), at(52, 30), at(52, 32), at(50, 32)), 0);
    assertThat(crossing(RIVER, bank, LineSide.RIGHT)).isEmpty();
    LineCrossing over = crossing(RIVER, bank, LineSide.LEFT).orElseThrow();
    assertThat(over.mostMm()).as("as far as the line reaches").isEqualTo(50_000_000);
    // One corner put 200 m over.
    Area corner =
        new Area.Polygon(List.of(at(50, 30), at(51, 29.99715), at(52, 30), at(51, 32)), 0);
    LineCrossing by = crossing(RIVER, corner, LineSide.RIGHT).orElseThrow();
    assertThat(by.leastMm()).isBetween(195_000L, 201_000L);
    assertThat(by.mostMm()).isBetween(by.leastMm(), by.leastMm() + 5_000);
  }

  @Test
  void a_polygon_around_the_whole_line_lies_on_both_sides() {
    DividingLine brook = DividingLine.of(NORTHWARDS, 10_000, 1_000).orThrow();
    Area around = new Area.Polygon(List.of(at(45, 25), at(45, 35), at(56, 35), at(56, 25)), 0);
    for (LineSide side : List.of(LineSide.LEFT, LineSide.RIGHT)) {
      assertThat(crossing(brook, around, side).orElseThrow().mostMm()).isEqualTo(1_000_000);
    }
  }

  @Test
  void a_crossing_is_what_a_close_look_at_the_area_finds() {
    long seed = 20261126;
    Random random = new Random(seed);
    int crossings = 0;
    int kept = 0;
    for (int i = 0; i < 300; i++) {
      DividingLine line = meander(random);
      Position centre = line.vertices().get(random.nextInt(line.vertices().size()));
      Area area = area(random, centre);
      LineSide keeps = random.nextBoolean() ? LineSide.LEFT : LineSide.RIGHT;
      Optional<LineCrossing> found = crossing(line, area, keeps);
      double sampledM = sampledM(line, area, keeps);
      String name = "seed %d, case %d: %s".formatted(seed, i, area);
      double mostM = found.map(LineCrossing::mostMm).orElse((long) line.toleranceMm()) / 1e3;
      assertThat(sampledM).as(name).isLessThanOrEqualTo(mostM + 0.1);
      if (found.isPresent()) {
        crossings++;
        // Samples are 20 m apart at most.
        assertThat(found.get().leastMm() / 1e3).as(name).isLessThanOrEqualTo(sampledM + 20);
        assertThat(mostM).as(name).isLessThanOrEqualTo(sampledM * 1.03 + 25);
      } else {
        kept++;
      }
    }
    assertThat(crossings).isGreaterThan(50);
    assertThat(kept).isGreaterThan(50);
  }

  private static DividingLine meander(Random random) {
    List<Position> path = new ArrayList<>();
    double lat = 40 + random.nextDouble();
    for (int i = 0; i < 12; i++) {
      path.add(at(lat + i * 0.01, 20 + 0.01 * random.nextDouble()));
    }
    return DividingLine.of(path, 100 + random.nextInt(300_000), 20_000).orThrow();
  }

  private static Area area(Random random, Position near) {
    double lat = near.latitudeDeg() + 0.03 * (random.nextDouble() - 0.5);
    double lon = near.longitudeDeg() + 0.06 * (random.nextDouble() - 0.5);
    int widthCm = 1 + random.nextInt(100_000);
    double size = 0.02 * random.nextDouble();
    return switch (random.nextInt(3)) {
      case 0 -> new Area.Circle(at(lat, lon), widthCm);
      case 1 -> new Area.Corridor(List.of(at(lat, lon), at(lat + size, lon + size)), widthCm);
      default ->
          new Area.Polygon(
              List.of(at(lat, lon), at(lat + size, lon), at(lat, lon + size)), widthCm - 1);
    };
  }

  /// The greatest distance over the line of points every 10 m along the base, and its width.
  private static double sampledM(DividingLine line, Area area, LineSide keeps) {
    Chain chain = PreparedVolume.of(new Volume(area, LOW, DAY)).chain();
    double most = Double.NEGATIVE_INFINITY;
    for (int piece = 0; piece < chain.pieces(); piece++) {
      for (int k = 0; k <= 100; k++) {
        double[] point = new double[3];
        for (int axis = 0; axis < 3; axis++) {
          double start = chain.coordinate(piece, axis);
          point[axis] = start + (chain.coordinate(piece + 1, axis) - start) * k / 100;
        }
        double lift = Ellipsoid.ontoSurface(point[0], point[1], point[2]);
        for (int axis = 0; axis < 3; axis++) {
          point[axis] *= lift;
        }
        NearestOnChain nearest = line.nearest(point, 100_000, Effort.unlimited());
        boolean good = nearest.isLeft() == (keeps == LineSide.LEFT);
        most = Math.max(most, good ? -nearest.distanceM() : nearest.distanceM());
      }
    }
    return most + area.widthCm() / 100.0;
  }

  @Test
  void when_the_effort_is_spent_a_crossing_is_reported_rather_than_missed() {
    Area bank = new Area.Polygon(List.of(at(50, 30), at(52, 30), at(52, 32), at(50, 32)), 0);
    Optional<LineCrossing> unsure =
        RIVER.crossing(PreparedVolume.of(volume(bank)), LineSide.RIGHT, Effort.of(50));
    assertThat(unsure.orElseThrow().leastMm()).isZero();
    assertThat(unsure.orElseThrow().mostMm()).isEqualTo(50_000_000);
  }

  private static Optional<LineCrossing> crossing(DividingLine line, Area area, LineSide keeps) {
    return line.crossing(PreparedVolume.of(volume(area)), keeps, Effort.of(EFFORT));
  }

  private static Volume volume(Area area) {
    return new Volume(area, LOW, DAY);
  }
}
