package org.wideberth.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.picture.Shapes.circle;
import static org.wideberth.picture.Shapes.requestTo;
import static org.wideberth.picture.Shapes.to;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wideberth.channel.ChannelBody;
import org.wideberth.channel.Desk;
import org.wideberth.channel.Handling;
import org.wideberth.channel.Matter;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.MessageThread;
import org.wideberth.channel.Phrase;
import org.wideberth.channel.Precedence;
import org.wideberth.channel.References;
import org.wideberth.channel.Step;
import org.wideberth.channel.Wording;
import org.wideberth.geo.TimeWindow;
import org.wideberth.operation.OperationId;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.refusal.Outcome;

/// Messages between three parties, as each of them has them.
final class ChannelTest {
  private static final PartyId AMBER = new PartyId("amber");
  private static final PartyId COBALT = new PartyId("cobalt");
  private static final Optional<DisplayName> WEIR = Optional.of(new DisplayName("Lt Weir"));

  private final Theatre theatre = new Theatre("amber", "cobalt", "relief");

  private static MessageRequest request(Audience to, String text) {
    return new MessageRequest(
        to,
        Desk.DUTY,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new Wording(Optional.empty(), text, "en"),
        References.none(),
        Optional.empty());
  }

  private static MessageRequest phrase(Audience to, Phrase phrase) {
    return new MessageRequest(
        to,
        Desk.DUTY,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new Wording(Optional.of(phrase), "", "und"),
        References.none(),
        WEIR);
  }

  private static MessageRequest answer(Audience to, MessageId answers, String text) {
    MessageRequest plain = request(to, text);
    return new MessageRequest(
        plain.to(),
        plain.desk(),
        plain.precedence(),
        Optional.empty(),
        Optional.of(answers),
        plain.wording(),
        plain.about(),
        plain.by());
  }

  private static MessageRequest about(Audience to, OperationId operation) {
    MessageRequest plain = request(to, "look");
    return new MessageRequest(
        plain.to(),
        plain.desk(),
        plain.precedence(),
        plain.thread(),
        plain.answers(),
        plain.wording(),
        new References(List.of(operation), List.of(), List.of()),
        plain.by());
  }

  private MessageId send(String party, MessageRequest request) {
    MessageId id = new MessageId(new PartyId(party), 1, theatre.log(party).size(), "");
    theatre.decide(party, picture -> ChannelDecisions.send(picture, request));
    return id;
  }

  private void note(String party, MessageId id, Step step) {
    theatre.decide(party, picture -> ChannelDecisions.note(picture, id, step, "", WEIR));
  }

  private Message message(String party, MessageId id) {
    return theatre.picture(party).channel().message(id).orElseThrow();
  }

  private String refusal(Outcome<Draft> outcome) {
    return outcome instanceof Outcome.Refused<Draft>(var refusal) ? refusal.detail() : "none";
  }

  @Test
  void eachStepIsSaidByItselfAndNoneImpliesAnother() {
    MessageId id = send("amber", phrase(to("cobalt"), Phrase.STOP));
    assertThat(message("amber", id).content().precedence()).isEqualTo(Precedence.FLASH);
    assertThat(message("amber", id).handling()).isEmpty();

    note("cobalt", id, Step.ACTED);
    assertThat(message("amber", id).noted(COBALT, Step.ACTED)).isPresent();
    assertThat(message("amber", id).noted(COBALT, Step.READ)).isEmpty();
    assertThat(message("amber", id).noted(COBALT, Step.ACKNOWLEDGED)).isEmpty();
    assertThat(theatre.picture("cobalt").channel().awaiting(10)).hasSize(1);

    note("cobalt", id, Step.ACKNOWLEDGED);
    assertThat(message("amber", id).noted(COBALT, Step.ACKNOWLEDGED).orElseThrow().by())
        .isEqualTo(WEIR);
    assertThat(theatre.picture("cobalt").channel().awaiting(10)).isEmpty();
    assertThat(message("amber", id)).isEqualTo(message("cobalt", id));
    assertThat(theatre.picture("relief").channel().messages()).isEmpty();
  }

