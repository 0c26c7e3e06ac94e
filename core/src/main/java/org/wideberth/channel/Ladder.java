package org.wideberth.channel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wideberth.party.PartyId;

/// Which desk is called next to a FLASH message that nobody takes, and when.
public final class Ladder {
  private Ladder() {}

  /// A desk that is to be called now.
  ///
  /// @param self whose desks they are
  /// @param since when the message came before this party's people
  /// @param desks of this party
  /// @param times how long a desk has before the next one is called
  public static Optional<Desk> due(
      PartyId self,
      Message message,
      List<Watch> desks,
      Instant since,
      LadderTimes times,
      Instant now) {
    List<Handling.Escalation> called = message.escalations(self);
    Instant at =
        called.isEmpty()
            ? since.plusSeconds(times.nextDeskS())
            : called.getLast().time().plusSeconds(times.commanderS());
    return at.isAfter(now) ? Optional.empty() : next(message, called, desks);
  }

  /// First another desk where somebody sits, then the commander.
  private static Optional<Desk> next(
      Message message, List<Handling.Escalation> called, List<Watch> desks) {
    Desk first = message.content().desk();
    if (first.equals(Desk.COMMANDER)
        || called.stream().anyMatch(each -> each.desk().equals(Desk.COMMANDER))) {
      return Optional.empty();
    }
    Optional<Desk> manned =
        desks.stream()
            .filter(Watch::manned)
            .map(Watch::desk)
            .filter(desk -> !desk.equals(first) && !desk.equals(Desk.COMMANDER))
            .findFirst();
    return (called.isEmpty() ? manned : Optional.<Desk>empty())
        .or(() -> Optional.of(Desk.COMMANDER));
  }
}
