package org.wideberth.node.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.wideberth.node.attachment.AttachmentStore;
import org.wideberth.node.journal.HighWaterMark;
import org.wideberth.node.journal.Journal;
import org.wideberth.node.journal.KeptBody;
import org.wideberth.node.snapshot.Snapshot;
import org.wideberth.party.Card;
import org.wideberth.party.PartyKeys;
import org.wideberth.picture.Draft;
import org.wideberth.record.Entry;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;
import org.wideberth.record.Salt;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.Refusal;
import org.wideberth.refusal.RefusalCode;

/// What a node is, without its network, its disk and its clock: inputs in; one durable append; then
/// replies, frames and events out. The same code runs in a real node and in the simulator.
///
/// [#process] and [#recover] are for one thread. State is owned by a read-write lock: writers hold
/// it from deciding until all is durable and said, so a reader never sees what is not durable.
public final class Engine {
  private final Ledger ledger;
  private final Journal journal;
  private final HighWaterMark signed;
  private final InstantSource clock;
  private final Entropy entropy;
  private final EngineListener listener;
  private final Commands commands;
  private final Machine machine;
  private final Links links;
  private final ChannelTesting channelTesting;
  private final Attachments attachments;
  private Snapshot snapshot = Snapshot.none();
  private Snapshotting snapshotting;

  /// Fair, for a reader must not wait until a peer that sends without end has said all.
  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
  private volatile boolean failed;
  private Optional<Instant> pressing = Optional.empty();
  private boolean pressesDue = true;
  private boolean notesDue = true;
  private boolean commanded;
  private boolean syncDue;
  private final Flashes flashes;
  private final AnswersDue answersDue;
  private long alarmsTold;

  /// @param ownCard the party's own card, signed with `keys`
  /// @param signed how far the own log was ever signed, whatever the journal says
  public Engine(
      Card ownCard,
      PartyKeys keys,
      Journal journal,
      HighWaterMark signed,
      InstantSource clock,
      Entropy entropy,
      EngineListener listener) {
    this(ownCard, keys, List.of(), journal, signed, clock, entropy, listener);
  }

  /// @param past epochs of the own log that are over, in order
  public Engine(
      Card ownCard,
      PartyKeys keys,
      List<OwnPast> past,
      Journal journal,
      HighWaterMark signed,
      InstantSource clock,
      Entropy entropy,
      EngineListener listener) {
    this(ownCard, keys, past, journal, signed, clock, Testing.by(clock), entropy, listener);
  }

  /// @param testing when links and the channel are tested
  public Engine(
      Card ownCard,
      PartyKeys keys,
      List<OwnPast> past,
      Journal journal,
      HighWaterMark signed,
      InstantSource clock,
      Testing testing,
      Entropy entropy,
      EngineListener listener) {
    this(
        ownCard,
        keys,
        past,
        journal,
        AttachmentStore.none(),
        signed,
        clock,
        testing,
        entropy,
        listener);
  }

  /// @param files where attachments are
  public Engine(
      Card ownCard,
      PartyKeys keys,
      List<OwnPast> past,
      Journal journal,
      AttachmentStore files,
      HighWaterMark signed,
      InstantSource clock,
      Testing testing,
      Entropy entropy,
      EngineListener listener) {
    this.ledger = new Ledger(ownCard, keys, past);
    this.journal = journal;
    this.signed = signed;
    this.clock = clock;
    this.entropy = entropy;
    this.listener = listener;
    this.snapshotting = new Snapshotting(ledger, snapshot);
    this.flashes = new Flashes(ledger);
    this.answersDue = new AnswersDue(ledger);
    this.commands = new Commands(ledger, flashes, entropy);
    this.machine = new Machine(ledger.alarms());
    this.attachments = new Attachments(ledger, files);
    this.links =
        new Links(
            ledger,
            new Sending(ledger, this::sentBody),
            new Relaying(ledger, this::body, entropy),
            attachments,
            clock,
            testing.nanos(),
            entropy,
            listener);
    this.channelTesting = new ChannelTesting(ledger, links, testing);
  }

