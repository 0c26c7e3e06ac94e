package org.wideberth.node.peering;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.wideberth.party.Card;
import org.wideberth.party.PartyId;
import org.wideberth.record.Hash;

/// Who is enrolled now; asked anew each time, so that a new card counts at once. Thread-safe if the
/// supplier is.
record Roster(PartyId self, Supplier<? extends Collection<Card>> cards) {

  /// All but the own card.
  List<Card> peers() {
    return cards.get().stream().filter(card -> !card.party().equals(self)).toList();
  }

  Optional<PartyId> partyOf(Hash pin) {
    return peers().stream()
        .filter(card -> card.identity().tls().equals(pin))
        .map(Card::party)
        .findFirst();
  }

  boolean isPinOf(PartyId peer, Hash pin) {
    return partyOf(pin).filter(peer::equals).isPresent();
  }
}
