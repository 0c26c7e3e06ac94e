package org.wideberth.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/// What was replaced goes when nobody looks any more who may need it, and not before.
final class ReadersTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final PartyId AMBER = new PartyId("amber");

  private final List<IndexedOperation> gone = new ArrayList<>();
  private final Readers readers = new Readers(gone::add);

  private static Operation operation(String name, double lat) {
    Volume volume =
        new Volume(
            new Area.Circle(Position.ofDegrees(lat, 8), 100_000),
            new HeightBand(Datum.MSL, 0, 9_000, Optional.empty()),
            new TimeWindow(NOON, NOON.plusSeconds(3_600)));
    return new Operation(
        new OperationId(AMBER, name),
        1,
        OperationState.DECLARED,
        new OperationContent(Kind.AIR, 0, Grain.EXACT, "", List.of(volume)),
        Audience.everyone(),
        NOON,
        new EntryPlace(new Origin(new TheatreId("valley"), AMBER, 1), 0, Hash.sha256(new byte[0])));
  }

  private static IndexedOperation indexed(String name) {
    return new IndexedOperation(LiveOperation.of(operation(name, 47)));
  }

  @Test
  void whileNobodyLooksItGoesAtOnce() {
    IndexedOperation one = indexed("one");
    readers.replaced(one);
    assertThat(gone).containsExactly(one);
  }

  @Test
  void whileSomebodyLooksItStays() {
    IndexedOperation one = indexed("one");
    IndexedOperation two = indexed("two");
    IndexedOperation three = indexed("three");
    int early = readers.begin();
    readers.replaced(one);
    int late = readers.begin();
    assertThat(gone).isEmpty();
    readers.end(early);
    readers.replaced(two);
    assertThat(gone).as("the second began after it was replaced").containsExactly(one);
    readers.end(late);
    readers.replaced(three);
    assertThat(gone).containsExactly(one, two, three);
  }

  @Test
  void whoeverLooksSeesWhatMovedToWhereItHasBeen() {
    GridIndex index = new GridIndex();
    index.put(operation("moving", 47));
    index.put(operation("staying", 47));
    Volume wide =
        new Volume(
            new Area.Circle(Position.ofDegrees(47, 8), 5_000_000),
            new HeightBand(Datum.MSL, 0, 9_000, Optional.empty()),
            new TimeWindow(NOON, NOON.plusSeconds(3_600)));
    Operation mine = operation("mine", 47);
    LiveOperation question =
        LiveOperation.of(
            new Operation(
                new OperationId(new PartyId("cobalt"), "question"),
                1,
                OperationState.DECLARED,
                new OperationContent(Kind.AIR, 0, Grain.EXACT, "", List.of(wide)),
                Audience.everyone(),
                NOON,
                mine.latest()));
    List<String> seen = new ArrayList<>();
    double[] lat = {47};
    index
        .candidates()
        .forEach(
            question,
            100,
            Candidates.ANY_HEIGHT,
            other -> {
              // Each time that one is given, the other moves to and fro.
              lat[0] = 47.3 - (lat[0] - 47.1);
              index.put(operation("moving", lat[0]));
              seen.add(other.operation().id().name());
              return true;
            });
    assertThat(seen).containsExactlyInAnyOrder("moving", "staying");
  }
}
