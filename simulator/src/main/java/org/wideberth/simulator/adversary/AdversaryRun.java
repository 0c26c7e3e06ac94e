package org.wideberth.simulator.adversary;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.wideberth.node.engine.Alarm;
import org.wideberth.node.engine.Command;
import org.wideberth.node.engine.OwnPast;
import org.wideberth.operation.Operation;
import org.wideberth.party.PartyId;
import org.wideberth.party.Succession;
import org.wideberth.party.Succession.NewKeys;
import org.wideberth.picture.Erasure;
import org.wideberth.picture.OperationRequest;
import org.wideberth.record.Audience;
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

  /// Longer than anything must be kept.
  private static final Duration WEEKS = Erasure.RETENTION_MIN.plusDays(3);

  private static final long PEOPLE_LOOK_MS = 2_000;
  private static final int SYNC_MS_MAX = 4_000;

  /// How long a party takes to replace a stolen key.
  private static final long STOLEN_MS = 3_000;

  private final Plan plan;
  private final Agenda agenda = new Agenda(START);
  private final Watch watch = new Watch();
  private final List<Honest> honest = new ArrayList<>();
  private final List<Parties.Made> made = new ArrayList<>();
  private final List<Liar> liars = new ArrayList<>();
  private final List<Participant> all = new ArrayList<>();
  private final List<Wire> wires = new ArrayList<>();
  private final Copies copies = new Copies(honest);
  private final Lies lies;
  private final Map<Deed.Kind, Tally> tallies = new EnumMap<>(Deed.Kind.class);
  private final Set<PartyId> forkers = new HashSet<>();
  private final Set<PartyId> robbed = new HashSet<>();
  private final Set<PartyId> erasers = new HashSet<>();
  private final Set<Honest> withThief = new HashSet<>();
  private final Set<Participant> strangers = new HashSet<>();
  private final Map<Honest, Integer> firstBytes = new HashMap<>();

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
    plan.deeds().stream()
        .filter(deed -> deed.kind() == Deed.Kind.JOIN)
        .findFirst()
        .ifPresent(deed -> strangers.add(all.get(deed.actor() % all.size())));
    honest.forEach(Honest::start);
    honest.forEach(this::enrolAll);
    honest.forEach(node -> firstBytes.put(node, node.disk().image().length));
    wires.forEach(Wire::refresh);
    new Accord(honest, agenda).begin();
    for (Deed deed : plan.deeds()) {
      agenda.in(deed.atMs(), () -> perform(deed));
    }
    for (long at = PEOPLE_LOOK_MS; at < Plan.STORM_MS + Plan.CALM_MS; at += PEOPLE_LOOK_MS) {
      agenda.in(at, () -> honest.forEach(this::enrolAll));
    }
    long steps = until(Plan.STORM_MS);
    liars.forEach(Liar::stall);
    wires.forEach(Wire::becomeGood);
    honest.forEach(AdversaryRun::mend);
    honest.forEach(Honest::start);
    for (int third = 1; third < 3; third++) {
      // Twice: the power may fail just then.
      agenda.in(third * Plan.CALM_MS / 3, () -> honest.forEach(AdversaryRun::resume));
    }
    steps += until(Plan.STORM_MS + Plan.CALM_MS);
    new Promises(honest, liars, forkers, robbed, erasers).hold();
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

  /// Its disk is as good as new.
  private static void mend(Honest node) {
    node.disk().capacity(Integer.MAX_VALUE);
    node.disk().readOnly(false);
    node.disk().syncTakes(0);
  }

  /// Everybody has compared cards with the stranger.
  private void join(Participant stranger) {
    strangers.remove(stranger);
    honest.forEach(this::enrolAll);
  }

  /// Enrols whom the node does not know yet, or not any more: people look now and then.
  private void enrolAll(Honest node) {
    for (Participant peer : all) {
      boolean met = node != peer && !strangers.contains(node) && !strangers.contains(peer);
      if (met && node.runs() && !node.knows(peer.party())) {
        node.ask(new Command.Enrol(peer.card()));
      }
    }
    wires.forEach(Wire::refresh);
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
        if (!node.knows(reader.party())) {
          return;
        }
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
      case NEW_KEYS, COMPROMISE -> {
        if (!node.mayWrite() || withThief.contains(node)) {
          return;
        }
        newKeys(
            node,
            deed.kind() == Deed.Kind.NEW_KEYS
                ? Succession.Reason.ROTATION
                : Succession.Reason.COMPROMISE,
            dice);
      }
      case ERASE -> agenda.in(500, () -> erase(node));
      case LEAVE -> node.ask(new Command.Leave("we are going home"));
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

  /// Weeks pass for everybody, and a party erases what is over since.
  private void erase(Honest node) {
    if (!honest.stream().allMatch(Honest::isWhole)) {
      // In weeks it would have become so.
      return;
    }
    honest.forEach(each -> each.putClock(WEEKS));
    erasers.add(node.party());
    for (boolean rehearse : List.of(true, false)) {
      if (node.runs()) {
        node.ask(new Command.Erase(Erasure.RETENTION_MIN, Optional.empty(), rehearse));
      }
    }
    // Where the journal says that bodies are gone, it must not be cut off.
    firstBytes.put(node, node.disk().image().length);
  }

  private void newKeys(Honest node, Succession.Reason reason, Random dice) {
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
                reason,
                agenda.instant(),
                next.card().identity(),
                recovery),
            next.card());
    made.set(index, next);
    node.succeed(
        next,
        new OwnPast(old.card(), keys, Optional.of(head.note()), Optional.of(old.keys().seal())));
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
      case JOIN -> {
        if (strangers.isEmpty()) {
          return;
        }
        join(strangers.iterator().next());
      }
      case CLOCK_FORWARD -> node.putClock(Duration.ofMinutes(MINUTES_A_JUMP + dice.nextInt(600)));
      case CLOCK_BACK -> node.putClock(Duration.ofMinutes(-MINUTES_A_JUMP - dice.nextInt(600)));
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
      default -> {
        if (!disk(deed, node, dice)) {
          return;
        }
      }
    }
    count(deed.kind(), 0);
  }

  /// What befalls a disk.
  ///
  /// @return false if it would lose what nobody else has, and was not done
  private boolean disk(Deed deed, Honest node, Random dice) {
    switch (deed.kind()) {
      case CRASH_DURING_WRITE -> node.disk().losePowerAtNextSync();
      case DISK_FULL -> {
        node.disk().capacity(node.disk().image().length + 2_000);
        agenda.in(1_000 + dice.nextLong(6_000), () -> node.disk().capacity(Integer.MAX_VALUE));
      }
      case DISK_READ_ONLY -> {
        node.disk().readOnly(true);
        agenda.in(1_000 + dice.nextLong(6_000), () -> node.disk().readOnly(false));
      }
      case DISK_SLOW -> {
        node.disk().syncTakes(500 + dice.nextInt(SYNC_MS_MAX));
        agenda.in(1_000 + dice.nextLong(6_000), () -> node.disk().syncTakes(0));
      }
      case BIT_FLIP -> {
        int from = firstBytes.getOrDefault(node, 0);
        if (withThief.contains(node) || !copies.haveIt(node, 0)) {
          return false;
        }
        node.flip(from);
      }
      case RESTORE -> {
        if (!node.runs()) {
          return false;
        }
        byte[] image = node.disk().image();
        long size = Copies.ownSize(node);
        boolean onAnother = dice.nextBoolean();
        int epoch = node.card().origin().epoch();
        agenda.in(
            2_000 + dice.nextLong(10_000),
            () -> {
              // A copy of an epoch that is over is of no use to the next one.
              if (node.card().origin().epoch() == epoch
                  && !withThief.contains(node)
                  && copies.haveIt(node, size)) {
                node.restore(image, onAnother);
              }
            });
      }
      default -> throw new IllegalStateException("not fate: " + deed.kind());
    }
    return true;
  }

  private static void takeIn(Honest to, byte[] file) {
    if (to.runs()) {
      to.ask(new Command.ImportCourier(file));
    }
  }

  /// Somebody signs with an honest party's key, which replaces it as soon as people have seen it.
  private void steal(Deed deed, Liar liar, Honest victim, Honest other, Random dice) {
    boolean worthIt =
        other.runs()
            && victim.mayWrite()
            && !withThief.contains(victim)
            && !strangers.contains(victim)
            && Copies.ownSize(victim) > 1;
    if (!worthIt) {
      return;
    }
    withThief.add(victim);
    robbed.add(victim.party());
    watch.robbed(victim.party());
    lies.signAs(liar, victim, other);
    agenda.in(STOLEN_MS, () -> replaceStolen(victim, dice));
    agenda.in(
        STOLEN_MS - 1,
        () ->
            count(
                deed.kind(),
                honest.stream().anyMatch(node -> node.alarms(Alarm.Code.FORK, victim.party()))
                    ? 1
                    : 0));
  }

  private void replaceStolen(Honest victim, Random dice) {
    if (victim.runs()) {
      newKeys(victim, Succession.Reason.FORK, dice);
      withThief.remove(victim);
    } else {
      agenda.in(500, () -> replaceStolen(victim, dice));
    }
  }

  private void lie(Deed deed, Random dice) {
    Liar liar = liars.get(deed.actor() % liars.size());
    Honest victim = honest.get(deed.other() % honest.size());
    Honest other = honest.get((deed.other() + 1) % honest.size());
    if (!victim.runs() || !liar.linked(victim.party())) {
      return;
    }
    if (deed.kind() == Deed.Kind.STOLEN_KEY) {
      steal(deed, liar, victim, other, dice);
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
