package org.wideberth.claim;

import java.time.Instant;
import java.util.Optional;
import org.wideberth.channel.MessageId;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.record.EntryPlace;

/// What one party says in a matter. It stays, whatever anybody says after it. Immutable.
///
/// @param id how people name it
/// @param at the entry that says it
/// @param time when it was said, as its author says
/// @param sort what kind of word it is
/// @param standing what its author has made of it since
/// @param takenBack with what words, if it was taken back
public record Claim(
    MessageId id,
    EntryPlace at,
    Instant time,
    Sort sort,
    Sighting sighting,
    Optional<DisplayName> by,
    Standing standing,
    Optional<TakenBack> takenBack) {

  /// What kind of word it is.
  public enum Sort {
    /// It was so, says who opened the matter.
    REPORTED,
    /// It was not so.
    CONTESTED,
    /// It was so, says another party.
    AGREED
  }

  /// What its own author has made of it since.
  public enum Standing {
    STANDS,
    /// Its author said something else in its place.
    CORRECTED,
    TAKEN_BACK
  }

  /// By its own author.
  public record TakenBack(EntryPlace at, Instant time, String words, Optional<DisplayName> by) {}

  public PartyId author() {
    return at.origin().party();
  }

  public boolean stands() {
    return standing == Standing.STANDS;
  }

  Claim corrected() {
    return new Claim(id, at, time, sort, sighting, by, Standing.CORRECTED, takenBack);
  }

  Claim takenBack(TakenBack back) {
    return new Claim(id, at, time, sort, sighting, by, Standing.TAKEN_BACK, Optional.of(back));
  }
}
