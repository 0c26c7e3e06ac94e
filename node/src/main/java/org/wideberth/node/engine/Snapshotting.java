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
  /// So many blocks in a second in which there is nothing else to do.
  private static final int IDLE_BLOCKS = 64;

  /// So few rounds of work in a second are as good as none.
  private static final int IDLE_ROUNDS = 8;

  private final Ledger ledger;
  private final Snapshot snapshot;
  private int rounds;

  Snapshotting(Ledger ledger, Snapshot snapshot) {
    this.ledger = ledger;
    this.snapshot = snapshot;
  }

  /// After each round of work: one block, if there is one, so that nobody waits for many.
  void round() {
    rounds++;
    keep(1);
  }

  /// Each second.
  void tick() {
    if (rounds <= IDLE_ROUNDS) {
      keep(IDLE_BLOCKS);
    }
    rounds = 0;
  }

  /// Keeps what is durable and not kept yet, as far as it fills blocks.
  private void keep(int blocks) {
    OwnLog own = ledger.own();
    int left = keep(own.durable(), seq -> Optional.of(own.entry(seq)), blocks);
    for (PeerLog log : ledger.peerLogs().values()) {
      left = keep(log.copy(), log::entry, left);
    }
  }

  /// @return how many blocks are left to be kept
  private int keep(LogCopy log, LongFunction<Optional<Entry>> entries, int blocks) {
    int left = blocks;
    for (long first = snapshot.next(log.origin());
        left > 0 && first <= log.size() - Snapshot.BLOCK;
        first = snapshot.next(log.origin())) {
      List<Optional<Reading>> readings = new ArrayList<>();
      for (long seq = first; seq < first + Snapshot.BLOCK; seq++) {
        readings.add(entries.apply(seq).flatMap(entry -> reading(log, entry)));
      }
      snapshot.keep(log.origin(), readings);
      left--;
    }
    return left;
  }

  /// What the entry says, if it is the first of an operation that is named as nodes name them.
  private Optional<Reading> reading(LogCopy log, Entry entry) {
    OperationId id = OperationId.first(entry.origin().party(), entry.origin().epoch(), entry.seq());
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
