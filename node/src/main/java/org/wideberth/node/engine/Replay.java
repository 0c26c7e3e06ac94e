package org.wideberth.node.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.wideberth.node.journal.Journal;
import org.wideberth.node.journal.JournalRecord;
import org.wideberth.node.snapshot.Snapshot;
import org.wideberth.party.Card;
import org.wideberth.party.PartyId;
import org.wideberth.party.Succession.NewKeys;
import org.wideberth.record.Checkpoint;
import org.wideberth.record.Entry;
import org.wideberth.record.ForkProof;
import org.wideberth.record.Hash;
import org.wideberth.record.LogCopy;
import org.wideberth.record.Note;
import org.wideberth.record.Origin;
import org.wideberth.record.SignedCheckpoint;

/// Brings a ledger back from its journal. The same records give the same ledger. Used once, by one
/// thread.
final class Replay {
  /// So many records are decoded as one piece of work.
  private static final int CHUNK = 256;

  /// Entries of a log, the last checkpoint at exactly the end of some of them, and the one that
  /// proves those after it.
  private static final class Gathered {
    private final List<byte[]> leaves = new ArrayList<>();
    private String exact = "";
    private int exactEnd;
    private String checkpoint = "";
    private List<Hash> consistency = List.of();
    private Optional<SignedCheckpoint> lost = Optional.empty();
  }

  private final Ledger ledger;
  private final Journal journal;
  private final Snapshot snapshot;
  private final Set<Kept.BodyHeld> bodies = new HashSet<>();
  private final Map<Origin, List<Kept.BranchEntries>> branches = new TreeMap<>();
  private final Map<Origin, Gathered> gathered = new TreeMap<>();
  private final List<Kept.ReceiptGiven> receipts = new ArrayList<>();
  private final List<SignedCheckpoint> ownSeen = new ArrayList<>();

  Replay(Ledger ledger, Journal journal, Snapshot snapshot) {
    this.ledger = ledger;
    this.journal = journal;
    this.snapshot = snapshot;
  }

  void run(Instant now) throws IOException {
    try (Helpers helpers = new Helpers()) {
      run(now, helpers);
    }
  }

  /// A record, and the own entry in it.
  private record Decoded(Kept kept, Optional<Entry> own) {
    static Decoded of(JournalRecord record) throws IOException {
      Kept kept = Kept.decode(record);
      return new Decoded(
          kept,
          kept instanceof Kept.OwnEntry(var leaf)
              ? Optional.of(Entry.parse(leaf).orThrow())
              : Optional.empty());
    }
  }

  private void run(Instant now, Helpers helpers) throws IOException {
    Helpers.InOrder<List<Decoded>> decoding =
        helpers
        .new InOrder<>(
            chunk -> {
              for (Decoded each : chunk) {
                take(each, now);
              }
            });
    List<JournalRecord> records = new ArrayList<>();
    journal.read(
        0,
        (_, record) -> {
          records.add(record);
          if (records.size() == CHUNK) {
            decoding.give(decoding(List.copyOf(records)));
            records.clear();
          }
        });
    decoding.give(decoding(records));
    decoding.end();
    ledger.own().becameDurable();
    ownSeen.forEach(seen -> ledger.standing().compare(seen, now));
    takeGathered(helpers);
    receipts.forEach(this::receipt);
    ledger.refolded(new Refold(ledger, journal, snapshot, helpers).run());
  }

  private static Callable<List<Decoded>> decoding(List<JournalRecord> records) {
    return () -> {
      List<Decoded> decoded = new ArrayList<>();
      for (JournalRecord each : records) {
        decoded.add(Decoded.of(each));
      }
      return decoded;
    };
  }

  private void take(Decoded decoded, Instant now) throws IOException {
    switch (decoded.kept()) {
      case Kept.OwnEntry(var leaf) -> own(decoded.own().orElseThrow(), leaf);
      case Kept.NewKeysTaken(var keys, var epochMillis) ->
          ledger.succeed(NewKeys.parse(keys).orThrow(), Instant.ofEpochMilli(epochMillis));
      case Kept.PeerEntries(var origin, var first, var leaves, var checkpoint) -> {
        Gathered log = gather(origin, first, leaves);
        log.exact = checkpoint;
        log.exactEnd = log.leaves.size();
      }
      case Kept.PeerEntriesAhead(var origin, var first, var leaves, var checkpoint, var proof) -> {
        Gathered log = gather(origin, first, leaves);
        log.checkpoint = checkpoint;
        log.consistency = proof;
      }
      case Kept.BodyHeld held -> bodies.add(held);
      case Kept.BodyErased erased -> ledger.erasures().add(erased);
      case Kept.EntryAhead entry -> ledger.urgent().add(entry);
      case Kept.ChunkDeclared chunk -> ledger.chunks().add(chunk);
      case Kept.BranchEntries entries ->
          branches.computeIfAbsent(entries.origin(), _ -> new ArrayList<>()).add(entries);
      case Kept.CardEnrolled(var text, var epochMillis) ->
          enrol(Card.parse(text).orThrow(), Instant.ofEpochMilli(epochMillis));
      case Kept.ReceiptGiven given -> receipts.add(given);
      case Kept.ForkFound(var origin, var proof) -> fork(origin, proof, now);
      case Kept.CheckpointSeen(var origin, var checkpoint)
          when origin.equals(ledger.own().origin()) ->
          ownSeen.add(
              SignedCheckpoint.verify(checkpoint, ledger.own().durable().logKey()).orThrow());
      case Kept.CheckpointSeen(var origin, var checkpoint) -> {
        PeerLog log = log(origin);
        SignedCheckpoint seen = SignedCheckpoint.verify(checkpoint, log.copy().logKey()).orThrow();
        ledger.ahead().put(origin, seen);
      }
    }
  }

