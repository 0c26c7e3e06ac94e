package org.wideberth.settlement;

import java.time.Instant;
import java.util.Comparator;
import org.wideberth.geo.TimeWindow;
import org.wideberth.party.PartyId;

/// An open finding of which the own party is a side, and how far it is settled. The most imminent
/// start comes first.
///
/// @param other the other party
/// @param takenHere whether the own party has taken it up
public record Pending(
    FindingName finding,
    PartyId other,
    TimeWindow interval,
    SettlementState state,
    boolean takenHere)
    implements Comparable<Pending> {
  private static final Comparator<Pending> ORDER =
      Comparator.comparing((Pending each) -> each.interval().start())
          .thenComparing(each -> each.finding().operations().getFirst())
          .thenComparing(each -> each.finding().operations().getLast())
          .thenComparing(each -> each.finding().article())
          .thenComparing(each -> each.finding().id());

  /// How much it presses at that time.
  public Escalation escalation(Instant now) {
    return Escalation.of(state, interval, now);
  }

  /// True if the people on watch must know of it at that time: nobody here has taken it up, or it
  /// is not settled and presses. What is over alarms nobody.
  public boolean alarms(Instant now) {
    return now.isBefore(interval.end()) && (!takenHere || escalation(now) != Escalation.NONE);
  }

  @Override
  public int compareTo(Pending other) {
    return ORDER.compare(this, other);
  }
}
