package org.wideberth.gateway.geojson;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wideberth.geo.Area;
import org.wideberth.geo.Datum;
import org.wideberth.geo.Ground;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Basis;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.Hash;

class OperationsToGeoJsonTest {
  private static final long SEED = 20_261_122L;
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void whatIsWrittenReadsBackToTheSameOperations() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 200; round++) {
      List<OperationInput> operations = new ArrayList<>();
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        operations.add(operation(random));
      }

      byte[] written = OperationsToGeoJson.writeInputs(operations);

      assertThat(OperationsFromGeoJson.parse(written).orThrow())
          .as("seed %d, round %d", SEED, round)
          .isEqualTo(operations);
    }
  }

  @Test
  void numbersAreWrittenPlainAndExact() {
    Area circle = new Area.Circle(new Position(-1, 1_000_000_000), 1);
    HeightBand heights = new HeightBand(Datum.WGS84, -100_000, 1_000_001, Optional.empty());
    var volume = new Volume(circle, heights, new TimeWindow(NOON, NOON.plusMillis(1)));
    var operation =
        new OperationInput(
            "", Kind.STATIC, 0, Grain.EXACT, Optional.of(Audience.everyone()), List.of(volume));

    String text =
        new String(OperationsToGeoJson.writeInputs(List.of(operation)), StandardCharsets.UTF_8);

    assertThat(text)
        .contains("\"coordinates\":[100,-0.0000001]")
        .contains("\"lower\":-1000,\"upper\":10000.01")
        .contains("\"radius_m\":0.01")
        .contains("\"start\":\"2026-11-22T12:00:00.000Z\",\"end\":\"2026-11-22T12:00:00.001Z\"");
  }

  private static OperationInput operation(SplittableRandom random) {
    List<Volume> volumes = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      Instant start = NOON.plusMillis(random.nextLong(1_000_000_000));
      volumes.add(
          new Volume(
              area(random),
              heights(random),
              new TimeWindow(start, start.plusMillis(random.nextLong(1, 10_000_000)))));
    }
    return new OperationInput(
        random.nextBoolean() ? "" : "Zoë's \"run\" \\ " + random.nextInt(),
        any(Kind.values(), random),
        random.nextInt(100),
        any(Grain.values(), random),
        Optional.of(audience(random)),
        volumes,
        basis(random));
  }

  private static Optional<Basis> basis(SplittableRandom random) {
    Optional<Hash> agreement =
        random.nextBoolean()
            ? Optional.of(Hash.sha256(new byte[] {(byte) random.nextInt(9)}))
            : Optional.empty();
    return random.nextBoolean()
        ? Optional.empty()
        : Optional.of(
            new Basis(
                "as \"of\" the truce\n" + random.nextInt(),
                "en",
                agreement,
                agreement.map(_ -> "lines/river"),
                random.nextBoolean() ? Optional.of("cobalt.1.7") : Optional.empty()));
  }

  private static <E> E any(E[] choices, SplittableRandom random) {
    return choices[random.nextInt(choices.length)];
  }

  private static Audience audience(SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> Audience.everyone();
      case 1 -> Audience.authorOnly();
      default -> Audience.of(Set.of(new PartyId("cobalt"), new PartyId("relief-2")));
    };
  }

  private static Area area(SplittableRandom random) {
    Position at = position(random);
    return switch (random.nextInt(3)) {
      case 0 -> new Area.Circle(at, random.nextInt(1, 20_000_001));
      case 1 -> new Area.Corridor(List.of(at, near(at, 0, 9_999)), random.nextInt(1, 10_000_001));
      default ->
          new Area.Polygon(
              List.of(at, near(at, 0, 77_777), near(at, 33_333, 1)), random.nextInt(1_000));
    };
  }

  /// Not within a degree of a pole, so that [#near] stays on the Earth and off a pole's one point.
  private static Position position(SplittableRandom random) {
    return new Position(
        random.nextInt(-890_000_000, 890_000_001), random.nextInt(-1_800_000_000, 1_800_000_000));
  }

  private static Position near(Position at, int north, int east) {
    long lonE7 = Math.floorMod(at.lonE7() + east + 1_800_000_000L, 3_600_000_000L);
    return new Position(at.latE7() + north, (int) (lonE7 - 1_800_000_000L));
  }

  private static HeightBand heights(SplittableRandom random) {
    Datum datum = any(Datum.values(), random);
    int lower = random.nextInt(-50_000, 200_000);
    int upper = lower + random.nextInt(1, 100_000);
    Optional<Ground> ground =
        datum == Datum.AGL ? Optional.of(new Ground(lower - 1, upper + 7)) : Optional.empty();
    return new HeightBand(datum, lower, upper, ground);
  }
}
