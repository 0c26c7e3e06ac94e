package org.wideberth.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.picture.Shapes.circle;
import static org.wideberth.picture.Shapes.request;
import static org.wideberth.picture.Shapes.requestTo;
import static org.wideberth.picture.Shapes.to;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wideberth.channel.MessageId;
import org.wideberth.operation.OperationId;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;
import org.wideberth.settlement.Change;
import org.wideberth.settlement.FindingName;
import org.wideberth.settlement.Offer;
import org.wideberth.settlement.OfferState;
import org.wideberth.settlement.Pending;
import org.wideberth.settlement.Settlement;
import org.wideberth.settlement.SettlementBody;
import org.wideberth.settlement.SettlementState;
import org.wideberth.settlement.Settlements;

/// A conflict between two of three parties, from taking it up to carrying out what was agreed.
final class TakeUpTest {
  private static final PartyId AMBER = new PartyId("amber");
  private static final PartyId COBALT = new PartyId("cobalt");
  private static final Optional<DisplayName> WEIR = Optional.of(new DisplayName("Lt Weir"));

  private final Theatre theatre = new Theatre("amber", "cobalt", "relief");
  private OperationId ferry = new OperationId(AMBER, "none");
  private OperationId convoy = new OperationId(COBALT, "none");
  private Hash finding = Hash.sha256(new byte[0]);

  @BeforeEach
  void declare() {
    theatre.adopt(Shapes.rules(1, 500, "amber", "cobalt", "relief"), "amber", "cobalt", "relief");
    ferry = theatre.declare("amber", request("ferry", circle(0)));
    convoy = theatre.declare("cobalt", request("convoy", circle(900)));
    finding = theatre.picture("amber").findings().iterator().next().id();
  }

  private Settlement seen(String by) {
    return theatre.picture(by).settlement(finding).orElseThrow();
  }

  private void take(String party) {
    theatre.decide(party, p -> TakeUpDecisions.take(p, finding, "I have it", WEIR));
  }

  private TakeUpDecisions.OfferRequest change(
      OperationId operation, Change change, Optional<MessageId> answers) {
    return new TakeUpDecisions.OfferRequest(
        finding, operation, change, answers, "an hour later", WEIR);
  }

  private static Change later() {
    return Change.to(Optional.of(Shapes.hours(60, 60)), Optional.empty());
  }

  private MessageId offer(String party, OperationId operation, Optional<MessageId> answers) {
    MessageId id = new MessageId(new PartyId(party), 1, theatre.log(party).size(), "");
    theatre.decide(party, p -> TakeUpDecisions.offer(p, change(operation, later(), answers)));
    return id;
  }

  private OfferState state(MessageId offer) {
    return theatre.picture("relief").offer(offer).map(Offer::state).orElseThrow();
  }

  private static String refusal(Outcome<Draft> outcome) {
    return outcome instanceof Outcome.Refused<Draft>(var refusal) ? refusal.detail() : "none";
  }

  private boolean alarms(String party, int minutesBefore) {
    Pending pending = theatre.picture(party).pending().first();
    return pending.alarms(Shapes.MORNING.minus(Duration.ofMinutes(minutesBefore)));
  }

  @Test
  void itAlarmsAtBothDesksUntilTakenAndAgainAsItsStartComesNearer() {
    assertThat(seen("amber").state()).isEqualTo(SettlementState.UNTAKEN);
    assertThat(alarms("amber", 10_000)).isTrue();
    assertThat(alarms("cobalt", 10_000)).isTrue();
    take("amber");
    assertThat(alarms("amber", 10_000)).isFalse();
    assertThat(alarms("cobalt", 10_000)).as("each desk takes it by itself").isTrue();
    assertThat(alarms("amber", 1_440)).isTrue();
    assertThat(alarms("amber", -60)).as("once it is over").isFalse();
    assertThat(theatre.picture("relief").pending()).as("it is between others").isEmpty();
    for (String party : List.of("amber", "cobalt", "relief")) {
      assertThat(seen(party).state()).isEqualTo(SettlementState.TAKEN);
      assertThat(seen(party).takenUp().by(AMBER).orElseThrow().by()).isEqualTo(WEIR);
      assertThat(seen(party).takenUp().by(COBALT)).isEmpty();
      assertThat(seen(party)).isEqualTo(seen("amber"));
    }
  }

