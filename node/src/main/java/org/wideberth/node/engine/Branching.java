package org.wideberth.node.engine;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wideberth.record.ForkProof;
import org.wideberth.record.LogCopy;
import org.wideberth.record.Origin;
import org.wideberth.record.SignedCheckpoint;
import org.wideberth.refusal.Outcome;

/// Takes in the second history of a log whose author has signed two: its operations stay live like
/// those of the first, since nobody can tell which of them it will act by. Owned by the engine.
final class Branching {
  /// How far back from the end of what is held the place is looked for where two histories part;
  /// twice as far each time.
  private static final long FIRST_STEP = Frame.ENTRIES_MAX;

  private final Ledger ledger;
  private final Receiving receiving;

  Branching(Ledger ledger, Receiving receiving) {
    this.ledger = ledger;
    this.receiving = receiving;
  }

  /// Takes entries that are not those of the history held.
  ///
  /// @param main the history that came first
  Receiving.Taken take(LogCopy main, Frame.Entries sent, Instant now, Batch batch) {
    if (!(SignedCheckpoint.verify(sent.checkpoint(), main.logKey())
        instanceof Outcome.Accepted<SignedCheckpoint>(var signed))) {
      return new Receiving.Taken.Unusable(
          "entries under a checkpoint that their author has not signed");
    }
    PeerLog other = ledger.branches().get(sent.origin());
    if (other != null) {
      return extend(other, sent, signed, batch);
    }
    Optional<Frame.Tip> tip = Optional.of(new Frame.Tip(signed.size(), signed.root()));
    if (sent.first() > main.size()) {
      return new Receiving.Taken.Gap(Math.max(0, main.size() - FIRST_STEP), tip);
    }
    PeerLog candidate = PeerLog.branchOf(main, sent.first(), ledger.self());
    if (!(candidate.copy().prepare(sent.leaves(), sent.checkpoint(), sent.consistency())
        instanceof Outcome.Accepted<LogCopy.Extension>(var extension))) {
      long back = Math.max(FIRST_STEP, 2 * (main.size() - sent.first()));
      return sent.first() == 0
          ? new Receiving.Taken.Contradicts("what its author signed is something else")
          : new Receiving.Taken.Gap(Math.max(0, main.size() - back), tip);
    }
    candidate.take(extension);
    if (!isProven(main, candidate.copy(), signed, now, batch)) {
      return new Receiving.Taken.Contradicts("it may be another history; there is no proof yet");
    }
    ledger.branches().put(sent.origin(), candidate);
    return taken(candidate, extension, sent, batch);
  }

  /// True if there is proof that the author signed two histories, known already or now.
  private boolean isProven(
      LogCopy main, LogCopy other, SignedCheckpoint signed, Instant now, Batch batch) {
    if (!ledger.forks().containsKey(main.origin())) {
      main.fork(signed)
          .or(() -> main.borneOut().flatMap(held -> ForkProof.between(held, signed, other.tree())))
          .ifPresent(proof -> receiving.forked(proof, now, batch));
    }
    return ledger.forks().containsKey(main.origin());
  }

  private Receiving.Taken extend(
      PeerLog other, Frame.Entries sent, SignedCheckpoint signed, Batch batch) {
    if (other.copy().contradicts(signed)) {
      return new Receiving.Taken.Forked();
    }
    if (sent.first() > other.size()) {
      return new Receiving.Taken.Gap(
          other.size(), Optional.of(new Frame.Tip(signed.size(), signed.root())));
    }
    int known = (int) (other.size() - sent.first());
    if (known >= sent.leaves().size()) {
      return new Receiving.Taken.Held(0, receiving.bodies(other, sent.bodies(), Map.of(), batch));
    }
    List<byte[]> fresh = sent.leaves().subList(known, sent.leaves().size());
    return switch (other.copy().prepare(fresh, sent.checkpoint(), sent.consistency())) {
      case Outcome.Refused<LogCopy.Extension> _ -> new Receiving.Taken.Forked();
      case Outcome.Accepted<LogCopy.Extension>(var extension) -> {
        other.take(extension);
        yield taken(other, extension, sent, batch);
      }
    };
  }

  private Receiving.Taken taken(
      PeerLog other, LogCopy.Extension extension, Frame.Entries sent, Batch batch) {
    Origin origin = other.origin();
    boolean whole = extension.checkpoint().size() == other.size();
    batch.keep(
        new Kept.BranchEntries(
            origin,
            extension.first(),
            extension.entries(),
            extension.checkpoint().note(),
            whole ? List.of() : sent.consistency()));
    ledger.split(origin);
    Map<Long, byte[]> fresh = new HashMap<>();
    long seq = extension.first();
    for (byte[] leaf : extension.entries()) {
      fresh.put(seq++, leaf);
    }
    int bodies = receiving.bodies(other, sent.bodies(), fresh, batch);
    return new Receiving.Taken.Held(extension.entries().size(), bodies);
  }
}
