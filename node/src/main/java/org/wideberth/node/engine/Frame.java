package org.wideberth.node.engine;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.wideberth.channel.Attachment;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.record.Body;
import org.wideberth.record.Hash;
import org.wideberth.record.Json;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.record.Limits;
import org.wideberth.record.Origin;
import org.wideberth.record.Salt;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// What two nodes say to each other on a link: one JSON object a frame, strict in both directions.
///
/// Any frame may be lost, come twice or out of order: each says enough to be judged alone.
sealed interface Frame {

  /// No frame is larger; the transport closes a link that sends one.
  int FRAME_BYTES_MAX = 1024 * 1024;

  /// Entries in one frame: enough for a day's catch-up in few round trips.
  int ENTRIES_MAX = 512;

  /// Logs that a hello can speak of: every party's, in two epochs.
  int HOLDS_MAX = 2 * Limits.PARTIES_MAX;

  /// A parcel leaves room in its frame for the rest and for the escapes of JSON text in JSON text:
  /// one for each quotation mark and line, a few in a hundred of what is nearly all base64.
  int PARCEL_BYTES_MAX = 900 * 1024;

  /// Nodes between sender and recipient of a parcel: in a theatre that is not cut into strings of
  /// parties there is a way through one, and two more make up for what nobody knows.
  int RELAY_HOPS_MAX = 3;

  /// First on every link, from both sides.
  ///
  /// @param card the sender's own card, so that new addresses spread
  /// @param holds how much of each log the sender holds, durably
  /// @param checkpoints the newest checkpoint it has of each
  /// @param links the parties with whom the sender has a link now: who can be reached through it
  /// @param heard whether the sender has had the receiver's hello on this link; if not, it is to be
  ///     said again
  record Hello(
      TheatreId theatre,
      PartyId party,
      String card,
      List<Holding> holds,
      List<String> checkpoints,
      List<PartyId> links,
      boolean heard)
      implements Frame {}

  /// How much of a log somebody holds.
  record Holding(Origin origin, long size) {}

  /// Entries of the sender's own log or of one that it holds, with the bodies that it has and that
  /// are addressed to the receiver or were written by it.
  ///
  /// @param checkpoint the author's checkpoint at `first + leaves.size()` or further on
  /// @param consistency leads from where the entries end to the checkpoint; empty if it is there
  record Entries(
      Origin origin,
      long first,
      List<byte[]> leaves,
      List<SentBody> bodies,
      String checkpoint,
      List<Hash> consistency)
      implements Frame {}

  /// A body on its way to somebody in its audience.
  // Handed on, never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record SentBody(long seq, Salt salt, byte[] bytes) {}

  /// An entry of the sender's own log that goes before those that stand before it: somebody is in
  /// danger, and nobody waits for a backlog to hear it. The log itself follows as ever.
  ///
  /// @param checkpoint the author's, of a log that has the entry
  /// @param inclusion leads from the entry to the checkpoint
  // Handed on, never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record Urgent(Origin origin, byte[] leaf, SentBody body, String checkpoint, List<Hash> inclusion)
      implements Frame {}

  /// The sender durably holds that much of the receiver's log, and all bodies but those named.
  record ReceiptFrame(String checkpoint, String cosignature, String holding) implements Frame {}

  /// Bodies that the receiver said it lacks, of the sender's own log or of one that it holds.
  record Bodies(Origin origin, List<SentBody> bodies) implements Frame {}

  /// The newest checkpoints the sender has, of any logs; how much of each it holds, and with whom
  /// it has links now. What is not named is as it was.
  record Checkpoints(List<String> notes, List<Holding> holds, List<PartyId> links)
      implements Frame {
    Checkpoints(List<String> notes) {
      this(notes, List.of(), List.of());
    }
  }