  @Test
  void anOfferIsCounteredAgreedToAndCarriedOut() {
    take("amber");
    MessageId first = offer("amber", convoy, Optional.empty());
    assertThat(seen("cobalt").state()).isEqualTo(SettlementState.OFFERED);
    MessageId second = offer("cobalt", ferry, Optional.of(first));
    assertThat(state(first)).isEqualTo(OfferState.COUNTERED);
    assertThat(seen("amber").takenUp().by(COBALT)).as("who counters has taken it up").isPresent();
    theatre.decide("amber", p -> TakeUpDecisions.agree(p, second, "", WEIR));
    assertThat(seen("relief").state()).isEqualTo(SettlementState.AGREED);
    assertThat(seen("relief").yields()).contains(AMBER);
    assertThat(alarms("amber", 121)).isFalse();
    assertThat(alarms("amber", 120)).as("agreed, but not carried out").isTrue();

    theatre.decide(
        "amber", p -> OperationDecisions.revise(p, ferry, request("ferry", circle(0, 60))));
    for (String party : List.of("amber", "cobalt", "relief")) {
      assertThat(seen(party).state()).isEqualTo(SettlementState.CARRIED_OUT);
      assertThat(seen(party).agreed().orElseThrow().id()).isEqualTo(second);
    }
    assertThat(theatre.picture("amber").pending()).isEmpty();
    theatre.decide(
        "cobalt", p -> OperationDecisions.revise(p, convoy, request("convoy", circle(0, 60))));
    assertThat(seen("amber").state()).isEqualTo(SettlementState.FOUND_AGAIN);
    assertThat(alarms("amber", 0)).isTrue();
    assertThat(theatre.picture("cobalt").digest()).isEqualTo(theatre.picture("amber").digest());
  }

  @Test
  void whatIsRevisedOtherwiseIsFoundAgain() {
    MessageId id = offer("amber", ferry, Optional.empty());
    theatre.decide("cobalt", p -> TakeUpDecisions.agree(p, id, "", WEIR));
    theatre.decide(
        "amber", p -> OperationDecisions.revise(p, ferry, request("ferry", circle(100))));
    assertThat(seen("cobalt").state()).isEqualTo(SettlementState.FOUND_AGAIN);
    MessageId next = offer("amber", ferry, Optional.empty());
    assertThat(seen("cobalt").state()).isEqualTo(SettlementState.OFFERED);
    theatre.decide("cobalt", p -> TakeUpDecisions.agree(p, next, "", WEIR));
    assertThat(seen("cobalt").state()).isEqualTo(SettlementState.AGREED);
    theatre.decide("amber", p -> OperationDecisions.withdraw(p, ferry));
    assertThat(seen("cobalt").state()).isEqualTo(SettlementState.CARRIED_OUT);
  }

  @Test
  void whatIsAgreedAndWithdrawnAtOnceSettlesNothing() {
    MessageId id = offer("amber", ferry, Optional.empty());
    Draft withdrawn = TakeUpDecisions.withdraw(theatre.picture("amber"), id, "", WEIR).orThrow();
    theatre.decide("cobalt", p -> TakeUpDecisions.agree(p, id, "", WEIR));
    theatre.write("amber", withdrawn);
    assertThat(state(id)).isEqualTo(OfferState.CROSSED);
    assertThat(seen("cobalt").state()).isEqualTo(SettlementState.TAKEN);
    assertThat(seen("cobalt").yields()).isEmpty();
  }

  @Test
  void declinedAndWithdrawnOffersAreOver() {
    MessageId one = offer("amber", convoy, Optional.empty());
    assertThat(refusal(TakeUpDecisions.decline(theatre.picture("cobalt"), one, " ", WEIR)))
        .isEqualTo("reason: say why, so that they can offer another");
    theatre.decide("cobalt", p -> TakeUpDecisions.decline(p, one, "the bridge is up", WEIR));
    assertThat(state(one)).isEqualTo(OfferState.DECLINED);
    MessageId two = offer("amber", ferry, Optional.empty());
    theatre.decide("amber", p -> TakeUpDecisions.withdraw(p, two, "", WEIR));
    assertThat(state(two)).isEqualTo(OfferState.WITHDRAWN);
    assertThat(seen("amber").state()).isEqualTo(SettlementState.TAKEN);
    assertThat(refusal(TakeUpDecisions.agree(theatre.picture("cobalt"), two, "", WEIR)))
        .isEqualTo(
            "the offer amber.1.%d is withdrawn: offer what is to change now".formatted(two.seq()));
  }

