package org.wideberth.picture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.picture.Shapes.circle;
import static org.wideberth.picture.Shapes.request;
import static org.wideberth.picture.Shapes.requestTo;
import static org.wideberth.picture.Shapes.river;
import static org.wideberth.picture.Shapes.rules;
import static org.wideberth.picture.Shapes.to;
import static org.wideberth.picture.Shapes.with;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wideberth.agreement.Rules;
import org.wideberth.channel.MessageId;
import org.wideberth.operation.Kind;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.picture.FindingNote.Says;
import org.wideberth.record.Audience;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;
import org.wideberth.settlement.Change;
import org.wideberth.settlement.FindingName;
import org.wideberth.settlement.Pending;
import org.wideberth.settlement.SettlementBody;
import org.wideberth.settlement.SettlementState;

/// What is found about one operation under an article is noted, alarms, and is settled between its
/// author and each other member, as a conflict is.
final class ArticleTakeUpTest {
  private static final PartyId AMBER = new PartyId("amber");
  private static final PartyId COBALT = new PartyId("cobalt");
  private static final PartyId RELIEF = new PartyId("relief");
  private static final Rules RIVER =
      with(
          rules(1, 1_000, "amber", "cobalt", "relief"),
          List.of(river(0, "amber")),
          List.of(),
          Map.of(Kind.AIR, 3_600));

  private final Theatre theatre = new Theatre("amber", "cobalt", "relief", "watcher");
  private OperationId ferry = new OperationId(AMBER, "none");

  @BeforeEach
  void declare() {
    theatre.adopt(RIVER, "amber", "cobalt", "relief");
    theatre.clock(Shapes.MORNING.minus(Duration.ofHours(10)));
    ferry = theatre.declare("amber", request("ferry", circle(-300)));
  }

  private FindingName.Single between(PartyId member) {
    return new FindingName.Single(ferry, member, "lines/river");
  }

  private List<PartyId> alarmed(String party) {
    return theatre.picture(party).pending().stream()
        .filter(each -> each.alarms(Shapes.MORNING.minus(Duration.ofDays(3))))
        .map(Pending::other)
        .toList();
  }

  private SettlementState state(String party, PartyId member) {
    return theatre.picture(party).settlement(between(member).id()).orElseThrow().state();
  }

  @Test
  void itAlarmsAtTheAuthorAndAtEveryOtherMemberUntilTakenByEach() {
    assertThat(alarmed("amber")).containsExactlyInAnyOrder(COBALT, RELIEF);
    assertThat(alarmed("cobalt")).containsExactly(AMBER);
    assertThat(alarmed("relief")).containsExactly(AMBER);
    assertThat(alarmed("watcher")).as("no member").isEmpty();

    Hash found = between(COBALT).finding();
    assertThat(refusal(TakeUpDecisions.take(theatre.picture("amber"), found, "", Optional.empty())))
        .contains("name one of cobalt, relief");
    assertThat(
            refusal(TakeUpDecisions.take(theatre.picture("watcher"), found, "", Optional.empty())))
        .contains("of which watcher is no other member");
    theatre.decide("cobalt", p -> TakeUpDecisions.take(p, found, "seen", Optional.empty()));
    assertThat(alarmed("cobalt")).isEmpty();
    assertThat(alarmed("relief")).as("each by itself").containsExactly(AMBER);
    theatre.decide(
        "amber", p -> TakeUpDecisions.take(p, between(COBALT).id(), "", Optional.empty()));
    assertThat(alarmed("amber")).containsExactly(RELIEF);
    for (String party : List.of("amber", "cobalt", "relief", "watcher")) {
      assertThat(state(party, COBALT)).isEqualTo(SettlementState.TAKEN);
      assertThat(theatre.picture(party).digest()).isEqualTo(theatre.picture("amber").digest());
    }
  }

  private static String refusal(Outcome<Draft> outcome) {
    return outcome instanceof Outcome.Refused<Draft>(var refusal) ? refusal.detail() : "none";
  }

