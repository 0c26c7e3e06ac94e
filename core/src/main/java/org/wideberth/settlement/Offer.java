package org.wideberth.settlement;

import java.time.Instant;
import java.util.Optional;
import org.wideberth.channel.MessageId;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.record.EntryPlace;

/// An offer, and what was said of it. Immutable.
///
/// @param id names its entry
/// @param at the entry that makes it
/// @param time when, as its author says
/// @param answers the other side's offer that it takes the place of
/// @param answered what the other side said of it first, if it agreed or declined
/// @param withdrawn that whoever made it offers it no longer
public record Offer(
    MessageId id,
    EntryPlace at,
    Instant time,
    SettlementBody.Offered said,
    Optional<MessageId> answers,
    OfferState state,
    Optional<Said> answered,
    Optional<Said> withdrawn) {

  /// What was said of an offer.
  ///
  /// @param at the entry that says it
  /// @param time when, as its author says
  public record Said(EntryPlace at, Instant time, String words, Optional<DisplayName> by) {}

  /// Who made it.
  public PartyId author() {
    return id.party();
  }

  /// Who changes an operation if it is carried out.
  public PartyId yields() {
    return said.yields();
  }
}
