package org.wideberth.node.engine;

import java.time.Instant;
import java.util.Optional;
import org.wideberth.party.Card;
import org.wideberth.party.PartyId;
import org.wideberth.party.Succession.NewKeys;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;

/// Takes in new keys of other parties, and names who uses old ones. Owned by the engine.
final class Successions {
  private final Ledger ledger;

  Successions(Ledger ledger) {
    this.ledger = ledger;
  }

  /// New keys of a party, whoever brought them.
  ///
  /// @return why they are not taken, if they are of no use
  Optional<String> take(String text, Instant now, Batch batch) {
    if (!(NewKeys.parse(text) instanceof Outcome.Accepted<NewKeys>(var keys))) {
      return Optional.of("new keys that cannot be read");
    }
    PartyId party = keys.card().party();
    Optional<Card> current = ledger.card(party);
    if (current.isEmpty() || party.equals(ledger.self())) {
      return Optional.empty();
    }
    return switch (ledger.epochs().judge(current.get(), keys)) {
      case Epochs.Judged.Known(), Epochs.Judged.TooEarly() -> Optional.empty();
      case Epochs.Judged.Next(), Epochs.Judged.Earlier() -> {
        ledger.succeed(keys, now);
        batch.keep(new Kept.NewKeysTaken(text, now.toEpochMilli()));
        yield Optional.empty();
      }
      case Epochs.Judged.Disputed(var taken) -> {
        ledger
            .alarms()
            .raise(
                Alarm.Code.KEYS_DISPUTED,
                Optional.of(party),
                ("Two successions of %s are signed with its recovery key: the one that counts here"
                        + " leads to the fingerprint %s, the other to %s. Ask %s in person.")
                    .formatted(
                        keys.succession().from(),
                        taken.card().fingerprint(),
                        keys.card().fingerprint(),
                        party),
                now);
        yield Optional.empty();
      }
      case Epochs.Judged.Unusable(var words) -> Optional.of(words);
    };
  }

  /// Something came under a key that has been replaced.
  void replacedKeyUsed(Origin origin, long size, Instant now) {
    ledger
        .alarms()
        .raise(
            Alarm.Code.REPLACED_KEY_USED,
            Optional.of(origin.party()),
            ("The key of %s, which %s has replaced, has signed %d entries; it stands by %d. Somebody"
                    + " else may have that key.")
                .formatted(
                    origin, origin.party(), size, ledger.epochs().lastGood(origin).orElse(0)),
            now);
  }
}