  @Test
  void whatDoesNotFitIsRefusedInWords() {
    Picture amber = theatre.picture("amber");
    Picture relief = theatre.picture("relief");
    assertThat(refusal(TakeUpDecisions.take(relief, finding, "", WEIR)))
        .isEqualTo("the finding is between operations of amber and cobalt: they take it up");
    assertThat(refusal(TakeUpDecisions.take(amber, Hash.sha256(new byte[1]), "", WEIR)))
        .isEqualTo("no such finding is open here");
    assertThat(refusal(TakeUpDecisions.take(amber, finding, "x".repeat(1_001), WEIR)))
        .isEqualTo("words: 1001 characters are more than 1000");
    take("amber");
    assertThat(refusal(TakeUpDecisions.take(amber, finding, "", WEIR)))
        .isEqualTo("the finding is taken up here already");
    OperationId third = new OperationId(new PartyId("relief"), "1.1");
    assertThat(refusal(TakeUpDecisions.offer(amber, change(third, later(), Optional.empty()))))
        .isEqualTo("operation: it must be %s or %s".formatted(ferry, convoy));
    MessageId id = offer("amber", ferry, Optional.empty());
    assertThat(refusal(TakeUpDecisions.agree(amber, id, "", WEIR)))
        .isEqualTo(
            "offer: %s is an offer of this party: only the other side answers it".formatted(id));
    assertThat(refusal(TakeUpDecisions.withdraw(theatre.picture("cobalt"), id, "", WEIR)))
        .isEqualTo("%s is an offer of amber: decline it instead".formatted(id));
    assertThat(refusal(TakeUpDecisions.agree(amber, new MessageId(COBALT, 1, 99, ""), "", WEIR)))
        .isEqualTo("offer: there is no offer cobalt.1.99");
    theatre.decide("amber", p -> OperationDecisions.revise(p, ferry, request("ferry", circle(50))));
    assertThat(refusal(TakeUpDecisions.agree(theatre.picture("cobalt"), id, "", WEIR)))
        .isEqualTo(
            "%s has been revised since it was offered: offer what is to change now"
                .formatted(ferry));
  }

  @Test
  void ofAFindingThatTheOtherSideCannotSeeItIsNotTold() {
    OperationId secret = theatre.declare("amber", requestTo(to("relief"), "quiet", circle(20_000)));
    OperationId road = theatre.declare("cobalt", request("road", circle(20_100)));
    finding =
        theatre.picture("amber").findings().stream()
            .filter(each -> each.sideOf(AMBER).operation().equals(secret))
            .findFirst()
            .orElseThrow()
            .id();
    assertThat(
            refusal(
                TakeUpDecisions.offer(
                    theatre.picture("amber"), change(road, later(), Optional.empty()))))
        .isEqualTo(
            "cobalt has not been told of %s and cannot see the finding: disclose it first"
                .formatted(secret));
    take("amber");
    assertThat(theatre.picture("amber").settlement(finding).orElseThrow().takenUp().by(AMBER))
        .isPresent();
    assertThat(theatre.picture("relief").settlement(finding).orElseThrow().takenUp().by(AMBER))
        .isEmpty();
    theatre.decide("amber", p -> OperationDecisions.disclose(p, secret, List.of(COBALT)));
    take("amber");
    assertThat(seen("cobalt").takenUp().by(AMBER)).isPresent();
    assertThat(theatre.log("amber").last().to()).isEqualTo(to("cobalt", "relief"));
    assertThat(theatre.picture("relief").placeholders()).isEmpty();
  }

  @Test
  void whatAThirdPartySaysDoesNotCount() {
    FindingName name = seen("amber").takenUp().finding();
    theatre.write(
        "relief",
        new Draft(
            Audience.everyone(), new SettlementBody.Taken(name, "", Optional.empty()).toBytes()));
    assertThat(seen("amber").state()).isEqualTo(SettlementState.UNTAKEN);
    assertThat(theatre.picture("amber").placeholders().stream().map(Placeholder::words))
        .containsExactly("it speaks of a finding between other parties");
  }

  @Test
  void ofWhatOnePartySaysTheFirstCountInWhateverOrderItComes() {
    WrittenLog log = new WrittenLog("amber");
    FindingName name = seen("amber").takenUp().finding();
    List<HeldEntry> entries = new ArrayList<>();
    for (int i = 0; i <= Settlements.SAYINGS_MAX; i++) {
      SettlementBody said =
          new SettlementBody.Offered(
              name, ferry, 1, later(), Optional.empty(), "offer " + i, Optional.empty());
      entries.add(log.write(to("cobalt"), said.toBytes()));
    }
    for (long seed = 1; seed <= 5; seed++) {
      Collections.shuffle(entries, new Random(seed));
      Picture picture = Picture.empty(WrittenLog.THEATRE, COBALT);
      entries.forEach(each -> picture.apply(List.of(each)));
      List<Offer> offers = picture.settlement(finding).orElseThrow().takenUp().offers();
      assertThat(offers).as("seed %d", seed).hasSize(Settlements.SAYINGS_MAX);
      assertThat(offers.getFirst().said().words()).isEqualTo("offer 63");
      assertThat(offers.getLast().said().words()).isEqualTo("offer 0");
      assertThat(picture.offer(new MessageId(AMBER, 1, 63, ""))).isPresent();
      assertThat(picture.offer(new MessageId(AMBER, 1, 64, ""))).isEmpty();
    }
  }

  @Test
  void pastTheLimitAPersonIsToldToSpeakOnTheChannel() {
    for (int i = 0; i < Settlements.SAYINGS_MAX; i++) {
      offer("amber", ferry, Optional.empty());
    }
    assertThat(
            refusal(
                TakeUpDecisions.offer(
                    theatre.picture("amber"), change(ferry, later(), Optional.empty()))))
        .startsWith("this party has said 64 things of the finding, and no more count");
  }
}
