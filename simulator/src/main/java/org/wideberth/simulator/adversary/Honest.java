package org.wideberth.simulator.adversary;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.wideberth.node.engine.Alarm;
import org.wideberth.node.engine.Command;
import org.wideberth.node.engine.Done;
import org.wideberth.node.engine.Engine;
import org.wideberth.node.engine.EngineListener;
import org.wideberth.node.engine.EngineView;
import org.wideberth.node.engine.Input;
import org.wideberth.node.engine.OwnPast;
import org.wideberth.node.engine.PeerChannel;
import org.wideberth.node.journal.HighWaterMark;
import org.wideberth.operation.OperationId;
import org.wideberth.party.Card;
import org.wideberth.party.PartyId;
import org.wideberth.party.PartyKeys;
import org.wideberth.record.Entry;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;
import org.wideberth.simulator.disk.PowerLost;
import org.wideberth.simulator.disk.SimulatedDisk;
import org.wideberth.simulator.disk.SimulatedJournal;
import org.wideberth.simulator.world.Agenda;
import org.wideberth.simulator.world.Broken;

/// An honest party's machine: a production engine on a simulated clock and disk. Whatever it
/// acknowledged is looked for after each start.
final class Honest implements Participant {
  private static final long TICK_MS = 1_000;

  private final Agenda agenda;
  private final Random random;
  private final SimulatedDisk disk;
  private final Runnable changed;
  private final Map<OperationId, Integer> acknowledged = new HashMap<>();
  private final List<OwnPast> past = new ArrayList<>();
  private PartyKeys keys;
  private Card card;
  private Mark mark = new Mark(true);
  private Duration clockOff = Duration.ZERO;
  private final Deque<Input> waiting = new ArrayDeque<>();
  private long settledMs;
  private long busyUntilMs;
  private Optional<Engine> engine = Optional.empty();
  private String whyNot = "";
  private int run;

  /// @param changed told when the machine has gone or come back
  Honest(Parties.Made made, Agenda agenda, Random random, Runnable changed) {
    this.keys = made.keys();
    this.card = made.card();
    this.agenda = agenda;
    this.random = random;
    this.changed = changed;
    this.disk = new SimulatedDisk(random.nextLong());
  }

  @Override
  public boolean isHonest() {
    return true;
  }

  @Override
  public PartyId party() {
    return card.party();
  }

  @Override
  public Card card() {
    return card;
  }

  PartyKeys keys() {
    return keys;
  }

  SimulatedDisk disk() {
    return disk;
  }

  @Override
  public boolean runs() {
    return engine.isPresent();
  }

  /// Why it did not start when it last did not.
  String whyNot() {
    return whyNot;
  }

  @Override
  public boolean knows(PartyId party) {
    return runs() && engine().read(view -> view.cards().containsKey(party));
  }

  Engine engine() {
    return engine.orElseThrow();
  }

  /// True if nothing of what was signed is missing on this machine, and its key is its own.
  boolean mayWrite() {
    return runs()
        && alarms().stream()
            .noneMatch(
                alarm ->
                    alarm.code() == Alarm.Code.OWN_LOG_BEHIND
                        || alarm.code() == Alarm.Code.OWN_LOG_UNPROVEN);
  }

  /// True if it has all of its own logs, of all epochs, with their bodies.
  boolean isWhole() {
    return mayWrite()
        && engine()
            .read(
                view ->
                    view.missingBodies(party()) == 0
                        && past.stream().allMatch(over -> holds(view, over)));
  }

  /// True if all of an epoch that is over is here: as much as the party stands by, and as anybody
  /// has signed since. A disk that lost its log may have lost the newest checkpoint with it.
  private static boolean holds(EngineView view, OwnPast over) {
    long stoodBy = over.next().succession().size();
    return view.log(over.card().origin())
        .filter(log -> log.size() >= stoodBy)
        .filter(log -> log.newest().stream().allMatch(newest -> newest.size() <= log.size()))
        .isPresent();
  }

  /// The clock of this machine, which may be wrong.
  private InstantSource clock() {
    return () -> agenda.instant().plus(clockOff).plusMillis(disk.spentMs() - settledMs);
  }

  void putClock(Duration by) {
    clockOff = clockOff.plus(by);
  }

