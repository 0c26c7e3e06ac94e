package org.wideberth.node.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wideberth.party.Card;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.record.Body;
import org.wideberth.record.Entry;
import org.wideberth.record.Json;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.record.Limits;
import org.wideberth.record.MerkleTree;
import org.wideberth.record.Receipt;
import org.wideberth.record.Salt;
import org.wideberth.record.Sealed;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The link on a stick: one file with what a peer is not known to hold of the own log, the bodies
/// sealed to it (HPKE, RFC 9180), and the receipt for what is held of its log. Taking it in does
/// what the link would have done. Owned by the engine.
final class Courier {
  /// A stick's worth: a hundred thousand entries or some thousand operations.
  static final int FILE_BYTES_MAX = 64 * 1024 * 1024;

  /// Room for the largest body, the receipt, and checkpoints of all parties.
  private static final int FILE_REST_BYTES = 4 * 1024 * 1024;

  private static final int CHUNKS_MAX = 4_096;
  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  private final Ledger ledger;
  private final Receiving receiving;

  Courier(Ledger ledger) {
    this.ledger = ledger;
    this.receiving = new Receiving(ledger);
  }

  private record Chunk(long first, List<byte[]> leaves, String checkpoint) {}

  private record SealedBody(long seq, Sealed sealed) {}

  private record Parcel(
      TheatreId theatre,
      PartyId from,
      PartyId to,
      List<Chunk> chunks,
      List<SealedBody> bodies,
      List<Frame.ReceiptFrame> receipts,
      List<String> checkpoints) {}

  /// The file for a peer. Where there is more than one file holds, it is the first part: the
  /// peer's receipt, coming back the same way, lets the next file go on from there.
  Outcome<byte[]> make(PartyId to, EngineView.Bodies bodies, Entropy entropy, Instant now) {
    return make(to, bodies, entropy, now, FILE_BYTES_MAX - FILE_REST_BYTES);
  }

  /// @param bytesMax where entries and bodies end, give or take the last one
  Outcome<byte[]> make(
      PartyId to, EngineView.Bodies bodies, Entropy entropy, Instant now, long bytesMax) {
    Optional<Card> card = ledger.card(to).filter(known -> !to.equals(ledger.self()));
    if (card.isEmpty()) {
      return Outcome.refuse(RefusalCode.UNKNOWN_PARTY, "no card of " + to + " is enrolled");
    }
    long from = ledger.receipts(to).size();
    List<Chunk> chunks = new ArrayList<>();
    List<SealedBody> sealed = new ArrayList<>();
    long size = ledger.own().durable().size();
    long bytes = 0;
    for (long seq = 0; seq < from && bytes < bytesMax; seq++) {
      if (lacks(to, seq)) {
        bytes += seal(card.get(), seq, bodies, entropy, sealed);
      }
    }
    for (long seq = from; seq < size && bytes < bytesMax; ) {
      long first = seq;
      List<byte[]> leaves = new ArrayList<>();
      while (seq < size && bytes < bytesMax && leaves.size() < Frame.ENTRIES_MAX) {
        byte[] leaf = ledger.own().durable().entry(seq);
        leaves.add(leaf);
        bytes += leaf.length * 4L / 3 + 8;
        bytes += seal(card.get(), seq, bodies, entropy, sealed);
        seq++;
      }
      chunks.add(new Chunk(first, leaves, ledger.own().sign(seq).note()));
    }
    List<Frame.ReceiptFrame> receipts =
        ledger
            .peerLog(to)
            .filter(log -> log.size() > 0)
            .flatMap(log -> receiving.makeReceipt(log, now))
            .map(List::of)
            .orElseGet(List::of);
    byte[] file =
        write(
            new Parcel(
                ledger.own().origin().theatre(),
                ledger.self(),
                to,
                chunks,
                sealed,
                receipts,
                ledger.newestCheckpoints()));
    return file.length <= FILE_BYTES_MAX
        ? Outcome.accept(file)
        : Outcome.refuse(
            RefusalCode.LIMIT_EXCEEDED,
            "there is more for %s than the %d bytes of a courier file"
                .formatted(to, FILE_BYTES_MAX));
  }