  @Test
  void anAnswerIsShownWithWhatItAnswersAndGoesOnWithItsThread() {
    MessageId first = send("amber", request(to("cobalt"), "where are you?"));
    MessageId answer = send("cobalt", answer(to("amber"), first, "at the ford"));
    MessageId again = send("amber", answer(to("cobalt"), answer, "which ford?"));

    MessageId flash = send("amber", phrase(to("cobalt"), Phrase.MAYDAY));
    MessageId coming = send("cobalt", answer(to("amber"), flash, "we are coming"));
    assertThat(message("amber", coming).content().precedence()).isEqualTo(Precedence.IMMEDIATE);
    assertThat(message("amber", answer).content().precedence()).isEqualTo(Precedence.ROUTINE);
    assertThat(message("amber", first).answers(COBALT)).containsExactly(answer);
    assertThat(message("cobalt", answer).answers(AMBER)).containsExactly(again);
    assertThat(theatre.picture("cobalt").channel().thread(again))
        .extracting(Message::id)
        .containsExactlyInAnyOrder(first, answer, again);
    assertThat(theatre.picture("cobalt").channel().threads(10))
        .filteredOn(thread -> thread.urgency() == Precedence.ROUTINE)
        .singleElement()
        .satisfies(
            thread -> {
              assertThat(thread.first()).isEqualTo(first);
              assertThat(thread.count()).isEqualTo(3);
            });
  }

  @Test
  void whatAwaitsAPersonIsListedByUrgency() {
    MessageId routine = send("amber", request(to("cobalt"), "weather"));
    MessageId flash = send("amber", phrase(to("cobalt", "relief"), Phrase.MAYDAY));
    MessageId priority = send("relief", phrase(Audience.everyone(), Phrase.CALL_US));

    assertThat(theatre.picture("cobalt").channel().awaiting(10))
        .extracting(Message::id)
        .containsExactly(flash, priority, routine);
    assertThat(theatre.picture("amber").channel().awaiting(10))
        .extracting(Message::id)
        .containsExactly(priority);
    assertThat(theatre.picture("cobalt").channel().threads(10))
        .extracting(MessageThread::urgency)
        .containsExactlyInAnyOrder(Precedence.ROUTINE, Precedence.FLASH, Precedence.PRIORITY);
  }

  @Test
  void whoIsNotAddressedSaysNothingOfAMessage() {
    MessageId id = send("amber", request(to("cobalt"), "for cobalt"));
    assertThat(
            refusal(
                ChannelDecisions.note(
                    theatre.picture("amber"), id, Step.READ, "", Optional.empty())))
        .isEqualTo("the message amber.1.0 is not addressed to amber");

    // A node that is not this program says it all the same.
    ChannelBody.Noted noted =
        new ChannelBody.Noted(Step.ACKNOWLEDGED, message("amber", id).at(), "", Optional.empty());
    theatre.write("relief", new Draft(Audience.everyone(), noted.toBytes()));
    assertThat(theatre.picture("amber").placeholders())
        .extracting(Placeholder::words)
        .containsExactly("it speaks of a message that is not addressed to its author");
    assertThat(message("amber", id).handling()).isEmpty();
    assertThat(theatre.picture("relief").placeholders()).isEmpty();
  }

  @Test
  void theSameIsNotSaidTwice() {
    MessageId id = send("amber", request(to("cobalt"), "once"));
    note("cobalt", id, Step.READ);
    assertThat(refusal(ChannelDecisions.note(theatre.picture("cobalt"), id, Step.READ, "", WEIR)))
        .isEqualTo("it is said already that the message amber.1.0 was read");
  }

  /// What a node that is not this program writes: the own one says nothing twice.
  private void noteAgain(String party, MessageId id, String words) {
    ChannelBody.Noted noted =
        new ChannelBody.Noted(Step.READ, message(party, id).at(), words, Optional.empty());
    theatre.write(party, new Draft(to("amber"), noted.toBytes()));
  }

