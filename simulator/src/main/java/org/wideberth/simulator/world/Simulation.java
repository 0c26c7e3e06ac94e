package org.wideberth.simulator.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesDocument;
import org.wideberth.claim.Crossing;
import org.wideberth.node.engine.Command;
import org.wideberth.node.engine.EngineView;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationState;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.picture.Picture;
import org.wideberth.record.Audience;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;

/// One run from one seed: three to five honest parties declare, revise and end operations for some
/// minutes while links are cut, frames lost, doubled and late, and machines lose power; then all is
/// made whole, and they must agree. Production engines; everything else is simulated.
public final class Simulation {
  private static final int CLAIMS_MAX = 10_000;
  private static final Instant START = Instant.parse("2026-11-22T06:00:00Z");
  private static final TheatreId THEATRE = new TheatreId("valley");
  private static final String[] NAMES = {"amber", "cobalt", "umber", "relief", "ivory"};
  private static final long STORM_MS = 90_000;
  private static final long CALM_MS = 90_000;
  private static final long MOMENT_MS = 700;
  private static final int MOMENTS_MAX = 40;

  private final long seed;
  private final RandomGenerator random;
  private final Agenda agenda = new Agenda(START);
  private final Faults faults = new Faults();
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final List<Cable> cables = new ArrayList<>();
  private final Traffic traffic;
  private final Talk talk;
  private final AgreementTalk agreements;
  private final Staff staff;
  private final boolean everybody;
  private final Invariants invariants = new Invariants();
  private boolean storm = true;
  private int declared;
  private int said;

  private Simulation(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
    this.everybody = random.nextBoolean();
    this.traffic = new Traffic(random, START);
    this.talk = new Talk(random);
    this.agreements = new AgreementTalk(random);
    this.staff = new Staff(random);
  }

  /// What a run came to.
  ///
  /// @param operations declared over all parties
  /// @param said messages, what was said of them, of agreements and of people
  /// @param signed acts by passkey that count at the first node at the end
  /// @param findings that the first node holds at the end
  /// @param articleFindings under lines, zones and lead times, that it holds then
  /// @param contested reports of crossings that somebody contests, that it holds then
  /// @param bundles by which one node's whole picture was proven at the end
  /// @param steps things that happened
  /// @param faults what was injected, counted
  public record Report(
      long seed,
      int nodes,
      int operations,
      int said,
      int signed,
      int findings,
      int articleFindings,
      int contested,
      int bundles,
      long steps,
      Faults faults) {
    @Override
    public String toString() {
      String words =
          ("seed %d: nodes=%d operations=%d said=%d signed=%d findings=%d article-findings=%d"
                  + " contested=%d bundles=%d")
              .formatted(
                  seed,
                  nodes,
                  operations,
                  said,
                  signed,
                  findings,
                  articleFindings,
                  contested,
                  bundles);
      return words + " steps=%d %s".formatted(steps, faults);
    }
  }

  /// Runs a seed to its end. The same seed gives the same run.
  ///
  /// @throws Broken if a promise did not hold
  public static Report run(long seed) {
    try {
      return new Simulation(seed).play();
    } catch (Broken broken) {
      throw new Broken("seed " + seed + ": " + broken.getMessage(), broken);
    }
  }

  private Report play() {
    int count = 3 + random.nextInt(3);
    boolean late = random.nextBoolean();
    for (int i = 0; i < count; i++) {
      SimulatedNode node =
          new SimulatedNode(new Origin(THEATRE, new PartyId(NAMES[i]), 1), agenda, random);
      for (SimulatedNode other : nodes) {
        cables.add(new Cable(other, node, agenda, random, faults));
      }
      nodes.add(node);
      node.start();
    }
    join(late ? nodes.subList(0, count - 1) : nodes);
    agree(late ? nodes.subList(0, count - 1) : nodes, 1);
    if (late) {
      agenda.in(STORM_MS / 2, this::joinLate);
    }
    agenda.in(500, this::act);
    long steps = until(STORM_MS);
    storm = false;
    makeWhole();
    steps += until(STORM_MS + CALM_MS);
    // Nodes go on testing their links: what one has just written needs a moment.
    for (int more = 1; more <= MOMENTS_MAX && !Invariants.isQuiet(nodes); more++) {
      steps += until(STORM_MS + CALM_MS + more * MOMENT_MS);
    }
    invariants.converged(nodes, everybody);
    // Of each run another node, for each bundle takes its time.
    SimulatedNode prover = nodes.get((int) Math.floorMod(seed, (long) count));
    int bundles = Proven.check(prover, nodes.stream().map(SimulatedNode::card).toList());
    return report(count, bundles, steps);
  }