  /// An own entry, of this epoch or of one that is over.
  private void own(Entry entry, byte[] leaf) throws IOException {
    Origin origin = entry.origin();
    if (origin.equals(ledger.own().origin())) {
      ledger.own().take(entry, leaf);
    } else {
      Gathered log = gathered.computeIfAbsent(origin, _ -> new Gathered());
      gather(origin, log.leaves.size(), List.of(leaf));
    }
  }

  private void enrol(Card card, Instant since) {
    ledger.enrol(card, since);
    ledger.alarms().end(Alarm.Code.NEW_KEYS, Optional.of(card.party()));
  }

  /// The last own checkpoint of an epoch that is over proves its entries.
  private void provePast() {
    for (OwnPast past : ledger.past()) {
      Gathered log = gathered.get(past.card().origin());
      if (log != null && past.last().isPresent()) {
        String last = past.last().get();
        SignedCheckpoint.verify(last, past.card().identity().log())
            .map(
                signed -> {
                  if (signed.size() >= log.exactEnd && signed.size() <= log.leaves.size()) {
                    log.exact = last;
                    log.exactEnd = (int) signed.size();
                  } else if (signed.size() > log.leaves.size()) {
                    log.lost = Optional.of(signed);
                  }
                  return signed;
                })
            .orThrow();
      }
    }
  }

  /// Gathers a log's entries; the checkpoint of the last ones proves all of them at once.
  private Gathered gather(Origin origin, long first, List<byte[]> leaves) throws IOException {
    Gathered log = gathered.computeIfAbsent(origin, _ -> new Gathered());
    if (first != log.leaves.size()) {
      throw new IOException(
          "the journal has entries of %s from %d on, after %d"
              .formatted(origin, first, log.leaves.size()));
    }
    log.leaves.addAll(leaves);
    return log;
  }

  private void takeGathered(Helpers helpers) throws IOException {
    provePast();
    for (Map.Entry<Origin, Gathered> each : gathered.entrySet()) {
      PeerLog log = log(each.getKey());
      Gathered all = each.getValue();
      if (all.exactEnd > 0) {
        log.take(
            log.copy().prepare(all.leaves.subList(0, all.exactEnd), all.exact).orThrow(), helpers);
      }
      if (all.exactEnd < all.leaves.size()) {
        List<byte[]> rest = all.leaves.subList(all.exactEnd, all.leaves.size());
        if (all.checkpoint.isEmpty() && all.lost.isPresent()) {
          // A damaged journal lost the rest of this own epoch; peers have it.
          log.take(log.copy().recall(rest, all.lost.get()));
        } else {
          log.take(log.copy().prepare(rest, all.checkpoint, all.consistency).orThrow());
        }
      }
      SignedCheckpoint ahead = ledger.ahead().get(each.getKey());
      if (ahead != null && ahead.size() <= log.size() && !log.copy().contradicts(ahead)) {
        ledger.ahead().remove(each.getKey());
      }
    }
    for (List<Kept.BranchEntries> each : branches.values()) {
      takeBranch(each);
    }
    ledger.peerLogs().values().forEach(this::markBodies);
    ledger.branches().values().forEach(this::markBodies);
    for (long seq = 0; seq < ledger.own().size(); seq++) {
      if (!has(ledger.own().origin(), seq, ledger.own().entry(seq).body())) {
        ledger.own().lacksBody(seq);
      }
    }
  }

  private void takeBranch(List<Kept.BranchEntries> records) throws IOException {
    Origin origin = records.getFirst().origin();
    LogCopy main =
        ledger.copy(origin).orElseThrow(() -> new IOException("a branch of no log: " + origin));
    PeerLog other = PeerLog.branchOf(main, records.getFirst().first(), ledger.self());
    for (Kept.BranchEntries each : records) {
      other.take(
          other.copy().prepare(each.leaves(), each.checkpoint(), each.consistency()).orThrow());
    }
    ledger.branches().put(origin, other);
    ledger.split(origin);
  }

  private void markBodies(PeerLog log) {
    for (long seq : List.copyOf(log.missing())) {
      if (log.entry(seq).filter(entry -> has(log.origin(), seq, entry.body())).isPresent()) {
        log.hasBody(seq);
      }
    }
  }

  private boolean has(Origin origin, long seq, Hash body) {
    return bodies.contains(new Kept.BodyHeld(origin, seq, body));
  }

  private PeerLog log(Origin origin) throws IOException {
    return ledger
        .peerLog(origin)
        .orElseThrow(() -> new IOException("the journal has " + origin + " before its card"));
  }

  private void fork(Origin origin, String proof, Instant now) throws IOException {
    byte[] file = proof.getBytes(StandardCharsets.UTF_8);
    ledger.forks().put(origin, ForkProof.verify(file, log(origin).copy().logKey()).orThrow());
    ledger
        .alarms()
        .raise(Alarm.Code.FORK, Optional.of(origin.party()), Receiving.forkWords(origin), now);
  }

  /// It was verified when it came, and its record has a checksum: it is verified again when
  /// somebody asks for it, and by `fsck`.
  private void receipt(Kept.ReceiptGiven given) {
    Checkpoint of =
        Note.parse(given.checkpoint()).map(Note::text).then(Checkpoint::parse).orThrow();
    PartyId holder = new PartyId(given.holder());
    ledger
        .receiptsOf(of.origin(), holder)
        .add(
            of.size(),
            () ->
                Receiving.verified(
                        ledger, holder, given.checkpoint(), given.cosignature(), given.holding())
                    .orThrow());
  }
}