  private boolean lacks(PartyId holder, long seq) {
    return ledger
        .receipts(holder)
        .newest()
        .filter(receipt -> receipt.holding().lacks(seq))
        .isPresent();
  }

  /// Adds the body, if it is for that party.
  ///
  /// @return the bytes it takes in the file
  private long seal(
      Card to, long seq, EngineView.Bodies bodies, Entropy entropy, List<SealedBody> into) {
    Optional<SealedBody> body = seal(to, seq, bodies, entropy);
    body.ifPresent(into::add);
    return body.map(each -> each.sealed().cipher().length() + 256L).orElse(0L);
  }

  private Optional<SealedBody> seal(Card to, long seq, EngineView.Bodies bodies, Entropy entropy) {
    Entry entry = ledger.own().entry(seq);
    if (!entry.to().names(to.party())) {
      return Optional.empty();
    }
    return bodies
        .fetch(entry.body())
        .map(kept -> Body.of(Salt.of(kept.salt()), kept.bytes()).orThrow())
        .map(
            body ->
                new SealedBody(
                    seq,
                    Sealed.seal(
                        to.party(),
                        to.identity().seal(),
                        MerkleTree.leafHash(ledger.own().durable().entry(seq)),
                        body,
                        entropy.bytes(32))));
  }

  /// Takes a file in. What cannot be used is said in words; the rest is taken.
  Outcome<Done> take(byte[] file, Instant now, Batch batch) {
    return parse(file)
        .then(
            parcel -> {
              if (!parcel.theatre.equals(ledger.own().origin().theatre())
                  || !parcel.to.equals(ledger.self())) {
                return Outcome.refuse(
                    RefusalCode.FORBIDDEN,
                    "the file is for %s in %s".formatted(parcel.to, parcel.theatre));
              }
              Optional<PeerLog> log = ledger.peerLog(parcel.from);
              if (log.isEmpty()) {
                return Outcome.refuse(
                    RefusalCode.UNKNOWN_PARTY, "no card of " + parcel.from + " is enrolled");
              }
              return Outcome.accept(take(parcel, log.get(), now, batch));
            });
  }

  private Done take(Parcel parcel, PeerLog log, Instant now, Batch batch) {
    List<String> notes = new ArrayList<>();
    int entries = 0;
    for (Chunk chunk : parcel.chunks) {
      switch (receiving.entries(
          log.origin(), chunk.first, chunk.leaves, List.of(), chunk.checkpoint, now, batch)) {
        case Receiving.Taken.Held(var added, var _) -> entries += added;
        case Receiving.Taken.Gap(var from) ->
            notes.add("entries before these are missing here, from %d on".formatted(from));
        case Receiving.Taken.Contradicts(var words) -> {
          receiving.checkpoint(chunk.checkpoint, now, batch);
          notes.add(words);
        }
        case Receiving.Taken.Forked() ->
            notes.add(log.origin() + " is forked: nothing more is taken from it");
        case Receiving.Taken.Unusable(var words) -> notes.add(words);
      }
    }
    List<Frame.SentBody> opened = new ArrayList<>();
    for (SealedBody each : parcel.bodies) {
      open(each, log)
          .ifPresentOrElse(opened::add, () -> notes.add("body " + each.seq + " unusable"));
    }
    int bodies = receiving.bodies(log, opened, Map.of(), batch);
    int receipts = 0;
    for (Frame.ReceiptFrame each : parcel.receipts) {
      Optional<Receipt> good =
          receiving.receipt(
              parcel.from, each.checkpoint(), each.cosignature(), each.holding(), now, batch);
      receipts += good.isPresent() ? 1 : 0;
      if (good.isEmpty()) {
        notes.add("a receipt of %s cannot be verified; ask for a new file".formatted(parcel.from));
      }
    }
    parcel.checkpoints.forEach(note -> receiving.checkpoint(note, now, batch));
    return new Done.Imported(entries, bodies, receipts, notes);
  }

