package org.wideberth.node.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.wideberth.node.snapshot.Snapshot;
import org.wideberth.node.snapshot.Snapshot.Reading;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationMessage.Carried;
import org.wideberth.operation.OperationStep;
import org.wideberth.record.Entry;
import org.wideberth.record.Hash;
import org.wideberth.record.LogCopy;

/// Keeps what the entries of all logs say of operations, a little at a time. Owned by the engine.
final class Snapshotting {
  /// So many blocks at once: more entries in a second than a node takes in.
  private static final int BLOCKS_MAX = 32;

  private final Ledger ledger;
  private final Snapshot snapshot;
  private int blocks;

  Snapshotting(Ledger ledger, Snapshot snapshot) {
    this.ledger = ledger;
    this.snapshot = snapshot;
  }

  /// Keeps what is durable and not kept yet, as far as it fills blocks.
  void tick() {
    blocks = 0;
    keep(ledger.own().durable(), seq -> Optional.of(ledger.own().entry(seq)));
    for (PeerLog log : ledger.peerLogs().values()) {
      keep(log.copy(), log::entry);
    }
  }

  private void keep(LogCopy log, LongFunction<Optional<Entry>> entries) {
    for (long first = snapshot.next(log.origin());
        blocks < BLOCKS_MAX && first <= log.size() - Snapshot.BLOCK;
        first = snapshot.next(log.origin())) {
      List<Optional<Reading>> readings = new ArrayList<>();
      for (long seq = first; seq < first + Snapshot.BLOCK; seq++) {
        readings.add(entries.apply(seq).flatMap(entry -> reading(log, entry)));
      }
      snapshot.keep(log.origin(), readings);
      blocks++;
    }
  }

  /// What the entry says, if it is the first of an operation that is named as nodes name them.
  private Optional<Reading> reading(LogCopy log, Entry entry) {
    OperationId id =
        OperationId.first(entry.origin().party(), entry.origin().epoch(), entry.seq());
    for (OperationStep step : ledger.picture().steps(id)) {
      if (step.at().seq() == entry.seq()
          && step.at().origin().equals(entry.origin())
          && step.message() instanceof Carried said
          && step.at().leaf().equals(Hash.sha256(log.entry(entry.seq())))) {
        return Optional.of(new Reading(entry.body(), said));
      }
    }
    return Optional.empty();
  }
}
