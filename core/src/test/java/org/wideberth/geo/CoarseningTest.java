package org.wideberth.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wideberth.refusal.Outcome;

class CoarseningTest {
  private static final long SEED = 99;

  @ParameterizedTest
  @ValueSource(ints = {Coarsening.ONE_KILOMETRE, Coarsening.TEN_KILOMETRES})
  void everything_of_the_exact_area_is_in_the_coarse_one(int grain) {
    Random random = new Random(SEED);
    int compared = 0;
    for (int i = 0; i < 600; i++) {
      Position centre = EllipsoidTest.anywhere(random);
      double size = Math.pow(10, 1 + random.nextDouble() * (i % 10 == 0 ? 5.3 : 4));
      int width = (int) Math.pow(10, random.nextDouble() * 6);
      Optional<Area> exact = area(random, centre, size, width);
      if (exact.isEmpty()) {
        continue;
      }
      Area coarse = Coarsening.outwards(exact.get(), grain).orThrow();
      for (int k = 0; k < 12; k++) {
        Position inside = inside(random, exact.get());
        Separation separation = SeparationsTest.compare(coarse, SeparationsTest.circle(inside, 1));
        assertThat(separation.upperMm())
            .as("seed %d, %s in %s at %s", SEED, exact.get(), coarse, inside)
            .isLessThan(100);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(5_000);
  }

  @Test
  void heights_and_times_are_rounded_outwards() {
    HeightBand feet = new HeightBand(Datum.PRESSURE, 10_001, 10_002, Optional.empty());
    assertThat(Coarsening.outwards(feet, 1_000))
        .isEqualTo(new HeightBand(Datum.PRESSURE, 10_000, 10_500, Optional.empty()));
    HeightBand ground = new HeightBand(Datum.AGL, -1, 10_000, Optional.of(new Ground(-1, 20_001)));
    assertThat(Coarsening.outwards(ground, 1_000))
        .isEqualTo(
            new HeightBand(Datum.AGL, -10_000, 10_000, Optional.of(new Ground(-10_000, 30_000))));
    HeightBand highest = new HeightBand(Datum.PRESSURE, 0, 328_083, Optional.empty());
    assertThat(Coarsening.outwards(highest, 10_000)).isEqualTo(highest);
    TimeWindow time =
        new TimeWindow(
            Instant.parse("2026-11-23T12:01:00Z"), Instant.parse("2026-11-23T12:05:00Z"));
    assertThat(Coarsening.outwards(time, 1_000))
        .isEqualTo(
            new TimeWindow(
                Instant.parse("2026-11-23T12:00:00Z"), Instant.parse("2026-11-23T12:05:00Z")));
    assertThat(Coarsening.outwards(time, 10_000).end())
        .isEqualTo(Instant.parse("2026-11-23T12:15:00Z"));
  }

  @Test
  void an_area_that_would_grow_past_a_limit_is_refused() {
    Area circle = SeparationsTest.circle(Position.ofDegrees(47, 8), Areas.MAX_RADIUS_CM);
    assertThat(Coarsening.outwards(circle, 1_000)).isInstanceOf(Outcome.Refused.class);
  }

  /// Empty where the random shape crosses itself.
  static Optional<Area> area(Random random, Position centre, double sizeM, int widthCm) {
    Outcome<Area> area =
        switch (random.nextInt(3)) {
          case 0 -> Areas.circle(centre, (long) Math.max(1, Math.min(sizeM, 100_000) * 100));
          case 1 -> Areas.corridor(path(random, centre, sizeM), widthCm);
          default -> Areas.polygon(star(random, centre, sizeM), widthCm - 1);
        };
    return area instanceof Outcome.Accepted<Area>(var value)
        ? Optional.of(value)
        : Optional.empty();
  }

  private static List<Position> path(Random random, Position centre, double sizeM) {
    List<Position> path = new ArrayList<>(List.of(centre));
    int corners = 1 + random.nextInt(6);
    for (int i = 0; i < corners; i++) {
      path.add(
          SeparationsTest.away(
              path.getLast(), random.nextDouble() * 360, sizeM * (0.1 + random.nextDouble())));
    }
    return path;
  }

  private static List<Position> star(Random random, Position centre, double sizeM) {
    List<Position> star = new ArrayList<>();
    int corners = 3 + random.nextInt(9);
    for (int i = 0; i < corners; i++) {
      star.add(
          SeparationsTest.away(
              centre,
              360.0 * (i + 0.6 * random.nextDouble()) / corners,
              sizeM * (0.2 + random.nextDouble())));
    }
    return star;
  }

  /// A point in the area: on its base shape's line, then out by less than the width.
  private static Position inside(Random random, Area area) {
    List<Position> vertices = area.vertices();
    int i = random.nextInt(vertices.size());
    boolean open = !(area instanceof Area.Polygon);
    Position from = vertices.get(i);
    Position to =
        vertices.get(open ? Math.min(i + 1, vertices.size() - 1) : (i + 1) % vertices.size());
    Position on = from;
    if (!from.equals(to)) {
      GeodesicLine line = new GeodesicLine(from, to);
      double[] p = new double[3];
      line.pointAt(line.lengthM() * random.nextDouble(), p, 0);
      on = Ellipsoid.toPosition(p[0], p[1], p[2]);
    }
    double out = area.widthCm() / 100.0 * 0.999 - 0.05;
    return out > 0 ? SeparationsTest.away(on, random.nextDouble() * 360, out) : on;
  }
}
