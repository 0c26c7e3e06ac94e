package org.wideberth.gateway.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.wideberth.gateway.geojson.OperationInput;
import org.wideberth.gateway.geojson.OperationsFromGeoJson;
import org.wideberth.gateway.geojson.OperationsToGeoJson;
import org.wideberth.geo.Area;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.Refusal;
import org.wideberth.refusal.RefusalCode;

class OperationsFromTracksTest {
  private static final long T0 = 1_533_099_600L;
  private static final Instant START = Instant.ofEpochSecond(T0);

  @Test
  void aFlightIsACorridorPerMinuteAlongItsFixesWithTheAltitudesFlown() throws IOException {
    TrackOperations read =
        read(
            row(0, "4067f2", "TOM2XE", "46.0", "10.0", "38000"),
            row(30, "4067f2", "TOM2XE", "46.1", "10.1", "37975"),
            row(60, "4067f2", "TOM2XE", "46.2", "10.2", "38025.5"),
            row(90, "4067f2", "TOM2XE", "46.3", "10.3", "38100"));

    OperationInput flight = only(read);
    assertThat(flight.name()).isEqualTo("TOM2XE (4067f2)");
    assertThat(flight.volumes())
        .containsExactly(
            new Volume(
                corridor(at(460, 100), at(461, 101), at(462, 102)),
                band(37_875, 38_126),
                window(0, 60)),
            new Volume(corridor(at(462, 102), at(463, 103)), band(37_925, 38_200), window(60, 90)));
    assertThat(read.fixes()).isEqualTo(4);
    assertThat(read.flights()).isEqualTo(1);
    assertThat(read.volumes()).isEqualTo(2);
    assertThat(read.remarks()).isEmpty();
  }

  @Test
  void aMinuteBetweenFixesReachesFromTheFixBeforeItToTheFixAfterIt() throws IOException {
    OperationInput flight =
        only(
            read(
                row(0, "000001", "A", "46.0", "10.0", "100"),
                row(50, "000001", "A", "46.1", "10.0", "200"),
                row(110, "000001", "A", "46.2", "10.0", "300")));

    assertThat(flight.volumes())
        .containsExactly(
            new Volume(
                corridor(at(460, 100), at(461, 100), at(462, 100)), band(0, 400), window(0, 60)),
            new Volume(corridor(at(461, 100), at(462, 100)), band(100, 400), window(60, 110)));
  }

  @Test
  void aFlightBreaksAtAChangeOfCallsignAndAfterAGapOfMoreThanAMinute() throws IOException {
    TrackOperations read =
        read(
            row(0, "000001", "A", "46.0", "10.0", "100"),
            row(60, "000001", "A", "46.1", "10.0", "100"),
            row(120.001, "000001", "A", "46.2", "10.0", "100"),
            row(130, "000001", "A", "46.3", "10.0", "100"),
            row(140, "000001", "", "46.4", "10.0", "100"),
            row(150, "000001", "", "46.5", "10.0", "100"));

    assertThat(read.operations())
        .extracting(OperationInput::name)
        .containsExactly("A (000001)", "A (000001)", "000001");
    assertThat(read.operations())
        .extracting(op -> op.volumes().getFirst().time().end())
        .containsExactly(START.plusSeconds(60), START.plusSeconds(130), START.plusSeconds(150));
  }

  @Test
  void partiesThatReadTheSameFileStayInStep() throws IOException {
    String file =
        file(
            row(0, "00000a", "A", "46.0", "10.0", "100"),
            row(10, "00000a", "A", "46.1", "10.0", "100"),
            row(5, "00000B", "B", "46.0", "11.0", "100"),
            row(15, "00000B", "B", "46.1", "11.0", "100"));
    Instant startAt = Instant.parse("2026-11-22T14:30:00.250Z");

    OperationInput even = only(startingAt(file, PartyRule.ICAO24_EVEN, startAt));
    OperationInput odd = only(startingAt(file, PartyRule.ICAO24_ODD, startAt));

    assertThat(even.name()).isEqualTo("A (00000a)");
    assertThat(even.volumes().getFirst().time().start()).isEqualTo(startAt);
    assertThat(odd.name()).isEqualTo("B (00000b)");
    assertThat(odd.volumes().getFirst().time().start()).isEqualTo(startAt.plusSeconds(5));
    assertThat(startingAt(file, PartyRule.ALL, startAt).operations()).containsExactly(even, odd);
  }

