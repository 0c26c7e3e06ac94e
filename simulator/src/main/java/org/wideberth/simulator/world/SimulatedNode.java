package org.wideberth.simulator.world;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.wideberth.channel.LinkTestPace;
import org.wideberth.channel.TestTimes;
import org.wideberth.node.engine.Command;
import org.wideberth.node.engine.Done;
import org.wideberth.node.engine.Engine;
import org.wideberth.node.engine.EngineListener;
import org.wideberth.node.engine.Input;
import org.wideberth.node.engine.LinkStatus;
import org.wideberth.node.engine.PeerChannel;
import org.wideberth.node.engine.Testing;
import org.wideberth.node.journal.HighWaterMark;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationState;
import org.wideberth.party.Card;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.party.PartyKeys;
import org.wideberth.picture.PictureEvent;
import org.wideberth.record.Hash;
import org.wideberth.record.LogCopy;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;
import org.wideberth.simulator.disk.PowerLost;
import org.wideberth.simulator.disk.SimulatedDisk;
import org.wideberth.simulator.disk.SimulatedJournal;

/// One party's machine: a disk that survives, and an engine that does not. Remembers what
/// the engine acknowledged, to hold it to that after each start.
final class SimulatedNode {
  private static final long TICK_MS = 1_000;

  /// Links are tested more often than in earnest, for all is over after some minutes.
  private static final LinkTestPace PACE =
      new LinkTestPace(Duration.ofSeconds(30), Duration.ofSeconds(10));

  private final PartyKeys keys;
  private final Card card;
  private final SimulatedDisk disk;
  private final Agenda agenda;
  private final RandomGenerator random;
  private final Map<OperationId, Done.Item> acknowledged = new HashMap<>();
  private final Map<PartyId, Long> receipted = new HashMap<>();
  private final Set<PartyId> enrolled = new HashSet<>();
  private final Signed signed = new Signed();
  private Optional<Engine> engine = Optional.empty();
  private int run;

  SimulatedNode(Origin origin, Agenda agenda, RandomGenerator random) {
    this.agenda = agenda;
    this.random = random;
    this.keys = PartyKeys.ofSeeds(origin, seed(), seed(), seed());
    this.card =
        Card.sign(
            keys.identity(
                DisplayName.parse("Party " + origin.party()).orThrow(),
                Hash.of(seed()),
                Hash.of(seed())),
            List.of(),
            keys.log());
    this.disk = new SimulatedDisk(random.nextLong());
  }

  private byte[] seed() {
    byte[] seed = new byte[32];
    random.nextBytes(seed);
    return seed;
  }

  PartyId party() {
    return keys.origin().party();
  }

  Origin origin() {
    return keys.origin();
  }

  Card card() {
    return card;
  }

  SimulatedDisk disk() {
    return disk;
  }

  boolean runs() {
    return engine.isPresent();
  }

  /// True if each has enrolled the other's card.
  boolean knows(SimulatedNode other) {
    return has(other) && other.has(this);
  }

  /// True if the other's card is enrolled.
  boolean has(SimulatedNode other) {
    return enrolled.contains(other.party());
  }

  Engine engine() {
    return engine.orElseThrow(() -> new Broken(this + " does not run"));
  }

  /// Starts the machine; false if the power went out again meanwhile.
  boolean start() {
    run++;
    try {
      Engine fresh =
          new Engine(
              card,
              keys,
              List.of(),
              SimulatedJournal.on(disk).open(),
              signed,
              agenda,
              new Testing(TestTimes.NONE, PACE, () -> agenda.elapsedMs() * 1_000_000),
              count -> {
                byte[] bytes = new byte[count];
                random.nextBytes(bytes);
                return bytes;
              },
              new Listener());
      fresh.recover();
      engine = Optional.of(fresh);
    } catch (PowerLost again) {
      disk.crash();
      return false;
    } catch (IOException e) {
      throw new Broken(this + " cannot read its journal: " + e.getMessage());
    }
    checkAcknowledged();
    tick(run);
    return true;
  }

  private void tick(int mine) {
    agenda.in(
        TICK_MS,
        () -> {
          if (mine == run && runs()) {
            process(new Input.Tick());
            tick(mine);
          }
        });
  }

  /// Power is lost: the engine is gone, the disk forgets what it had not synced.
  void crash() {
    disk.crash();
    engine = Optional.empty();
    run++;
  }

  /// True if the power went out while something was written: [#crash] is due.
  boolean lostPower() {
    return engine.filter(Engine::hasFailed).isPresent();
  }

  private void process(Input input) {
    engine().process(List.of(input));
  }

  void enrol(SimulatedNode peer) {
    if (ask(new Command.Enrol(peer.card))) {
      enrolled.add(peer.party());
    }
  }

