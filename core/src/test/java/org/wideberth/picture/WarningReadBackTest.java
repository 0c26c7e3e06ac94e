package org.wideberth.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.picture.Shapes.to;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.wideberth.channel.ChannelBody;
import org.wideberth.channel.Desk;
import org.wideberth.channel.Matter;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.Readings.State;
import org.wideberth.channel.References;
import org.wideberth.channel.WarningRead;
import org.wideberth.channel.Wording;
import org.wideberth.geo.Area;
import org.wideberth.geo.Distances;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.refusal.Outcome;

/// The area and times of a warning are read back like its places.
class WarningReadBackTest {
  private static final PartyId COBALT = new PartyId("cobalt");
  private static final Position DAM = Position.ofDegrees(47.1, 8.7);
  private static final Area.Circle AROUND = new Area.Circle(DAM, 50_000);
  private static final Instant START = Instant.parse("2026-11-26T14:00:00Z");
  private static final Instant END = START.plusSeconds(14_400);
  private static final Instant ANSWER_BY = START.minusSeconds(3_600);

  private final Theatre theatre = new Theatre("amber", "cobalt");

  private MessageId warn(Optional<Area.Circle> around, Optional<Instant> answerBy) {
    MessageId id = new MessageId(new PartyId("amber"), 1, theatre.log("amber").size(), "");
    MessageRequest request =
        new MessageRequest(
            to("cobalt"),
            Desk.DUTY,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Wording(Optional.empty(), "look", "en"),
            References.none(),
            Optional.empty(),
            Optional.of(
                new Matter.Warning(
                    "if the dam opens", "keep off", around, new TimeWindow(START, END), answerBy)));
    theatre.decide("amber", picture -> ChannelDecisions.send(picture, request));
    return id;
  }

  private static WarningRead area(Area.Circle read) {
    return new WarningRead(Optional.of(read), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static WarningRead times(long offMs) {
    return new WarningRead(
        Optional.empty(),
        Optional.of(START.plusMillis(offMs)),
        Optional.of(END.minusMillis(offMs)),
        Optional.of(ANSWER_BY.plusMillis(offMs)));
  }

  private Outcome<Draft> decided(MessageId id, WarningRead read) {
    return ReadBackDecisions.readBack(
        theatre.picture("cobalt"), id, new TreeMap<>(), read, Optional.empty());
  }

  private State state(MessageId id, WarningRead read) {
    theatre.write("cobalt", decided(id, read).orThrow());
    Message amber = theatre.picture("amber").channel().message(id).orElseThrow();
    Message cobalt = theatre.picture("cobalt").channel().message(id).orElseThrow();
    assertThat(amber).isEqualTo(cobalt);
    return amber.readBack(COBALT).state();
  }

  @Test
  void aWarningIsConfirmedWhenItsAreaAndEveryTimeAreReadBackRight() {
    MessageId id = warn(Optional.of(AROUND), Optional.of(ANSWER_BY));
    assertThat(state(id, area(AROUND))).isEqualTo(State.NOT_READ_BACK);
    WarningRead start =
        new WarningRead(Optional.empty(), Optional.of(START), Optional.empty(), Optional.empty());
    assertThat(state(id, start)).isEqualTo(State.NOT_READ_BACK);
    assertThat(state(id, times(0))).isEqualTo(State.CONFIRMED);
  }

  @Test
  void aMinuteIsTakenAndAMillisecondMoreDiffersEitherWay() {
    MessageId id = warn(Optional.empty(), Optional.of(ANSWER_BY));
    assertThat(state(id, times(60_000))).isEqualTo(State.CONFIRMED);
    assertThat(state(id, times(60_001))).isEqualTo(State.DIFFERS);
    assertThat(state(id, times(-60_000))).isEqualTo(State.CONFIRMED);
    assertThat(state(id, times(-60_001))).isEqualTo(State.DIFFERS);
    WarningRead end =
        new WarningRead(Optional.empty(), Optional.of(START), Optional.of(END), Optional.empty());
    assertThat(state(id, end)).as("the answer-by still differs").isEqualTo(State.DIFFERS);
  }

  @Test
  void aHundredMetresOfCentreOrRadiusAreTakenAndACentimetreMoreDiffers() {
    MessageId id = warn(Optional.of(AROUND), Optional.empty());
    WarningRead right =
        new WarningRead(Optional.empty(), Optional.of(START), Optional.of(END), Optional.empty());
    assertThat(state(id, right)).isEqualTo(State.NOT_READ_BACK);
    assertThat(state(id, area(new Area.Circle(DAM, 60_000)))).isEqualTo(State.CONFIRMED);
    assertThat(state(id, area(new Area.Circle(DAM, 60_001)))).isEqualTo(State.DIFFERS);
    assertThat(state(id, area(new Area.Circle(DAM, 40_000)))).isEqualTo(State.CONFIRMED);
    assertThat(state(id, area(new Area.Circle(DAM, 39_999)))).isEqualTo(State.DIFFERS);
    Position edge = DAM;
    while (Distances.cm(DAM, north(edge)) <= 10_000) {
      edge = north(edge);
    }
    assertThat(state(id, area(new Area.Circle(edge, 50_000)))).isEqualTo(State.CONFIRMED);
    assertThat(state(id, area(new Area.Circle(north(edge), 50_000)))).isEqualTo(State.DIFFERS);
  }

  private static Position north(Position from) {
    return new Position(from.latE7() + 1, from.lonE7());
  }

  @Test
  void whatTheWarningDoesNotSayCannotBeReadBackAndForgedCountsNowhere() {
    MessageId id = warn(Optional.empty(), Optional.empty());
    assertThat(decided(id, area(AROUND)).toString()).contains("around", "leave it out");
    assertThat(decided(id, times(0)).toString()).contains("answer_by", "leave it out");
    assertThat(decided(id, WarningRead.NONE).toString()).contains("give at least one place, area");
    Message before = theatre.picture("amber").channel().message(id).orElseThrow();
    theatre.write(
        "cobalt",
        new Draft(
            Audience.everyone(),
            new ChannelBody.ReadBack(before.at(), new TreeMap<>(), times(0), Optional.empty())
                .toBytes()));
    assertThat(theatre.picture("amber").channel().message(id)).hasValue(before);
    assertThat(theatre.picture("amber").placeholders())
        .extracting(Placeholder::words)
        .isEqualTo(List.of("it reads back a place, area or time that the message does not have"));
  }
}
