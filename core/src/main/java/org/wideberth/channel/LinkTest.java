package org.wideberth.channel;

import java.time.Instant;
import java.util.Optional;
import org.wideberth.party.PartyId;

/// How the machine tests of the link with a peer stand at some moment. Immutable.
///
/// @param ours what this node measured last
/// @param passed the last one of those that passed
/// @param theirs what the peer says that it measured last
/// @param due when the next one is due
/// @param missed whether one is overdue, or the last one failed on either side
public record LinkTest(
    PartyId peer,
    Optional<Report> ours,
    Optional<Report> passed,
    Optional<Report> theirs,
    Instant due,
    boolean missed) {
  /// One measurement.
  ///
  /// @param time when it was written down, as its author says
  public record Report(Instant time, LinkResult result) {
    /// True if something came back.
    public boolean isPassed() {
      return result instanceof LinkResult.Passed;
    }
  }
}
