package org.wideberth.node.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.geo.Area;
import org.wideberth.geo.Datum;
import org.wideberth.geo.Ground;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.node.snapshot.Snapshot.Reading;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.operation.OperationContent;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationMessage.Carried;
import org.wideberth.operation.OperationMessage.Carrier;
import org.wideberth.operation.OperationState;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;

/// What was kept comes back as it was, and nothing else does.
final class SnapshotFileTest {
  private static final byte[] SECRET =
      "thirty-two bytes that nobody has".getBytes(StandardCharsets.US_ASCII);
  private static final Origin AMBER = new Origin(new TheatreId("range"), new PartyId("amber"), 1);
  private static final Origin COBALT = new Origin(new TheatreId("range"), new PartyId("cobalt"), 2);

  @TempDir private Path directory;

  private SnapshotFile open() throws IOException {
    return SnapshotFile.open(directory, SECRET);
  }

  private Path file() {
    return directory.resolve(SnapshotFile.FILE);
  }

  private static Volume volume(Area area, HeightBand heights) {
    Instant start = Instant.ofEpochMilli(1_795_000_000_123L);
    return new Volume(area, heights, new TimeWindow(start, start.plusSeconds(600)));
  }

  /// One of each shape and each datum.
  private static Carried said(String name) {
    Position a = new Position(475_000_000, 80_000_000);
    Position b = new Position(475_100_000, 80_100_000);
    Position c = new Position(-475_100_001, 1_799_999_999);
    return new Carried(
        Carrier.DECLARED,
        new OperationId(new PartyId("amber"), "1.7"),
        1,
        OperationState.DECLARED,
        new OperationContent(
            Kind.AIR,
            7,
            Grain.KM_1,
            name,
            List.of(
                volume(
                    new Area.Circle(c, 12_345),
                    new HeightBand(Datum.PRESSURE, 100, 200, Optional.empty())),
                volume(
                    new Area.Corridor(List.of(a, b), 5_000),
                    new HeightBand(Datum.AGL, 0, 9_000, Optional.of(new Ground(-40, 50_000)))),
                volume(
                    new Area.Polygon(List.of(a, b, new Position(475_000_000, 80_200_000)), 17),
                    new HeightBand(Datum.MSL, -5, 5, Optional.empty())),
                volume(
                    new Area.Circle(a, 1), new HeightBand(Datum.WGS84, 1, 2, Optional.empty())))));
  }

  private static Hash hash(int i) {
    return Hash.sha256(new byte[] {(byte) i});
  }

  /// Every third entry says something.
  private static List<Optional<Reading>> readings(String name) {
    List<Optional<Reading>> readings = new ArrayList<>();
    for (int i = 0; i < Snapshot.BLOCK; i++) {
      readings.add(
          i % 3 == 0 ? Optional.of(new Reading(hash(i), said(name + " " + i))) : Optional.empty());
    }
    return readings;
  }

  private static void assertIs(SnapshotFile snapshot, Origin log, long first, String name) {
    var block = snapshot.block(log, first);
    List<Optional<Reading>> expected = readings(name);
    for (int i = 0; i < Snapshot.BLOCK; i++) {
      assertThat(Optional.ofNullable(block.get(first + i))).isEqualTo(expected.get(i));
    }
  }

  @Test
  void whatWasKeptComesBack() throws IOException {
    try (SnapshotFile snapshot = open()) {
      snapshot.keep(AMBER, readings("one"));
      snapshot.keep(COBALT, readings("two"));
      snapshot.keep(AMBER, readings("three"));
      assertIs(snapshot, AMBER, 0, "one");
    }
    try (SnapshotFile snapshot = open()) {
      assertIs(snapshot, AMBER, 0, "one");
      assertIs(snapshot, COBALT, 0, "two");
      assertIs(snapshot, AMBER, Snapshot.BLOCK, "three");
      assertThat(snapshot.next(AMBER)).isEqualTo(2 * Snapshot.BLOCK);
      assertThat(snapshot.next(COBALT)).isEqualTo(Snapshot.BLOCK);
      assertThat(snapshot.block(COBALT, Snapshot.BLOCK)).isEmpty();
      snapshot.keep(COBALT, readings("four"));
      assertIs(snapshot, COBALT, Snapshot.BLOCK, "four");
    }
  }

