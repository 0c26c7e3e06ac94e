package org.wideberth.node.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.LongFunction;
import org.wideberth.node.journal.Journal;
import org.wideberth.node.journal.KeptBody;
import org.wideberth.node.snapshot.Snapshot;
import org.wideberth.picture.Folding;
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
  /// So many entries are read as one piece of work.
  private static final int CHUNK = Snapshot.BLOCK;

  private final Ledger ledger;
  private final Journal journal;
  private final Snapshot snapshot;
  private final Helpers helpers;
  private final Folding folding;
  private final Helpers.InOrder<List<Folding.Read>> reading;

  Refold(Ledger ledger, Journal journal, Snapshot snapshot, Helpers helpers) {
    this.ledger = ledger;
    this.journal = journal;
    this.snapshot = snapshot;
    this.helpers = helpers;
    this.folding = new Folding(ledger.own().origin().theatre(), ledger.self());
    this.reading = helpers.new InOrder<>(chunk -> chunk.forEach(folding::take));
  }

  /// What is held of a log.
  ///
  /// @param other whether it is a second history
  /// @param from where it begins to be another than the first
  /// @param read what can be read of its entries
  private record Held(
      LogCopy log,
      boolean other,
      long from,
      LongFunction<Optional<Entry>> read,
      SortedSet<Long> missing) {}

  /// @throws IOException if the journal cannot be read, or lost a body
  Picture run() throws IOException {
    List<Held> logs = new ArrayList<>();
    OwnLog own = ledger.own();
    logs.add(new Held(own.durable(), false, 0, seq -> Optional.of(own.entry(seq)), own.missing()));
    for (PeerLog log : ledger.peerLogs().values()) {
      logs.add(new Held(log.copy(), false, 0, log::entry, log.missing()));
    }
    for (PeerLog other : ledger.branches().values()) {
      // What both histories have in common is the first one's: so are bodies that it lacks.
      logs.add(new Held(other.copy(), true, common(other.copy()), other::entry, other.missing()));
    }
    for (Held each : logs) {
      folding.erased(erased(each));
    }
    for (Held each : logs) {
      for (long block = each.from() / CHUNK; block * CHUNK < each.log().size(); block++) {
        long first = block * CHUNK;
        reading.give(() -> read(each, first));
      }
    }
    reading.end();
    for (Kept.EntryAhead entry : ledger.urgent().beyond(ledger)) {
      folding.take(folding.read(ahead(entry)));
    }
    return folding.end(helpers);
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

  /// The entries whose bodies were here and were erased.
  private List<HeldEntry> erased(Held from) {
    List<HeldEntry> erased = new ArrayList<>();
    LogCopy log = from.log();
    for (long seq : ledger.erasures().of(log.origin())) {
      if (seq >= from.from() && seq < log.size()) {
        HeldEntry entry =
            ledger.held(log.origin(), from.other(), seq, log.entry(seq), Optional.empty());
        if (entry.erased().isPresent()) {
          erased.add(entry);
        }
      }
    }
    return erased;
  }

  /// @param first of a block of the snapshot
  private List<Folding.Read> read(Held from, long first) throws IOException {
    List<Folding.Read> read = new ArrayList<>();
    LogCopy log = from.log();
    Map<Long, Snapshot.Reading> known = snapshot.block(log.origin(), first);
    for (long seq = Math.max(first, from.from());
        seq < Math.min(log.size(), first + CHUNK);
        seq++) {
      HeldEntry whole = whole(from, seq, Optional.ofNullable(known.get(seq)));
      read.add(folding.read(ledger.held(whole, from.other())));
    }
    return read;
  }

  private HeldEntry whole(Held from, long seq, Optional<Snapshot.Reading> known)
      throws IOException {
    LogCopy log = from.log();
    byte[] leaf = log.entry(seq);
    Optional<Entry> read = from.read().apply(seq);
    if (read.isEmpty()) {
      return HeldEntry.of(log.origin(), seq, leaf, Optional.empty());
    }
    Entry entry = read.get();
    if (known.isPresent()
        && known.get().body().equals(entry.body())
        && !ledger.erasures().isErased(log.origin(), seq, entry.body())
        && !from.missing().contains(seq)) {
      return HeldEntry.of(log.origin(), seq, leaf, entry, Optional.empty())
          .saying(known.get().said());
    }
    return HeldEntry.of(log.origin(), seq, leaf, entry, body(entry, from.missing()));
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
