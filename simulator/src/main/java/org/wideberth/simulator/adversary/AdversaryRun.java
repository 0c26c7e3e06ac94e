package org.wideberth.simulator.adversary;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesDocument;
import org.wideberth.geo.Minimum;
import org.wideberth.node.engine.Alarm;
import org.wideberth.node.engine.Command;
import org.wideberth.node.engine.OwnPast;
import org.wideberth.operation.Operation;
import org.wideberth.party.PartyId;
import org.wideberth.party.Succession;
import org.wideberth.party.Succession.NewKeys;
import org.wideberth.picture.OperationRequest;
import org.wideberth.record.Audience;
import org.wideberth.record.LogCopy;
import org.wideberth.record.NoteSigner;
import org.wideberth.record.SignatureType;
import org.wideberth.record.SignedCheckpoint;
import org.wideberth.refusal.Outcome;
import org.wideberth.simulator.world.Agenda;
import org.wideberth.simulator.world.Broken;
import org.wideberth.simulator.world.Traffic;

/// Plays a plan: honest nodes and liars on simulated wires, then all is made whole and liars fall
/// silent, and what was promised must hold. The same plan gives the same run.
public final class AdversaryRun {
  private static final Instant START = Instant.parse("2026-11-25T06:00:00Z");
  private static final int MINUTES_A_JUMP = 60;

  private final Plan plan;
  private final Agenda agenda = new Agenda(START);
  private final Watch watch = new Watch();
  private final List<Honest> honest = new ArrayList<>();
  private final List<Parties.Made> made = new ArrayList<>();
  private final List<Liar> liars = new ArrayList<>();
  private final List<Participant> all = new ArrayList<>();
  private final List<Wire> wires = new ArrayList<>();
  private final Lies lies;
  private final Map<Deed.Kind, Tally> tallies = new EnumMap<>(Deed.Kind.class);
  private final Set<PartyId> forkers = new HashSet<>();

  /// How often something was done, and how often an honest node named it.
  public record Tally(int done, int named) {
    Tally plus(int more, int moreNamed) {
      return new Tally(done + more, named + moreNamed);
    }
  }

  /// What a run came to.
  ///
  /// @param bodiesLookedAt sent by honest nodes, each to somebody whom its entry names
  public record Report(Plan plan, Map<Deed.Kind, Tally> tallies, long steps, long bodiesLookedAt) {
    @Override
    public String toString() {
      StringBuilder words = new StringBuilder();
      words.append(
          "seed %d: parties=%d liars=%d steps=%d"
              .formatted(plan.seed(), plan.parties(), plan.liars(), steps));
      tallies.forEach(
          (kind, tally) ->
              words
                  .append(' ')
                  .append(kind.name().toLowerCase(Locale.ROOT))
                  .append('=')
                  .append(tally.done()));
      return words.toString();
    }
  }

  private AdversaryRun(Plan plan) {
    this.plan = plan;
    this.lies = new Lies(new Traffic(new Random(plan.seed() + 1), START));
  }

  /// Runs a plan to its end.
  ///
  /// @throws Broken if a promise did not hold
  public static Report run(Plan plan) {
    return new AdversaryRun(plan).play();
  }

  private Report play() {
    Random random = new Random(plan.seed() + 2);
    for (int i = 0; i < plan.parties(); i++) {
      Parties.Made party = Parties.make(i, random);
      Participant each;
      if (i < plan.parties() - plan.liars()) {
        Honest node =
            new Honest(
                party, agenda, new Random(random.nextLong()), () -> wires.forEach(Wire::refresh));
        honest.add(node);
        made.add(party);
        each = node;
      } else {
        Liar liar = new Liar(party, agenda, new Random(random.nextLong()));
        liars.add(liar);
        each = liar;
      }
      for (Participant before : all) {
        boolean both = !before.isHonest() && !each.isHonest();
        if (!both) {
          wires.add(new Wire(before, each, agenda, new Random(random.nextLong()), watch));
        }
      }
      all.add(each);
    }
    honest.forEach(Honest::start);
    honest.forEach(node -> all.forEach(peer -> enrol(node, peer)));
    wires.forEach(Wire::refresh);
    agree();
    for (Deed deed : plan.deeds()) {
      agenda.in(deed.atMs(), () -> perform(deed));
    }
    long steps = until(Plan.STORM_MS);
    liars.forEach(Liar::stall);
    wires.forEach(Wire::becomeGood);
    honest.forEach(node -> node.disk().capacity(Integer.MAX_VALUE));
    honest.forEach(Honest::start);
    for (int third = 1; third < 3; third++) {
      // Twice: the power may fail just then.
      agenda.in(third * Plan.CALM_MS / 3, () -> honest.forEach(AdversaryRun::resume));
    }
    steps += until(Plan.STORM_MS + Plan.CALM_MS);
    new Promises(honest, liars, forkers).hold();
    return new Report(plan, tallies, steps, watch.bodies());
  }

