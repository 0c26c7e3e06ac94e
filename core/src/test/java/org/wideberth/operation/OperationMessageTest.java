package org.wideberth.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.wideberth.geo.Area;
import org.wideberth.geo.Areas;
import org.wideberth.geo.Datum;
import org.wideberth.geo.Ground;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.OperationMessage.Carried;
import org.wideberth.operation.OperationMessage.Carrier;
import org.wideberth.operation.OperationMessage.Move;
import org.wideberth.operation.OperationMessage.Moved;
import org.wideberth.party.PartyId;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.Refusal;
import org.wideberth.refusal.RefusalCode;

final class OperationMessageTest {
  private static final OperationId ID = new OperationId(new PartyId("amber"), "1.7");
  private static final Instant START = Instant.parse("2026-11-23T06:00:00Z");
  private static final TimeWindow HOUR = new TimeWindow(START, START.plusSeconds(3_600));
  private static final HeightBand SEA = new HeightBand(Datum.MSL, 0, 30_000, Optional.empty());
  private static final Position HERE = new Position(475_000_000, 80_000_000);
  private static final Volume CIRCLE = new Volume(Areas.circle(HERE, 50_000).orThrow(), SEA, HOUR);
  private static final String DECLARED =
      "{\"type\":\"operation-declared\",\"operation\":\"amber.1.7\",\"revision\":1,"
          + "\"state\":\"declared\",\"kind\":\"air\",\"priority\":3,\"grain\":\"1km\","
          + "\"name\":\"supply run\",\"volumes\":[{\"area\":{\"circle\":{\"centre\":"
          + "[475000000,80000000],\"radius_cm\":50000}},\"heights\":{\"datum\":\"MSL\","
          + "\"lower\":0,\"upper\":30000},\"start\":1795413600000,\"end\":1795417200000}]}";

  private static OperationContent content(List<Volume> volumes) {
    return new OperationContent(Kind.AIR, 3, Grain.KM_1, "supply run", volumes);
  }

  private static Carried declared(List<Volume> volumes) {
    return new Carried(Carrier.DECLARED, ID, 1, OperationState.DECLARED, content(volumes));
  }

  @Test
  void aDeclarationIsWrittenAsThePublishedFormatSays() {
    assertThat(new String(declared(List.of(CIRCLE)).toBytes(), UTF_8)).isEqualTo(DECLARED);
  }

  @Test
  void everyShapeAndDatumIsReadAsItWasWritten() {
    Position there = new Position(475_100_000, 80_200_000);
    Position beyond = new Position(474_900_000, 80_300_000);
    HeightBand ground =
        new HeightBand(Datum.AGL, 0, 12_000, Optional.of(new Ground(-1_000, 90_000)));
    HeightBand levels = new HeightBand(Datum.PRESSURE, 9_000, 12_000, Optional.empty());
    HeightBand ellipsoid = new HeightBand(Datum.WGS84, -500, 12_000, Optional.empty());
    OperationMessage message =
        declared(
            List.of(
                CIRCLE,
                new Volume(Areas.polygon(List.of(HERE, there, beyond), 0).orThrow(), ground, HOUR),
                new Volume(Areas.corridor(List.of(HERE, beyond), 1).orThrow(), levels, HOUR),
                new Volume(Areas.circle(there, 1).orThrow(), ellipsoid, HOUR)));

    assertThat(OperationMessage.parse(message.toBytes()).orThrow()).isEqualTo(message);
  }

  @ParameterizedTest
  @EnumSource(Move.class)
  void everyMoveIsReadAsItWasWritten(Move move) {
    OperationMessage message = new Moved(move, ID, 4);

    assertThat(OperationMessage.parse(message.toBytes()).orThrow()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"priority\":3 | \"priority\":100 | priority",
        "\"priority\":3 | \"priority\":3,\"colour\":1 | colour",
        "\"revision\":1 | \"revision\":0 | revision",
        "\"kind\":\"air\" | \"kind\":\"space\" | kind",
        "\"grain\":\"1km\" | \"grain\":\"2km\" | grain",
        "amber.1.7 | amber | operation",
        "amber.1.7 | amber.A | operation",
        "475000000, | 900000001, | volumes[0].area.circle.centre[0]",
        ",80000000] | ,1800000000] | volumes[0].area.circle.centre[1]",
        ",80000000] | ,80000000,1] | volumes[0].area.circle.centre",
        "50000}} | 0}} | volumes[0].area.circle",
        "\"circle\" | \"blob\" | volumes[0].area",
        "\"upper\":30000 | \"upper\":0 | volumes[0].heights",
        "\"upper\":30000 | \"upper\":30000,\"ground\":[0,1] | volumes[0].heights",
        "\"MSL\" | \"AGL\" | volumes[0].heights",
        "\"MSL\" | \"msl\" | volumes[0].heights.datum",
        "1795417200000 | 1795413600000 | volumes[0].end",
        "supply run | supply\\u0007run | name",
        "supply run | supply\\u202erun | name",
        "\"state\":\"declared\", | '' | state"
      })
  void whatIsWrongIsRefusedByItsPath(String right, String wrong, String path) {
    String text = DECLARED.replace(right, wrong);
    assertThat(text).isNotEqualTo(DECLARED);

    assertThat(refusal(text.getBytes(UTF_8)).detail()).contains(path);
  }

