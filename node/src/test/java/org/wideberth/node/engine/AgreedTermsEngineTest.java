package org.wideberth.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.wideberth.agreement.AgreementBody;
import org.wideberth.agreement.Articles;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesDocument;
import org.wideberth.agreement.Speaker;
import org.wideberth.channel.AnswerTimes;
import org.wideberth.channel.ChannelTerms;
import org.wideberth.channel.Desk;
import org.wideberth.channel.Handling;
import org.wideberth.channel.HumanTestStatus;
import org.wideberth.channel.LadderTimes;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.Precedence;
import org.wideberth.channel.References;
import org.wideberth.channel.Step;
import org.wideberth.channel.TestTimes;
import org.wideberth.channel.Wording;
import org.wideberth.geo.Minimum;
import org.wideberth.party.DisplayName;
import org.wideberth.picture.MessageRequest;
import org.wideberth.record.Audience;
import org.wideberth.record.Hash;

/// What two nodes do by the terms of the channel that their parties have agreed on.
class AgreedTermsEngineTest extends TwoEngines {
  private static final DisplayName KHAN = new DisplayName("Maj Khan");

  private Rules rules(LadderTimes ladder, AnswerTimes priority, String tests) {
    ChannelTerms terms =
        new ChannelTerms(
            Optional.of(ladder),
            new TreeMap<>(Map.of(Precedence.PRIORITY, priority)),
            Optional.of(TestTimes.parse(tests).orThrow()));
    return Rules.of(
        RulesDocument.uniform(
                EngineBench.THEATRE,
                7,
                "Bridge",
                List.of(amber.party(), cobalt.party()),
                Minimum.ofMetresAndFeet(1_000, 1_000))
            .with(Articles.NONE.with(terms)));
  }

  private Rules usual() {
    return rules(
        new LadderTimes(20, 10), new AnswerTimes(Optional.of(30), Optional.of(90)), "14:00,16:00");
  }

  private void adopt(Rules rules, EngineBench.Node... nodes) {
    for (EngineBench.Node node : nodes) {
      node.ask(new Command.ProposeRules(rules.text(), Optional.empty()));
      node.ask(new Command.AdoptRules(rules.hash(), Optional.empty())).orThrow();
      link.settle();
    }
  }

  private MessageId send(EngineBench.Node from, EngineBench.Node to, Precedence precedence) {
    return said(from, to, precedence, Optional.empty());
  }

  private MessageId said(
      EngineBench.Node from,
      EngineBench.Node to,
      Precedence precedence,
      Optional<MessageId> answers) {
    Done done =
        from.ask(
                new Command.Send(
                    new MessageRequest(
                        Audience.of(Set.of(to.party())),
                        Desk.DUTY,
                        Optional.of(precedence),
                        Optional.empty(),
                        answers,
                        new Wording(Optional.empty(), "well?", "en"),
                        References.none(),
                        Optional.empty())))
            .orThrow();
    link.settle();
    return ((Done.Said) done).message();
  }

  private static List<String> alarms(EngineBench.Node node, Alarm.Code code) {
    return node.engine.read(
        view ->
            view.alarms().stream()
                .filter(alarm -> alarm.code() == code)
                .map(Alarm::words)
                .toList());
  }

  private List<String> called(EngineBench.Node node, MessageId id) {
    return node.engine.read(
        view ->
            view.picture().channel().message(id).orElseThrow().escalations(cobalt.party()).stream()
                .map(Handling.Escalation::desk)
                .map(Desk::name)
                .toList());
  }

  private void twoPeople(EngineBench.Node node, AgreementBody.Step step, Rules rules) {
    boolean ends = step == AgreementBody.Step.END;
    node.ask(
            new Command.AskStep(
                step,
                rules.hash(),
                List.of(),
                ends ? Optional.of(bench.now) : Optional.empty(),
                "why",
                new Speaker(new DisplayName("Anna"), "commander")))
        .orThrow();
    Hash asked =
        node.engine.read(view -> view.picture().agreement().steps().asked().getLast().at().leaf());
    node.ask(new Command.ConfirmStep(asked, new Speaker(new DisplayName("Ben"), "commander")))
        .orThrow();
    link.settle();
  }

  @Test
  void aFlashClimbsByTheAgreedLadderThroughASuspensionToo() throws IOException {
    cobalt.ask(new Command.TakeWatch(new Desk("night"), KHAN, Optional.empty())).orThrow();
    adopt(usual(), amber, cobalt);
    twoPeople(amber, AgreementBody.Step.SUSPENSION, usual());
    MessageId id = send(amber, cobalt, Precedence.FLASH);
    pass(19);
    assertThat(called(amber, id)).isEmpty();
    assertThat(alarms(amber, Alarm.Code.FLASH_UNACKNOWLEDGED)).isEmpty();
    pass(3);
    assertThat(called(amber, id)).containsExactly("night");
    assertThat(alarms(amber, Alarm.Code.FLASH_UNACKNOWLEDGED))
        .singleElement()
        .asString()
        .contains(
            "The ladder: next desk after 20 s, the commander 10 s later, by article ladder of")
        .contains("\"Bridge\" number 7");
    pass(11);
    assertThat(called(amber, id)).containsExactly("night", "commander");
  }

