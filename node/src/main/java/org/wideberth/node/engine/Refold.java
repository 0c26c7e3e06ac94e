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
import org.wideberth.picture.HeldEntry;
import org.wideberth.picture.Picture;
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

  /// @throws IOException if the journal cannot be read, or lost a body
  Picture run() throws IOException {
    List<HeldEntry> held = new ArrayList<>();
    OwnLog own = ledger.own();
    add(own.durable(), seq -> Optional.of(own.entry(seq)), false, 0, own.missing(), held);
    for (PeerLog log : ledger.peerLogs().values()) {
      add(log.copy(), log::entry, false, 0, log.missing(), held);
    }
    for (PeerLog other : ledger.branches().values()) {
      // What both histories have in common is the first one's: so are bodies that it lacks.
      add(other.copy(), other::entry, true, common(other.copy()), other.missing(), held);
    }
    for (Kept.EntryAhead entry : ledger.urgent().beyond(ledger)) {
      held.add(ahead(entry));
    }
    return Picture.of(own.origin().theatre(), ledger.self(), held);
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

  /// @param read what can be read of the log's entries
  private void add(
      LogCopy log,
      LongFunction<Optional<Entry>> read,
      boolean other,
      long from,
      SortedSet<Long> missing,
      List<HeldEntry> held)
      throws IOException {
    for (long seq = from; seq < log.size(); seq++) {
      Optional<Entry> entry = read.apply(seq);
      byte[] leaf = log.entry(seq);
      held.add(
          ledger.held(
              entry.isPresent()
                  ? HeldEntry.of(log.origin(), seq, leaf, entry.get(), body(entry.get(), missing))
                  : HeldEntry.of(log.origin(), seq, leaf, Optional.empty()),
              other));
    }
  }

  private Optional<Body> body(Entry entry, SortedSet<Long> missing) throws IOException {
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
    return kept.filter(_ -> !erased)
        .map(each -> Body.of(Salt.of(each.salt()), each.bytes()).orThrow());
  }
}