  @Test
  void ofManyNotesTheFirstCountsAndTheOthersChangeNothing() {
    MessageId id = send("amber", request(to("cobalt"), "once"));
    noteAgain("cobalt", id, "first");
    Message before = message("amber", id);
    assertThat(before.noted(COBALT, Step.READ).orElseThrow().words()).isEqualTo("first");
    theatre.events("amber");
    for (int i = 0; i < 20; i++) {
      noteAgain("cobalt", id, "again " + i);
    }
    assertThat(message("amber", id)).isEqualTo(before);
    assertThat(theatre.events("amber"))
        .noneMatch(event -> event instanceof PictureEvent.MessageChanged);
  }

  @Test
  void ofManyAnswersTheFirstAreListedAndTheThreadHasThemAll() {
    MessageId first = send("amber", request(to("cobalt"), "where are you?"));
    MessageId answer = send("cobalt", answer(to("amber"), first, "here"));
    for (int i = 0; i < Handling.ANSWERS_MAX + 3; i++) {
      send("cobalt", answer(to("amber"), first, "here " + i));
    }
    assertThat(message("amber", first).answers(COBALT))
        .hasSize(Handling.ANSWERS_MAX)
        .startsWith(answer);
    assertThat(theatre.picture("amber").channel().thread(first)).hasSize(Handling.ANSWERS_MAX + 5);
    assertThat(theatre.picture("amber").channel().thread(first, 2))
        .extracting(message -> message.content().wording().text())
        .containsExactly(
            "here " + (Handling.ANSWERS_MAX + 1), "here " + (Handling.ANSWERS_MAX + 2));
  }