  /// Liars say nothing of what they hold, so people vouch for a node that was restored on another
  /// machine, once all honest peers have been heard.
  private static void resume(Honest node) {
    boolean unproven =
        node.runs()
            && node.alarms().stream()
                .anyMatch(alarm -> alarm.code() == Alarm.Code.OWN_LOG_UNPROVEN);
    if (unproven) {
      node.ask(new Command.Resume("all whom we trust have been heard"));
    }
  }

  private static void enrol(Honest node, Participant peer) {
    if (node != peer) {
      node.ask(new Command.Enrol(peer.card()));
    }
  }

  private void agree() {
    RulesDocument rules =
        RulesDocument.uniform(
            Parties.THEATRE,
            1,
            "Valley",
            honest.stream().map(Honest::party).toList(),
            Minimum.ofMetresAndFeet(1852, 1000));
    honest.getFirst().ask(new Command.ProposeRules(rules.toText()));
    for (Honest node : honest) {
      adopt(node, Rules.of(rules));
    }
  }

  private void adopt(Honest node, Rules rules) {
    boolean known =
        node.runs()
            && node.engine()
                .read(
                    view ->
                        view.picture().agreement().documents().containsKey(rules.hash())
                            && !view.picture()
                                .agreement()
                                .adoptedBy(rules.hash())
                                .contains(node.party()));
    if (known) {
      node.ask(new Command.AdoptRules(rules.hash()));
    }
    boolean done =
        node.runs()
            && node.engine()
                .read(
                    view ->
                        view.picture().agreement().adoptedBy(rules.hash()).contains(node.party()));
    if (!done) {
      agenda.in(1_000, () -> adopt(node, rules));
    }
  }

  private long until(long elapsedMs) {
    long steps = 0;
    while (agenda.step(elapsedMs)) {
      steps++;
    }
    return steps;
  }

  private void count(Deed.Kind kind, int named) {
    tallies.merge(kind, new Tally(1, named), (a, b) -> a.plus(b.done(), b.named()));
  }

  private void perform(Deed deed) {
    Random dice = new Random(deed.dice());
    Honest node = honest.get(deed.actor() % honest.size());
    switch (deed.kind().by()) {
      case PEOPLE -> people(deed, node, dice);
      case FATE -> fate(deed, node, dice);
      case LIAR -> lie(deed, dice);
    }
  }

  private void people(Deed deed, Honest node, Random dice) {
    if (!node.runs()) {
      return;
    }
    Traffic traffic = new Traffic(dice, START);
    switch (deed.kind()) {
      case DECLARE -> node.ask(declare(traffic.next(List.of(), true), Audience.everyone()));
      case DECLARE_TO_SOME -> {
        // What is for nobody else cannot come back from anybody after a disaster.
        int step = 1 + deed.other() % (honest.size() - 1);
        Honest reader = honest.get((deed.actor() + step) % honest.size());
        node.ask(declare(traffic.next(List.of(), true), Audience.of(Set.of(reader.party()))));
      }
      case WITHDRAW -> {
        List<Operation> own =
            node.engine()
                .read(
                    view ->
                        view.picture().operations().stream()
                            .filter(operation -> operation.party().equals(node.party()))
                            .filter(Operation::isLive)
                            .toList());
        if (own.isEmpty()) {
          return;
        }
        node.ask(new Command.Withdraw(own.get(dice.nextInt(own.size())).id()));
      }
      case NEW_KEYS -> {
        if (!newKeys(node, dice)) {
          return;
        }
      }
      default -> throw new IllegalStateException("not what people do: " + deed.kind());
    }
    count(deed.kind(), 0);
  }

  private static Command declare(OperationRequest request, Audience to) {
    return new Command.Declare(
        List.of(
            new OperationRequest(
                request.kind(),
                request.priority(),
                request.grain(),
                request.name(),
                request.volumes(),
                Optional.of(to))),
        false);
  }

