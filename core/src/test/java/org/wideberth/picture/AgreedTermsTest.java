package org.wideberth.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.wideberth.picture.Shapes.MORNING;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.wideberth.agreement.Agreed;
import org.wideberth.agreement.AgreedTerms;
import org.wideberth.agreement.AgreementBody.Step;
import org.wideberth.agreement.Lineage;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.Speaker;
import org.wideberth.channel.AnswerTimes;
import org.wideberth.channel.ChannelTerms;
import org.wideberth.channel.Desk;
import org.wideberth.channel.LadderTimes;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.OpenLetters;
import org.wideberth.channel.Owed;
import org.wideberth.channel.Precedence;
import org.wideberth.channel.References;
import org.wideberth.channel.TestTimes;
import org.wideberth.channel.Wording;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;

/// What two parties have agreed on of the channel between them, and when it counts.
final class AgreedTermsTest {
  private static final PartyId AMBER = new PartyId("amber");
  private static final PartyId COBALT = new PartyId("cobalt");
  private static final Rules CALM = rules(1, new LadderTimes(60, 30), 600, "06:00,18:00");
  private static final Rules BRISK = rules(2, new LadderTimes(20, 40), 300, "06:30,12:00");

  private static Rules rules(int number, LadderTimes ladder, int answeredS, String tests) {
    return with(
        Shapes.rules(number, 500, "amber", "cobalt"),
        new ChannelTerms(
            Optional.of(ladder),
            new TreeMap<>(
                Map.of(
                    Precedence.ROUTINE, new AnswerTimes(Optional.of(60), Optional.of(answeredS)))),
            Optional.of(TestTimes.parse(tests).orThrow())));
  }

  private static Rules with(Rules rules, ChannelTerms terms) {
    return Rules.of(rules.document().with(rules.document().articles().with(terms)));
  }

  private static AgreedTerms at(Theatre theatre, Instant time) {
    AgreedTerms terms = theatre.picture("amber").agreement().terms(AMBER, COBALT, time);
    assertThat(theatre.picture("cobalt").agreement().terms(COBALT, AMBER, time)).isEqualTo(terms);
    return terms;
  }

  private static Optional<LadderTimes> ladder(Theatre theatre, Instant time) {
    return at(theatre, time).ladder().map(Agreed::what);
  }

  /// Both adopted [#CALM] in the morning.
  private static Theatre calm() {
    Theatre theatre = new Theatre("amber", "cobalt");
    theatre.clock(MORNING);
    theatre.adopt(CALM, "amber", "cobalt");
    return theatre;
  }

  @Test
  void whatBothAdoptedCountsFromThenOn() {
    Theatre theatre = calm();
    assertThat(ladder(theatre, MORNING)).contains(new LadderTimes(60, 30));
    assertThat(at(theatre, MORNING).disputed()).isFalse();
    assertThat(ladder(theatre, MORNING.minusMillis(1))).as("before it was adopted").isEmpty();
    Agreed<AnswerTimes> answers = at(theatre, MORNING).answers(Precedence.ROUTINE).orElseThrow();
    assertThat(answers.article()).isEqualTo("answer-deadlines/routine");
    assertThat(answers.source())
        .isEqualTo(
            "article answer-deadlines/routine of rules \"%s\" number 1 (%s)"
                .formatted(CALM.document().title(), CALM.hash().toString().substring(0, 8)));
    assertThat(at(theatre, MORNING).answers(Precedence.FLASH)).isEmpty();
    assertThat(at(theatre, MORNING).tests(TestTimes.NONE).orElseThrow().what())
        .isEqualTo(TestTimes.USUAL);
  }

  @Test
  void whatOneAloneProposedOrAdoptedChangesNothing() {
    Theatre theatre = new Theatre("amber", "cobalt");
    theatre.clock(MORNING);
    theatre.adopt(BRISK, "cobalt");
    assertThat(at(theatre, MORNING)).isEqualTo(AgreedTerms.NONE);
    Theatre calm = calm();
    calm.decide("cobalt", p -> RulesDecisions.propose(p, BRISK.text(), Optional.empty()));
    assertThat(at(calm, MORNING).versions()).containsExactly(CALM);
    assertThat(at(calm, MORNING).disputed()).isFalse();
    calm.adopt(BRISK, "cobalt");
    assertThat(at(calm, MORNING).versions()).as("what amber never adopted").containsExactly(CALM);
    assertThat(at(calm, MORNING).disputed()).isTrue();
  }