  /// The receiver is asked for a log from there on, its own or one that it holds.
  ///
  /// @param history of a log with two histories the one that has this checkpoint
  record Want(Origin origin, long from, Optional<Tip> history) implements Frame {
    Want(Origin origin, long from) {
      this(origin, from, Optional.empty());
    }
  }

  /// What tells two histories of a log apart.
  record Tip(long size, Hash root) {}

  /// The receiver is asked for bodies of a log that it holds, those addressed to the asker.
  ///
  /// @param seqs ascending, each once
  record WantBodies(Origin origin, List<Long> seqs) implements Frame {}

  /// What is said of an attachment of a message.
  sealed interface OfAttachment extends Frame {}

  /// The receiver is asked for the next bytes of an attachment of its own message.
  ///
  /// @param from where they begin
  record WantAttachment(Hash hash, int from) implements OfAttachment {}

  /// Bytes of an attachment that the receiver has asked for.
  // Handed on, never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record AttachmentBytes(Hash hash, int from, byte[] bytes) implements OfAttachment {}

  /// A courier parcel on its way to a party that its sender cannot reach.
  ///
  /// @param to for whom it is
  /// @param hops through how many more nodes it may go
  /// @param parcel the text of the courier file; bodies in it are sealed to `to`
  record Relay(PartyId to, int hops, String parcel) implements Frame {}

  /// Proof that a log was forked: the file's text.
  record Fork(String proof) implements Frame {}

  /// A party's new keys: the file's text.
  record Keys(String keys) implements Frame {}

  /// The receiver is asked to sign its own log at that size: for telling a fork.
  record Prove(Origin origin, long size) implements Frame {}

  /// Is anybody there? The number comes back in a [Pong].
  record Ping(long number) implements Frame {}

  /// The answer to a [Ping], at once.
  ///
  /// @param time what the sender's clock says
  record Pong(long number, Instant time) implements Frame {}

  default byte[] encode() {
    return JsonWriter.object(
        out -> {
          switch (this) {
            case Hello hello -> write(out, hello);
            case Entries entries -> write(out, entries);
            case Urgent urgent ->
                out.put("type", "urgent")
                    .put("origin", urgent.origin().toString())
                    .put("entry", urgent.leaf())
                    .object("body", each -> write(each, urgent.body()))
                    .put("checkpoint", urgent.checkpoint())
                    .array(
                        "inclusion", urgent.inclusion(), (list, hash) -> list.add(hash.toString()));
            case ReceiptFrame(var checkpoint, var cosignature, var holding) ->
                out.put("type", "receipt")
                    .put("checkpoint", checkpoint)
                    .put("cosignature", cosignature)
                    .put("holding", holding);
            case Bodies(var origin, var bodies) -> {
              out.put("type", "bodies").put("origin", origin.toString());
              write(out, bodies);
            }
            case Checkpoints(var notes, var holds, var links) -> {
              out.put("type", "checkpoints").array("checkpoints", notes, JsonWriter.Elements::add);
              write(out, holds, links);
            }
            case Want(var origin, var from, var history) -> {
              out.put("type", "want").put("origin", origin.toString()).put("from", from);
              history.ifPresent(tip -> out.put("size", tip.size()).put("root", tip.root()));
            }
            case WantBodies(var origin, var seqs) ->
                out.put("type", "want-bodies")
                    .put("origin", origin.toString())
                    .array("seqs", seqs, JsonWriter.Elements::add);
            case WantAttachment(var hash, var from) ->
                out.put("type", "want-file").put("hash", hash).put("from", from);
            case AttachmentBytes(var hash, var from, var bytes) ->
                out.put("type", "file-bytes")
                    .put("hash", hash)
                    .put("from", from)
                    .put("bytes", bytes);
            case Relay(var to, var hops, var parcel) ->
                out.put("type", "relay")
                    .put("to", to.text())
                    .put("hops", hops)
                    .put("parcel", parcel);
            case Keys(var keys) -> out.put("type", "keys").put("keys", keys);
            case Fork(var proof) -> out.put("type", "fork").put("proof", proof);
            case Prove(var origin, var size) ->
                out.put("type", "prove").put("origin", origin.toString()).put("size", size);
            case Ping(var number) -> out.put("type", "ping").put("number", number);
            case Pong(var number, var time) ->
                out.put("type", "pong").put("number", number).put("time", time);
          }
        });
  }

