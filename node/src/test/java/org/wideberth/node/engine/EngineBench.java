package org.wideberth.node.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import org.wideberth.geo.Areas;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.node.attachment.AttachmentFiles;
import org.wideberth.node.attachment.AttachmentStore;
import org.wideberth.node.journal.Backup;
import org.wideberth.node.journal.HighWaterMark;
import org.wideberth.node.journal.Journal;
import org.wideberth.node.journal.JournalRecord;
import org.wideberth.node.journal.KeptBody;
import org.wideberth.node.journal.SqliteJournal;
import org.wideberth.node.snapshot.Snapshot;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.party.Card;
import org.wideberth.party.DisplayName;
import org.wideberth.party.Identity;
import org.wideberth.party.PartyId;
import org.wideberth.party.PartyKeys;
import org.wideberth.party.Succession;
import org.wideberth.party.Succession.NewKeys;
import org.wideberth.party.TheatreId;
import org.wideberth.picture.OperationRequest;
import org.wideberth.record.Ed25519Signer;
import org.wideberth.record.Hash;
import org.wideberth.record.NoteSigner;
import org.wideberth.record.Origin;
import org.wideberth.record.SignatureType;
import org.wideberth.refusal.Outcome;

/// Engines on real journals, joined by links that a test works by hand, with a trace of what was
/// made durable and what was said, in order.
final class EngineBench implements AutoCloseable {
  static final TheatreId THEATRE = new TheatreId("valley");
  static final Ed25519Signer RECOVERY = Ed25519Signer.ofSeed(new byte[32]);
  static final Instant NOW = Instant.parse("2026-11-22T14:30:00Z");

  private final Path directory;
  private final Random random = new Random(1);
  private final List<Journal> journals = new ArrayList<>();
  final List<String> trace = new ArrayList<>();
  Instant now = NOW;

  EngineBench(Path directory) {
    this.directory = directory;
  }

  /// One party's engine.
  final class Node {
    final PartyKeys keys;
    final Card card;
    final TracedJournal journal;
    final Mark mark = new Mark();
    final List<OwnPast> past = new ArrayList<>();
    private Optional<AttachmentFiles> place = Optional.empty();
    Snapshot snapshot = Snapshot.none();
    Engine engine;

    private Node(PartyKeys keys, Card card, Journal journal, long signed) throws IOException {
      this(keys, card, journal, signed, List.of());
    }

    private Node(PartyKeys keys, Card card, Journal journal, long signed, List<OwnPast> past)
        throws IOException {
      this.past.addAll(past);
      this.keys = keys;
      this.card = card;
      this.journal = new TracedJournal(keys.origin().party(), journal);
      this.mark.raise(signed);
      this.mark.known = signed >= 0;
      this.engine = start();
    }

    private Engine start() throws IOException {
      Engine fresh =
          new Engine(
              card,
              keys,
              past,
              journal,
              place.<AttachmentStore>map(each -> each).orElseGet(AttachmentStore::none),
              mark,
              () -> now,
              Testing.by(() -> now),
              EngineBench.this::bytes,
              EngineListener.silent());
      fresh.startFrom(snapshot);
      fresh.recover();
      return fresh;
    }

    PartyId party() {
      return keys.origin().party();
    }

    /// Of one that has a place for attachments.
    AttachmentFiles files() {
      return place.orElseThrow();
    }

    /// A new engine on what the journal has.
    void restart() throws IOException {
      if (place.isPresent()) {
        place = Optional.of(AttachmentFiles.open(directory.resolve(party().text())));
      }
      engine = start();
    }

    Outcome<Done> ask(Command command) {
      List<Outcome<Done>> replies = new ArrayList<>();
      engine.process(
          List.of(
              new Input.Ask(
                  command,
                  reply -> {
                    trace.add(party() + " reply");
                    replies.add(reply);
                  })));
      return replies.getFirst();
    }
  }

  /// What is kept apart from the journal.
  static final class Mark implements HighWaterMark {
    long size;
    boolean known = true;

