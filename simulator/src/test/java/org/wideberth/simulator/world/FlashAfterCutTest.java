package org.wideberth.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wideberth.channel.Desk;
import org.wideberth.channel.Message;
import org.wideberth.channel.Phrase;
import org.wideberth.channel.Precedence;
import org.wideberth.channel.References;
import org.wideberth.channel.Step;
import org.wideberth.channel.Wording;
import org.wideberth.node.engine.Command;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.picture.MessageRequest;
import org.wideberth.record.Audience;
import org.wideberth.record.Origin;

/// A cable is cut for ten minutes while both sides go on, and a FLASH waits at its end.
class FlashAfterCutTest {
  private static final Instant START = Instant.parse("2026-11-26T06:00:00Z");
  private static final long CUT_MS = 600_000;
  private static final int EACH = 300;
  private static final long SEED = 4;

  private final Random random = new Random(SEED);
  private final Agenda agenda = new Agenda(START);
  private final Faults faults = new Faults();
  private final SimulatedNode amber = node("amber");
  private final SimulatedNode cobalt = node("cobalt");
  private final Cable cable = new Cable(amber, cobalt, agenda, random, faults);

  private SimulatedNode node(String party) {
    Origin origin = new Origin(new TheatreId("valley"), new PartyId(party), 1);
    SimulatedNode node = new SimulatedNode(origin, agenda, random);
    assertThat(node.start()).isTrue();
    return node;
  }

  private void run(long untilMs) {
    while (agenda.step(untilMs)) {
      assertThat(amber.lostPower() || cobalt.lostPower()).isFalse();
    }
  }

  private static Command.Send message(SimulatedNode to, Optional<Phrase> phrase, String words) {
    return new Command.Send(
        new MessageRequest(
            Audience.of(Set.of(to.party())),
            Desk.DUTY,
            phrase.isPresent() ? Optional.empty() : Optional.of(Precedence.ROUTINE),
            Optional.empty(),
            Optional.empty(),
            new Wording(phrase, words, "en"),
            References.none(),
            Optional.empty()));
  }

  private static List<Message> sounding(SimulatedNode node) {
    return node.engine()
        .read(
            view ->
                view.picture().channel().flashesAwaiting(10).values().stream()
                    .flatMap(flashes -> flashes.first().stream())
                    .toList());
  }

  /// Of the operations that somebody else declared.
  private static long operationsOf(SimulatedNode node, PartyId author) {
    return node.engine()
        .read(
            view ->
                view.picture().operations().stream()
                    .map(each -> each.id())
                    .map(OperationId::party)
                    .filter(author::equals)
                    .count());
  }

  private void goOnApart() {
    Traffic traffic = new Traffic(random, START);
    for (int i = 0; i < EACH; i++) {
      String words = "message " + i;
      for (SimulatedNode node : List.of(amber, cobalt)) {
        SimulatedNode other = node == amber ? cobalt : amber;
        agenda.in(
            i * CUT_MS / EACH,
            () -> {
              node.ask(message(other, Optional.empty(), words));
              node.ask(new Command.Declare(List.of(traffic.next(List.of(), true)), false));
            });
      }
    }
  }

  @Test
  void aFlashSoundsAfterATenMinuteCutBeforeAnyOfTheBacklogIsTaken() {
    cable.becomeGood();
    amber.enrol(cobalt);
    cobalt.enrol(amber);
    cable.refresh();
    run(10_000);
    long before = cobalt.held(amber.origin());
    assertThat(before).isPositive();

    cable.cut();
    goOnApart();
    run(10_000 + CUT_MS);
    amber.ask(message(cobalt, Optional.of(Phrase.STOP), "convoy at the ford"));
    run(10_000 + CUT_MS + 5_000);
    assertThat(sounding(cobalt)).isEmpty();
    assertThat(amber.held(amber.origin()) - before).isGreaterThan(2L * EACH);

    cable.heal();
    long healedMs = agenda.elapsedMs();
    while (sounding(cobalt).isEmpty()) {
      assertThat(agenda.step(healedMs + 60_000)).as("the FLASH arrives").isTrue();
    }
    assertThat(cobalt.held(amber.origin())).as("none of the backlog is here").isEqualTo(before);
    assertThat(operationsOf(cobalt, amber.party())).isZero();
    Message flash = sounding(cobalt).getFirst();
    assertThat(flash.content().wording().text()).isEqualTo("convoy at the ford");
    List<Message> waiting = cobalt.engine().read(view -> view.picture().channel().awaiting(10));
    assertThat(waiting).extracting(Message::id).containsExactly(flash.id());

    // A person takes it at once; what comes after it changes nothing of that.
    cobalt.ask(new Command.NoteMessage(flash.id(), Step.ACKNOWLEDGED, "", Optional.empty()));
    run(agenda.elapsedMs() + 120_000);
    assertThat(operationsOf(cobalt, amber.party())).isEqualTo(EACH);
    assertThat(sounding(cobalt)).isEmpty();
    new Invariants().converged(List.of(amber, cobalt), false);
  }
}
