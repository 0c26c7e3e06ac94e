package org.wideberth.node.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wideberth.party.Card;
import org.wideberth.record.Body;
import org.wideberth.record.Entry;
import org.wideberth.record.LogCopy;
import org.wideberth.record.MerkleTree;
import org.wideberth.record.Salt;
import org.wideberth.record.Sealed;
import org.wideberth.record.SignedCheckpoint;

/// Fills one courier file with entries, and with bodies sealed to its recipient, up to a number of
/// bytes, give or take the last entry. Used once, by the engine.
final class CourierPacking {
  /// What a sealed body takes beside its cipher.
  private static final long SEALED_REST_BYTES = 256;

  private final Ledger ledger;
  private final Card to;
  private final EngineView.Bodies bodies;
  private final Entropy entropy;
  private long room;

  CourierPacking(Ledger ledger, Card to, EngineView.Bodies bodies, Entropy entropy, long bytesMax) {
    this.ledger = ledger;
    this.to = to;
    this.bodies = bodies;
    this.entropy = entropy;
    this.room = bytesMax;
  }

  boolean hasRoom() {
    return room > 0;
  }

  /// The entries of a log from a place on, as far as there is room, with their bodies.
  List<Courier.Chunk> chunks(LogCopy log, long from, long size, List<Courier.SealedBody> sealed) {
    List<Courier.Chunk> chunks = new ArrayList<>();
    for (long seq = from; seq < size && hasRoom(); ) {
      long first = seq;
      List<byte[]> leaves = new ArrayList<>();
      while (seq < size && hasRoom() && leaves.size() < Frame.ENTRIES_MAX) {
        byte[] leaf = log.entry(seq);
        leaves.add(leaf);
        room -= leaf.length * 4L / 3 + 8;
        body(log, seq, sealed);
        seq++;
      }
      chunks.add(chunk(log, first, leaves));
    }
    return chunks;
  }

  private Courier.Chunk chunk(LogCopy log, long first, List<byte[]> leaves) {
    long end = first + leaves.size();
    if (log.origin().equals(ledger.own().origin())) {
      return new Courier.Chunk(first, leaves, ledger.own().sign(end).note(), List.of());
    }
    SignedCheckpoint proven = log.borneOut().orElseThrow();
    return new Courier.Chunk(
        first,
        leaves,
        proven.note(),
        end < proven.size() ? log.tree().consistencyProof(end, proven.size()) : List.of());
  }

  /// Adds the body of an entry, if it is here and for the recipient, or by it.
  void body(LogCopy log, long seq, List<Courier.SealedBody> into) {
    sealed(log, seq)
        .ifPresent(
            body -> {
              into.add(body);
              room -= body.sealed().cipher().length() + SEALED_REST_BYTES;
            });
  }

  private Optional<Courier.SealedBody> sealed(LogCopy log, long seq) {
    Optional<Entry> entry =
        log.origin().equals(ledger.own().origin())
            ? Optional.of(ledger.own().entry(seq))
            : ledger.peerLog(log.origin()).flatMap(held -> held.entry(seq));
    return entry
        .filter(each -> each.to().names(to.party()) || each.origin().party().equals(to.party()))
        .flatMap(each -> bodies.fetch(each.body()))
        .map(kept -> Body.of(Salt.of(kept.salt()), kept.bytes()).orThrow())
        .map(
            body ->
                new Courier.SealedBody(
                    seq,
                    Sealed.seal(
                        to.party(),
                        to.identity().seal(),
                        MerkleTree.leafHash(log.entry(seq)),
                        body,
                        entropy.bytes(32))));
  }
}
