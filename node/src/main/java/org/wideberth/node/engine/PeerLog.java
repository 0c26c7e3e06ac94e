package org.wideberth.node.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.wideberth.conflict.Workers;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.Body;
import org.wideberth.record.Entry;
import org.wideberth.record.LogCopy;
import org.wideberth.record.NoteKey;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;

/// What this node holds of one peer's log: entries, and which bodies addressed to it are missing.
/// Owned by the engine.
final class PeerLog {
  private final LogCopy copy;
  private final PartyId self;
  private final List<Optional<Entry>> entries = new ArrayList<>();
  private final SortedSet<Long> missing = new TreeSet<>();
  private final Map<Origin, Long> seen = new HashMap<>();

  PeerLog(Origin origin, NoteKey logKey, PartyId self) {
    this.copy = new LogCopy(origin, logKey);
    this.self = self;
  }

  /// Another history of a log, which has the beginning in common with the one that is held.
  private PeerLog(LogCopy common, PartyId self) {
    this.copy = common;
    this.self = self;
    for (long seq = 0; seq < common.size(); seq++) {
      entries.add(read(common.entry(seq), seq));
    }
  }

  /// @param held the log as it is held
  /// @param size how much of it the other history has in common with it, or less
  static PeerLog branchOf(LogCopy held, long size, PartyId self) {
    return new PeerLog(held.prefix(size), self);
  }

  LogCopy copy() {
    return copy;
  }

  Origin origin() {
    return copy.origin();
  }

  long size() {
    return copy.size();
  }

  /// Entries addressed to this party whose bodies are not here.
  SortedSet<Long> missing() {
    return Collections.unmodifiableSortedSet(missing);
  }

  /// The entry at that place, if it is there and can be read.
  Optional<Entry> entry(long seq) {
    return seq < entries.size() ? entries.get(Math.toIntExact(seq)) : Optional.empty();
  }

  /// The entries from there on that can be read.
  List<Entry> entries(long first) {
    return entries.subList(Math.toIntExact(first), entries.size()).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /// Takes over checked entries; every addressed body counts as missing until [#hasBody].
  void take(LogCopy.Extension extension) {
    take(extension, Workers.alone());
  }

  /// As above.
  ///
  /// @param workers who read the entries
  void take(LogCopy.Extension extension, Workers workers) {
    copy.commit(extension);
    List<byte[]> leaves = extension.entries();
    int before = entries.size();
    AtomicReferenceArray<Optional<Entry>> read = new AtomicReferenceArray<>(leaves.size());
    workers.forEach(leaves.size(), () -> i -> read.set(i, read(leaves.get(i), before + i)));
    for (int i = 0; i < leaves.size(); i++) {
      long seq = entries.size();
      Optional<Entry> entry = read.get(i);
      entries.add(entry);
      entry.ifPresent(this::see);
      boolean own = origin().party().equals(self);
      if (entry.isPresent() && (own || entry.get().to().names(self))) {
        missing.add(seq);
      }
    }
  }

  /// Bounded, for an author may name logs that never were.
  private void see(Entry entry) {
    for (Entry.Seen log : entry.seen()) {
      Origin named = new Origin(entry.origin().theatre(), log.party(), log.epoch());
      if (seen.size() < Frame.HOLDS_MAX || seen.containsKey(named)) {
        seen.merge(named, log.size(), Math::max);
      }
    }
  }

  /// How much of a log the author said in its entries that it had seen.
  long seen(Origin log) {
    return seen.getOrDefault(log, 0L);
  }

  private Optional<Entry> read(byte[] leaf, long seq) {
    return switch (Entry.parse(leaf)) {
      case Outcome.Accepted<Entry>(var entry)
          when entry.origin().equals(origin()) && entry.seq() == seq ->
          Optional.of(entry);
      case Outcome.Accepted<Entry> _, Outcome.Refused<Entry> _ -> Optional.empty();
    };
  }

  /// True if this is the body that the entry commits to, and it is for this party: addressed to it,
  /// or sealed.
  boolean takes(long seq, Body body) {
    return entry(seq)
        .filter(entry -> entry.body().equals(body.hash()))
        .filter(
            entry ->
                entry.to().names(self)
                    || entry.to() instanceof Audience.Sealed
                    || entry.origin().party().equals(self))
        .isPresent();
  }

  void hasBody(long seq) {
    missing.remove(seq);
  }
}
