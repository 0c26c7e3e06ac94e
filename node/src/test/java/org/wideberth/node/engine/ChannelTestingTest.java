package org.wideberth.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wideberth.channel.Desk;
import org.wideberth.channel.HumanTestStatus;
import org.wideberth.channel.LinkTestPace;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.Phrase;
import org.wideberth.channel.References;
import org.wideberth.channel.Step;
import org.wideberth.channel.Wording;
import org.wideberth.picture.MessageRequest;
import org.wideberth.record.Audience;

/// Links are tested every hour, people test the channel twice a day, and what is missed is told on
/// both sides.
class ChannelTestingTest extends TwoEngines {
  private static final int HOUR_S = 3_600;
  private static final int GRACE_S = (int) LinkTestPace.USUAL.grace().toSeconds();
  private static final Instant EVENING = Instant.parse("2026-11-22T18:00:00Z");

  /// Nobody looks for a while.
  private void jump(Instant to) {
    bench.now = to;
    pass(1);
  }

  private static PeerTest test(EngineBench.Node node) {
    return node.engine.read(view -> view.channelTests().getFirst());
  }

  private static boolean alarms(EngineBench.Node node, Alarm.Code code) {
    return node.engine.read(
        view -> view.alarms().stream().filter(alarm -> alarm.code() == code).count() == 1);
  }

  private static long size(EngineBench.Node node) {
    return node.engine.read(view -> view.log(node.party()).orElseThrow().size());
  }

  @Test
  void aLinkIsTestedOnceAnHourAndBothSidesHaveBothMeasurements() {
    pass(HOUR_S - 2);
    assertThat(size(amber)).isEqualTo(1);
    pass(4);
    assertThat(size(amber)).isEqualTo(2);
    assertThat(test(amber).link().ours().orElseThrow().isPassed()).isTrue();
    assertThat(test(amber).link().theirs()).isEqualTo(test(cobalt).link().ours());
    assertThat(test(cobalt).link().theirs()).isEqualTo(test(amber).link().ours());
    pass(HOUR_S - 10);
    assertThat(size(amber)).isEqualTo(2);
    pass(20);
    assertThat(size(amber)).isEqualTo(3);
    assertThat(alarms(amber, Alarm.Code.LINK_TEST_MISSED)).isFalse();
  }

  @Test
  void aTestThatFailsIsToldWithinFiveMinutesOnBothSidesAndNotOnceTheLinkIsTestedAgain() {
    pass(HOUR_S - 120);
    link.down();
    pass(120);
    assertThat(alarms(amber, Alarm.Code.LINK_TEST_MISSED)).isFalse();
    pass(GRACE_S);
    assertThat(alarms(amber, Alarm.Code.LINK_TEST_MISSED)).isTrue();
    assertThat(alarms(cobalt, Alarm.Code.LINK_TEST_MISSED)).isTrue();
    link.up();
    pass((int) LinkTestPace.USUAL.again().toSeconds() + 2);
    assertThat(alarms(amber, Alarm.Code.LINK_TEST_MISSED)).isFalse();
    assertThat(alarms(cobalt, Alarm.Code.LINK_TEST_MISSED)).isFalse();
    assertThat(size(amber)).isEqualTo(3);
  }

  @Test
  void aLinkThatComesAndGoesMakesTheLogGrowByAFewEntriesAnHour() {
    pass(HOUR_S - 90);
    for (int minute = 0; minute < 120; minute++) {
      link.down();
      pass(75);
      link.up();
      pass(5);
    }
    assertThat(size(amber)).isLessThan(1 + 3 * 7);
  }

  @Test
  void aRestartTestsNothingAnewBeforeItIsTime() throws IOException {
    pass(HOUR_S + 2);
    long size = size(amber);
    amber.restart();
    link.up();
    pass(HOUR_S - 20);
    assertThat(size(amber)).isEqualTo(size);
    pass(30);
    assertThat(size(amber)).isEqualTo(size + 1);
  }

  @Test
  void aNodeThatCannotWriteIsOverdueAndSaysSo() throws IOException {
    pass(HOUR_S + 2);
    EngineBench.Node restored = bench.restored(amber);
    bench.now = bench.now.plus(Duration.ofHours(9));
    restored.ask(new Command.Enrol(cobalt.card)).orThrow();
    for (int second = 0; second < HOUR_S + GRACE_S + 2; second++) {
      bench.now = bench.now.plusSeconds(1);
      restored.engine.process(List.of(new Input.Tick()));
    }
    assertThat(alarms(restored, Alarm.Code.LINK_TEST_MISSED)).isTrue();
  }

  private static MessageId send(EngineBench.Node from, EngineBench.Node to) {
    Done done =
        from.ask(
                new Command.Send(
                    new MessageRequest(
                        Audience.of(Set.of(to.party())),
                        Desk.DUTY,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new Wording(Optional.of(Phrase.TEST), "", "und"),
                        References.none(),
                        Optional.empty())))
            .orThrow();
    return done instanceof Done.Said said ? said.message() : new MessageId(to.party(), 1, 0, "");
  }

  @Test
  void aTestByPeopleThatIsMissedIsToldOnBothSidesUntilOneIsAnswered() {
    jump(EVENING);
    assertThat(test(amber).human().standing()).isEqualTo(HumanTestStatus.Standing.DUE);
    jump(EVENING.plus(HumanTestStatus.WINDOW));
    assertThat(alarms(amber, Alarm.Code.CHANNEL_TEST_MISSED)).isTrue();
    assertThat(alarms(cobalt, Alarm.Code.CHANNEL_TEST_MISSED)).isTrue();

    MessageId test = send(amber, cobalt);
    pass(1);
    assertThat(alarms(amber, Alarm.Code.CHANNEL_TEST_MISSED)).isTrue();
    cobalt
        .ask(new Command.NoteMessage(test, Step.ACKNOWLEDGED, "heard", Optional.empty()))
        .orThrow();
    pass(2);
    assertThat(alarms(amber, Alarm.Code.CHANNEL_TEST_MISSED)).isFalse();
    assertThat(alarms(cobalt, Alarm.Code.CHANNEL_TEST_MISSED)).isFalse();
    assertThat(test(cobalt).human().standing()).isEqualTo(HumanTestStatus.Standing.LATE);
    assertThat(test(amber).human().last().orElseThrow().message()).isEqualTo(test);
  }

  @Test
  void nobodyIsTestedWithAPartyThatHasLeft() {
    jump(EVENING.plus(HumanTestStatus.WINDOW));
    assertThat(alarms(amber, Alarm.Code.CHANNEL_TEST_MISSED)).isTrue();
    cobalt.ask(new Command.Leave("over")).orThrow();
    pass(2);
    assertThat(alarms(amber, Alarm.Code.CHANNEL_TEST_MISSED)).isFalse();
    assertThat(amber.engine.read(EngineView::channelTests)).isEmpty();
  }
}