  @Test
  void betweenVersionsThatBothAdoptedTheStrictestCountsAndItIsSaid() {
    Theatre theatre = calm();
    Instant later = MORNING.plusSeconds(3_600);
    theatre.clock(later);
    theatre.adopt(BRISK, "amber", "cobalt");
    assertThat(at(theatre, later).versions()).containsExactly(BRISK);
    assertThat(at(theatre, later.minusMillis(1)).versions()).containsExactly(CALM);
    Instant last = later.plusSeconds(3_600);
    theatre.clock(last);
    theatre.adopt(CALM, "cobalt");

    AgreedTerms apart = at(theatre, last);
    assertThat(apart.versions()).containsExactlyInAnyOrder(CALM, BRISK);
    assertThat(apart.ladder().orElseThrow().what()).isEqualTo(new LadderTimes(20, 30));
    Agreed<AnswerTimes> answers = apart.answers(Precedence.ROUTINE).orElseThrow();
    assertThat(answers.what().seconds(Owed.ANSWERED)).contains(300);
    assertThat(answers.source())
        .contains("number 1", "number 2")
        .endsWith("the two hold to different versions, the strictest counts");
    assertThat(apart.tests(TestTimes.NONE).orElseThrow().what().text())
        .isEqualTo("06:00,06:30,12:00,18:00");
    assertThat(at(theatre, later).disputed()).as("what was, stays").isFalse();
  }

  @Test
  void aVersionThatSaysNothingMeansTheUsual() {
    Rules slow =
        with(
            CALM,
            new ChannelTerms(
                Optional.of(new LadderTimes(600, 10)),
                new TreeMap<>(),
                Optional.of(TestTimes.parse("12:00").orThrow())));
    Rules none = Shapes.rules(3, 500, "amber", "cobalt");
    AgreedTerms apart = new AgreedTerms(List.of(slow, none), true);
    assertThat(apart.ladder().orElseThrow().what()).isEqualTo(new LadderTimes(60, 10));
    assertThat(apart.ladder().orElseThrow().versions()).containsExactly(slow);
    assertThat(apart.tests(TestTimes.USUAL).orElseThrow().what().text())
        .isEqualTo("06:00,12:00,18:00");
    assertThat(new AgreedTerms(List.of(none), false).ladder()).isEmpty();
  }

  private static void twoPeople(Theatre theatre, Step step, List<String> articles, Instant from) {
    theatre.decide(
        "amber",
        p ->
            AgreementDecisions.ask(
                p,
                step,
                CALM.hash(),
                articles,
                step == Step.END ? Optional.of(from) : Optional.empty(),
                "why",
                new Speaker(new DisplayName("Anna"), "commander")));
    Hash asked = Hash.sha256(theatre.log("amber").last().full().leaf());
    theatre.decide(
        "amber",
        p ->
            AgreementDecisions.confirm(
                p,
                asked,
                new Speaker(new DisplayName("Ben"), "commander"),
                Optional.empty(),
                MORNING));
  }