  private Report report(int count, int bundles, long steps) {
    return nodes
        .getFirst()
        .engine()
        .read(
            view -> {
              Picture picture = view.picture();
              long contested =
                  picture.claims().latest(Optional.empty(), CLAIMS_MAX).stream()
                      .filter(each -> each.state() == Crossing.State.CONTESTED)
                      .count();
              return new Report(
                  seed,
                  count,
                  declared,
                  said,
                  picture.people().signatures(),
                  picture.findings().size(),
                  picture.articleFindings().size(),
                  (int) contested,
                  bundles,
                  steps,
                  faults);
            });
  }

  private long until(long elapsedMs) {
    long steps = 0;
    while (agenda.step(elapsedMs)) {
      steps++;
      for (SimulatedNode node : nodes) {
        if (node.lostPower()) {
          faults.count(Faults.Kind.CRASH_DURING_WRITE);
          crash(node);
        }
      }
      invariants.check(nodes);
    }
    return steps;
  }

  private void join(List<SimulatedNode> members) {
    List<SimulatedNode> all = List.copyOf(members);
    boolean complete = true;
    for (SimulatedNode node : all) {
      for (SimulatedNode peer : all) {
        if (node != peer && !node.has(peer)) {
          if (node.runs() && !node.lostPower()) {
            node.enrol(peer);
          }
          complete &= node.has(peer);
        }
      }
    }
    cables.forEach(Cable::refresh);
    if (!complete) {
      agenda.in(1_000, () -> join(all));
    }
  }

  private void joinLate() {
    faults.count(Faults.Kind.LATE_JOIN);
    join(nodes);
    agree(nodes, 2);
  }

  /// The first party proposes rules; everybody adopts them when they have come.
  private void agree(List<SimulatedNode> members, int number) {
    RulesDocument rules =
        ValleyRules.of(THEATRE, number, members.stream().map(SimulatedNode::party).toList());
    String text = rules.toText();
    Hash hash = Rules.of(rules).hash();
    propose(text);
    for (SimulatedNode node : List.copyOf(members)) {
      agenda.in(random.nextLong(5_000), () -> adopt(node, hash));
    }
  }

  private void propose(String text) {
    SimulatedNode first = nodes.getFirst();
    boolean done = first.runs() && !first.lostPower() && first.ask(new Command.ProposeRules(text));
    if (!done) {
      agenda.in(2_000, () -> propose(text));
    }
  }

  private void adopt(SimulatedNode node, Hash hash) {
    boolean ready =
        node.runs()
            && !node.lostPower()
            && node.engine().read(view -> view.picture().agreement().documents().containsKey(hash));
    boolean done =
        ready
            && node.engine()
                .read(view -> view.picture().agreement().adoptedBy(hash).contains(node.party()));
    if (ready && !done) {
      ask(node, new Command.AdoptRules(hash));
    }
    if (!done) {
      agenda.in(1_500, () -> adopt(node, hash));
    }
  }

  /// One thing that people or fate do, and the next one after a while.
  private void act() {
    if (!storm) {
      return;
    }
    agenda.in(20 + random.nextLong(1_500), this::act);
    SimulatedNode node = nodes.get(random.nextInt(nodes.size()));
    Cable cable = cables.get(random.nextInt(cables.size()));
    int dice = random.nextInt(100);
    if (dice < 2) {
      cable.fallSilent(random.nextBoolean());
    } else if (dice < 8) {
      if (cable.isWhole()) {
        cable.cut();
        agenda.in(1_000 + random.nextLong(20_000), () -> healIfCut(cable));
      }
    } else if (dice < 14) {
      if (node.runs()) {
        faults.count(Faults.Kind.CRASH_BETWEEN_WRITES);
        crash(node);
      }
    } else if (dice < 18) {
      node.disk().losePowerAtNextSync();
    } else if (dice >= 98) {
      courier(cable.first(), cable.second());
      courier(cable.second(), cable.first());
    } else if (node.runs() && !node.lostPower()) {
      work(node, dice);
    }
  }