  private Optional<Frame.SentBody> open(SealedBody each, PeerLog log) {
    if (each.seq >= log.size() || !each.sealed.to().equals(ledger.self())) {
      return Optional.empty();
    }
    return switch (ledger
        .keys()
        .seal()
        .open(each.sealed, MerkleTree.leafHash(log.copy().entry(each.seq)))) {
      case Outcome.Accepted<Body>(var body) ->
          Optional.of(new Frame.SentBody(each.seq, body.salt(), body.bytes()));
      case Outcome.Refused<Body> _ -> Optional.empty();
    };
  }

  private static byte[] write(Parcel parcel) {
    return JsonWriter.object(
        out -> out.put("v", 1).object("courier", courier -> write(courier, parcel)));
  }

  private static void write(JsonWriter out, Parcel parcel) {
    out.put("theatre", parcel.theatre.text())
        .put("from", parcel.from.text())
        .put("to", parcel.to.text())
        .array(
            "chunks",
            parcel.chunks,
            (list, chunk) ->
                list.object(
                    o ->
                        o.put("first", chunk.first)
                            .array(
                                "entries",
                                chunk.leaves,
                                (leaves, leaf) -> leaves.add(BASE64.encodeToString(leaf)))
                            .put("checkpoint", chunk.checkpoint)))
        .array(
            "bodies",
            parcel.bodies,
            (list, body) ->
                list.object(
                    o -> {
                      o.put("seq", body.seq);
                      o.object("sealed", body.sealed::writeTo);
                    }))
        .array(
            "receipts",
            parcel.receipts,
            (list, receipt) ->
                list.object(
                    o ->
                        o.put("checkpoint", receipt.checkpoint())
                            .put("cosignature", receipt.cosignature())
                            .put("holding", receipt.holding())))
        .array("checkpoints", parcel.checkpoints, JsonWriter.Elements::add);
  }

  private static Outcome<Parcel> parse(byte[] file) {
    return Json.read(
        file,
        FILE_BYTES_MAX,
        object -> {
          object.required("v").asInt(1, 1);
          return object.required("courier").asObject(Courier::parcel);
        });
  }

  private static Parcel parcel(JsonObject o) {
    return new Parcel(
        o.required("theatre").as(TheatreId::parse),
        o.required("from").as(PartyId::parse),
        o.required("to").as(PartyId::parse),
        o.required("chunks").asList(CHUNKS_MAX, chunk -> chunk.asObject(Courier::chunk)),
        o.required("bodies")
            .asList(
                CHUNKS_MAX * Frame.ENTRIES_MAX,
                body ->
                    body.asObject(
                        b ->
                            new SealedBody(
                                b.required("seq").asLong(0, Limits.LOG_SIZE_MAX - 1),
                                b.required("sealed").asObject(Sealed::from)))),
        o.required("receipts")
            .asList(
                2,
                receipt ->
                    receipt.asObject(
                        r ->
                            new Frame.ReceiptFrame(
                                r.required("checkpoint").asText(Limits.NOTE_BYTES_MAX),
                                r.required("cosignature").asText(1024),
                                r.required("holding").asText(Limits.NOTE_BYTES_MAX)))),
        o.required("checkpoints")
            .asList(2 * Limits.PARTIES_MAX, note -> note.asText(Limits.NOTE_BYTES_MAX)));
  }

  private static Chunk chunk(JsonObject o) {
    return new Chunk(
        o.required("first").asLong(0, Limits.LOG_SIZE_MAX - 1),
        o.required("entries")
            .asList(Frame.ENTRIES_MAX, leaf -> leaf.asBase64(Limits.ENTRY_BYTES_MAX)),
        o.required("checkpoint").asText(Limits.NOTE_BYTES_MAX));
  }
}