  @Test
  void aSuspensionNeverTouchesThem() {
    Theatre theatre = calm();
    AgreedTerms before = at(theatre, MORNING);
    twoPeople(theatre, Step.SUSPENSION, List.of(), MORNING);
    assertThat(theatre.picture("cobalt").agreement().steps().suspensions()).hasSize(1);
    assertThat(at(theatre, MORNING)).isEqualTo(before);
    Outcome<Draft> one =
        AgreementDecisions.ask(
            theatre.picture("amber"),
            Step.SUSPENSION,
            CALM.hash(),
            List.of("ladder"),
            Optional.empty(),
            "why",
            new Speaker(new DisplayName("Anna"), "commander"));
    assertThat(one)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.refusal().detail())
                    .isEqualTo("articles: ladder is about the channel, which nobody suspends"));
  }

  @Test
  void whatOneHasEndedCountsNoMoreFromThatTimeOn() {
    Theatre theatre = calm();
    Instant end = MORNING.plusSeconds(7_200);
    twoPeople(theatre, Step.END, List.of(), end);
    assertThat(ladder(theatre, end.minusMillis(1))).contains(new LadderTimes(60, 30));
    assertThat(at(theatre, end)).isEqualTo(AgreedTerms.NONE);
  }

  @Test
  void aVersionFromATimeOnTakesTheChannelOverThen() {
    Theatre theatre = calm();
    Instant noon = MORNING.plusSeconds(6 * 3_600);
    Rules from =
        Rules.of(
            BRISK
                .document()
                .with(new Lineage(Optional.empty(), Optional.empty(), Optional.of(noon))));
    theatre.adopt(from, "amber", "cobalt");
    assertThat(at(theatre, noon.minusMillis(1)).versions()).containsExactly(CALM);
    assertThat(at(theatre, noon).versions()).containsExactly(from);
    assertThat(
            AgreedTerms.schedule(
                    theatre.picture("amber").agreement().termsBetween(AMBER, COBALT),
                    TestTimes.NONE)
                .spans())
        .extracting(span -> span.times().text())
        .containsExactly("none", "06:00,18:00", "06:30,12:00");
  }

  private static MessageId send(Theatre theatre, String from, String to, Optional<MessageId> of) {
    theatre.decide(
        from,
        p ->
            ChannelDecisions.send(
                p,
                new MessageRequest(
                    Audience.of(Set.of(new PartyId(to))),
                    Desk.DUTY,
                    Optional.of(Precedence.ROUTINE),
                    Optional.empty(),
                    of,
                    new Wording(Optional.empty(), "well?", "en"),
                    References.none(),
                    Optional.empty())));
    return theatre.picture(from).channel().latest(Optional.empty(), 1).getFirst().id();
  }

  private static List<AnswerDue> due(Theatre theatre, MessageId id) {
    Message message = theatre.picture("amber").channel().message(id).orElseThrow();
    List<AnswerDue> due = AnswerDue.of(theatre.picture("amber"), message, COBALT);
    assertThat(AnswerDue.of(theatre.picture("cobalt"), message, COBALT)).isEqualTo(due);
    return due;
  }

  private static List<MessageId> owed(Theatre theatre, Owed owed, Instant before) {
    OpenLetters.Of of = new OpenLetters.Of(AMBER, COBALT, owed, Precedence.ROUTINE);
    List<MessageId> ids = ids(theatre.picture("amber"), of, before);
    assertThat(ids(theatre.picture("cobalt"), of, before)).isEqualTo(ids);
    return ids;
  }

  private static List<MessageId> ids(Picture picture, OpenLetters.Of of, Instant before) {
    return picture.channel().owed(of, MORNING, before, 10).stream().map(Message::id).toList();
  }

  @Test
  void whatIsOwedIsKnownToBothUntilItIsDone() {
    Theatre theatre = calm();
    MessageId id = send(theatre, "amber", "cobalt", Optional.empty());
    Instant acknowledged = MORNING.plusSeconds(60);
    assertThat(due(theatre, id))
        .extracting(AnswerDue::owed, AnswerDue::until, AnswerDue::done)
        .containsExactly(
            tuple(Owed.ACKNOWLEDGED, acknowledged, Optional.empty()),
            tuple(Owed.ANSWERED, MORNING.plusSeconds(600), Optional.empty()));
    assertThat(due(theatre, id).getFirst().isOverdue(acknowledged.minusMillis(1))).isFalse();
    assertThat(due(theatre, id).getFirst().isOverdue(acknowledged)).isTrue();
    assertThat(owed(theatre, Owed.ANSWERED, MORNING.plusMillis(1))).containsExactly(id);
    assertThat(owed(theatre, Owed.ANSWERED, MORNING)).as("written before").isEmpty();

    theatre.clock(MORNING.plusSeconds(601));
    MessageId answer = send(theatre, "cobalt", "amber", Optional.of(id));
    assertThat(due(theatre, id).getLast().done()).contains(MORNING.plusSeconds(601));
    assertThat(due(theatre, id).getLast().isLate()).isTrue();
    assertThat(due(theatre, id).getLast().isOverdue(MORNING.plusSeconds(900))).isFalse();
    assertThat(owed(theatre, Owed.ANSWERED, MORNING.plusMillis(1))).isEmpty();
    assertThat(owed(theatre, Owed.ACKNOWLEDGED, MORNING.plusMillis(1))).containsExactly(id);
    Message answering = theatre.picture("amber").channel().message(answer).orElseThrow();
    assertThat(AnswerDue.of(theatre.picture("amber"), answering, AMBER))
        .extracting(AnswerDue::owed)
        .as("an answer is owed no answer")
        .containsExactly(Owed.ACKNOWLEDGED);
  }

  @Test
  void aMessageIsNotJudgedByWhatWasAgreedAfterIt() {
    Theatre theatre = new Theatre("amber", "cobalt");
    theatre.clock(MORNING);
    MessageId id = send(theatre, "amber", "cobalt", Optional.empty());
    theatre.clock(MORNING.plusSeconds(3_600));
    theatre.adopt(CALM, "amber", "cobalt");
    assertThat(due(theatre, id)).isEmpty();
  }
}