  private static void write(JsonWriter out, Hello hello) {
    out.put("type", "hello")
        .put("v", 1)
        .put("theatre", hello.theatre().text())
        .put("party", hello.party().text())
        .put("card", hello.card())
        .array("checkpoints", hello.checkpoints(), JsonWriter.Elements::add);
    write(out, hello.holds(), hello.links());
    out.put("heard", hello.heard());
  }

  private static void write(JsonWriter out, List<Holding> holds, List<PartyId> links) {
    out.array(
            "holds",
            holds,
            (list, held) ->
                list.object(
                    o -> o.put("origin", held.origin().toString()).put("size", held.size())))
        .array("links", links, (list, party) -> list.add(party.text()));
  }

  private static void write(JsonWriter out, Entries entries) {
    out.put("type", "entries")
        .put("origin", entries.origin().toString())
        .put("first", entries.first())
        .array(
            "entries",
            entries.leaves(),
            (list, leaf) -> list.add(Base64.getEncoder().encodeToString(leaf)));
    write(out, entries.bodies());
    out.put("checkpoint", entries.checkpoint())
        .array("consistency", entries.consistency(), (list, hash) -> list.add(hash.toString()));
  }

  private static void write(JsonWriter out, List<SentBody> bodies) {
    out.array("bodies", bodies, (list, body) -> list.object(each -> write(each, body)));
  }

  private static void write(JsonWriter out, SentBody body) {
    out.put("seq", body.seq()).put("salt", body.salt().bytes()).put("body", body.bytes());
  }

  /// Reads what a peer sent.
  static Outcome<Frame> parse(byte[] frame) {
    return Json.read(
        frame,
        FRAME_BYTES_MAX,
        object -> {
          JsonField type = object.required("type");
          return switch (type.asText(16)) {
            case "hello" -> hello(object);
            case "entries" ->
                new Entries(
                    origin(object),
                    size(object, "first"),
                    object
                        .required("entries")
                        .asList(ENTRIES_MAX, leaf -> leaf.asBase64(Limits.ENTRY_BYTES_MAX)),
                    bodies(object),
                    object.required("checkpoint").asText(Limits.NOTE_BYTES_MAX),
                    object
                        .required("consistency")
                        .asList(Limits.PROOF_HASHES_MAX, JsonField::asHash));
            case "urgent" ->
                new Urgent(
                    origin(object),
                    object.required("entry").asBase64(Limits.ENTRY_BYTES_MAX),
                    object.required("body").asObject(Frame::sentBody),
                    object.required("checkpoint").asText(Limits.NOTE_BYTES_MAX),
                    object
                        .required("inclusion")
                        .asList(Limits.PROOF_HASHES_MAX, JsonField::asHash));
            case "receipt" ->
                new ReceiptFrame(
                    object.required("checkpoint").asText(Limits.NOTE_BYTES_MAX),
                    object.required("cosignature").asText(1024),
                    object.required("holding").asText(Limits.NOTE_BYTES_MAX));
            case "bodies" -> new Bodies(origin(object), bodies(object));
            case "checkpoints" -> new Checkpoints(notes(object), holds(object), links(object));
            case "want" ->
                new Want(
                    origin(object),
                    size(object, "from"),
                    object
                        .optional("root")
                        .map(root -> new Tip(size(object, "size"), root.asHash())));
            case "want-bodies" -> new WantBodies(origin(object), seqs(object));
            case "want-file" -> new WantAttachment(hash(object), fileOffset(object));
            case "file-bytes" -> fileBytes(object);
            case "relay" ->
                new Relay(
                    object.required("to").as(PartyId::parse),
                    object.required("hops").asInt(0, RELAY_HOPS_MAX),
                    object.required("parcel").asText(PARCEL_BYTES_MAX));
            case "keys" -> new Keys(object.required("keys").asText(2 * Limits.NOTE_BYTES_MAX));
            case "fork" -> new Fork(object.required("proof").asText(2 * Limits.NOTE_BYTES_MAX));
            case "prove" -> new Prove(origin(object), size(object, "size"));
            case "ping" -> new Ping(number(object));
            case "pong" -> new Pong(number(object), object.required("time").asInstant());
            default -> throw type.refuse(RefusalCode.MALFORMED, "no such frame is known here");
          };
        });
  }

