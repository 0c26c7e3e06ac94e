package org.wideberth.node.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.wideberth.party.Card;
import org.wideberth.party.PartyId;
import org.wideberth.party.Succession;
import org.wideberth.party.Succession.NewKeys;
import org.wideberth.record.LogCopy;
import org.wideberth.record.Origin;

/// Which cards spoke for a party in which epoch, and what led from one to the next. Owned by the
/// engine.
final class Epochs {
  /// Successions of one party that are told to peers: who was away for longer gets them as files.
  static final int TOLD_MAX = 8;

  private final Map<Origin, Card> cards = new TreeMap<>();
  private final Map<Origin, NewKeys> successions = new TreeMap<>();

  void know(Card card) {
    cards.put(card.origin(), card);
  }

  /// The card of that epoch, whether it still speaks for the party or not.
  Optional<Card> card(Origin origin) {
    return Optional.ofNullable(cards.get(origin));
  }

  /// Every card of every epoch.
  Collection<Card> cards() {
    return Collections.unmodifiableCollection(cards.values());
  }

  /// What ended each epoch that is over.
  Collection<NewKeys> successions() {
    return Collections.unmodifiableCollection(successions.values());
  }

  void add(NewKeys keys) {
    successions.put(keys.succession().from(), keys);
    // The card that is known may have newer addresses.
    cards.putIfAbsent(keys.card().origin(), keys.card());
  }

  /// How many entries of an epoch that is over its party stands by; empty for the epoch that is
  /// not.
  OptionalLong lastGood(Origin origin) {
    NewKeys next = successions.get(origin);
    return next == null ? OptionalLong.empty() : OptionalLong.of(next.succession().size());
  }

  /// What to make of new keys for a party whose card is this one.
  sealed interface Judged {
    /// They are known already.
    record Known() implements Judged {}

    /// They follow others that have not come yet.
    record TooEarly() implements Judged {}

    /// They follow the card.
    record Next() implements Judged {}

    /// They tell of an epoch before the card, by the word of the recovery key on it: the party had
    /// keys before it was enrolled here.
    record Earlier() implements Judged {}

    /// Others were taken before them for the same epoch: the recovery key is misused.
    record Disputed(NewKeys taken) implements Judged {}

    /// They do not follow.
    record Unusable(String words) implements Judged {}
  }

  /// Judges new keys.
  ///
  /// @param current the party's card now
  Judged judge(Card current, NewKeys keys) {
    Succession succession = keys.succession();
    NewKeys taken = successions.get(succession.from());
    if (taken != null && taken.succession().equals(succession)) {
      return new Judged.Known();
    }
    if (succession.from().epoch() > current.origin().epoch()) {
      // One before it was late or lost; the other side says them all again when it is asked.
      return new Judged.TooEarly();
    }
    Card old = cards.get(succession.from());
    if (old == null && succession.from().epoch() < current.origin().epoch()) {
      return earlier(current, keys, Optional.ofNullable(taken));
    }
    if (old == null || !succession.follows(old.identity())) {
      return new Judged.Unusable(
          "it does not follow the card of %s that is enrolled, whose fingerprint is %s"
              .formatted(current.party(), current.fingerprint()));
    }
    return taken == null ? new Judged.Next() : new Judged.Disputed(taken);
  }

  private Judged earlier(Card current, NewKeys keys, Optional<NewKeys> taken) {
    Card next = cards.get(keys.card().origin());
    if (!keys.succession().isBefore(current.identity())) {
      // Of a recovery key that nobody has shown here: neither of use nor wrong.
      return new Judged.Known();
    }
    if (next != null && !next.identity().equals(keys.card().identity())) {
      return new Judged.Unusable(
          "it leads to another card of %s than the one that is known, whose fingerprint is %s"
              .formatted(next.origin(), next.fingerprint()));
    }
    return taken.<Judged>map(Judged.Disputed::new).orElseGet(Judged.Earlier::new);
  }

  /// The newest successions of every party, in order.
  List<String> told() {
    Map<PartyId, List<String>> byParty = new TreeMap<>();
    for (NewKeys keys : successions.values()) {
      List<String> chain = byParty.computeIfAbsent(keys.card().party(), _ -> new ArrayList<>());
      chain.add(keys.text());
      if (chain.size() > TOLD_MAX) {
        chain.removeFirst();
      }
    }
    return byParty.values().stream().flatMap(List::stream).toList();
  }

  /// In words, that entries stand after those that the party stands by.
  Optional<Alarm> afterLastGood(Origin origin, LogCopy log) {
    OptionalLong good = lastGood(origin);
    if (good.isEmpty() || log.size() <= good.getAsLong()) {
      return Optional.empty();
    }
    return Optional.of(
        new Alarm(
            Alarm.Code.AFTER_LAST_GOOD,
            Optional.of(origin.party()),
            ("%d entries of %s, from %d on, are not among those that %s stands by since it replaced"
                    + " its keys. They still count, and may be somebody else's.")
                .formatted(log.size() - good.getAsLong(), origin, good.getAsLong(), origin.party()),
            Optional.empty()));
  }

  static String newKeysWords(NewKeys keys) {
    Succession succession = keys.succession();
    return ("%s has new keys since %s (%s), signed with its recovery key. Compare by voice, then enrol"
            + " the new card: %s")
        .formatted(
            keys.card().party(),
            succession.time(),
            succession.reason().word(),
            keys.card().fingerprint());
  }
}