  /// What the log of one party may grow here in a day, if not [PeerBudget#LOG_PER_DAY].
  public void peersMayAdd(long bytesPerDay) {
    lock.writeLock().lock();
    try {
      links.peersMayAdd(bytesPerDay);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /// Where it finds what bodies were read as before, and keeps what they say. Before [#recover].
  public void startFrom(Snapshot known) {
    snapshot = known;
    snapshotting = new Snapshotting(ledger, known);
  }

  /// Replays the journal; writes the genesis entry into an empty one. Before anything else. A
  /// journal that ends before what was ever signed is an older backup: then nothing is written.
  ///
  /// @throws IOException if the journal cannot be read or written
  public void recover() throws IOException {
    lock.writeLock().lock();
    try {
      new Replay(ledger, journal, snapshot).run(now());
      ledger.own().becameDurable();
      if (!signed.isKnown() && !ledger.cards().isEmpty()) {
        ledger.standing().unproven(now());
      } else if (signed.size() > ledger.own().size()) {
        ledger.standing().restored(signed.size(), now());
      }
      if (!ledger.isPastWhole()) {
        ledger.standing().pastLost(now());
      }
      attachments.look();
      raiseMark();
    } finally {
      lock.writeLock().unlock();
    }
    lock.writeLock().lock();
    try {
      Batch batch = new Batch();
      commands.begin(now(), batch);
      finish(batch, _ -> {});
    } finally {
      lock.writeLock().unlock();
    }
  }

  /// Decides and applies everything in the batch, makes it durable with one append, and only then
  /// answers, signs and sends.
  ///
  /// A RuntimeException is a fault of this program: the engine takes nothing more, signs nothing
  /// more, and the process should end.
  public void process(List<Input> inputs) {
    process(inputs.iterator(), _ -> {});
  }

  /// As [#process(List)], with inputs that are chosen while others are worked on.
  ///
  /// @param worked told after each piece of work for which input it was, if for one
  void process(Iterator<Input> inputs, Consumer<Optional<Input>> worked) {
    List<Input> taken = new ArrayList<>();
    lock.writeLock().lock();
    boolean whole = false;
    try {
      if (failed) {
        inputs.forEachRemaining(this::refuse);
        return;
      }
      Batch batch = new Batch();
      while (inputs.hasNext()) {
        Input input = inputs.next();
        taken.add(input);
        batch.becauseOf(Optional.of(input));
        decide(input, batch);
        worked.accept(Optional.of(input));
      }
      batch.becauseOf(Optional.empty());
      finish(batch, worked);
      whole = true;
    } catch (IOException e) {
      fail(taken, e);
    } catch (UncheckedIOException unreadable) {
      // A body that a peer asked for, say: the disk is at fault, not this program.
      fail(taken, Objects.requireNonNull(unreadable.getCause()));
    } finally {
      // Whatever was thrown: what is in memory may not be on the disk, and nothing signs it.
      failed |= !whole;
      lock.writeLock().unlock();
    }
  }

  private void decide(Input input, Batch batch) {
    Instant now = now();
    switch (input) {
      case Input.Ask(var command, var reply) -> {
        Outcome<Done> outcome =
            ledger.mayWrite() || worksWithoutWriting(command)
                ? commands.execute(command, now, batch)
                : Outcome.refuse(
                    RefusalCode.NOT_SIGNING,
                    "this node writes nothing now, for its own log may be further than it knows:"
                        + " see the alarms");
        if ((command instanceof Command.Enrol || command instanceof Command.TakeKeys)
            && outcome instanceof Outcome.Accepted<Done>) {
          batch.afterwards(() -> ledger.cards().keySet().forEach(listener::cardEnrolled));
          links.askAgain(batch);
        }
        commanded |=
            outcome instanceof Outcome.Accepted<Done>(var done)
                && !(done instanceof Done.ChunkRefused);
        batch.afterwards(() -> reply.accept(outcome));
      }
      case Input.PeerUp(var peer, var channel) -> links.up(peer, channel, now, batch);
      case Input.PeerDown(var peer, var channel) -> links.down(peer, channel, now, batch);
      case Input.PeerFrame(var peer, var channel, var frame) ->
          links.frame(peer, channel, frame, machine.takesFromPeers(), now, batch);
      case Input.HeldBack(var peer, var pace) -> links.heldBack(peer, pace, now);
      case Input.Tick(var elapsed) -> {
        machine.tick(journal.freeBytes(), elapsed, now);
        attachments.room(journal.freeBytes());
        // Not of its own accord before a peer was met or a person has written: on a restored
        // backup the first entry would be a fork, and a peer can tell.
        if (links.everGreeted() || commanded) {
          notesDue = notesDue && commands.noteFindings(now, batch);
          commands.callDesks(now, batch);
          if (ledger.mayWrite()) {
            channelTesting.tick(now).ifPresent(draft -> write(draft, now, batch));
            attachments.held().ifPresent(each -> ledger.write(each, now, entropy, batch));
          }
        }
        flashes.tell(now);
        answersDue.tell(now);
        channelTesting.alarms(now);
        press(now, batch);
        ledger.standing().tick(ledger.cards().keySet(), ledger.isPastWhole(), now);
        commands.begin(now, batch);
        links.tick(now, batch);
        snapshotting.tick();
        syncDue = true;
      }
    }
  }

  private void write(Draft tested, Instant now, Batch batch) {
    ledger.write(List.of(tested), now, entropy, batch);
    channelTesting.wrote(tested, now);
  }

  /// Tells when findings press more than they did, for nothing but the time.
  private void press(Instant now, Batch batch) {
    if (pressing.filter(moment -> !moment.isAfter(now)).isPresent()) {
      batch.afterwards(listener::alarmsChanged);
      pressesDue = true;
    }
    if (pressesDue) {
      pressing = PressingFindings.next(ledger.picture(), now);
      pressesDue = false;
    }
  }

  private void finish(Batch batch, Consumer<Optional<Input>> worked) throws IOException {
    if (!batch.isEmpty()) {
      Instant before = now();
      if (!batch.erased().isEmpty()) {
        snapshot.forget();
      }
      journal.append(batch.records(), batch.bodies(), batch.erased());
      Instant after = now();
      machine.appended(Duration.between(before, after).abs(), after);
    }
    // Before anything signs them.
    raiseMark();
    if (ledger.own().becameDurable()) {
      ledger.standing().settle(now());
      batch.afterwards(() -> links.pushAll(now()));
    }
    if (ledger.isRefoldDue()) {
      try (Helpers helpers = new Helpers()) {
        ledger.refolded(new Refold(ledger, journal, snapshot, helpers).run());
      }
      notesDue = true;
      batch.afterwards(listener::pictureFoldedAnew);
    }
    // Not before: what was erased is no longer in the picture now.
    snapshotting.round();
    if (!batch.events().isEmpty()) {
      notesDue = true;
      pressesDue = true;
      batch.afterwards(() -> listener.pictureChanged(List.copyOf(batch.events())));
    }
    if (ledger.alarms().changes() != alarmsTold) {
      alarmsTold = ledger.alarms().changes();
      batch.afterwards(listener::alarmsChanged);
    }
    if (syncDue) {
      signed.sync();
      syncDue = false;
    }
    worked.accept(Optional.empty());
    batch.speak(worked);
  }

  /// What needs no entry of the own log, or brings back its entries.
  private static boolean worksWithoutWriting(Command command) {
    return command instanceof Command.Resume
        || command instanceof Command.Enrol
        || command instanceof Command.TakeKeys
        || command instanceof Command.ImportCourier;
  }

  /// Not while it is unproven how far the log was signed: the mark would say that it is known.
  private void raiseMark() throws IOException {
    if (!ledger.standing().isUnproven()) {
      signed.raise(ledger.own().size());
    }
  }

  /// Nobody knows what is on the disk now: the node answers nothing more until it is started again
  /// and has read what is there.
  private void fail(List<Input> inputs, IOException cause) {
    failed = true;
    ledger
        .alarms()
        .raise(
            Alarm.Code.STORAGE_FAILED,
            Optional.empty(),
            "The journal failed (%s). Nothing more is taken until the node is restarted."
                .formatted(cause.getMessage()),
            now());
    inputs.forEach(this::refuse);
    listener.storageFailed(cause);
  }

  private void refuse(Input input) {
    if (input instanceof Input.Ask(var _, var reply)) {
      reply.accept(
          Outcome.refuse(
              new Refusal(
                  RefusalCode.UNAVAILABLE,
                  "the journal failed; restart the node and look whether it is there")));
    }
  }

  /// True once the journal has failed, or the engine has.
  public boolean hasFailed() {
    return failed;
  }

  /// Answers a question about the state, consistent and durable. From any thread.
  public <T> T read(Function<EngineView, T> question) {
    lock.readLock().lock();
    try {
      return question.apply(
          new EngineView(ledger, links, channelTesting, this::body, entropy, now(), !failed));
    } finally {
      lock.readLock().unlock();
    }
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }

  private Optional<KeptBody> body(Hash hash) {
    try {
      return journal.body(hash);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Frame.SentBody> sentBody(Origin origin, long seq, Entry entry) {
    return body(entry.body())
        .map(kept -> new Frame.SentBody(seq, Salt.of(kept.salt()), kept.bytes()));
  }
}
