package org.wideberth.party;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wideberth.record.Hash;
import org.wideberth.record.Json;
import org.wideberth.record.Limits;
import org.wideberth.record.Note;
import org.wideberth.record.NoteKey;
import org.wideberth.record.NoteLines;
import org.wideberth.record.NoteSigner;
import org.wideberth.record.Origin;
import org.wideberth.record.SealKey;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// What parties hand each other in person: a note signed by the log key that it names, with who
/// the party is and where its node listens. The existence of this value means that the signature
/// was verified; that it is the right party's is for people to compare, by [Identity#fingerprint].
/// Immutable.
public final class Card {
  private final Identity identity;
  private final List<PeerAddress> addresses;
  private final String note;

  private Card(Identity identity, List<PeerAddress> addresses, String note) {
    this.identity = identity;
    this.addresses = List.copyOf(addresses);
    this.note = note;
  }

  /// Makes and signs a card.
  ///
  /// @throws IllegalArgumentException if the key is not the identity's, or an address stands twice
  public static Card sign(Identity identity, List<PeerAddress> addresses, NoteSigner logKey) {
    if (!logKey.key().equals(identity.log())) {
      throw new IllegalArgumentException("the card is signed by the log key that it names");
    }
    StringBuilder text = new StringBuilder(identity.lines());
    addresses.forEach(address -> text.append("address ").append(address).append('\n'));
    return parse(Note.sign(text.toString(), logKey).toString()).orThrow();
  }

  /// Reads a card and verifies that the log key that it names has signed it, alone.
  public static Outcome<Card> parse(String card) {
    return Note.parse(card)
        .then(
            note ->
                NoteLines.read(note.text(), lines -> read(lines, note))
                    .then(
                        read ->
                            note.verify(read.identity.log())
                                .then(
                                    own ->
                                        own.toString().equals(card)
                                            ? Outcome.accept(read)
                                            : Outcome.refuse(
                                                RefusalCode.MALFORMED,
                                                "a card has one signature"))));
  }

  private static Card read(NoteLines lines, Note note) {
    lines.exactly("wideberth/card/v1");
    TheatreId theatre = lines.value("theatre", TheatreId::parse);
    PartyId party = lines.value("party", PartyId::parse);
    DisplayName name = lines.value("name", DisplayName::parse);
    long epoch = lines.value("epoch", text -> NoteLines.number(text, 1, Limits.EPOCH_MAX));
    Origin origin = new Origin(theatre, party, (int) epoch);
    NoteKey log = lines.value("log", NoteKey::parse);
    NoteKey witness = lines.value("witness", NoteKey::parse);
    if (!Identity.isLogKey(log, origin)
        || !Identity.isWitnessKey(witness, origin)
        || log.key().equals(witness.key())) {
      throw Json.refusal(
          RefusalCode.MALFORMED, "the log and witness keys are not two keys of " + origin);
    }
    Identity identity =
        new Identity(
            origin,
            name,
            log,
            witness,
            lines.value("seal", SealKey::parse),
            lines.value("tls", Hash::parse),
            lines.value("recovery", Hash::parse));
    return new Card(identity, addresses(lines), note.toString());
  }

  private static List<PeerAddress> addresses(NoteLines lines) {
    List<PeerAddress> addresses = new ArrayList<>();
    for (Optional<String> address = lines.optional("address");
        address.isPresent();
        address = lines.optional("address")) {
      addresses.add(lines.check("address", PeerAddress.parse(address.get())));
    }
    if (addresses.size() > Limits.CARD_ADDRESSES_MAX) {
      throw Json.refusal(
          RefusalCode.LIMIT_EXCEEDED,
          "%d addresses are more than %d".formatted(addresses.size(), Limits.CARD_ADDRESSES_MAX));
    }
    if (new HashSet<>(addresses).size() < addresses.size()) {
      throw Json.refusal(RefusalCode.MALFORMED, "an address stands twice");
    }
    return addresses;
  }

  public Identity identity() {
    return identity;
  }

  public Origin origin() {
    return identity.origin();
  }

  public PartyId party() {
    return identity.origin().party();
  }

  public List<PeerAddress> addresses() {
    return addresses;
  }

  /// See [Identity#fingerprint].
  public String fingerprint() {
    return identity.fingerprint();
  }

  /// The card as it is handed over: the signed note.
  public String text() {
    return note;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Card card && note.equals(card.note);
  }

  @Override
  public int hashCode() {
    return note.hashCode();
  }

  @Override
  public String toString() {
    return note;
  }
}
