package org.wideberth.node.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.wideberth.party.Card;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.record.Body;
import org.wideberth.record.Hash;
import org.wideberth.record.Json;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.record.Limits;
import org.wideberth.record.LogCopy;
import org.wideberth.record.MerkleTree;
import org.wideberth.record.Origin;
import org.wideberth.record.Receipt;
import org.wideberth.record.Sealed;
import org.wideberth.record.SignedCheckpoint;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The link on a stick: one file with what a peer is not known to hold of the own log, the bodies
/// sealed to it (HPKE, RFC 9180), what it seems to lack of third parties' logs, and the receipt for
/// what is held of its log. Taking it in does
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
  private final Successions successions;

  Courier(Ledger ledger) {
    this.ledger = ledger;
    this.receiving = new Receiving(ledger);
    this.successions = new Successions(ledger);
  }

  /// @param consistency leads from where the entries end to the checkpoint; empty if it is there
  record Chunk(long first, List<byte[]> leaves, String checkpoint, List<Hash> consistency) {}

  /// What goes along of a third party's log.
  private record Other(Origin origin, List<Chunk> chunks, List<SealedBody> bodies) {}

  /// For whom a file is, and from whom it says that it is.
  record Address(TheatreId theatre, PartyId from, PartyId to) {}

  record SealedBody(long seq, Sealed sealed) {}

  private record Parcel(
      TheatreId theatre,
      PartyId from,
      PartyId to,
      List<Chunk> chunks,
      List<SealedBody> bodies,
      List<Other> others,
      List<Frame.ReceiptFrame> receipts,
      List<String> successions,
      List<String> checkpoints) {}

  /// The file for a peer. Where there is more than one file holds, it is the first part: the
  /// peer's receipt, coming back the same way, lets the next file go on from there.
  ///
  /// @param also what else goes along
  Outcome<byte[]> make(
      PartyId to, EngineView.Bodies bodies, Entropy entropy, Instant now, Also also) {
    return make(to, bodies, entropy, now, FILE_BYTES_MAX - FILE_REST_BYTES, also);
  }

  /// What goes along with the own log.
  enum Also {
    /// Nothing: for a parcel through third parties, which have the other logs.
    NOTHING,
    /// What the recipient seems to lack of third parties' logs.
    OTHERS,
    /// The recipient's own log too, whole: its node was restored from a backup.
    THEIRS_TOO
  }

  /// The own log only, for a parcel that goes through third parties: they have the other logs.
  ///
  /// @param bytesMax where entries and bodies end, give or take the last one
  Outcome<byte[]> make(
      PartyId to, EngineView.Bodies bodies, Entropy entropy, Instant now, long bytesMax) {
    return make(to, bodies, entropy, now, bytesMax, Also.NOTHING);
  }

  private Outcome<byte[]> make(
      PartyId to,
      EngineView.Bodies bodies,
      Entropy entropy,
      Instant now,
      long bytesMax,
      Also also) {
    Optional<Card> card = ledger.card(to).filter(known -> !to.equals(ledger.self()));
    if (card.isEmpty()) {
      return Outcome.refuse(RefusalCode.UNKNOWN_PARTY, "no card of " + to + " is enrolled");
    }
    long from = ledger.receipts(to).size();
    LogCopy own = ledger.own().durable();
    CourierPacking packing = new CourierPacking(ledger, card.get(), bodies, entropy, bytesMax);
    List<SealedBody> sealed = new ArrayList<>();
    for (long seq = 0; seq < from && packing.hasRoom(); seq++) {
      if (lacks(to, seq)) {
        packing.body(own, seq, sealed);
      }
    }
    List<Chunk> chunks = packing.chunks(own, from, own.size(), sealed);
    List<Other> others = also == Also.NOTHING ? List.of() : others(card.get(), packing, also);
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
                others,
                receipts,
                ledger.epochs().told(),
                ledger.newestCheckpoints()));
    return file.length <= FILE_BYTES_MAX
        ? Outcome.accept(file)
        : Outcome.refuse(
            RefusalCode.LIMIT_EXCEEDED,
            "there is more for %s than the %d bytes of a courier file"
                .formatted(to, FILE_BYTES_MAX));
  }

  /// What is held here of third parties' logs and, as far as that peer's own entries tell, not
  /// there.
  private List<Other> others(Card to, CourierPacking packing, Also also) {
    List<Other> others = new ArrayList<>();
    for (PeerLog log : ledger.peerLogs().values()) {
      Optional<SignedCheckpoint> proven = log.copy().borneOut();
      long from = ledger.peerLog(to.party()).map(their -> their.seen(log.origin())).orElse(0L);
      boolean third = !log.origin().party().equals(to.party());
      boolean wanted = third || also == Also.THEIRS_TOO;
      if (wanted && proven.isPresent() && !ledger.forks().containsKey(log.origin())) {
        List<SealedBody> sealed = new ArrayList<>();
        List<Chunk> chunks = packing.chunks(log.copy(), from, proven.get().size(), sealed);
        if (!chunks.isEmpty()) {
          others.add(new Other(log.origin(), chunks, sealed));
        }
      }
    }
    return others;
  }

  private boolean lacks(PartyId holder, long seq) {
    return ledger
        .receipts(holder)
        .newest()
        .filter(receipt -> receipt.holding().lacks(seq))
        .isPresent();
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

  private Done take(Parcel parcel, PeerLog known, Instant now, Batch batch) {
    List<String> notes = new ArrayList<>();
    parcel.successions.forEach(
        keys -> successions.take(keys, now, batch).ifPresent(words -> notes.add("keys: " + words)));
    PeerLog log = ledger.peerLog(parcel.from).orElse(known);
    int entries = 0;
    int bodies = 0;
    for (Chunk chunk : parcel.chunks) {
      entries += take(log.origin(), chunk, now, batch, notes);
    }
    bodies += takeBodies(log, parcel.bodies, batch, notes);
    for (Other other : parcel.others) {
      Optional<PeerLog> third = ledger.peerLog(other.origin);
      if (third.isEmpty() && !other.origin.equals(ledger.own().origin())) {
        notes.add("no card is enrolled for the log " + other.origin);
        continue;
      }
      for (Chunk chunk : other.chunks) {
        entries += take(other.origin, chunk, now, batch, notes);
      }
      bodies +=
          third.isPresent()
              ? takeBodies(third.get(), other.bodies, batch, notes)
              : receiving.ownBodies(opened(other), Set.of(), batch);
    }
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

  private int take(Origin origin, Chunk chunk, Instant now, Batch batch, List<String> notes) {
    Frame.Entries sent =
        new Frame.Entries(
            origin, chunk.first, chunk.leaves, List.of(), chunk.checkpoint, chunk.consistency);
    switch (receiving.entries(sent, now, batch)) {
      case Receiving.Taken.Held(var added, var _) -> {
        return added;
      }
      case Receiving.Taken.Gap(var from, var _) ->
          notes.add("entries of %s are missing here, from %d on".formatted(origin, from));
      case Receiving.Taken.Contradicts(var words) -> {
        receiving.checkpoint(chunk.checkpoint, now, batch);
        notes.add(words);
      }
      case Receiving.Taken.Forked() ->
          notes.add(origin + " has more than two histories: what is of a third is not taken");
      case Receiving.Taken.Unusable(var words) -> notes.add(words);
    }
    return 0;
  }

  private int takeBodies(PeerLog log, List<SealedBody> bodies, Batch batch, List<String> notes) {
    List<Frame.SentBody> opened = new ArrayList<>();
    for (SealedBody each : bodies) {
      open(each, log)
          .ifPresentOrElse(opened::add, () -> notes.add("body " + each.seq + " unusable"));
    }
    return receiving.bodies(log, opened, Map.of(), batch);
  }

  private Optional<Frame.SentBody> open(SealedBody each, PeerLog log) {
    if (each.seq >= log.size() || !each.sealed.to().equals(ledger.self())) {
      return Optional.empty();
    }
    Hash leaf = MerkleTree.leafHash(log.copy().entry(each.seq));
    return Stream.concat(
            Stream.of(ledger.keys().seal()),
            ledger.past().stream().flatMap(past -> past.seal().stream()))
        .flatMap(key -> opened(key.open(each.sealed, leaf)))
        .findFirst()
        .map(body -> new Frame.SentBody(each.seq, body.salt(), body.bytes()));
  }

  /// Own bodies that come back.
  private List<Frame.SentBody> opened(Other other) {
    List<Frame.SentBody> opened = new ArrayList<>();
    for (SealedBody each : other.bodies) {
      if (each.seq < ledger.own().size() && each.sealed.to().equals(ledger.self())) {
        Hash leaf = MerkleTree.leafHash(ledger.own().leaf(each.seq));
        opened(ledger.keys().seal().open(each.sealed, leaf))
            .forEach(body -> opened.add(new Frame.SentBody(each.seq, body.salt(), body.bytes())));
      }
    }
    return opened;
  }

  private static Stream<Body> opened(Outcome<Body> outcome) {
    return outcome instanceof Outcome.Accepted<Body>(var body) ? Stream.of(body) : Stream.empty();
  }

  private static byte[] write(Parcel parcel) {
    return JsonWriter.object(
        out -> out.put("v", 1).object("courier", courier -> write(courier, parcel)));
  }

  private static void write(JsonWriter out, Parcel parcel) {
    out.put("theatre", parcel.theatre.text())
        .put("from", parcel.from.text())
        .put("to", parcel.to.text())
        .array("chunks", parcel.chunks, Courier::write)
        .array("bodies", parcel.bodies, Courier::write)
        .array(
            "others",
            parcel.others,
            (list, other) ->
                list.object(
                    o ->
                        o.put("origin", other.origin.toString())
                            .array("chunks", other.chunks, Courier::write)
                            .array("bodies", other.bodies, Courier::write)))
        .array(
            "receipts",
            parcel.receipts,
            (list, receipt) ->
                list.object(
                    o ->
                        o.put("checkpoint", receipt.checkpoint())
                            .put("cosignature", receipt.cosignature())
                            .put("holding", receipt.holding())))
        .array("successions", parcel.successions, JsonWriter.Elements::add)
        .array("checkpoints", parcel.checkpoints, JsonWriter.Elements::add);
  }

  private static void write(JsonWriter.Elements list, Chunk chunk) {
    list.object(
        o ->
            o.put("first", chunk.first)
                .array(
                    "entries",
                    chunk.leaves,
                    (leaves, leaf) -> leaves.add(BASE64.encodeToString(leaf)))
                .put("checkpoint", chunk.checkpoint)
                .array(
                    "consistency",
                    chunk.consistency,
                    (hashes, hash) -> hashes.add(hash.toString())));
  }

  private static void write(JsonWriter.Elements list, SealedBody body) {
    list.object(o -> o.put("seq", body.seq).object("sealed", body.sealed::writeTo));
  }

  /// Reads a file whole, and says only for whom it is: proves nothing.
  static Outcome<Address> addressOf(byte[] file) {
    return parse(file).map(parcel -> new Address(parcel.theatre, parcel.from, parcel.to));
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
        chunks(o),
        bodies(o),
        o.required("others")
            .asList(
                Frame.HOLDS_MAX,
                other ->
                    other.asObject(
                        each ->
                            new Other(
                                each.required("origin").as(Origin::parse),
                                chunks(each),
                                bodies(each)))),
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
        o.required("successions")
            .asList(
                Limits.PARTIES_MAX * Epochs.TOLD_MAX,
                keys -> keys.asText(2 * Limits.NOTE_BYTES_MAX)),
        o.required("checkpoints")
            .asList(2 * Limits.PARTIES_MAX, note -> note.asText(Limits.NOTE_BYTES_MAX)));
  }

  private static List<Chunk> chunks(JsonObject o) {
    return o.required("chunks").asList(CHUNKS_MAX, chunk -> chunk.asObject(Courier::chunk));
  }

  private static List<SealedBody> bodies(JsonObject o) {
    return o.required("bodies")
        .asList(
            CHUNKS_MAX * Frame.ENTRIES_MAX,
            body ->
                body.asObject(
                    b ->
                        new SealedBody(
                            b.required("seq").asLong(0, Limits.LOG_SIZE_MAX - 1),
                            b.required("sealed").asObject(Sealed::from))));
  }

  private static Chunk chunk(JsonObject o) {
    return new Chunk(
        o.required("first").asLong(0, Limits.LOG_SIZE_MAX - 1),
        o.required("entries")
            .asList(Frame.ENTRIES_MAX, leaf -> leaf.asBase64(Limits.ENTRY_BYTES_MAX)),
        o.required("checkpoint").asText(Limits.NOTE_BYTES_MAX),
        o.required("consistency").asList(Limits.PROOF_HASHES_MAX, JsonField::asHash));
  }
}
