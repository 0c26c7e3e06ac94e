package org.wideberth.node.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.record.Audience;
import org.wideberth.record.Checkpoint;
import org.wideberth.record.Entry;
import org.wideberth.record.Hash;
import org.wideberth.record.Limits;
import org.wideberth.record.LogCopy;
import org.wideberth.record.NoteSigner;
import org.wideberth.record.Origin;
import org.wideberth.record.SignedCheckpoint;
import org.wideberth.refusal.Outcome;

/// The log that this node writes. Entries are pending until they are durable; only then are they in
/// the tree, and only then is anything signed. Owned by the engine.
final class OwnLog {
  private final Origin origin;
  private final NoteSigner key;
  private final LogCopy copy;
  private final List<Entry> entries = new ArrayList<>();
  private final List<byte[]> pending = new ArrayList<>();
  private final Map<Origin, Entry.Seen> seen = new TreeMap<>();
  private final SortedSet<Long> missing = new TreeSet<>();

  OwnLog(NoteSigner key, Origin origin) {
    this.origin = origin;
    this.key = key;
    this.copy = new LogCopy(origin, key.key());
  }

  Origin origin() {
    return origin;
  }

  /// Entries, pending ones included.
  long size() {
    return entries.size();
  }

  Entry entry(long seq) {
    return entries.get(Math.toIntExact(seq));
  }

  /// Own entries whose bodies are not here: their copy was lost with what a backup did not have.
  SortedSet<Long> missing() {
    return Collections.unmodifiableSortedSet(missing);
  }

  void lacksBody(long seq) {
    missing.add(seq);
  }

  void hasBody(long seq) {
    missing.remove(seq);
  }

  /// The bytes of an entry, pending or durable.
  byte[] leaf(long seq) {
    return seq < copy.size() ? copy.entry(seq) : pending.get(Math.toIntExact(seq - copy.size()));
  }

  /// The durable part.
  LogCopy durable() {
    return copy;
  }

  /// Writes the next entry.
  ///
  /// @param held what the node holds of its peers' logs now; only what changed is written
  /// @return the leaf
  byte[] write(Audience to, Hash body, Instant now, List<Entry.Seen> held) {
    List<Entry.Seen> changed = new ArrayList<>();
    for (Entry.Seen log : held) {
      if (!log.equals(seen.get(new Origin(origin.theatre(), log.party(), log.epoch())))) {
        changed.add(log);
      }
    }
    // A clock that was put back does not make the log run backwards.
    Instant time =
        entries.isEmpty() || now.isAfter(entries.getLast().time()) ? now : entries.getLast().time();
    Entry entry = new Entry(origin, size(), time, to, changed, body);
    byte[] leaf = entry.toBytes();
    if (leaf.length > Limits.ENTRY_BYTES_MAX) {
      throw new IllegalStateException("an entry of %d bytes".formatted(leaf.length));
    }
    take(entry, leaf);
    return leaf;
  }

  /// Takes an entry that this node once wrote.
  ///
  /// @throws IllegalStateException if it is not the next one of this log: the journal is damaged
  void take(byte[] leaf) {
    take(Entry.parse(leaf).orThrow(), leaf);
  }

  /// The same of one that was read from these bytes.
  void take(Entry entry, byte[] leaf) {
    if (!entry.origin().equals(origin) || entry.seq() != size()) {
      throw new IllegalStateException(
          "entry %d of %s is not the next of %s".formatted(entry.seq(), entry.origin(), origin));
    }
    entries.add(entry);
    pending.add(leaf);
    for (Entry.Seen log : entry.seen()) {
      seen.put(new Origin(origin.theatre(), log.party(), log.epoch()), log);
    }
  }

  /// True if these are the next entries of this log, as this program writes them: what was signed
  /// with a stolen key may be anything.
  boolean continues(List<byte[]> leaves) {
    long seq = size();
    for (byte[] leaf : leaves) {
      if (!(Entry.parse(leaf) instanceof Outcome.Accepted<Entry>(var entry))
          || !entry.origin().equals(origin)
          || entry.seq() != seq) {
        return false;
      }
      seq++;
    }
    return true;
  }

  /// True if entries wait for the journal.
  boolean isPending() {
    return !pending.isEmpty();
  }

  /// The journal has everything: signs and takes the pending entries into the tree.
  ///
  /// @return true if there were any
  boolean becameDurable() {
    if (pending.isEmpty()) {
      return false;
    }
    copy.commit(copy.extend(pending, key));
    pending.clear();
    return true;
  }

  /// Signs the log as it was at a size: never anything that contradicts an earlier signature.
  SignedCheckpoint sign(long size) {
    return copy.newest()
        .filter(newest -> newest.size() == size)
        .orElseGet(
            () -> SignedCheckpoint.sign(new Checkpoint(origin, size, copy.tree().root(size)), key));
  }
}