  @Test
  void whatIsOutOfTheOrdinaryIsCountedNeverSwallowed() throws IOException {
    TrackOperations read =
        read(
            row(0, "000001", "A", "46.0", "10.0", "100"),
            row(10, "000001", "A", "46.0", "10.0", "100"),
            row(0, "000002", "B", "46.0", "10.0", "100"),
            row(0, "00000g", "B", "46.0", "10.0", "100"),
            row(0, "000003", "B", "91", "10.0", "100"),
            row(0, "000003", "B", "46", "NaN", "100"),
            row(0, "000003", "B", "46", "10", ""),
            row(0, "000003", "B", "46", "10", "1e9"),
            row(0, "000003", "B", "46", "10", "250001"),
            row(0, "000003", "=cmd()", "46", "10", "100"),
            "",
            "1,2,3",
            "x".repeat(100_000));

    assertThat(only(read).volumes())
        .containsExactly(
            new Volume(new Area.Circle(at(460, 100), 50_000), band(0, 200), window(0, 10)));
    assertThat(read.remarks())
        .isEqualTo(
            Map.of(
                TrackRemark.UNREADABLE_ROW, 10L,
                TrackRemark.SINGLE_FIX, 1L,
                TrackRemark.STOOD_STILL, 1L));
  }

  @Test
  void aFlightTooLongForOneOperationBecomesSeveralWithoutAGap() throws IOException {
    StringBuilder rows = new StringBuilder(OperationsFromTracks.COLUMNS).append('\n');
    int seconds = 4 * 3_600;
    for (int t = 0; t <= seconds; t++) {
      rows.append(row(t, "000001", "A", "" + (40 + t / 10_000.0), "10", "100")).append('\n');
    }

    TrackOperations read = accepted(OperationsFromTracks.read(stream(rows), PartyRule.ALL));

    assertThat(read.operations()).hasSize(2);
    assertThat(read.count(TrackRemark.FLIGHT_SPLIT)).isEqualTo(1);
    assertThat(read.operations().get(1).name()).isEqualTo("A (000001) part 2");
    assertThat(read.operations()).allSatisfy(op -> assertThat(op.content().orThrow()).isNotNull());
    List<Volume> volumes = read.operations().stream().flatMap(op -> op.volumes().stream()).toList();
    assertThat(volumes).hasSize(seconds / 60);
    for (int i = 0; i < volumes.size(); i++) {
      assertThat(volumes.get(i).time()).isEqualTo(window(60L * i, 60L * (i + 1)));
    }
  }