  @Test
  void anOfferIsCounteredAgreedToAndCarriedOut() {
    MessageId asked = offer("cobalt", new Change.Withdraw(), Optional.empty());
    MessageId later =
        offer(
            "amber",
            Change.to(Optional.of(Shapes.hours(600, 60)), Optional.empty()),
            Optional.of(asked));
    theatre.decide("cobalt", p -> TakeUpDecisions.agree(p, later, "", Optional.empty()));
    assertThat(state("relief", COBALT)).isEqualTo(SettlementState.AGREED);
    assertThat(alarmed("relief")).as("it is not relief's agreement").containsExactly(AMBER);
    theatre.decide(
        "amber", p -> OperationDecisions.revise(p, ferry, request("ferry", circle(-5_000))));
    for (String party : List.of("amber", "cobalt", "relief")) {
      assertThat(state(party, COBALT)).isEqualTo(SettlementState.CARRIED_OUT);
      assertThat(theatre.picture(party).pending()).isEmpty();
    }
  }

  private MessageId offer(String party, Change change, Optional<MessageId> answers) {
    MessageId id = new MessageId(new PartyId(party), 1, theatre.log(party).size(), "");
    TakeUpDecisions.OfferRequest request =
        new TakeUpDecisions.OfferRequest(
            between(COBALT).id(), ferry, change, answers, "words", Optional.empty());
    theatre.decide(party, p -> TakeUpDecisions.offer(p, request));
    return id;
  }

  @Test
  void onlyItsOneOperationCanYieldAndOnlyTheTwoSidesSpeak() {
    OperationId convoy = theatre.declare("cobalt", request("convoy", circle(90_000)));
    TakeUpDecisions.OfferRequest wrong =
        new TakeUpDecisions.OfferRequest(
            between(COBALT).id(),
            convoy,
            new Change.Withdraw(),
            Optional.empty(),
            "",
            Optional.empty());
    assertThat(refusal(TakeUpDecisions.offer(theatre.picture("cobalt"), wrong)))
        .contains("it must be " + ferry);
    theatre.write(
        "relief",
        new Draft(
            Audience.everyone(),
            new SettlementBody.Taken(between(COBALT), "", Optional.empty()).toBytes()));
    assertThat(state("amber", COBALT)).isEqualTo(SettlementState.UNTAKEN);
    assertThat(theatre.picture("amber").placeholders().stream().map(Placeholder::words))
        .containsExactly("it speaks of a finding between other parties");
  }

  @Test
  void whatNobodyElseHasAlarmsItsAuthorAloneAndIsTakenUpAnewWhenDisclosed() {
    OperationId secret = theatre.declare("amber", requestTo(to(), "secret", circle(-200)));
    FindingName.Single name = new FindingName.Single(secret, COBALT, "lines/river");
    theatre.decide("amber", p -> TakeUpDecisions.take(p, name.id(), "", Optional.empty()));
    assertThat(theatre.log("amber").last().to()).isEqualTo(to());
    assertThat(notes("amber")).noneMatch(note -> note.name().operation().equals(secret));
    theatre.decide("amber", p -> OperationDecisions.disclose(p, secret, List.of(RELIEF)));
    assertThat(alarmed("amber")).containsExactlyInAnyOrder(COBALT, RELIEF, RELIEF);
    theatre.decide("amber", p -> OperationDecisions.disclose(p, secret, List.of(COBALT)));
    theatre.decide("amber", p -> TakeUpDecisions.take(p, name.id(), "", Optional.empty()));
    assertThat(theatre.log("amber").last().to()).isEqualTo(to("cobalt", "relief"));
  }

  private List<SingleNote> notes(String party) {
    return FindingNotes.batch(theatre.picture(party)).stream()
        .map(draft -> FindingsNoted.parse(draft.body()).orThrow())
        .flatMap(noted -> noted.all().stream())
        .filter(SingleNote.class::isInstance)
        .map(SingleNote.class::cast)
        .toList();
  }

