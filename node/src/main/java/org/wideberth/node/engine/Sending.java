package org.wideberth.node.engine;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wideberth.channel.Channel;
import org.wideberth.party.Card;
import org.wideberth.party.PartyId;
import org.wideberth.record.Entry;
import org.wideberth.record.HoldingNote;
import org.wideberth.record.LogCopy;
import org.wideberth.record.Origin;
import org.wideberth.record.Salt;
import org.wideberth.record.SignedCheckpoint;

/// The giving side of a link: brings the own log to a peer, with the bodies that are for it, and
/// passes on what it asks for of other logs. Only what is durable is sent. Owned by the engine.
final class Sending {
  /// Raw bytes in one frame: two thirds of it, as base64 takes four thirds, less the rest.
  static final int CHUNK_BYTES_MAX = 640 * 1024;

  /// Entries of the own log in one frame: what is urgent goes behind as many of these as may be
  /// unanswered, and a peer takes in those in a tenth of a second.
  static final int PUSHED_ENTRIES_MAX = 128;

  /// Frames of missing bodies that answer one receipt.
  static final int MISSING_FRAMES_MAX = PeerSession.CHUNKS_MAX;

  private final Ledger ledger;
  private final Bodies bodies;

  /// Where bodies are fetched from.
  @FunctionalInterface
  interface Bodies {
    Optional<Frame.SentBody> fetch(Origin origin, long seq, Entry entry);
  }

  Sending(Ledger ledger, Bodies bodies) {
    this.ledger = ledger;
    this.bodies = bodies;
  }

  void greet(PeerSession session, List<PartyId> links) {
    ledger.epochs().told().forEach(keys -> session.send(new Frame.Keys(keys)));
    session.send(
        new Frame.Hello(
            ledger.keys().origin().theatre(),
            ledger.self(),
            ledger.ownCard().text(),
            holds(),
            ledger.newestCheckpoints(),
            links,
            session.greeted()));
    proofs(session);
  }

  /// As if the other's hello had not been heard: it will be said again, with all that goes before
  /// it.
  void greetAnew(PeerSession session, List<PartyId> links) {
    session.send(
        new Frame.Hello(
            ledger.keys().origin().theatre(),
            ledger.self(),
            ledger.ownCard().text(),
            holds(),
            ledger.newestCheckpoints(),
            links,
            false));
  }

  private void proofs(PeerSession session) {
    ledger
        .forks()
        .values()
        .forEach(
            fork ->
                session.send(new Frame.Fork(new String(fork.toBytes(), StandardCharsets.UTF_8))));
  }

  /// What this node holds of every log.
  List<Frame.Holding> holds() {
    List<Frame.Holding> holds = new ArrayList<>();
    holds.add(new Frame.Holding(ledger.own().origin(), ledger.own().durable().size()));
    for (PeerLog log : ledger.peerLogs().values()) {
      holds.add(new Frame.Holding(log.origin(), log.size()));
    }
    return holds;
  }

  /// Sends what the peer does not have, as far as the link takes it now.
  void push(PeerSession session, Instant now) {
    long size = ledger.own().durable().size();
    if (session.greeted()) {
      urgent(session, size);
    }
    while (session.maySend() && session.next() < size) {
      long first = session.next();
      long end = sendChunk(session, first, size);
      session.sent(end, now);
    }
  }

  /// What cannot wait for what stands before it.
  private void urgent(PeerSession session, long size) {
    LogCopy own = ledger.own().durable();
    Origin origin = own.origin();
    Channel channel = ledger.picture().channel();
    for (long seq : channel.flashes(origin, session.next() + 1, session.peer())) {
      Optional<Frame.SentBody> body =
          seq < size ? bodyFor(session.peer(), own, seq) : Optional.empty();
      if (body.isPresent() && session.sendUrgentOnce(seq)) {
        session.send(
            new Frame.Urgent(
                origin,
                own.entry(seq),
                body.get(),
                ledger.own().sign(size).note(),
                own.tree().inclusionProof(seq, size)));
      }
    }
  }

  private long sendChunk(PeerSession session, long first, long size) {
    Chunk chunk = chunk(session.peer(), ledger.own().durable(), first, size, PUSHED_ENTRIES_MAX);
    long end = first + chunk.leaves.size();
    session.send(
        new Frame.Entries(
            ledger.own().origin(),
            first,
            chunk.leaves,
            chunk.bodies,
            ledger.own().sign(end).note(),
            List.of()));
    return end;
  }

  private record Chunk(List<byte[]> leaves, List<Frame.SentBody> bodies) {}

  /// As much of a log as one frame takes, with the bodies that are for that party.
  private Chunk chunk(PartyId to, LogCopy log, long first, long size, int entriesMax) {
    List<byte[]> leaves = new ArrayList<>();
    List<Frame.SentBody> sent = new ArrayList<>();
    long bytes = 0;
    long seq = first;
    while (seq < size && leaves.size() < entriesMax) {
      byte[] leaf = log.entry(seq);
      Optional<Frame.SentBody> body = bodyFor(to, log, seq);
      bytes += leaf.length + body.map(b -> b.bytes().length + Salt.BYTES + 64).orElse(0) + 16;
      if (!leaves.isEmpty() && bytes > CHUNK_BYTES_MAX) {
        break;
      }
      leaves.add(leaf);
      body.ifPresent(sent::add);
      seq++;
    }
    return new Chunk(leaves, sent);
  }

