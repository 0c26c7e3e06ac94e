package org.wideberth.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A comparison that is used again and again knows nothing of the pairs before.
final class ComparisonTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Position HERE = Position.ofDegrees(47, 8);
  private static final Minimum MINIMUM = Minimum.ofMetresAndFeet(1_000, 500);

  private final Random random = new Random(5);

  private Position near(Position from, double metres) {
    return SeparationsTest.away(from, 360 * random.nextDouble(), metres * random.nextDouble());
  }

  private PreparedVolume volume() {
    Position at = near(HERE, 6_000);
    int widthCm = 100 + random.nextInt(50_000);
    Area area =
        switch (random.nextInt(3)) {
          case 0 -> SeparationsTest.circle(at, widthCm);
          case 1 -> new Area.Corridor(List.of(at, near(at, 4_000)), widthCm);
          default -> new Area.Polygon(SeparationsTest.ring(at, 50 + 4 * widthCm, 5), 0);
        };
    int lower = 5_000 * random.nextInt(6);
    HeightBand heights =
        SeparationsTest.heights(
            random.nextInt(5) == 0 ? Datum.PRESSURE : Datum.MSL, lower, lower + 5_000);
    Instant start = NOON.plusSeconds(600L * random.nextInt(6));
    return PreparedVolume.of(
        new Volume(area, heights, new TimeWindow(start, start.plusSeconds(1_800))));
  }

  @Test
  void eachPairIsComparedAsIfItWereTheFirst() {
    Comparison again = new Comparison();
    List<PreparedVolume> volumes = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      volumes.add(volume());
    }
    Map<Verdict, Integer> seen = new EnumMap<>(Verdict.class);
    int notes = 0;
    for (PreparedVolume a : volumes) {
      for (PreparedVolume b : volumes) {
        Separation alone = Separations.between(a, b, MINIMUM, HeightContext.NONE);
        assertThat(again.compare(a, b, MINIMUM, HeightContext.NONE)).isEqualTo(alone.verdict());
        assertThat(again.separation()).isEqualTo(alone);
        assertThat(alone.at().isEmpty()).isEqualTo(alone.verdict() == Verdict.APART);
        notes += alone.heightNote().isPresent() ? 1 : 0;
        seen.merge(alone.verdict(), 1, Integer::sum);
      }
    }
    assertThat(seen.getOrDefault(Verdict.CONFLICT, 0)).isGreaterThan(1_000);
    assertThat(seen.getOrDefault(Verdict.APART, 0)).isGreaterThan(10_000);
    assertThat(notes).isGreaterThan(100);
  }

  @Test
  void beforeThereIsAPairThereIsNothingToSay() {
    assertThatThrownBy(() -> new Comparison().separation())
        .isInstanceOf(IllegalStateException.class);
  }
}