  @Test
  void nobodysMessagesHideAnothers() {
    List<MessageId> flood = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      flood.add(send("amber", phrase(to("cobalt"), Phrase.STOP)));
    }
    MessageId honest = send("relief", phrase(to("cobalt"), Phrase.MAYDAY));
    assertThat(theatre.picture("cobalt").channel().awaiting(3))
        .extracting(Message::id)
        .containsExactlyInAnyOrder(flood.get(0), honest, flood.get(1))
        .endsWith(flood.get(1));
    assertThat(theatre.picture("cobalt").channel().flashesAwaiting(10))
        .hasEntrySatisfying(AMBER, flashes -> assertThat(flashes.more()).isEqualTo(2))
        .hasEntrySatisfying(
            new PartyId("relief"), flashes -> assertThat(flashes.first()).hasSize(1));
  }

  @Test
  void desksAreCalledOneAfterTheOtherToAFlashThatNobodyTakes() {
    MessageId id = send("amber", phrase(to("cobalt"), Phrase.STOP));
    Instant since = message("cobalt", id).time();
    theatre.decide(
        "cobalt", p -> WatchDecisions.take(p, new Desk("night"), WEIR.get(), Optional.empty()));

    assertThat(call("cobalt", id, since, since.plusSeconds(59))).isEmpty();
    theatre.write("cobalt", call("cobalt", id, since, since.plusSeconds(60)).orElseThrow());
    assertThat(message("amber", id).escalations(COBALT))
        .extracting(Handling.Escalation::desk)
        .containsExactly(new Desk("night"));

    Instant called = message("cobalt", id).escalations(COBALT).getFirst().time();
    assertThat(call("cobalt", id, since, called.plusSeconds(59))).isEmpty();
    theatre.write("cobalt", call("cobalt", id, since, called.plusSeconds(60)).orElseThrow());
    assertThat(message("amber", id).escalations(COBALT))
        .extracting(Handling.Escalation::desk)
        .containsExactly(new Desk("night"), Desk.COMMANDER);
    Instant later = called.plusSeconds(9_000);
    assertThat(call("cobalt", id, since, later)).isEmpty();
    assertThat(theatre.picture("amber").channel().unacknowledged(COBALT, Instant.MIN, later))
        .hasSize(1);

    note("cobalt", id, Step.ACKNOWLEDGED);
    assertThat(theatre.picture("amber").channel().unacknowledged(COBALT, Instant.MIN, later))
        .isEmpty();
  }

  private Optional<Draft> call(String party, MessageId id, Instant since, Instant now) {
    return ChannelDecisions.escalate(theatre.picture(party), message(party, id), since, now);
  }

  @Test
  void withNobodyAtAnotherDeskTheCommanderIsCalledAndNobodyToWhatIsNotFlash() {
    MessageId flash = send("amber", phrase(to("cobalt"), Phrase.STOP));
    MessageId plain = send("amber", request(to("cobalt"), "weather"));
    Instant later = message("cobalt", plain).time().plusSeconds(60);
    assertThat(call("cobalt", plain, Instant.EPOCH, later)).isEmpty();
    assertThat(call("amber", flash, Instant.EPOCH, later)).isEmpty();
    theatre.write("cobalt", call("cobalt", flash, Instant.EPOCH, later).orElseThrow());
    assertThat(message("amber", flash).escalations(COBALT))
        .extracting(Handling.Escalation::desk)
        .containsExactly(Desk.COMMANDER);
  }

  @Test
  void aTalkOutsideTheSystemIsConfirmedOrDisputedByTheOtherSide() {
    MessageId plain = send("amber", request(to("cobalt"), "weather"));
    Picture cobalt = theatre.picture("cobalt");
    assertThat(refusal(ChannelDecisions.note(cobalt, plain, Step.CONFIRMED, "", WEIR)))
        .isEqualTo("the message amber.1.0 logs no talk that could be confirmed");

    MessageRequest request = request(to("cobalt"), "they said that the convoy waits");
    Instant start = Instant.parse("2026-11-26T08:00:00Z");
    Matter talk =
        new Matter.TalkLog(Matter.Medium.PHONE, new TimeWindow(start, start.plusSeconds(90)));
    MessageId logged =
        send(
            "amber",
            new MessageRequest(
                request.to(),
                request.desk(),
                request.precedence(),
                request.thread(),
                request.answers(),
                request.wording(),
                request.about(),
                request.by(),
                Optional.of(talk)));
    assertThat(message("cobalt", logged).content().matter()).contains(talk);
    assertThat(refusal(ChannelDecisions.note(cobalt, logged, Step.DISPUTED, " ", WEIR)))
        .isEqualTo("note: say what was not as the message has it");
    theatre.decide(
        "cobalt", p -> ChannelDecisions.note(p, logged, Step.DISPUTED, "only until noon", WEIR));
    assertThat(message("amber", logged).noted(COBALT, Step.DISPUTED).orElseThrow().words())
        .isEqualTo("only until noon");
  }

  @Test
  void whatAReaderCannotFollowIsNotReferredTo() {
    OperationId hidden = theatre.declare("amber", requestTo(to("relief"), "quiet", circle(0)));
    Picture picture = theatre.picture("amber");
    assertThat(refusal(ChannelDecisions.send(picture, about(to("cobalt"), hidden))))
        .startsWith("operations: not everybody addressed has been told of amber.1.0");
    assertThat(refusal(ChannelDecisions.send(picture, about(Audience.everyone(), hidden))))
        .startsWith("operations: not everybody addressed has been told of amber.1.0");
    assertThat(refusal(ChannelDecisions.send(picture, about(to("relief"), hidden))))
        .isEqualTo("none");
    assertThat(refusal(ChannelDecisions.send(picture, request(to("amber"), "to myself"))))
        .isEqualTo("to: name the parties that it is for");
  }

  @Test
  void anAnswerNamesAMessageToThisParty() {
    MessageId id = send("amber", request(to("cobalt"), "question"));
    assertThat(
            refusal(
                ChannelDecisions.send(
                    theatre.picture("amber"), answer(to("cobalt"), id, "to my own"))))
        .isEqualTo("answers: amber.1.0 is not addressed to amber; give it as the thread instead");
    MessageId unknown = new MessageId(COBALT, 1, 99, "");
    assertThat(
            refusal(
                ChannelDecisions.send(
                    theatre.picture("amber"), answer(to("cobalt"), unknown, "x"))))
        .isEqualTo("answers: there is no message cobalt.1.99");
  }
}