    @Override
    public boolean isKnown() {
      return known;
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

  /// A journal that notes each append, and fails when told to.
  final class TracedJournal implements Journal {
    private final PartyId party;
    private final Journal inner;
    boolean broken;
    long free = Long.MAX_VALUE;
    int secondsToSync;

    @Override
    public long freeBytes() {
      return free;
    }

    private TracedJournal(PartyId party, Journal inner) {
      this.party = party;
      this.inner = inner;
    }

    @Override
    public long append(List<JournalRecord> records, List<KeptBody> bodies, List<Hash> erased)
        throws IOException {
      if (broken) {
        throw new IOException("no space left on device");
      }
      long end = inner.append(records, bodies, erased);
      now = now.plusSeconds(secondsToSync);
      trace.add(party + " durable");
      return end;
    }

    @Override
    public void read(long from, RecordConsumer to) throws IOException {
      inner.read(from, to);
    }

    @Override
    public long durableEnd() {
      return inner.durableEnd();
    }

    @Override
    public Optional<KeptBody> body(Hash hash) throws IOException {
      return inner.body(hash);
    }

    @Override
    public void close() throws IOException {
      inner.close();
    }
  }

  private Journal open(String name) throws IOException {
    Path place = directory.resolve(name);
    Files.createDirectories(place);
    Journal journal = SqliteJournal.open(place);
    journals.add(journal);
    return journal;
  }

  byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  Node node(String party) throws IOException {
    PartyKeys keys =
        PartyKeys.ofSeeds(
            new Origin(THEATRE, new PartyId(party), 1), bytes(32), bytes(32), bytes(32));
    Card card =
        Card.sign(
            keys.identity(
                DisplayName.parse(party).orThrow(),
                Hash.of(bytes(32)),
                Identity.recoveryHash(RECOVERY.publicKey())),
            List.of(),
            keys.log());
    return new Node(keys, card, open(party), 0);
  }

  /// One that has a place for attachments.
  Node nodeWithFiles(String party) throws IOException {
    Node node = node(party);
    node.place = Optional.of(AttachmentFiles.open(directory.resolve(party)));
    node.restart();
    return node;
  }

  /// A party's new keys, signed with the recovery key that all parties of a bench share.
  NewKeys newKeys(Node node, PartyKeys keys, Succession.Reason reason, long lastGood) {
    Card old = node.card;
    Identity identity =
        keys.identity(old.identity().name(), old.identity().tls(), old.identity().recovery());
    Hash root = node.engine.read(view -> view.rootAt(lastGood));
    NoteSigner recovery =
        new NoteSigner(Succession.recoveryName(old.origin()), SignatureType.NOTE, RECOVERY);
    return new NewKeys(
        Succession.sign(old.identity(), lastGood, root, reason, now, identity, recovery),
        Card.sign(identity, List.of(), keys.log()));
  }

  PartyKeys keysOfNextEpoch(Node node) {
    Origin old = node.keys.origin();
    return PartyKeys.ofSeeds(
        new Origin(old.theatre(), old.party(), old.epoch() + 1), bytes(32), bytes(32), bytes(32));
  }

  /// The same party on the same journal, in its next epoch.
  Node succeed(Node node, Succession.Reason reason, long lastGood) throws IOException {
    PartyKeys keys = keysOfNextEpoch(node);
    NewKeys next = newKeys(node, keys, reason, lastGood);
    List<OwnPast> past = new ArrayList<>(node.past);
    String head = node.engine.read(view -> view.head().note());
    past.add(new OwnPast(node.card, next, Optional.of(head), Optional.of(node.keys.seal())));
    return new Node(keys, next.card(), node.journal.inner, 0, past);
  }

  /// The same party on an empty journal, in its next epoch: all that it had is lost.
  Node recover(Node node) throws IOException {
    PartyKeys keys = keysOfNextEpoch(node);
    NewKeys next = newKeys(node, keys, Succession.Reason.LOSS, 0);
    List<OwnPast> past = List.of(new OwnPast(node.card, next, Optional.empty(), Optional.empty()));
    return new Node(keys, next.card(), open(node.party() + "-recovered"), 0, past);
  }

  /// The same party with the oldest of all journals.
  Node restored(Node node) throws IOException {
    return new Node(node.keys, node.card, open(node.party() + "-restored"), node.mark.size());
  }

  /// A copy of that node's journal as it is now, to be started later, with another mark.
  OldCopy backup(Node node) throws IOException {
    Path copy = directory.resolve(node.party() + "-backup-" + random.nextInt(1_000_000));
    Backup.make(directory.resolve(node.party().text()), copy);
    return new OldCopy(node, copy);
  }

  /// @param copy the directory with the older journal
  record OldCopy(Node node, Path copy) {}

  /// Starts a node on a backup.
  ///
  /// @param signed what this machine's mark says, or -1 if it has none
  Node restored(OldCopy backup, long signed) throws IOException {
    Journal journal = SqliteJournal.open(backup.copy);
    journals.add(journal);
    return new Node(backup.node.keys, backup.node.card, journal, signed);
  }

  /// Starts a node with its newest keys on a journal from before it had them.
  ///
  /// @param signed what this machine's mark says of the newest log, or -1 if it has none
  Node restored(OldCopy backup, Node newest, long signed) throws IOException {
    Journal journal = SqliteJournal.open(backup.copy);
    journals.add(journal);
    return new Node(newest.keys, newest.card, journal, signed, newest.past);
  }

  /// Lets time pass, a second at a time, while links deliver everything.
  void pass(int seconds, List<Node> nodes, List<Link> links) {
    for (int second = 0; second < seconds; second++) {
      now = now.plusSeconds(1);
      nodes.forEach(node -> node.engine.process(List.of(new Input.Tick())));
      settle(links);
    }
  }

  /// Delivers everything on all links until nobody has anything to say.
  static void settle(List<Link> links) {
    while (links.stream().anyMatch(link -> !link.toOne.isEmpty() || !link.toOther.isEmpty())) {
      links.forEach(Link::settle);
    }
  }

  /// Both have each other's card.
  static void introduce(Node one, Node other) {
    one.ask(new Command.Enrol(other.card)).orThrow();
    other.ask(new Command.Enrol(one.card)).orThrow();
  }

  /// A link, down until [#up].
  Link link(Node one, Node other) {
    return new Link(one, other);
  }

  /// Two queues of frames, delivered when the test says so.
  final class Link {
    final Node one;
    final Node other;
    final Queue<byte[]> toOther = new ArrayDeque<>();
    final Queue<byte[]> toOne = new ArrayDeque<>();
    final List<String> closed = new ArrayList<>();
    final List<String> everything = new ArrayList<>();
    private final PeerChannel channelOfOne;
    private final PeerChannel channelOfOther;

    private Link(Node one, Node other) {
      this.one = one;
      this.other = other;
      this.channelOfOne = channel(one, toOther);
      this.channelOfOther = channel(other, toOne);
    }

    private PeerChannel channel(Node sender, Queue<byte[]> queue) {
      return new PeerChannel() {
        @Override
        public void send(byte[] frame) {
          trace.add(sender.party() + " sends " + kind(frame));
          everything.add(new String(frame, StandardCharsets.UTF_8));
          queue.add(frame);
        }

        @Override
        public void close(String reason) {
          closed.add(reason);
        }
      };
    }

    void up() {
      one.engine.process(List.of(new Input.PeerUp(other.party(), channelOfOne)));
      other.engine.process(List.of(new Input.PeerUp(one.party(), channelOfOther)));
    }

    void down() {
      one.engine.process(List.of(new Input.PeerDown(other.party(), channelOfOne)));
      other.engine.process(List.of(new Input.PeerDown(one.party(), channelOfOther)));
      toOne.clear();
      toOther.clear();
    }

    void frameToOther(byte[] frame) {
      other.engine.process(List.of(frame(frame)));
    }

    void frameToOne(byte[] frame) {
      one.engine.process(List.of(new Input.PeerFrame(other.party(), channelOfOne, frame)));
    }

    /// A frame that arrives at the other end.
    Input frame(byte[] frame) {
      return new Input.PeerFrame(one.party(), channelOfOther, frame);
    }

    PeerChannel channelOfOther() {
      return channelOfOther;
    }

    /// Delivers everything, and what that brings about, until nobody has anything to say.
    void settle() {
      while (!toOther.isEmpty() || !toOne.isEmpty()) {
        if (!toOther.isEmpty()) {
          frameToOther(toOther.remove());
        }
        if (!toOne.isEmpty()) {
          frameToOne(toOne.remove());
        }
      }
    }
  }

  static String kind(byte[] frame) {
    return switch (Frame.parse(frame).orThrow()) {
      case Frame.Hello _ -> "hello";
      case Frame.Entries _ -> "entries";
      case Frame.Urgent _ -> "urgent";
      case Frame.ReceiptFrame _ -> "receipt";
      case Frame.Bodies _ -> "bodies";
      case Frame.Checkpoints _ -> "checkpoints";
      case Frame.Want _ -> "want";
      case Frame.OfAttachment _ -> "attachment";
      case Frame.WantBodies _ -> "want-bodies";
      case Frame.Relay _ -> "relay";
      case Frame.Fork _ -> "fork";
      case Frame.Keys _ -> "keys";
      case Frame.Prove _ -> "prove";
      case Frame.Ping _ -> "ping";
      case Frame.Pong _ -> "pong";
    };
  }

  /// A circle of 5 km around a place in the valley.
  static Command declareAt(double longitude) {
    Volume volume =
        new Volume(
            Areas.circle(Position.ofDegrees(46.2, longitude), 500_000).orThrow(),
            new HeightBand(Datum.PRESSURE, 10_000, 12_000, Optional.empty()),
            new TimeWindow(NOW, NOW.plusSeconds(3600)));
    return new Command.Declare(
        List.of(
            new OperationRequest(
                Kind.AIR, 0, Grain.EXACT, "circle", List.of(volume), Optional.empty())),
        false);
  }

  @Override
  public void close() throws IOException {
    for (Journal journal : journals) {
      journal.close();
    }
  }
}
