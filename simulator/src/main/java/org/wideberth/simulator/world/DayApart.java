package org.wideberth.simulator.world;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesDocument;
import org.wideberth.geo.Minimum;
import org.wideberth.node.engine.Command;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.record.Origin;

/// A cable that is cut for a day while both sides go on declaring and both machines are restarted.
public final class DayApart {
  private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
  private static final TheatreId THEATRE = new TheatreId("valley");
  private static final long DAY_MS = 24 * 3_600_000L;
  private static final long HEALED_MAX_MS = 600_000;

  private DayApart() {}

  /// What came of it.
  ///
  /// @param operationsEach declared on each side while apart
  /// @param healedMs simulated milliseconds from the healing until both had everything
  /// @param findings that both then hold
  public record Report(int operationsEach, long healedMs, int findings) {}

  /// Plays it.
  ///
  /// @throws Broken if the two do not come to the same
  public static Report play(long seed, int operationsEach) {
    Random random = new Random(seed);
    Agenda agenda = new Agenda(START);
    Faults faults = new Faults();
    SimulatedNode amber = node("amber", agenda, random);
    SimulatedNode cobalt = node("cobalt", agenda, random);
    Cable cable = new Cable(amber, cobalt, agenda, random, faults);
    cable.becomeGood();
    amber.enrol(cobalt);
    cobalt.enrol(amber);
    cable.refresh();
    agree(amber, cobalt, agenda);

    cable.cut();
    Traffic traffic = new Traffic(random, START);
    long step = DAY_MS / operationsEach;
    for (int i = 0; i < operationsEach; i++) {
      for (SimulatedNode node : List.of(amber, cobalt)) {
        agenda.in(
            i * step,
            () -> node.ask(new Command.Declare(List.of(traffic.next(List.of(), true)), false)));
      }
    }
    agenda.in(DAY_MS / 2 + 1, () -> restart(amber));
    agenda.in(DAY_MS / 2 + 2, () -> restart(cobalt));
    long healAt = agenda.elapsedMs() + DAY_MS;
    run(agenda, healAt);

    cable.heal();
    while (!level(amber, cobalt)) {
      if (!agenda.step(healAt + HEALED_MAX_MS)) {
        throw new Broken("not level ten minutes after the healing");
      }
    }
    long healed = agenda.elapsedMs() - healAt;
    run(agenda, agenda.elapsedMs() + 10_000);
    new Invariants().converged(List.of(amber, cobalt), true);
    int findings = amber.engine().read(view -> view.picture().findings().size());
    return new Report(operationsEach, healed, findings);
  }

  private static SimulatedNode node(String party, Agenda agenda, Random random) {
    SimulatedNode node =
        new SimulatedNode(new Origin(THEATRE, new PartyId(party), 1), agenda, random);
    node.start();
    return node;
  }

  private static void restart(SimulatedNode node) {
    node.crash();
    node.start();
  }

  private static void agree(SimulatedNode amber, SimulatedNode cobalt, Agenda agenda) {
    RulesDocument rules =
        RulesDocument.uniform(
            THEATRE,
            1,
            "Valley",
            List.of(amber.party(), cobalt.party()),
            Minimum.ofMetresAndFeet(1852, 500));
    amber.ask(new Command.ProposeRules(rules.toText()));
    run(agenda, 5_000);
    amber.ask(new Command.AdoptRules(Rules.of(rules).hash()));
    cobalt.ask(new Command.AdoptRules(Rules.of(rules).hash()));
    run(agenda, 10_000);
  }

  private static void run(Agenda agenda, long untilMs) {
    boolean more = true;
    while (more) {
      more = agenda.step(untilMs);
    }
  }

  private static boolean level(SimulatedNode amber, SimulatedNode cobalt) {
    return holds(amber, cobalt) && holds(cobalt, amber);
  }

  private static boolean holds(SimulatedNode holder, SimulatedNode author) {
    return holder.held(author.origin()) == author.held(author.origin())
        && holder.engine().read(view -> view.missingBodies(author.party())) == 0;
  }
}
