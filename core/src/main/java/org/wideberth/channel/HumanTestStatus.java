package org.wideberth.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.wideberth.party.PartyId;

/// How the tests of the channel by people stand with a peer at some moment. Immutable.
///
/// @param standing of the test that was due last, or is due now
/// @param due when that was or is; empty if none was yet
/// @param turn who of the two sends it, if nobody else does
/// @param test the test that the standing is of, if somebody sent one
/// @param last the last one that was answered, whenever it was
/// @param next when the next one is due; empty if people do not test
/// @param missed whether a test was due, its time is over, and none was answered since
public record HumanTestStatus(
    PartyId peer,
    Standing standing,
    Optional<Instant> due,
    Optional<PartyId> turn,
    Optional<HumanTest> test,
    Optional<HumanTest> last,
    Optional<Instant> next,
    boolean missed) {
  /// So long before it is due, a test counts for it.
  public static final Duration EARLY = Duration.ofMinutes(15);

  /// So long after it was due, a test must have been answered.
  public static final Duration WINDOW = Duration.ofMinutes(30);

  /// What became of a test that was due.
  public enum Standing {
    /// None was due yet.
    NOT_DUE,
    /// It is time, and nobody has sent one yet.
    DUE,
    /// One was sent; there is still time to answer it.
    SENT,
    /// One was answered in time.
    PASSED,
    /// One was answered, but not in time.
    LATE,
    /// None was answered.
    MISSED
  }
}
