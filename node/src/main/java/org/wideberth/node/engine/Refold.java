package org.wideberth.node.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.LongFunction;
import org.wideberth.node.journal.Journal;
import org.wideberth.node.journal.KeptBody;
import org.wideberth.party.PartyId;
import org.wideberth.picture.HeldEntry;
import org.wideberth.picture.Picture;
import org.wideberth.picture.ReadEntry;
import org.wideberth.record.Audience;
import org.wideberth.record.Body;
import org.wideberth.record.Entry;
import org.wideberth.record.Hash;
import org.wideberth.record.LogCopy;
import org.wideberth.record.Origin;
import org.wideberth.record.Salt;

/// Folds the picture anew from all that a ledger and its journal hold. Used once, by the engine's
/// thread, when everything that is held is durable.
final class Refold {
  private final Ledger ledger;
  private final Journal journal;

  Refold(Ledger ledger, Journal journal) {
    this.ledger = ledger;
    this.journal = journal;
  }

  /// An entry with what the journal keeps of its body.
  ///
  /// @param other whether it is of the second history of its log
  private record Fetched(
      Origin origin, long seq, byte[] leaf, Optional<KeptBody> body, boolean other) {}

  /// @throws IOException if the journal cannot be read, or lost a body
  Picture run() throws IOException {
    List<Fetched> fetched = new ArrayList<>();
    OwnLog own = ledger.own();
    fetch(own.durable(), seq -> Optional.of(own.entry(seq)), false, 0, own.missing(), fetched);
    for (PeerLog log : ledger.peerLogs().values()) {
      fetch(log.copy(), log::entry, false, 0, log.missing(), fetched);
    }
    for (PeerLog other : ledger.branches().values()) {
      // What both histories have in common is the first one's: so are bodies that it lacks.
      fetch(other.copy(), other::entry, true, common(other.copy()), other.missing(), fetched);
    }
    // Every entry is read by itself: on all processors, for a start waits for it.
    PartyId self = ledger.self();
    List<ReadEntry> read =
        new ArrayList<>(
            fetched.parallelStream().map(each -> ReadEntry.of(self, held(each))).toList());
    for (Kept.EntryAhead entry : ledger.urgent().beyond(ledger)) {
      read.add(ReadEntry.of(self, ahead(entry)));
    }
    Picture picture = Picture.empty(own.origin().theatre(), self);
    picture.applyRead(read);
    return picture;
  }

  private HeldEntry held(Fetched from) {
    Optional<Body> body =
        from.body().map(kept -> Body.of(Salt.of(kept.salt()), kept.bytes()).orThrow());
    return ledger.held(from.origin(), from.other(), from.seq(), from.leaf(), body);
  }

  private HeldEntry ahead(Kept.EntryAhead entry) throws IOException {
    Hash hash = Entry.parse(entry.leaf()).orThrow().body();
    KeptBody kept =
        journal.body(hash).orElseThrow(() -> new IOException("the journal lost the body " + hash));
    Body body = Body.of(Salt.of(kept.salt()), kept.bytes()).orThrow();
    return HeldEntry.of(entry.origin(), entry.seq(), entry.leaf(), Optional.of(body));
  }

  /// How many entries a second history begins with that are those of the first.
  private long common(LogCopy other) {
    LogCopy main = ledger.copy(other.origin()).orElseThrow();
    long end = Math.min(main.size(), other.size());
    long seq = 0;
    while (seq < end && Arrays.equals(main.entry(seq), other.entry(seq))) {
      seq++;
    }
    return seq;
  }

  /// @param entries what can be read of the log's entries
  private void fetch(
      LogCopy log,
      LongFunction<Optional<Entry>> entries,
      boolean other,
      long from,
      SortedSet<Long> missing,
      List<Fetched> fetched)
      throws IOException {
    for (long seq = from; seq < log.size(); seq++) {
      Optional<Entry> entry = entries.apply(seq);
      Optional<KeptBody> body = entry.isEmpty() ? Optional.empty() : body(entry.get(), missing);
      fetched.add(new Fetched(log.origin(), seq, log.entry(seq), body, other));
    }
  }

  private Optional<KeptBody> body(Entry entry, SortedSet<Long> missing) throws IOException {
    Origin origin = entry.origin();
    long seq = entry.seq();
    boolean own = origin.party().equals(ledger.self());
    boolean ours = own || entry.to().names(ledger.self());
    if (!ours && !(entry.to() instanceof Audience.Sealed)) {
      return Optional.empty();
    }
    Optional<KeptBody> kept = journal.body(entry.body());
    boolean erased = ledger.erasures().isErased(origin, seq, entry.body());
    if (ours && kept.isEmpty() && !erased && !missing.contains(seq)) {
      throw new IOException("the journal lost the body " + entry.body());
    }
    return kept.filter(_ -> !erased);
  }
}