  private static Hello hello(JsonObject object) {
    object.required("v").asLong(1, 1);
    return new Hello(
        object.required("theatre").as(TheatreId::parse),
        object.required("party").as(PartyId::parse),
        object.required("card").asText(Limits.NOTE_BYTES_MAX),
        holds(object),
        notes(object),
        links(object),
        object.required("heard").asBool());
  }

  private static List<Holding> holds(JsonObject object) {
    return object
        .required("holds")
        .asList(HOLDS_MAX, held -> held.asObject(o -> new Holding(origin(o), size(o, "size"))));
  }

  private static List<PartyId> links(JsonObject object) {
    return object.required("links").asList(Limits.PARTIES_MAX, party -> party.as(PartyId::parse));
  }

  private static List<Long> seqs(JsonObject object) {
    JsonField field = object.required("seqs");
    List<Long> seqs = field.asList(ENTRIES_MAX, seq -> seq.asLong(0, Limits.LOG_SIZE_MAX - 1));
    for (int i = 1; i < seqs.size(); i++) {
      if (seqs.get(i - 1) >= seqs.get(i)) {
        throw field.refuse(RefusalCode.MALFORMED, "the places must ascend, each once");
      }
    }
    return seqs;
  }

  private static List<String> notes(JsonObject object) {
    return object
        .required("checkpoints")
        .asList(2 * Limits.PARTIES_MAX, note -> note.asText(Limits.NOTE_BYTES_MAX));
  }

  private static List<SentBody> bodies(JsonObject object) {
    return object.required("bodies").asList(ENTRIES_MAX, body -> body.asObject(Frame::sentBody));
  }

  private static SentBody sentBody(JsonObject object) {
    return new SentBody(
        object.required("seq").asLong(0, Limits.LOG_SIZE_MAX),
        salt(object.required("salt")),
        object.required("body").asBase64(Limits.OPERATION_BODY_BYTES_MAX));
  }

  private static Salt salt(JsonField field) {
    byte[] bytes = field.asBase64(Salt.BYTES);
    if (bytes.length != Salt.BYTES) {
      throw field.refuse(RefusalCode.MALFORMED, "a salt has 32 bytes");
    }
    return Salt.of(bytes);
  }

  private static Origin origin(JsonObject object) {
    return object.required("origin").as(Origin::parse);
  }

  private static AttachmentBytes fileBytes(JsonObject object) {
    return new AttachmentBytes(
        hash(object),
        fileOffset(object),
        object.required("bytes").asBase64(Attachments.CHUNK_BYTES_MAX));
  }

  private static Hash hash(JsonObject object) {
    return object.required("hash").asHash();
  }

  private static int fileOffset(JsonObject object) {
    return object.required("from").asInt(0, Attachment.BYTES_MAX - 1);
  }

  private static long number(JsonObject object) {
    return object.required("number").asLong(0, Long.MAX_VALUE);
  }

  private static long size(JsonObject object, String name) {
    return object.required(name).asLong(0, Limits.LOG_SIZE_MAX);
  }

  /// The body as the record knows it.
  static Outcome<Body> body(SentBody sent) {
    return Body.of(sent.salt(), sent.bytes());
  }
}