  private void work(SimulatedNode node, int dice) {
    List<Operation> own = node.ownOperations();
    List<PartyId> others =
        nodes.stream().map(SimulatedNode::party).filter(p -> !p.equals(node.party())).toList();
    if (dice < 34) {
      ask(node, node.engine().read(view -> say(view, others)));
      return;
    }
    if (dice < 64 || own.isEmpty()) {
      boolean draft = random.nextInt(12) == 0;
      node.ask(new Command.Declare(List.of(traffic.next(others, everybody)), draft));
      declared++;
      return;
    }
    Operation operation = own.get(random.nextInt(own.size()));
    OperationId id = operation.id();
    if (operation.state() == OperationState.DRAFT) {
      node.ask(new Command.DeclareDraft(id, Audience.everyone()));
    } else if (dice < 82) {
      node.ask(new Command.Revise(id, traffic.revision()));
    } else if (dice < 90) {
      node.ask(new Command.Withdraw(id));
    } else if (operation.state() == OperationState.DECLARED) {
      node.ask(new Command.Activate(id));
    } else {
      node.ask(new Command.End(id));
    }
  }

  private Command say(EngineView view, List<PartyId> others) {
    said++;
    Picture picture = view.picture();
    int dice = random.nextInt(16);
    if (dice < 4 && hasRoster(picture.self())) {
      return staff.change(picture);
    }
    Optional<Command> step = dice < 7 ? agreements.next(picture, view.now()) : Optional.empty();
    return step.orElseGet(() -> talk.next(picture, others, everybody));
  }

  /// Every second party has no roster.
  private static boolean hasRoster(PartyId party) {
    return List.of(NAMES).indexOf(party.text()) % 2 == 0;
  }

  /// Asks for it with the signature that it takes, if somebody is there who can give it.
  private void ask(SimulatedNode node, Command command) {
    node.engine().read(view -> staff.signed(view, command)).ifPresent(node::ask);
  }

  /// A stick that arrives after a while, sometimes twice, whatever the cable does.
  private void courier(SimulatedNode from, SimulatedNode to) {
    if (from.runs() && !from.lostPower() && from.knows(to)) {
      byte[] file = from.engine().read(view -> view.courier(to.party())).orThrow();
      faults.count(Faults.Kind.COURIER);
      for (int times = 1 + random.nextInt(2); times > 0; times--) {
        agenda.in(random.nextLong(10_000), () -> to.takeIn(file));
      }
    }
  }

  private void crash(SimulatedNode node) {
    node.crash();
    cables.stream().filter(cable -> cable.joins(node)).forEach(Cable::refresh);
    agenda.in(500 + random.nextLong(15_000), () -> restart(node));
  }

  private void restart(SimulatedNode node) {
    if (!node.runs()) {
      faults.count(Faults.Kind.RESTART);
      if (!node.start()) {
        faults.count(Faults.Kind.CRASH_DURING_WRITE);
        agenda.in(500, () -> restart(node));
        return;
      }
      cables.stream().filter(cable -> cable.joins(node)).forEach(Cable::refresh);
    }
  }

  private void healIfCut(Cable cable) {
    if (!cable.isWhole()) {
      cable.heal();
    }
  }

  /// So that everybody has everything, and the pictures must be the same to the last byte.
  private void declareDrafts() {
    for (SimulatedNode node : nodes) {
      if (node.runs() && !node.lostPower()) {
        node.ownOperations().stream()
            .filter(operation -> operation.state() == OperationState.DRAFT)
            .forEach(draft -> node.ask(new Command.DeclareDraft(draft.id(), Audience.everyone())));
      }
    }
  }

  /// Whoever sits at a desk takes what sounds there.
  private void acknowledge() {
    for (SimulatedNode node : nodes) {
      if (node.runs() && !node.lostPower()) {
        node.engine()
            .read(view -> Talk.acknowledgements(view.picture()))
            .forEach(command -> ask(node, command));
      }
    }
  }

  private void makeWhole() {
    cables.forEach(Cable::becomeGood);
    cables.forEach(this::healIfCut);
    nodes.forEach(this::restart);
    for (long at = 10_000; at <= 40_000; at += 10_000) {
      agenda.in(at, this::acknowledge);
    }
    if (everybody) {
      agenda.in(20_000, this::declareDrafts);
      agenda.in(40_000, this::declareDrafts);
    }
  }
}