  @Test
  void whatWasDamagedIsPassedOver() throws IOException {
    try (SnapshotFile snapshot = open()) {
      snapshot.keep(AMBER, readings("one"));
      snapshot.keep(AMBER, readings("two"));
    }
    byte[] bytes = Files.readAllBytes(file());
    int at = bytes.length / 4;
    bytes[at] ^= 1;
    Files.write(file(), bytes);
    try (SnapshotFile snapshot = open()) {
      assertThat(snapshot.block(AMBER, 0)).isEmpty();
      assertIs(snapshot, AMBER, Snapshot.BLOCK, "two");
    }
  }

  @Test
  void whatIsFoundDamagedIsKeptAnew() throws IOException {
    try (SnapshotFile snapshot = open()) {
      for (String name : List.of("one", "two", "three")) {
        snapshot.keep(AMBER, readings(name));
      }
    }
    byte[] bytes = Files.readAllBytes(file());
    bytes[bytes.length / 2] ^= 1;
    Files.write(file(), bytes);
    try (SnapshotFile snapshot = open()) {
      assertThat(snapshot.next(AMBER)).isEqualTo(3 * Snapshot.BLOCK);
      assertThat(snapshot.block(AMBER, Snapshot.BLOCK)).isEmpty();
      assertThat(snapshot.next(AMBER)).isEqualTo(Snapshot.BLOCK);
      snapshot.keep(AMBER, readings("two"));
      assertThat(snapshot.next(AMBER)).isEqualTo(3 * Snapshot.BLOCK);
      assertIs(snapshot, AMBER, Snapshot.BLOCK, "two");
    }
    try (SnapshotFile snapshot = open()) {
      assertIs(snapshot, AMBER, 0, "one");
      assertIs(snapshot, AMBER, Snapshot.BLOCK, "two");
      assertIs(snapshot, AMBER, 2 * Snapshot.BLOCK, "three");
      assertThat(snapshot.next(AMBER)).isEqualTo(3 * Snapshot.BLOCK);
    }
  }

  @Test
  void whatACrashCutOffIsKeptAgain() throws IOException {
    try (SnapshotFile snapshot = open()) {
      snapshot.keep(AMBER, readings("one"));
    }
    long whole = Files.size(file());
    try (SnapshotFile snapshot = open()) {
      snapshot.keep(AMBER, readings("two"));
    }
    byte[] bytes = Files.readAllBytes(file());
    for (long length = whole; length < bytes.length; length += 997) {
      Files.write(file(), Arrays.copyOf(bytes, (int) length));
      try (SnapshotFile snapshot = open()) {
        assertThat(snapshot.next(AMBER)).as("cut off at %d", length).isEqualTo(Snapshot.BLOCK);
        snapshot.keep(AMBER, readings("two"));
        assertIs(snapshot, AMBER, 0, "one");
        assertIs(snapshot, AMBER, Snapshot.BLOCK, "two");
      }
      assertThat(Files.readAllBytes(file())).isEqualTo(bytes);
    }
  }

  @Test
  void whatAnotherNodeMadeIsNotRead() throws IOException {
    try (SnapshotFile other =
        SnapshotFile.open(directory, "another".getBytes(StandardCharsets.US_ASCII))) {
      other.keep(AMBER, readings("false"));
    }
    byte[] others = Files.readAllBytes(file());
    try (SnapshotFile snapshot = open()) {
      assertThat(snapshot.block(AMBER, 0)).isEmpty();
      assertThat(snapshot.next(AMBER)).isZero();
    }
    // Its blocks behind the own header.
    byte[] own = Files.readAllBytes(file());
    byte[] forged = Arrays.copyOf(own, others.length);
    System.arraycopy(others, own.length, forged, own.length, others.length - own.length);
    Files.write(file(), forged);
    try (SnapshotFile snapshot = open()) {
      assertThat(snapshot.block(AMBER, 0)).isEmpty();
    }
  }

  @Test
  void nothingOfWhatIsForgottenStays() throws IOException {
    try (SnapshotFile snapshot = open()) {
      snapshot.keep(AMBER, readings("secret"));
      snapshot.forget();
      assertThat(snapshot.block(AMBER, 0)).isEmpty();
      assertThat(Files.readString(file(), StandardCharsets.ISO_8859_1)).doesNotContain("secret");
      snapshot.keep(AMBER, readings("after"));
      assertIs(snapshot, AMBER, 0, "after");
    }
    try (SnapshotFile snapshot = open()) {
      assertIs(snapshot, AMBER, 0, "after");
    }
  }
}