  @Test
  void itIsNotedToEachWhomItConcernsOnceAndAgainWhenItCloses() {
    assertThat(notes("amber"))
        .extracting(SingleNote::name)
        .containsExactlyInAnyOrder(between(COBALT), between(RELIEF));
    assertThat(notes("cobalt")).extracting(SingleNote::name).containsExactly(between(COBALT));
    assertThat(notes("watcher")).isEmpty();
    for (String party : List.of("amber", "cobalt")) {
      FindingNotes.batch(theatre.picture(party)).forEach(each -> theatre.write(party, each));
      assertThat(FindingNotes.areDue(theatre.picture(party))).isFalse();
    }
    assertThat(theatre.picture("amber").saidUnderArticles(ferry)).hasSize(3);
    theatre.decide(
        "amber", p -> OperationDecisions.revise(p, ferry, request("ferry", circle(-5_000))));
    assertThat(notes("amber")).extracting(SingleNote::says).containsOnly(Says.APART).hasSize(2);
    FindingNotes.batch(theatre.picture("amber")).forEach(each -> theatre.write("amber", each));
    theatre.decide("amber", p -> OperationDecisions.end(p, ferry));
    assertThat(notes("cobalt")).extracting(SingleNote::says).containsExactly(Says.ENDED);
    for (String party : List.of("amber", "cobalt", "relief")) {
      assertThat(theatre.picture(party).differences()).isEmpty();
    }
  }

  @Test
  void aPeerThatComputesOtherwiseRaisesAnAlarmAndWhoIsMerelyBehindDoesNot() {
    SingleNote honest = notes("cobalt").getFirst();
    note(as(honest, 1, RIVER.hash(), Says.APART));
    assertThat(theatre.picture("amber").differences())
        .singleElement()
        .satisfies(
            alarm -> {
              assertThat(alarm.party()).isEqualTo(COBALT);
              assertThat(alarm.words())
                  .contains("cobalt computes \"apart\"", "lines/river", "\"conflict\"");
            });
    note(as(honest, 2, RIVER.hash(), Says.APART));
    assertThat(theatre.picture("amber").differences()).as("another revision").isEmpty();
    note(as(honest, 1, Hash.sha256(new byte[0]), Says.APART));
    assertThat(theatre.picture("amber").differences()).as("other rules").isEmpty();
    note(as(honest, 1, RIVER.hash(), Says.APART));
    note(honest);
    assertThat(theatre.picture("amber").differences()).as("mended").isEmpty();
  }

  private static SingleNote as(SingleNote note, int revision, Hash rules, Says says) {
    return new SingleNote(note.name(), revision, note.noticed(), rules, says);
  }

  private void note(SingleNote note) {
    FindingsNoted noted = new FindingsNoted(List.of(), List.of(), List.of(note), List.of());
    theatre.write("cobalt", new Draft(to("amber"), noted.toBytes()));
  }

  @Test
  void whoWasToldLateCountsNoticeFromThenAndThatIsNoDifference() {
    OperationId late = theatre.declare("amber", requestTo(to(), "late", circle(-20_000)));
    theatre.clock(Shapes.MORNING.minusSeconds(60));
    theatre.decide("amber", p -> OperationDecisions.disclose(p, late, List.of(COBALT)));
    assertThat(theatre.picture("amber").articleFindings(late)).isEmpty();
    assertThat(theatre.picture("cobalt").articleFindings(late)).hasSize(1);
    FindingNotes.batch(theatre.picture("cobalt")).forEach(each -> theatre.write("cobalt", each));
    assertThat(theatre.picture("amber").differences()).isEmpty();
  }

  @Test
  void notesAreReadAsTheyAreWrittenAndThoseOfBeforeStayReadable() {
    FindingsNoted noted = new FindingsNoted(List.of(), List.of(), notes("cobalt"), List.of());
    assertThat(FindingsNoted.parse(noted.toBytes()).orThrow()).isEqualTo(noted);
    byte[] before = "{\"type\":\"findings-noted\",\"opened\":[],\"closed\":[]}".getBytes(UTF_8);
    assertThat(FindingsNoted.parse(before).orThrow().all()).isEmpty();
    assertThat(new FindingsNoted(List.of(), List.of()).toBytes()).isEqualTo(before);
    String text = new String(noted.toBytes(), UTF_8);
    for (String[] wrong :
        new String[][] {
          {"\"lines/river\"", "\"minima/air-air\""},
          {"\"member\":\"cobalt\"", "\"member\":\"amber\""},
          {"\"revision\":1", "\"revision\":0"},
          {"\"verdict\":\"conflict\"", "\"verdict\":\"fine\""},
        }) {
      assertThat(text).contains(wrong[0]);
      assertThat(FindingsNoted.parse(text.replace(wrong[0], wrong[1]).getBytes(UTF_8)))
          .as(wrong[1])
          .isInstanceOf(Outcome.Refused.class);
    }
  }
}