  @Test
  void whatOnlyTheSenderAdoptedLeavesTheUsualLadderAndSoDoesAnEnd() {
    Rules rules = usual();
    adopt(rules, amber);
    MessageId id = send(amber, cobalt, Precedence.FLASH);
    pass(55);
    assertThat(called(amber, id)).isEmpty();
    pass(10);
    assertThat(called(amber, id)).containsExactly("commander");
    adopt(rules, cobalt);
    twoPeople(cobalt, AgreementBody.Step.END, rules);
    pass(1);
    MessageId after = send(amber, cobalt, Precedence.PRIORITY);
    pass(95);
    assertThat(alarms(amber, Alarm.Code.ANSWER_OVERDUE)).isEmpty();
    assertThat(called(cobalt, after)).isEmpty();
  }

  @Test
  void whatIsOverdueIsToldToBothSidesByArticleAndVersion() throws IOException {
    adopt(usual(), amber, cobalt);
    MessageId id = send(amber, cobalt, Precedence.PRIORITY);
    send(amber, cobalt, Precedence.ROUTINE);
    pass(29);
    assertThat(alarms(amber, Alarm.Code.ANSWER_OVERDUE)).isEmpty();
    pass(2);
    String source =
        "acknowledged within 30 s, by article answer-deadlines/priority of rules \"Bridge\""
            + " number 7";
    assertThat(alarms(amber, Alarm.Code.ANSWER_OVERDUE))
        .singleElement()
        .asString()
        .startsWith("cobalt has not acknowledged PRIORITY " + id)
        .contains(source);
    assertThat(alarms(cobalt, Alarm.Code.ANSWER_OWED))
        .singleElement()
        .asString()
        .startsWith("Nobody here has acknowledged PRIORITY " + id)
        .contains(source);
    cobalt.restart();
    link.down();
    link.up();
    pass(1);
    assertThat(alarms(cobalt, Alarm.Code.ANSWER_OWED)).hasSize(1);
    cobalt.ask(new Command.NoteMessage(id, Step.ACKNOWLEDGED, "", Optional.of(KHAN))).orThrow();
    pass(2);
    assertThat(alarms(amber, Alarm.Code.ANSWER_OVERDUE)).isEmpty();
    assertThat(alarms(cobalt, Alarm.Code.ANSWER_OWED)).isEmpty();

    pass(60);
    assertThat(alarms(amber, Alarm.Code.ANSWER_OVERDUE))
        .singleElement()
        .asString()
        .startsWith("cobalt has not answered PRIORITY " + id);
    said(cobalt, amber, Precedence.ROUTINE, Optional.of(id));
    pass(1);
    assertThat(alarms(amber, Alarm.Code.ANSWER_OVERDUE)).isEmpty();
    assertThat(alarms(cobalt, Alarm.Code.ANSWER_OWED)).isEmpty();
  }

  private static PeerTest test(EngineBench.Node node) {
    return node.engine.read(view -> view.channelTests().getFirst());
  }

  @Test
  void peopleTestAtTheAgreedTimesAndNoTestIsDueFromBeforeTheyWereAgreed() {
    adopt(usual(), amber, cobalt);
    pass(1);
    assertThat(alarms(amber, Alarm.Code.CHANNEL_TEST_MISSED)).isEmpty();
    Instant due = Instant.parse("2026-11-22T16:00:00Z");
    for (EngineBench.Node node : List.of(amber, cobalt)) {
      assertThat(test(node).human().next()).contains(due);
      assertThat(test(node).human().due()).as("14:00 was before").isEmpty();
      assertThat(test(node).agreed().orElseThrow().source()).contains("article test-times");
    }
    bench.now = due;
    pass(1);
    assertThat(test(amber).human().standing()).isEqualTo(HumanTestStatus.Standing.DUE);
    assertThat(test(amber).human().turn()).isEqualTo(test(cobalt).human().turn());
    bench.now = due.plus(HumanTestStatus.WINDOW);
    pass(1);
    for (EngineBench.Node node : List.of(amber, cobalt)) {
      assertThat(alarms(node, Alarm.Code.CHANNEL_TEST_MISSED))
          .singleElement()
          .asString()
          .contains("due at 2026-11-22T16:00:00Z", "Times are by article test-times of rules");
    }
  }
}
