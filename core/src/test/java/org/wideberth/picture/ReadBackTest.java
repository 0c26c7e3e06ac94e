package org.wideberth.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.picture.Shapes.to;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.wideberth.channel.ChannelBody;
import org.wideberth.channel.Desk;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.NamedPlace;
import org.wideberth.channel.Readings;
import org.wideberth.channel.References;
import org.wideberth.channel.WarningRead;
import org.wideberth.channel.Wording;
import org.wideberth.geo.Distances;
import org.wideberth.geo.Position;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.refusal.Outcome;

/// Places that are read back between three parties, as each of them has them.
final class ReadBackTest {
  private static final PartyId COBALT = new PartyId("cobalt");
  private static final PartyId RELIEF = new PartyId("relief");
  private static final Optional<DisplayName> WEIR = Optional.of(new DisplayName("Lt Weir"));
  private static final Position FORD = Position.ofDegrees(47.1, 8.7);
  private static final Position MILL = Position.ofDegrees(47.2, 8.8);

  private final Theatre theatre = new Theatre("amber", "cobalt", "relief");

  private MessageId send(Audience to, Position... places) {
    MessageId id = new MessageId(new PartyId("amber"), 1, theatre.log("amber").size(), "");
    List<NamedPlace> named =
        List.of(places).stream().map(at -> new NamedPlace(Optional.empty(), at)).toList();
    MessageRequest request =
        new MessageRequest(
            to,
            Desk.DUTY,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Wording(Optional.empty(), "look", "en"),
            new References(List.of(), List.of(), named),
            Optional.empty());
    theatre.decide("amber", picture -> ChannelDecisions.send(picture, request));
    return id;
  }

  private Outcome<Draft> decided(String party, MessageId id, Map<Integer, Position> places) {
    return ReadBackDecisions.readBack(
        theatre.picture(party), id, new TreeMap<>(places), WarningRead.NONE, WEIR);
  }

  private void readBack(String party, MessageId id, int place, Position at) {
    theatre.write(party, decided(party, id, Map.of(place, at)).orThrow());
  }

  private static Position north(Position from, int e7) {
    return new Position(from.latE7() + e7, from.lonE7());
  }

  private Message message(String party, MessageId id) {
    return theatre.picture(party).channel().message(id).orElseThrow();
  }

  private Readings.State state(MessageId id) {
    return message("amber", id).readBack(COBALT).state();
  }

  @Test
  void aPlaceIsConfirmedWhenEveryOneOfThemIsReadBackRight() {
    MessageId id = send(to("cobalt", "relief"), FORD, MILL);
    assertThat(state(id)).isEqualTo(Readings.State.NOT_READ_BACK);
    readBack("cobalt", id, 1, FORD);
    assertThat(state(id)).isEqualTo(Readings.State.NOT_READ_BACK);
    readBack("cobalt", id, 2, north(MILL, 5_000));
    assertThat(state(id)).isEqualTo(Readings.State.CONFIRMED);
    assertThat(message("amber", id).readBack(COBALT).differenceCm()).isBetween(5_500L, 5_600L);
    assertThat(message("amber", id).readBack(RELIEF).state())
        .isEqualTo(Readings.State.NOT_READ_BACK);
    assertThat(message("amber", id)).isEqualTo(message("cobalt", id));
    assertThat(message("relief", id)).isEqualTo(message("cobalt", id));
    assertThat(theatre.picture("amber").digest()).isEqualTo(theatre.picture("cobalt").digest());
  }

  @Test
  void aHundredMetresAreTakenAndACentimetreMoreDiffersOnBothSides() {
    MessageId id = send(to("cobalt"), FORD);
    Position edge = FORD;
    while (Distances.cm(FORD, north(edge, 1)) <= Readings.DIFFERENCE_CM_MAX) {
      edge = north(edge, 1);
    }
    readBack("cobalt", id, 1, edge);
    assertThat(message("amber", id).readBack(COBALT).differenceCm()).isEqualTo(10_000);
    assertThat(state(id)).isEqualTo(Readings.State.CONFIRMED);
    readBack("cobalt", id, 1, north(edge, 1));
    assertThat(message("amber", id).readBack(COBALT).differenceCm()).isEqualTo(10_001);
    assertThat(state(id)).isEqualTo(Readings.State.DIFFERS);
    assertThat(message("cobalt", id).readBack(COBALT).state()).isEqualTo(Readings.State.DIFFERS);
  }

  @Test
  void aLaterRightOneSupersedesAWrongOneWhichStaysVisible() {
    MessageId id = send(to("cobalt"), FORD);
    readBack("cobalt", id, 1, north(FORD, 800_000));
    assertThat(state(id)).isEqualTo(Readings.State.DIFFERS);
    readBack("cobalt", id, 1, FORD);
    assertThat(state(id)).isEqualTo(Readings.State.CONFIRMED);
    assertThat(message("amber", id).readBack(COBALT).byPlace().get(1))
        .extracting(Readings.Reading::differs)
        .containsExactly(false, true);
    readBack("cobalt", id, 1, north(FORD, 800_000));
    assertThat(state(id)).isEqualTo(Readings.State.DIFFERS);
  }

  @Test
  void whoeverGoesOnReadingBackDoesNotMakeTheMessageGrow() {
    MessageId id = send(to("cobalt"), FORD);
    for (int i = 0; i < Readings.EACH_MAX + 1; i++) {
      readBack("cobalt", id, 1, north(FORD, i));
    }
    assertThat(message("amber", id).readBack(COBALT).byPlace().get(1))
        .extracting(reading -> reading.read().latE7() - FORD.latE7())
        .containsExactly(4, 3, 2, 1);
    assertThat(Readings.EACH_MAX).isEqualTo(4);
  }

  @Test
  void whatCannotBeReadBackIsRefused() {
    MessageId id = send(to("cobalt"), FORD);
    MessageId bare = send(to("cobalt"));
    assertThat(decided("cobalt", id, Map.of(2, FORD)).toString())
        .contains("has one; count them from 1");
    assertThat(decided("cobalt", bare, Map.of(1, FORD)).toString()).contains("has none");
    assertThat(decided("cobalt", id, Map.of()).toString()).contains("give at least one");
    assertThat(decided("amber", id, Map.of(1, FORD)).toString())
        .contains("is not addressed to amber");
    assertThat(decided("relief", id, Map.of(1, FORD)).toString()).contains("there is no message");
  }

  @Test
  void whatNobodyMayReadBackIsAlarmedAndChangesNothing() {
    MessageId id = send(to("cobalt"), FORD);
    Message before = message("amber", id);
    for (String party : List.of("relief", "amber")) {
      theatre.write(party, forged(before, 1));
    }
    theatre.write("cobalt", forged(before, 2));
    assertThat(message("amber", id)).isEqualTo(before);
    assertThat(theatre.picture("amber").placeholders())
        .extracting(Placeholder::words)
        .containsExactlyInAnyOrder(
            "it reads back a message that is not addressed to its author",
            "it reads back a message that is not addressed to its author",
            "it reads back a place, area or time that the message does not have");
  }

  private static Draft forged(Message message, int place) {
    TreeMap<Integer, Position> places = new TreeMap<>(Map.of(1, FORD));
    places.put(place, FORD);
    return new Draft(
        Audience.everyone(), new ChannelBody.ReadBack(message.at(), places, WEIR).toBytes());
  }
}
