package org.wideberth.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wideberth.geo.Area;
import org.wideberth.geo.Areas;
import org.wideberth.geo.Datum;
import org.wideberth.geo.Ground;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.operation.OperationContent;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationMessage;
import org.wideberth.operation.OperationMessage.Carried;
import org.wideberth.operation.OperationMessage.Carrier;
import org.wideberth.operation.OperationState;
import org.wideberth.party.PartyId;
import org.wideberth.refusal.Outcome;

/// What is signed without being read first is what everybody reads.
final class DraftReadingTest {
  private static final long SEED = 20_261_127;
  private static final int CONTENTS = 20_000;
  private static final List<Kind> KINDS = List.of(Kind.values());
  private static final List<Grain> GRAINS = List.of(Grain.values());
  private static final List<Datum> DATUMS = List.of(Datum.values());
  private static final OperationId ID = OperationId.first(new PartyId("amber"), 1, 7);

  private final Random random = new Random(SEED);

  /// Anything that the constructors let pass: much of it is of no use.
  private Area area() {
    int widthCm = 1 + random.nextInt(100_000);
    int spread = random.nextInt(10) == 0 ? 1_000_000_000 : 500_000;
    Position middle =
        new Position(random.nextInt(1_600_000_000) - 800_000_000, random.nextInt(1_000_000_000));
    List<Position> vertices = new ArrayList<>();
    int count = 3 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      long lat = (long) middle.latE7() + random.nextInt(spread) - spread / 2;
      vertices.add(
          new Position(
              Math.clamp(lat, -Position.QUARTER_TURN_E7, Position.QUARTER_TURN_E7),
              middle.lonE7() + random.nextInt(spread) / 2));
    }
    return switch (random.nextInt(3)) {
      case 0 -> new Area.Circle(middle, widthCm);
      case 1 -> new Area.Corridor(vertices, widthCm);
      default -> new Area.Polygon(vertices, random.nextInt(2) * widthCm);
    };
  }

  private static Area checked(Area given) {
    return Areas.check(given) instanceof Outcome.Accepted<Area>(var sound) ? sound : given;
  }

  private Volume volume() {
    Area given = area();
    Area area = random.nextInt(8) == 0 ? given : checked(given);
    Datum datum = DATUMS.get(random.nextInt(DATUMS.size()));
    int lower = random.nextInt(100_000) - 50_000;
    Instant start =
        random.nextInt(10) == 0
            ? Instant.EPOCH.plusSeconds(random.nextInt(5_000) * 86_400L)
            : TimeWindow.FIRST.plusSeconds(random.nextInt(30_000) * 86_400L);
    return new Volume(
        area,
        new HeightBand(
            datum,
            lower,
            lower + 1 + random.nextInt(9_000),
            datum == Datum.AGL ? Optional.of(new Ground(-1, 5)) : Optional.empty()),
        new TimeWindow(start, start.plusSeconds(1 + random.nextInt(8_000_000))));
  }

  private String name() {
    StringBuilder name = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      int c =
          random.nextInt(12) == 0 ? 0xd800 + random.nextInt(0x800) : 0x20 + random.nextInt(0x60);
      name.append((char) (c == 0x7f ? 'x' : c));
    }
    return name.toString();
  }

  @Test
  void whatIsTakenForReadableReadsAsItIs() {
    int readable = 0;
    int read = 0;
    for (int i = 0; i < CONTENTS; i++) {
      if (OperationContent.of(
              KINDS.get(random.nextInt(KINDS.size())),
              random.nextInt(100),
              GRAINS.get(random.nextInt(GRAINS.size())),
              name(),
              random.nextBoolean() ? List.of(volume()) : List.of(volume(), volume()))
          instanceof Outcome.Accepted<OperationContent>(var content)) {
        Carried said = new Carried(Carrier.DECLARED, ID, 1, OperationState.DECLARED, content);
        Outcome<OperationMessage> again = OperationMessage.parse(said.toBytes());
        read += again instanceof Outcome.Accepted<OperationMessage> ? 1 : 0;
        if (OperationDecisions.isReadable(content)) {
          readable++;
          assertThat(again).as("content %d", i).isEqualTo(Outcome.accept(said));
        }
      }
    }
    assertThat(readable).isGreaterThan(CONTENTS / 10);
    assertThat(read).as("some are read that are not taken for readable").isGreaterThan(readable);
  }
}
