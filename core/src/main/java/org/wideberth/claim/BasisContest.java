package org.wideberth.claim;

import java.time.Instant;
import java.util.Optional;
import org.wideberth.channel.MessageId;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;

/// That a party contests on what another says that its operation rests. It changes nothing of the
/// operation. Immutable.
///
/// @param id how people name it
/// @param at the entry that says it
/// @param time when, as its author says
/// @param revision the operation's, at which its author read the basis
/// @param basis which basis, by its hash: of a later one it says nothing
/// @param words why
/// @param takenBack with what words, if it was taken back
public record BasisContest(
    MessageId id,
    EntryPlace at,
    Instant time,
    int revision,
    Hash basis,
    String words,
    Optional<DisplayName> by,
    Optional<Claim.TakenBack> takenBack) {

  public PartyId author() {
    return at.origin().party();
  }

  public boolean stands() {
    return takenBack.isEmpty();
  }
}