  @Test
  void tenThousandVerticesAreReadAndOneMoreIsRefused() {
    List<Volume> volumes = new ArrayList<>();
    List<Position> path = new ArrayList<>();
    for (int i = 0; i < OperationContent.VERTICES_MAX / 2; i++) {
      path.add(new Position(475_000_000 + i * 1_000, 80_000_000 + (i % 2) * 1_000));
    }
    Volume half = new Volume(Areas.corridor(path, 100).orThrow(), SEA, HOUR);
    volumes.addAll(List.of(half, half));
    OperationMessage full = declared(volumes);
    assertThat(OperationMessage.parse(full.toBytes()).orThrow()).isEqualTo(full);

    volumes.add(CIRCLE);
    assertThat(of(volumes)).isEqualTo(RefusalCode.LIMIT_EXCEEDED);
    assertThatThrownBy(() -> content(volumes)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void edgesOfAHundredThousandKilometresAreTakenAndMoreIsRefused() {
    Position east = new Position(475_000_000, 201_000_000);
    Area line = Areas.corridor(List.of(HERE, east), 100).orThrow();
    double eachKm = EdgeLength.kilometres(line);
    assertThat(eachKm).isBetween(900.0, 920.0);
    int most = (int) (OperationContent.EDGES_KM_MAX / eachKm);
    Volume volume = new Volume(line, SEA, HOUR);

    assertThat(content(Collections.nCopies(most, volume)).volumes()).hasSize(most);
    assertThat(of(Collections.nCopies(most + 1, volume))).isEqualTo(RefusalCode.LIMIT_EXCEEDED);
    Area ring =
        Areas.polygon(List.of(HERE, east, new Position(400_000_000, 140_000_000)), 0).orThrow();
    assertThat(EdgeLength.kilometres(ring)).isBetween(2.5 * eachKm, 4 * eachKm);
  }

  @Test
  void fiftySixDaysAreTakenAndAMillisecondMoreIsRefused() {
    Instant end = START.plus(Duration.ofDays(OperationContent.DAYS_MAX));
    Volume last = new Volume(CIRCLE.area(), SEA, new TimeWindow(end.minusMillis(1), end));
    Volume past = new Volume(CIRCLE.area(), SEA, new TimeWindow(end, end.plusMillis(1)));

    assertThat(content(List.of(CIRCLE, last)).volumes()).hasSize(2);
    assertThat(of(List.of(CIRCLE, past))).isEqualTo(RefusalCode.LIMIT_EXCEEDED);
  }

  @Test
  void anOperationNeedsAVolumeAndAShortName() {
    assertThat(of(List.of())).isEqualTo(RefusalCode.MALFORMED);
    String name = "n".repeat(OperationContent.NAME_CHARS_MAX);
    List<Volume> one = List.of(CIRCLE);
    assertThat(OperationContent.of(Kind.AIR, 0, Grain.EXACT, name, one))
        .isInstanceOf(Outcome.Accepted.class);
    assertThat(OperationContent.of(Kind.AIR, 0, Grain.EXACT, name + "n", one))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void anOperationThatIsTooLongIsRefusedUnread() {
    byte[] body = DECLARED.getBytes(UTF_8);
    String spaces = String.join("", Collections.nCopies(512 * 1024 - body.length, " "));

    assertThat(OperationMessage.parse((DECLARED + spaces).getBytes(UTF_8)))
        .isInstanceOf(Outcome.Accepted.class);
    assertThat(refusal((DECLARED + spaces + " ").getBytes(UTF_8)).code())
        .isEqualTo(RefusalCode.LIMIT_EXCEEDED);
  }

  private static RefusalCode of(List<Volume> volumes) {
    return switch (OperationContent.of(Kind.AIR, 0, Grain.EXACT, "x", volumes)) {
      case Outcome.Refused<OperationContent>(Refusal refusal) -> refusal.code();
      case Outcome.Accepted<OperationContent>(var content) ->
          throw new AssertionError("accepted: " + content);
    };
  }

  private static Refusal refusal(byte[] body) {
    return switch (OperationMessage.parse(body)) {
      case Outcome.Refused<OperationMessage>(Refusal refusal) -> refusal;
      case Outcome.Accepted<OperationMessage>(var message) ->
          throw new AssertionError("accepted: " + message);
    };
  }
}
