package org.wideberth.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.wideberth.channel.LinkTestPace;
import org.wideberth.channel.TestTimes;
import org.wideberth.node.api.Announcer;
import org.wideberth.node.api.Api;
import org.wideberth.node.api.Core;
import org.wideberth.node.api.Door;
import org.wideberth.node.api.EventHub;
import org.wideberth.node.attachment.AttachmentFiles;
import org.wideberth.node.attachment.Uploads;
import org.wideberth.node.engine.Command;
import org.wideberth.node.engine.Done;
import org.wideberth.node.engine.Engine;
import org.wideberth.node.engine.EngineListener;
import org.wideberth.node.engine.EngineRunner;
import org.wideberth.node.engine.Input;
import org.wideberth.node.engine.OwnPast;
import org.wideberth.node.engine.PeerChannel;
import org.wideberth.node.engine.Testing;
import org.wideberth.node.identity.DataDirectory;
import org.wideberth.node.identity.KeyFiles;
import org.wideberth.node.identity.People;
import org.wideberth.node.identity.SiteCertificate;
import org.wideberth.node.journal.HighWaterFile;
import org.wideberth.node.journal.Journal;
import org.wideberth.node.journal.SqliteJournal;
import org.wideberth.node.peering.PeerEvents;
import org.wideberth.node.peering.Peering;
import org.wideberth.node.snapshot.SnapshotFile;
import org.wideberth.party.Card;
import org.wideberth.party.PartyId;
import org.wideberth.picture.PictureEvent;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// One party's node, composed by hand: keys and people, journal, engine, API, links to peers.
///
/// Opened it decides and answers in memory; it is reachable once [#serve] is called. Closing it
/// answers what waits, then lets go of the journal. Thread-safe.
public final class Node implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Node.class.getName());

  private final DataDirectory data;
  private final KeyFiles.LocalParty party;
  private final Journal journal;
  private final HighWaterFile signed;
  private final SnapshotFile snapshot;
  private final EngineRunner runner;
  private final Core core;
  private final Api api;
  private final Listener listener;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicReference<Optional<Peering>> peering =
      new AtomicReference<>(Optional.empty());

  private Node(DataDirectory data, KeyFiles.LocalParty party, Journal journal, TestTimes times)
      throws IOException {
    this.data = data;
    this.party = party;
    this.journal = journal;
    InstantSource clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();
    this.signed = HighWaterFile.open(HighWaterFile.directoryOfUser(), markName(party.card()));
    EventHub hub = new EventHub(clock.millis());
    this.listener = new Listener(new Announcer(hub));
    AttachmentFiles files = AttachmentFiles.open(data.path());
    Engine engine =
        new Engine(
            party.card(),
            party.keys(),
            past(party),
            journal,
            files,
            signed,
            clock,
            new Testing(times, LinkTestPace.USUAL, System::nanoTime),
            count -> bytes(random, count),
            listener);
    this.snapshot =
        SnapshotFile.open(data.path(), KeyFiles.secretFor(data, party, "wideberth snapshot"));
    engine.startFrom(snapshot);
    engine.recover();
    this.runner = new EngineRunner(engine, listener::engineDied);
    this.core = new Core(engine, this::ask);
    listener.core = Optional.of(core);
    listener.knowCards();
    Door door =
        new Door(
            People.open(data, random),
            party.apiToken(),
            clock,
            person -> engine.read(view -> view.ownPerson(person)));
    Uploads uploads =
        new Uploads(
            files,
            data.path(),
            clock,
            count -> bytes(random, count),
            hash -> engine.read(view -> view.picture().channel().attached().own(hash)).isPresent());
    this.api = new Api(core, door, hub, clock, files, uploads);
    runner.start();
  }

  /// What the log of one other party may grow here in a day, in bytes.
  public void peersMayAdd(long bytesPerDay) {
    core.engine().peersMayAdd(bytesPerDay);
  }

  /// Opens the node of a data directory, without a network.
  ///
  /// @throws org.wideberth.node.journal.JournalInUse if it runs in another process
  /// @throws IOException in words, if the directory does not hold a node that can be opened
  public static Node open(Path directory) throws IOException {
    return open(directory, TestTimes.USUAL);
  }

  /// As above.
  ///
  /// @param times when people test the channel
  public static Node open(Path directory, TestTimes times) throws IOException {
    DataDirectory data = DataDirectory.open(directory);
    KeyFiles.LocalParty party = KeyFiles.load(data);
    Journal journal = SqliteJournal.open(directory);
    try {
      return new Node(data, party, journal, times);
    } catch (IOException | RuntimeException unusable) {
      journal.close();
      throw unusable;
    }
  }

  /// Opens the API and the board to people, and links to peers.
  ///
  /// @param listen where people and systems of the own party reach the node; port 0 for any
  /// @param peerListen where peers reach it; port 0 for any
  /// @throws IOException if an address cannot be had
  public void serve(InetSocketAddress listen, InetSocketAddress peerListen) throws IOException {
    serve(listen, peerListen, party.tls().keyStore());
  }

  private void serve(InetSocketAddress listen, InetSocketAddress peerListen, KeyStore site)
      throws IOException {
    Peering links =
        new Peering(card().party(), party.tls(), listener.cards::get, new Links(), peerListen);
    peering.set(Optional.of(links));
    links.start();
    api.listen(listen, Optional.of(site));
    RunningNode.announce(data.path(), api.localAddress());
  }

  /// Opens it to people under the name of a host, which passkeys are bound to, with a certificate
  /// for that name.
  public void serve(InetSocketAddress listen, InetSocketAddress peerListen, String name)
      throws IOException {
    api.call(name);
    serve(listen, peerListen, SiteCertificate.of(data, party.tls(), name).keyStore());
  }

  /// Where peers reach this node, once it serves.
  public int peerPort() {
    return peering.get().map(Peering::port).orElse(0);
  }

  /// For commands that look at a node without a network.
  public Core core() {
    return core;
  }

  public Card card() {
    return party.card();
  }

  public Api api() {
    return api;
  }

  /// Completes when the node can no longer do its work: it must be restarted.
  public CompletableFuture<IOException> failure() {
    return listener.failure;
  }

  private Outcome<Done> ask(Command command) {
    try {
      return runner.ask(command);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Outcome.refuse(RefusalCode.UNAVAILABLE, "the node is stopping");
    }
  }

  /// The epochs of the own log that are over.
  public static List<OwnPast> past(KeyFiles.LocalParty party) {
    return party.past().stream()
        .map(each -> new OwnPast(each.card(), each.next(), each.last(), each.seal()))
        .toList();
  }

  /// How far this machine has signed the log; 0 if it has no memory of it.
  public static long signedOnThisMachine(KeyFiles.LocalParty party) throws IOException {
    Path directory = HighWaterFile.directoryOfUser();
    String name = markName(party.card());
    if (!Files.exists(directory.resolve(name))) {
      return 0;
    }
    try (HighWaterFile mark = HighWaterFile.open(directory, name)) {
      return mark.size();
    }
  }

  /// Remembers on this machine that a log whose key was made just now has nothing signed yet.
  public static void begins(Card card) throws IOException {
    try (HighWaterFile mark = HighWaterFile.open(HighWaterFile.directoryOfUser(), markName(card))) {
      mark.begin();
    }
  }

  /// One for each log key: a party that starts anew with new keys has signed nothing yet.
  private static String markName(Card card) {
    byte[] key = card.identity().log().toString().getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Hash.sha256(key).bytes(), 0, 16);
  }

  private static byte[] bytes(SecureRandom random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public void close() throws IOException {
    if (closed.getAndSet(true)) {
      return;
    }
    RunningNode.forget(data.path());
    api.close();
    peering.getAndSet(Optional.empty()).ifPresent(Peering::close);
    runner.close();
    signed.close();
    snapshot.close();
    journal.close();
  }

  /// Hands what comes over links to the engine.
  private final class Links implements PeerEvents {
    @Override
    public void up(PartyId peer, PeerChannel channel) throws InterruptedException {
      runner.offer(new Input.PeerUp(peer, channel));
    }

    @Override
    public void frame(PartyId peer, PeerChannel channel, byte[] frame) throws InterruptedException {
      runner.offer(new Input.PeerFrame(peer, channel, frame));
    }

    @Override
    public void down(PartyId peer, PeerChannel channel) throws InterruptedException {
      runner.offer(new Input.PeerDown(peer, channel));
    }
  }

  /// Hands what the engine says to those who tell others.
  private static final class Listener implements EngineListener {
    private final Announcer announcer;
    private final CompletableFuture<IOException> failure = new CompletableFuture<>();
    private final AtomicReference<List<Card>> cards = new AtomicReference<>(List.of());
    private volatile Optional<Core> core = Optional.empty();

    Listener(Announcer announcer) {
      this.announcer = announcer;
    }

    @Override
    public void pictureChanged(List<PictureEvent> events) {
      announcer.picture(events);
    }

    @Override
    public void pictureFoldedAnew() {
      announcer.reset();
    }

    @Override
    public void receiptChanged(PartyId holder, long size) {
      announcer.receipt(holder);
    }

    @Override
    public void linkChanged(PartyId peer) {
      core.ifPresent(known -> announcer.link(peer, known));
    }

    @Override
    public void alarmsChanged() {
      announcer.alarms();
    }

    @Override
    public void storageFailed(IOException cause) {
      failure.complete(cause);
    }

    /// A fault of this program: better no node than one that has stopped deciding and does not say
    /// so.
    void engineDied(Throwable fault) {
      LOG.log(Level.SEVERE, "the engine has stopped", fault);
      failure.complete(new IOException("a fault in the program: " + fault, fault));
    }

    @Override
    public void cardEnrolled(PartyId peer) {
      knowCards();
    }

    /// Kept beside the engine, for a handshake must not wait for a disk.
    void knowCards() {
      core.ifPresent(known -> cards.set(known.cards()));
    }
  }
}