  @Test
  void aFileThatIsNoRecordingIsRefusedWithTheReason() throws IOException {
    assertThat(refusal("").detail()).contains(OperationsFromTracks.COLUMNS);
    assertThat(refusal("lat,lon\n1,2\n").code()).isEqualTo(RefusalCode.MALFORMED);
    assertThat(refusal(file("1,2,3")).detail()).contains("no fix that can be read");
    String far = file(row(0, "000001", "A", "1", "1", "1"), row(9, "000001", "A", "2", "1", "1"));
    Instant tooLate = Instant.parse("2100-01-01T00:00:00Z");
    assertThat(OperationsFromTracks.readStartingAt(stream(far), PartyRule.ALL, tooLate))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aPackedFileReadsLikeAPlainOne() throws IOException {
    String plain =
        file(row(0, "00000a", "A", "46", "10", "1"), row(9, "00000a", "A", "47", "10", "1"));
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    assertThat(
            OperationsFromTracks.read(
                new ByteArrayInputStream(packed.toByteArray()), PartyRule.ALL))
        .isEqualTo(OperationsFromTracks.read(stream(plain), PartyRule.ALL));
  }

  @Test
  void aDayOverSwitzerlandBecomesValidOperationsThatPassThroughGeoJson() throws IOException {
    Path file =
        Path.of(System.getProperty("wideberth.shared", "../../shared"))
            .resolve("data/switzerland_2018-08-01_tracks.csv.gz");
    Assumptions.assumeTrue(Files.exists(file), "recorded flights in ../shared are absent");

    TrackOperations even = read(file, PartyRule.ICAO24_EVEN);
    TrackOperations odd = read(file, PartyRule.ICAO24_ODD);

    assertThat(even.fixes() + odd.fixes()).isEqualTo(139_098);
    // Flights and minutes as counted by a script of another hand on the same file.
    assertThat(even.operations()).hasSize(590);
    assertThat(even.volumes()).isEqualTo(11_095);
    assertThat(even.remarks()).isEqualTo(Map.of(TrackRemark.STOOD_STILL, 6L));
    assertThat(odd.operations()).hasSize(654);
    assertThat(odd.volumes()).isEqualTo(12_386);
    assertThat(odd.remarks()).isEqualTo(Map.of(TrackRemark.STOOD_STILL, 2L));
    assertThat(even.operations()).allSatisfy(op -> assertThat(op.content().orThrow()).isNotNull());
    List<OperationInput> some = odd.operations().subList(0, 100);
    assertThat(OperationsFromGeoJson.parse(OperationsToGeoJson.writeInputs(some)).orThrow())
        .isEqualTo(some);
  }

  private static TrackOperations read(Path file, PartyRule rule) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return accepted(
          OperationsFromTracks.readStartingAt(in, rule, Instant.parse("2026-11-22T14:30:00Z")));
    }
  }

  private static String row(
      double second, String icao24, String callsign, String lat, String lon, String altitude) {
    String time = BigDecimal.valueOf(second).add(BigDecimal.valueOf(T0)).toPlainString();
    return String.join(",", time, icao24, callsign, lat, lon, altitude, "400", "90", "0");
  }

  private static String file(String... rows) {
    return OperationsFromTracks.COLUMNS + "\n" + String.join("\n", rows) + "\n";
  }

  private static InputStream stream(CharSequence text) {
    return new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private static TrackOperations read(String... rows) throws IOException {
    return accepted(OperationsFromTracks.read(stream(file(rows)), PartyRule.ALL));
  }

  private static TrackOperations startingAt(String file, PartyRule rule, Instant startAt)
      throws IOException {
    return accepted(OperationsFromTracks.readStartingAt(stream(file), rule, startAt));
  }

  private static TrackOperations accepted(Outcome<TrackOperations> outcome) {
    return outcome.orThrow();
  }

  private static Refusal refusal(String file) throws IOException {
    return switch (OperationsFromTracks.read(stream(file), PartyRule.ALL)) {
      case Outcome.Accepted<TrackOperations>(var value) -> throw new AssertionError(value);
      case Outcome.Refused<TrackOperations>(var refusal) -> refusal;
    };
  }

  private static OperationInput only(TrackOperations read) {
    assertThat(read.operations()).hasSize(1);
    return read.operations().getFirst();
  }

  private static Area corridor(Position... path) {
    return new Area.Corridor(List.of(path), 50_000);
  }

  private static Position at(int latTenths, int lonTenths) {
    return new Position(latTenths * 1_000_000, lonTenths * 1_000_000);
  }

  private static HeightBand band(int lowerFt, int upperFt) {
    return new HeightBand(Datum.PRESSURE, lowerFt, upperFt, Optional.empty());
  }

  private static TimeWindow window(long fromSecond, long toSecond) {
    return new TimeWindow(START.plusSeconds(fromSecond), START.plusSeconds(toSecond));
  }
}
