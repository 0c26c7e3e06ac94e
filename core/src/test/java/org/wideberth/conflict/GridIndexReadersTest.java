package org.wideberth.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wideberth.geo.Area;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationContent;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationState;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;

/// A writer and eight readers. What stays is always seen; what moves about within the question is
/// seen once, before or after its move; what was never there is never seen.
final class GridIndexReadersTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final PartyId AMBER = new PartyId("amber");
  private static final PartyId COBALT = new PartyId("cobalt");
  private static final int READERS = 8;
  private static final int STAYING = 200;
  private static final int MOVING = 50;
  private static final int AWAY = 2_000;
  private static final int MOVES = 40_000;

  private final GridIndex index = new GridIndex();
  private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicLong asked = new AtomicLong();
  private volatile boolean ended;

  private static Operation operation(String name, int revision, double lat, double lon) {
    Area circle = new Area.Circle(Position.ofDegrees(lat, lon), 50_000);
    HeightBand band = new HeightBand(Datum.MSL, 0, 9_000, Optional.empty());
    TimeWindow time = new TimeWindow(NOON, NOON.plusSeconds(5_400));
    return new Operation(
        new OperationId(AMBER, name),
        revision,
        OperationState.DECLARED,
        new OperationContent(Kind.AIR, 0, Grain.EXACT, "", List.of(new Volume(circle, band, time))),
        Audience.everyone(),
        NOON,
        new EntryPlace(new Origin(new TheatreId("valley"), AMBER, 1), 0, Hash.sha256(new byte[0])));
  }

  /// Somewhere in half a degree, which the question covers.
  private static double near(Random random) {
    return 0.5 * random.nextDouble() - 0.25;
  }

  private static void moveAbout(GridIndex index, Random random, int revision) {
    int which = random.nextInt(MOVING + AWAY);
    if (which < MOVING) {
      index.put(operation("moving-" + which, revision, near(random), near(random)));
    } else if (random.nextBoolean()) {
      // Cells of the question, and of others, grow and shrink.
      index.put(operation("away-" + which, revision, 3 + near(random), near(random)));
    } else {
      index.remove(new OperationId(AMBER, "away-" + which));
    }
  }

  private void read() {
    Candidates candidates = index.candidates();
    Area all = new Area.Circle(Position.ofDegrees(0, 0), 5_000_000);
    HeightBand band = new HeightBand(Datum.MSL, 0, 9_000, Optional.empty());
    Volume volume = new Volume(all, band, new TimeWindow(NOON, NOON.plusSeconds(5_400)));
    LiveOperation question =
        LiveOperation.of(
            new Operation(
                new OperationId(COBALT, "question"),
                1,
                OperationState.DECLARED,
                new OperationContent(Kind.AIR, 0, Grain.EXACT, "", List.of(volume)),
                Audience.everyone(),
                NOON,
                new EntryPlace(
                    new Origin(new TheatreId("valley"), COBALT, 1), 0, Hash.sha256(new byte[0]))));
    while (!ended && wrong.isEmpty()) {
      Set<String> seen = new HashSet<>();
      List<String> twice = new ArrayList<>();
      candidates.forEach(
          question,
          100,
          10_000,
          other -> {
            String name = other.operation().id().name();
            if (!seen.add(name) && name.startsWith("staying")) {
              twice.add(name);
            }
            return true;
          });
      for (int i = 0; i < STAYING; i++) {
        if (!seen.remove("staying-" + i)) {
          wrong.add("staying-" + i + " was not seen");
        }
      }
      for (int i = 0; i < MOVING; i++) {
        if (!seen.remove("moving-" + i)) {
          wrong.add("moving-" + i + " was not seen");
        }
      }
      twice.forEach(name -> wrong.add(name + " was seen twice"));
      seen.forEach(name -> wrong.add(name + " was seen, which is elsewhere"));
      asked.incrementAndGet();
    }
  }

  @Test
  @Tag("slow")
  void readersSeeWhatIsThereWhileAWriterMovesOthersAbout() throws InterruptedException {
    Random random = new Random(77);
    for (int i = 0; i < STAYING; i++) {
      index.put(operation("staying-" + i, 1, near(random), near(random)));
    }
    for (int i = 0; i < MOVING; i++) {
      index.put(operation("moving-" + i, 1, near(random), near(random)));
    }
    List<Thread> readers = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      readers.add(Thread.ofPlatform().start(this::read));
    }
    for (int move = 0; move < MOVES && wrong.isEmpty(); move++) {
      moveAbout(index, random, 2 + move);
    }
    ended = true;
    for (Thread reader : readers) {
      reader.join();
    }
    assertThat(wrong).isEmpty();
    assertThat(asked.get()).isGreaterThan(READERS);
  }
}