  /// The body of an entry, if this node has it and that peer is in its audience, or wrote it.
  private Optional<Frame.SentBody> bodyFor(PartyId peer, LogCopy log, long seq) {
    Origin origin = log.origin();
    return entry(log, seq)
        .filter(each -> each.to().names(peer) || origin.party().equals(peer))
        .flatMap(each -> bodies.fetch(origin, seq, each));
  }

  // Two copies of one log are told apart by which they are.
  @SuppressWarnings("ReferenceEquality")
  private Optional<Entry> entry(LogCopy log, long seq) {
    if (log == ledger.own().durable()) {
      return Optional.of(ledger.own().entry(seq));
    }
    return ledger
        .peerLog(log.origin())
        .filter(held -> held.copy() == log)
        .or(() -> Optional.ofNullable(ledger.branches().get(log.origin())))
        .flatMap(held -> held.entry(seq));
  }

  /// Passes on what is held of another party's log, one frame for each time it is asked for.
  void passOn(PeerSession session, LogCopy log, long from) {
    Optional<SignedCheckpoint> proven = log.borneOut();
    if (proven.isEmpty() || from >= proven.get().size()) {
      return;
    }
    long size = proven.get().size();
    Chunk chunk = chunk(session.peer(), log, from, size, Frame.ENTRIES_MAX);
    long end = from + chunk.leaves.size();
    session.send(
        new Frame.Entries(
            log.origin(),
            from,
            chunk.leaves,
            chunk.bodies,
            proven.get().note(),
            end < size ? log.tree().consistencyProof(end, size) : List.of()));
  }

  /// Sends the bodies that were asked for, as far as this node has them, they are for the asker,
  /// and one frame holds them.
  void sendBodies(PeerSession session, Origin origin, List<Long> seqs) {
    List<Frame.SentBody> found = new ArrayList<>();
    long bytes = 0;
    List<LogCopy> histories = new ArrayList<>(ledger.copy(origin).stream().toList());
    Optional.ofNullable(ledger.branches().get(origin)).ifPresent(log -> histories.add(log.copy()));
    for (long seq : seqs) {
      for (LogCopy log : histories) {
        Optional<Frame.SentBody> body =
            seq < log.size() ? bodyFor(session.peer(), log, seq) : Optional.empty();
        bytes += body.map(each -> each.bytes().length + Salt.BYTES + 64).orElse(0);
        if (body.isPresent()
            && (found.isEmpty() || bytes <= CHUNK_BYTES_MAX)
            && found.size() < Frame.ENTRIES_MAX) {
          found.add(body.get());
        }
      }
    }
    if (!found.isEmpty()) {
      session.send(new Frame.Bodies(origin, found));
    }
  }

  /// Sends the bodies that the peer says it lacks, each once on a link, and only so many at once:
  /// the receipt for those asks for the rest, and a peer that says it lacks everything does not
  /// keep this node from others.
  void sendMissing(PeerSession session, HoldingNote holding) {
    List<Frame.SentBody> chunk = new ArrayList<>();
    long bytes = 0;
    int frames = 0;
    for (HoldingNote.Range range : holding.missing()) {
      for (long seq = range.first(); seq <= range.last() && frames < MISSING_FRAMES_MAX; seq++) {
        Optional<Frame.SentBody> body =
            session.sendBodyOnce(seq)
                ? bodyFor(session.peer(), ledger.own().durable(), seq)
                : Optional.empty();
        if (body.isEmpty()) {
          continue;
        }
        if (bytes + body.get().bytes().length > CHUNK_BYTES_MAX
            || chunk.size() == Frame.ENTRIES_MAX) {
          session.send(new Frame.Bodies(ledger.own().origin(), List.copyOf(chunk)));
          frames++;
          chunk.clear();
          bytes = 0;
        }
        chunk.add(body.get());
        bytes += body.get().bytes().length;
      }
    }
    if (!chunk.isEmpty()) {
      session.send(new Frame.Bodies(ledger.own().origin(), List.copyOf(chunk)));
    }
  }

  /// The peer asks for a signature on the own log at a size: it is given for any size there is.
  void prove(PeerSession session, long size) {
    if (size >= 1 && size <= ledger.own().durable().size()) {
      session.send(new Frame.Checkpoints(List.of(ledger.own().sign(size).note())));
    }
  }

  /// How much of the own log this card's party said it holds.
  static long holds(Frame.Hello hello, Card own) {
    return hello.holds().stream()
        .filter(held -> held.origin().equals(own.origin()))
        .mapToLong(Frame.Holding::size)
        .findFirst()
        .orElse(0);
  }
}
