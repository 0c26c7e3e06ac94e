package org.wideberth.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wideberth.party.Card;
import org.wideberth.party.PartyId;
import org.wideberth.party.Succession.NewKeys;
import org.wideberth.party.TheatreId;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// One evidence file: entries of logs, opened bodies where they may be shown, and the proofs that
/// go with them. One bundle has one encoding, and reading accepts no other. What it proves is for
/// [BundleVerifier]. Immutable.
///
/// @param made when, as its maker claims; in whole milliseconds
/// @param cards of authors and holders, by origin; proof of nothing unless the reader knows them
/// @param successions how parties replaced the keys on those cards, by origin
/// @param items by origin and sequence number
public record Bundle(
    TheatreId theatre,
    Instant made,
    List<Card> cards,
    List<NewKeys> successions,
    List<Item> items) {
  private static final String DIGEST = ",\"digest\":\"";

  /// Where nobody has replaced any keys.
  public Bundle(TheatreId theatre, Instant made, List<Card> cards, List<Item> items) {
    this(theatre, made, cards, List.of(), items);
  }

  public Bundle {
    successions =
        successions.stream()
            .sorted(Comparator.comparing(keys -> keys.succession().from()))
            .toList();
    cards = cards.stream().sorted(Comparator.comparing(Card::origin)).toList();
    items = items.stream().sorted(Item.ORDER).toList();
    if (cards.stream().map(Card::origin).distinct().count() < cards.size()
        || items.stream().map(Item::place).distinct().count() < items.size()) {
      throw new IllegalArgumentException("one card for each log, one item for each entry");
    }
    if (items.size() > Limits.BUNDLE_ITEMS_MAX) {
      throw new IllegalArgumentException("more items than a bundle takes");
    }
  }

  /// One entry with what is shown of it.
  ///
  /// @param entry base64 of its exact bytes
  /// @param body opened, if it may be
  /// @param erased that the maker of the bundle had the body and has erased it: then it is not here
  /// @param proofs by the size of their checkpoints
  public record Item(
      Origin origin,
      long seq,
      String entry,
      Optional<Body> body,
      Optional<Erased> erased,
      List<Proof> proofs) {
    static final Comparator<Item> ORDER =
        Comparator.comparing(Item::origin).thenComparingLong(Item::seq);

    public Item {
      proofs = List.copyOf(proofs);
      if (seq < 0 || seq >= Limits.LOG_SIZE_MAX) {
        throw new IllegalArgumentException("seq " + seq);
      }
      if (body.isPresent() && erased.isPresent()) {
        throw new IllegalArgumentException("a body that is shown was not erased");
      }
    }

    /// Of an entry whose body is shown or is not.
    public Item(Origin origin, long seq, String entry, Optional<Body> body, List<Proof> proofs) {
      this(origin, seq, entry, body, Optional.empty(), proofs);
    }

    public static Item of(
        Origin origin, long seq, byte[] entry, Optional<Body> body, List<Proof> proofs) {
      return new Item(origin, seq, Base64Text.encode(entry), body, proofs);
    }

    /// Of an entry whose body was erased.
    public static Item of(
        Origin origin, long seq, byte[] entry, Erased erased, List<Proof> proofs) {
      return new Item(
          origin, seq, Base64Text.encode(entry), Optional.empty(), Optional.of(erased), proofs);
    }

    public byte[] entryBytes() {
      return Base64Text.decode(entry, Limits.ENTRY_BYTES_MAX).orThrow();
    }

    String place() {
      return origin + " entry " + seq;
    }
  }

  /// The word of the maker of a bundle that it erased a body. Nobody can prove that something is
  /// nowhere.
  ///
  /// @param by the maker
  /// @param time when, by its clock; in whole milliseconds
  public record Erased(PartyId by, Instant time) {}

  /// That the entry is in the tree of a checkpoint, and who else has that.
  ///
  /// @param checkpoint note by the author
  /// @param inclusion from the leaf to the root
  public record Proof(String checkpoint, List<Hash> inclusion, List<ReceiptText> receipts) {
    public Proof {
      inclusion = List.copyOf(inclusion);
      receipts = List.copyOf(receipts);
    }
  }

  /// What a holder gave for the checkpoint of the proof.
  ///
  /// @param cosignature the signature line without newline
  /// @param holding the holding note
  public record ReceiptText(String cosignature, String holding) {
    public static ReceiptText of(Receipt receipt) {
      return new ReceiptText(receipt.cosignature().line(), receipt.holding().note());
    }
  }

  /// Reads a file, if it is exactly what [#toBytes] would write. The signatures on cards are
  /// verified, nothing else is.
  public static Outcome<Bundle> parse(byte[] file) {
    return Json.read(file, Limits.BUNDLE_BYTES_MAX, Bundle::from)
        .then(
            bundle ->
                Arrays.equals(bundle.toBytes(), file)
                    ? Outcome.accept(bundle)
                    : Outcome.refuse(
                        RefusalCode.UNPROVEN,
                        "the file is not as it was made: its digest differs"));
  }

  private static Bundle from(JsonObject object) {
    object.required("v").asInt(1, 1);
    TheatreId theatre = object.required("theatre").as(TheatreId::parse);
    Instant made = object.required("made").asInstant();
    List<Card> cards =
        object.required("cards").asList(Limits.BUNDLE_ITEMS_MAX, card -> card.as(Card::parse));
    List<NewKeys> successions =
        object
            .optional("successions")
            .map(list -> list.asList(Limits.BUNDLE_ITEMS_MAX, keys -> keys.as(NewKeys::parse)))
            .orElse(List.of());
    List<Item> items =
        object
            .required("items")
            .asList(Limits.BUNDLE_ITEMS_MAX, item -> item.asObject(Bundle::item));
    object.required("digest").asHash();
    if (cards.stream().map(Card::origin).distinct().count() < cards.size()
        || items.stream().map(Item::place).distinct().count() < items.size()) {
      throw object.refuse(
          RefusalCode.MALFORMED, "one card for each log and one item for each entry are expected");
    }
    return new Bundle(theatre, made, cards, successions, items);
  }

  private static Item item(JsonObject item) {
    Origin origin = item.required("origin").as(Origin::parse);
    long seq = item.required("seq").asLong(0, Limits.LOG_SIZE_MAX - 1);
    byte[] entry = item.required("entry").asBase64(Limits.ENTRY_BYTES_MAX);
    Optional<Hash> salt = item.optional("salt").map(JsonField::asHash);
    Optional<byte[]> body =
        item.optional("body").map(field -> field.asBase64(Limits.OPERATION_BODY_BYTES_MAX));
    if (salt.isPresent() != body.isPresent()) {
      throw item.refuse(RefusalCode.MALFORMED, "salt and body are shown together or not at all");
    }
    Optional<PartyId> erasedBy = item.optional("erased_by").map(by -> by.as(PartyId::parse));
    Optional<Instant> erased = item.optional("erased").map(JsonField::asInstant);
    if (erased.isPresent() != erasedBy.isPresent() || (erased.isPresent() && body.isPresent())) {
      throw item.refuse(
          RefusalCode.MALFORMED,
          "of a body that is not shown it may be said when it was erased, and by whom");
    }
    List<Proof> proofs =
        item.required("proofs")
            .asList(Limits.BUNDLE_ITEMS_MAX, proof -> proof.asObject(Bundle::proof));
    return erased.isPresent()
        ? Item.of(origin, seq, entry, new Erased(erasedBy.orElseThrow(), erased.get()), proofs)
        : Item.of(
            origin,
            seq,
            entry,
            body.map(bytes -> Body.of(Salt.of(salt.orElseThrow().bytes()), bytes).orThrow()),
            proofs);
  }

  private static Proof proof(JsonObject proof) {
    return new Proof(
        proof.required("checkpoint").asText(Limits.NOTE_BYTES_MAX),
        proof.required("inclusion").asList(Limits.PROOF_HASHES_MAX, JsonField::asHash),
        proof
            .required("receipts")
            .asList(
                Limits.PARTIES_MAX,
                receipt ->
                    receipt.asObject(
                        texts ->
                            new ReceiptText(
                                texts.required("cosignature").asText(Limits.NOTE_BYTES_MAX),
                                texts.required("holding").asText(Limits.NOTE_BYTES_MAX)))));
  }

  /// As a file: canonical, so that the same bundle gives the same bytes.
  public byte[] toBytes() {
    String open =
        JsonWriter.objectText(
            out -> {
              out.put("v", 1)
                  .put("theatre", theatre.text())
                  .put("made", made)
                  .array("cards", cards, (list, card) -> list.add(card.text()));
              if (!successions.isEmpty()) {
                out.array("successions", successions, (list, keys) -> list.add(keys.text()));
              }
              out.array("items", items, (list, item) -> list.object(o -> write(o, item)));
            });
    String signed = open.substring(0, open.length() - 1);
    return (signed + DIGEST + Hash.sha256(signed.getBytes(UTF_8)) + "\"}").getBytes(UTF_8);
  }

  private static void write(JsonWriter out, Item item) {
    out.put("origin", item.origin().toString()).put("seq", item.seq()).put("entry", item.entry());
    item.body().ifPresent(body -> out.put("salt", body.salt().bytes()).put("body", body.bytes()));
    item.erased()
        .ifPresent(gone -> out.put("erased", gone.time()).put("erased_by", gone.by().text()));
    out.array("proofs", item.proofs(), (list, proof) -> list.object(o -> write(o, proof)));
  }

  private static void write(JsonWriter out, Proof proof) {
    out.put("checkpoint", proof.checkpoint())
        .array("inclusion", proof.inclusion(), (list, hash) -> list.add(hash.toString()))
        .array(
            "receipts",
            proof.receipts(),
            (list, receipt) ->
                list.object(
                    o ->
                        o.put("cosignature", receipt.cosignature())
                            .put("holding", receipt.holding())));
  }
}