  private boolean newKeys(Honest node, Random dice) {
    boolean mayWrite =
        node.alarms().stream()
            .noneMatch(
                alarm ->
                    alarm.code() == Alarm.Code.OWN_LOG_BEHIND
                        || alarm.code() == Alarm.Code.OWN_LOG_UNPROVEN);
    if (!mayWrite) {
      return false;
    }
    int index = honest.indexOf(node);
    Parties.Made old = made.get(index);
    Parties.Made next = Parties.next(old, dice);
    SignedCheckpoint head = node.engine().read(view -> view.head());
    NoteSigner recovery =
        new NoteSigner(
            Succession.recoveryName(old.card().origin()), SignatureType.NOTE, old.recovery());
    NewKeys keys =
        new NewKeys(
            Succession.sign(
                old.card().identity(),
                head.size(),
                head.root(),
                Succession.Reason.ROTATION,
                agenda.instant(),
                next.card().identity(),
                recovery),
            next.card());
    made.set(index, next);
    node.succeed(
        next,
        new OwnPast(old.card(), keys, Optional.of(head.note()), Optional.of(old.keys().seal())));
    return true;
  }

  private void fate(Deed deed, Honest node, Random dice) {
    Wire wire = wires.get(deed.other() % wires.size());
    switch (deed.kind()) {
      case CUT -> {
        wire.cut();
        agenda.in(1_000 + dice.nextLong(8_000), wire::mend);
      }
      case CUT_FOR_LONG -> wire.cut();
      case CRASH -> {
        if (!node.runs()) {
          return;
        }
        node.crash();
        agenda.in(300 + dice.nextLong(6_000), node::start);
      }
      case CRASH_DURING_WRITE -> node.disk().losePowerAtNextSync();
      case DISK_FULL -> {
        node.disk().capacity(node.disk().image().length + 2_000);
        agenda.in(1_000 + dice.nextLong(6_000), () -> node.disk().capacity(Integer.MAX_VALUE));
      }
      case CLOCK_FORWARD -> node.putClock(Duration.ofMinutes(MINUTES_A_JUMP + dice.nextInt(600)));
      case CLOCK_BACK -> node.putClock(Duration.ofMinutes(-MINUTES_A_JUMP - dice.nextInt(600)));
      case RESTORE -> {
        if (!node.runs()) {
          return;
        }
        byte[] image = node.disk().image();
        boolean onAnother = dice.nextBoolean();
        int epoch = node.card().origin().epoch();
        agenda.in(
            2_000 + dice.nextLong(10_000),
            () -> {
              // A copy of an epoch that is over is of no use to the next one.
              if (node.card().origin().epoch() == epoch && othersHaveIt(node)) {
                node.restore(image, onAnother);
              }
            });
      }
      case COURIER -> {
        Honest to = honest.get(deed.other() % honest.size());
        if (!node.runs() || to == node) {
          return;
        }
        if (node.engine().read(view -> view.courier(to.party()))
            instanceof Outcome.Accepted<byte[]>(var file)) {
          for (int times = 1 + dice.nextInt(2); times > 0; times--) {
            agenda.in(dice.nextLong(8_000), () -> takeIn(to, file));
          }
        }
      }
      default -> throw new IllegalStateException("not fate: " + deed.kind());
    }
    count(deed.kind(), 0);
  }

  /// True if what the machine loses with its disk is at some honest peer, with the bodies that are
  /// for it: what nobody else has is lost with every disk.
  private boolean othersHaveIt(Honest node) {
    if (!node.runs()) {
      return false;
    }
    long size = node.engine().read(view -> view.log(node.party()).map(LogCopy::size).orElse(0L));
    return honest.stream()
        .filter(peer -> peer != node)
        .allMatch(
            peer ->
                peer.runs()
                    && peer.engine()
                        .read(
                            view ->
                                view.log(node.card().origin()).map(LogCopy::size).orElse(0L) >= size
                                    && view.missingBodies(node.party()) == 0));
  }

  private static void takeIn(Honest to, byte[] file) {
    if (to.runs()) {
      to.ask(new Command.ImportCourier(file));
    }
  }

  private void lie(Deed deed, Random dice) {
    Liar liar = liars.get(deed.actor() % liars.size());
    Honest victim = honest.get(deed.other() % honest.size());
    Honest other = honest.get((deed.other() + 1) % honest.size());
    if (!victim.runs() || !liar.linked(victim.party())) {
      return;
    }
    Optional<Alarm.Code> expected = lies.tell(deed.kind(), liar, victim, other, dice);
    if (liar.equivocates()) {
      forkers.add(liar.party());
    }
    agenda.in(
        200,
        () ->
            count(
                deed.kind(),
                expected.filter(code -> victim.alarms(code, liar.party())).isPresent() ? 1 : 0));
  }
}
