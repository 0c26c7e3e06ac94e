package org.wideberth.channel;

import java.time.Instant;
import java.util.Optional;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;

/// Who sits at a desk. Immutable.
///
/// @param by who has it, or who left it last; empty if it was never taken
/// @param manned false if nobody has it
/// @param since when, as the party says; empty if it was never taken
/// @param note what was left for the relief since then; for the own party only
public record Watch(
    PartyId party,
    Desk desk,
    boolean manned,
    Optional<DisplayName> by,
    Optional<Instant> since,
    Optional<HandoverNote> note) {

  /// A note for the relief.
  ///
  /// @param id names its entry
  public record HandoverNote(MessageId id, DisplayName by, Instant time, String text) {}
}