  void start() {
    if (runs()) {
      return;
    }
    run++;
    waiting.clear();
    try {
      Engine fresh =
          new Engine(
              card,
              keys,
              past,
              SimulatedJournal.on(disk).open(),
              mark,
              clock(),
              this::bytes,
              EngineListener.silent());
      fresh.recover();
      engine = Optional.of(fresh);
    } catch (PowerLost again) {
      disk.crash();
      agenda.in(500, this::start);
      return;
    } catch (IOException unusable) {
      whyNot = String.valueOf(unusable.getMessage());
      agenda.in(1_000, this::start);
      return;
    }
    if (mark.whole) {
      checkAcknowledged();
    }
    tick(run);
    changed.run();
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private void tick(int mine) {
    agenda.in(
        TICK_MS,
        () -> {
          if (mine == run && runs()) {
            inTurn(new Input.Tick(Duration.ofMillis(TICK_MS)));
            tick(mine);
          }
        });
  }

  void crash() {
    disk.crash();
    stop();
  }

  private void stop() {
    engine = Optional.empty();
    run++;
    waiting.clear();
    changed.run();
  }

  /// An older image of the disk is put back, on this machine or on another one.
  void restore(byte[] image, boolean onAnother) {
    stop();
    disk.restore(image);
    if (onAnother) {
      mark = new Mark(false);
    }
    mark.whole = false;
    start();
  }

  /// The machine is off, and a bit of its disk changes. What cannot be read any more is cut off, as
  /// `fsck --salvage` does.
  ///
  /// @param from where on the disk: before it is what no peer has
  void flip(int from) {
    stop();
    disk.crash();
    disk.flip(from);
    mark.whole = false;
    start();
  }

  /// New keys for the next epoch, on the same disk.
  void succeed(Parties.Made next, OwnPast over) {
    past.add(over);
    disk.crash();
    engine = Optional.empty();
    run++;
    waiting.clear();
    keys = next.keys();
    card = next.card();
    boolean whole = mark.whole;
    mark = new Mark(true);
    mark.whole = whole;
    changed.run();
    start();
  }

  /// What comes while the machine waits for its disk is taken in turn, later.
  private void inTurn(Input input) {
    waiting.add(input);
    if (waiting.size() == 1) {
      takeWaiting(run);
    }
  }

  private void takeWaiting(int mine) {
    while (mine == run && runs() && !waiting.isEmpty()) {
      long busyMs = busyUntilMs - agenda.elapsedMs();
      if (busyMs > 0) {
        agenda.in(busyMs, () -> takeWaiting(mine));
        return;
      }
      process(waiting.getFirst());
      if (mine == run) {
        waiting.removeFirst();
      }
    }
  }

  private void process(Input input) {
    engine().process(List.of(input));
    long spentMs = disk.spentMs() - settledMs;
    settledMs += spentMs;
    busyUntilMs = Math.max(busyUntilMs, agenda.elapsedMs()) + spentMs;
    if (engine().hasFailed()) {
      disk.crash();
      stop();
      agenda.in(1_500, this::start);
    }
  }

  /// Asks for something; what is acknowledged is remembered.
  Outcome<Done> ask(Command command) {
    List<Outcome<Done>> replies = new ArrayList<>();
    process(new Input.Ask(command, replies::add));
    if (replies.size() != 1) {
      throw new Broken("%s answered %d times".formatted(party(), replies.size()));
    }
    switch (replies.getFirst()) {
      case Outcome.Accepted<Done>(Done.Operations(var items)) ->
          items.forEach(item -> acknowledged.merge(item.operation(), item.revision(), Math::max));
      case Outcome.Accepted<Done>(Done.Erased(var operations, var _, var _)) ->
          // Even what is only rehearsed: the power may fail when it has been done and not said.
          acknowledged.keySet().removeAll(operations);
      case Outcome.Accepted<Done> _ -> {}
      case Outcome.Refused<Done>(var refusal) -> {
        boolean expected =
            refusal.code() == RefusalCode.UNAVAILABLE
                || refusal.code() == RefusalCode.NOT_SIGNING
                || refusal.code() == RefusalCode.WRONG_STATE;
        if (!expected) {
          throw new Broken("%s refused %s: %s".formatted(party(), command, refusal));
        }
      }
    }
    return replies.getFirst();
  }

  @Override
  public void up(PartyId peer, PeerChannel channel) {
    inTurn(new Input.PeerUp(peer, channel));
  }

  @Override
  public void down(PartyId peer, PeerChannel channel) {
    if (runs()) {
      inTurn(new Input.PeerDown(peer, channel));
    }
  }

  @Override
  public void frame(PartyId peer, PeerChannel channel, byte[] frame) {
    if (runs()) {
      inTurn(new Input.PeerFrame(peer, channel, frame));
    }
  }

  Optional<Entry> entryOf(Origin origin, long seq, Hash body) {
    return engine().read(view -> view.entry(origin, seq, body));
  }

  boolean alarms(Alarm.Code code, PartyId about) {
    return runs()
        && engine()
            .read(
                view ->
                    view.alarms().stream()
                        .anyMatch(
                            alarm ->
                                alarm.code() == code && alarm.party().equals(Optional.of(about))));
  }

  List<Alarm> alarms() {
    return engine().read(view -> List.copyOf(view.alarms()));
  }

  /// Nothing that was acknowledged is lost, once the machine has all of its log.
  void checkAcknowledged() {
    engine()
        .read(
            view -> {
              acknowledged.forEach(
                  (id, revision) -> {
                    // Of two histories of a stolen key either may have the name.
                    boolean there =
                        view.picture().familyIds(id).stream()
                            .flatMap(each -> view.picture().operation(each).stream())
                            .anyMatch(operation -> operation.revision() >= revision);
                    if (!there) {
                      throw new Broken("%s lost the acknowledged %s".formatted(party(), id));
                    }
                  });
              return true;
            });
  }

  /// How far this machine has signed, kept beside the disk.
  private static final class Mark implements HighWaterMark {
    private final boolean known;
    private long size;
    private boolean whole = true;

    Mark(boolean known) {
      this.known = known;
    }

    @Override
    public boolean isKnown() {
      return known || size > 0;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public void raise(long raised) {
      size = Math.max(size, raised);
    }

    @Override
    public void sync() {}
  }
}
