package org.wideberth.node.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wideberth.picture.Draft;
import org.wideberth.picture.OperationDecisions;
import org.wideberth.picture.OperationRequest;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Declares a part of a large file, all or nothing, and remembers in the same append that it did.
/// Owned by the engine.
final class ChunkDeclaring {
  private final Ledger ledger;
  private final Entropy entropy;

  private record Decided(List<Draft> drafts, List<Done.RefusedOperation> refused) {}

  ChunkDeclaring(Ledger ledger, Entropy entropy) {
    this.ledger = ledger;
    this.entropy = entropy;
  }

  Outcome<Done> declare(Command.DeclareChunk chunk, Instant now, Batch batch) {
    if (chunk.operations().isEmpty()) {
      return Outcome.refuse(RefusalCode.MALFORMED, "features: there is no operation in it");
    }
    DeclaredChunks known = ledger.chunks();
    Optional<Kept.ChunkDeclared> same = known.same(chunk.file(), chunk.first(), chunk.features());
    if (same.isPresent()) {
      return Outcome.accept(new Done.Chunk(DeclaredChunks.operations(same.get()), true));
    }
    Optional<Kept.ChunkDeclared> overlapping =
        known.overlapping(chunk.file(), chunk.first(), chunk.features());
    if (overlapping.isPresent()) {
      return Outcome.refuse(
          RefusalCode.WRONG_STATE,
          ("first: Features %d to %d of this file are declared already; ask which are, and leave"
                  + " them out")
              .formatted(
                  overlapping.get().first(),
                  overlapping.get().first() + overlapping.get().features() - 1));
    }
    Outcome<Boolean> room = room(chunk);
    if (room instanceof Outcome.Refused<Boolean>(var refusal)) {
      return Outcome.refuse(refusal);
    }
    Decided decided = decide(chunk);
    if (!decided.refused.isEmpty()) {
      return Outcome.accept(new Done.ChunkRefused(decided.refused));
    }
    long seq = ledger.own().size();
    ledger.write(decided.drafts, now, entropy, batch);
    Kept.ChunkDeclared kept =
        new Kept.ChunkDeclared(
            chunk.file(),
            chunk.first(),
            chunk.features(),
            ledger.own().origin(),
            seq,
            decided.drafts.size());
    batch.keep(kept);
    known.add(kept);
    return Outcome.accept(new Done.Chunk(DeclaredChunks.operations(kept), false));
  }

  /// What would be refused now. Changes nothing.
  List<Done.RefusedOperation> refused(Command.DeclareChunk chunk) {
    return decide(chunk).refused;
  }

  private Outcome<Boolean> room(Command.DeclareChunk chunk) {
    return chunk.draft()
        ? Outcome.accept(true)
        : OperationDecisions.room(ledger.picture(), chunk.operations().size());
  }

  private Decided decide(Command.DeclareChunk chunk) {
    List<Draft> drafts = new ArrayList<>();
    List<Done.RefusedOperation> refused = new ArrayList<>();
    for (int i = 0; i < chunk.operations().size(); i++) {
      long seq = ledger.own().size() + i;
      switch (decide(chunk.operations().get(i), seq, chunk.draft())) {
        case Outcome.Accepted<Draft>(var draft) -> drafts.add(draft);
        case Outcome.Refused<Draft>(var refusal) ->
            refused.add(new Done.RefusedOperation(i, refusal));
      }
    }
    return new Decided(drafts, refused);
  }

  private Outcome<Draft> decide(OperationRequest operation, long seq, boolean asDraft) {
    int epoch = ledger.own().origin().epoch();
    return asDraft
        ? OperationDecisions.draft(ledger.picture(), epoch, seq, operation)
        : Commands.known(ledger, "audience", Commands.named(operation.audience()), Optional.empty())
            .then(readers -> OperationDecisions.declare(ledger.picture(), epoch, seq, operation));
  }
}
