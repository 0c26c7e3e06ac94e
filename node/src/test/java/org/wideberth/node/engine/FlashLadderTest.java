package org.wideberth.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wideberth.channel.Desk;
import org.wideberth.channel.Handling;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.Step;
import org.wideberth.party.DisplayName;

/// A FLASH that nobody takes, between two nodes.
class FlashLadderTest extends TwoEngines {
  private static final DisplayName KHAN = new DisplayName("Maj Khan");

  private MessageId saidStop() {
    return ((Done.Said) amber.ask(stop()).orThrow()).message();
  }

  private List<String> called(EngineBench.Node node, MessageId id) {
    return node.engine.read(
        view ->
            view.picture().channel().message(id).orElseThrow().escalations(cobalt.party()).stream()
                .map(Handling.Escalation::desk)
                .map(Desk::name)
                .toList());
  }

  private static List<String> unacknowledged(EngineBench.Node node) {
    return node.engine.read(
        view ->
            view.alarms().stream()
                .filter(alarm -> alarm.code() == Alarm.Code.FLASH_UNACKNOWLEDGED)
                .map(Alarm::words)
                .toList());
  }

  @Test
  void desksAreCalledInTurnAndTheSenderSeesWhereItStands() throws IOException {
    cobalt.ask(new Command.TakeWatch(new Desk("night"), KHAN, Optional.empty())).orThrow();
    MessageId id = saidStop();
    link.settle();
    pass(55);
    assertThat(called(amber, id)).isEmpty();
    assertThat(unacknowledged(amber)).isEmpty();
    pass(10);
    assertThat(called(amber, id)).containsExactly("night");
    assertThat(unacknowledged(amber))
        .singleElement()
        .asString()
        .startsWith("cobalt has not acknowledged FLASH %s of ".formatted(id))
        .contains("delivered 20", "desk night called 20");
    cobalt.restart();
    link.down();
    link.up();
    pass(60);
    assertThat(called(amber, id)).containsExactly("night", "commander");
    pass(200);
    assertThat(called(cobalt, id)).containsExactly("night", "commander");

    cobalt.ask(new Command.NoteMessage(id, Step.ACKNOWLEDGED, "", Optional.of(KHAN))).orThrow();
    pass(2);
    assertThat(unacknowledged(amber)).isEmpty();
  }

  @Test
  void aFloodCallsNoMoreDesksThanOneMessage() {
    long before = cobalt.engine.read(view -> view.log(cobalt.party()).orElseThrow().size());
    for (int i = 0; i < 40; i++) {
      saidStop();
    }
    pass(300);
    long after = cobalt.engine.read(view -> view.log(cobalt.party()).orElseThrow().size());
    assertThat(after - before).isEqualTo(1);
    assertThat(unacknowledged(amber)).singleElement().asString().contains("and 39 later ones");
  }

  @Test
  void whatCannotBeDeliveredIsToldToo() {
    link.down();
    MessageId id = saidStop();
    bench.pass(62, List.of(amber), List.of());
    assertThat(unacknowledged(amber))
        .singleElement()
        .asString()
        .contains(id.text(), "not known to be delivered");
  }
}