  void peerUp(SimulatedNode peer, PeerChannel channel) {
    process(new Input.PeerUp(peer.party(), channel));
  }

  void peerDown(SimulatedNode peer, PeerChannel channel) {
    if (runs()) {
      process(new Input.PeerDown(peer.party(), channel));
    }
  }

  void frame(SimulatedNode peer, PeerChannel channel, byte[] frame) {
    process(new Input.PeerFrame(peer.party(), channel, frame));
  }

  /// Asks for something; what is acknowledged is remembered. A refusal for any reason but lost
  /// power means that the simulation asked for nonsense. True if it is done.
  boolean ask(Command command) {
    List<Outcome<Done>> replies = new ArrayList<>();
    process(new Input.Ask(command, replies::add));
    if (replies.size() != 1) {
      throw new Broken("%s answered %d times".formatted(this, replies.size()));
    }
    return switch (replies.getFirst()) {
      case Outcome.Accepted<Done>(var done) -> {
        if (done instanceof Done.Operations(var items)) {
          items.forEach(item -> acknowledged.put(item.operation(), item));
        }
        yield true;
      }
      case Outcome.Refused<Done>(var refusal) -> {
        if (refusal.code() != RefusalCode.UNAVAILABLE) {
          throw new Broken("%s refused %s: %s".formatted(this, command, refusal));
        }
        yield false;
      }
    };
  }

  /// Takes in a courier file. Between honest parties there is nothing in it that cannot be used,
  /// but for the log of a party that its packer has met already and this one has not.
  void takeIn(byte[] file) {
    if (!runs() || lostPower()) {
      return;
    }
    process(
        new Input.Ask(
            new Command.ImportCourier(file),
            reply -> {
              boolean good =
                  switch (reply) {
                    case Outcome.Accepted<Done>(Done.Imported imported) ->
                        imported.notes().stream().allMatch(this::isOfAStranger);
                    case Outcome.Accepted<Done> _ -> false;
                    case Outcome.Refused<Done>(var refusal) ->
                        refusal.code() == RefusalCode.UNAVAILABLE;
                  };
              if (!good) {
                throw new Broken("%s took in a courier file: %s".formatted(this, reply));
              }
            }));
  }

  private boolean isOfAStranger(String note) {
    String words = "no card is enrolled for the log ";
    return note.startsWith(words)
        && !enrolled.contains(Origin.parse(note.substring(words.length())).orThrow().party());
  }

  List<Operation> ownOperations() {
    return engine()
        .read(
            view ->
                view.picture().operations().stream()
                    .filter(operation -> operation.party().equals(party()))
                    .filter(
                        operation ->
                            operation.isLive() || operation.state() == OperationState.DRAFT)
                    .toList());
  }

  long held(Origin origin) {
    return engine().read(view -> view.log(origin.party()).map(LogCopy::size).orElse(0L));
  }

  /// How much of the own log the engine has that peer's receipt for. A receipt that became durable
  /// while the power went out is there after the restart, though nobody was told.
  long receiptSize(PartyId holder) {
    return engine()
        .read(
            view ->
                view.links().stream()
                    .filter(link -> link.party().equals(holder))
                    .mapToLong(LinkStatus::theirSizeOfOurs)
                    .findFirst()
                    .orElse(0));
  }

  /// The largest receipt of each peer that the engine ever told of.
  Map<PartyId, Long> receipted() {
    return receipted;
  }

  private void checkAcknowledged() {
    engine()
        .read(
            view -> {
              for (Done.Item item : acknowledged.values()) {
                Optional<Operation> operation = view.picture().operation(item.operation());
                if (operation.isEmpty()
                    || operation.get().revision() < item.revision()
                    || view.log(party()).orElseThrow().size() <= item.seq()) {
                  throw new Broken("%s lost the acknowledged %s".formatted(this, item));
                }
              }
              return true;
            });
  }

  @Override
  public String toString() {
    return party().text();
  }

  /// How far it has signed; never lost here, so that an honest restart that took itself for a
  /// restored backup would show.
  private static final class Signed implements HighWaterMark {
    private long size;

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

  /// Remembers which receipts the engine has.
  private final class Listener implements EngineListener {
    @Override
    public void pictureChanged(List<PictureEvent> events) {}

    @Override
    public void receiptChanged(PartyId holder, long size) {
      receipted.merge(holder, size, Math::max);
    }

    @Override
    public void linkChanged(PartyId peer) {}

    @Override
    public void alarmsChanged() {}

    @Override
    public void storageFailed(IOException cause) {}

    @Override
    public void cardEnrolled(PartyId peer) {}
  }
}
