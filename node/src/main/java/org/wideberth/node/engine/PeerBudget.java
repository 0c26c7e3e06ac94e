package org.wideberth.node.engine;

import java.time.Instant;
import java.util.Optional;
import org.wideberth.party.PartyId;
import org.wideberth.record.Origin;

/// What a party can cost this node in disk and memory. It delays, and never refuses for good: what
/// is beyond a day's measure is not taken now, its sender repeats it, and the party is named
/// meanwhile. Questions are answered and its other frames are taken as ever. Owned by the engine;
/// counted anew after a restart.
public final class PeerBudget {
  /// What a log may grow in a day, entries and bodies, unless this node was told otherwise: 100,000
  /// operations that a party declares in bulk; a busy one's thousand an hour take a third.
  public static final long LOG_PER_DAY = 640L * 1024 * 1024;

  /// What an entry costs beside its bytes: it stays in memory, read, with the operation that it
  /// makes.
  static final int ENTRY_COST = 4 * 1024;

  /// Receipts, checkpoints and cards that must be kept, of one peer in a day: forty thousand
  /// receipts.
  static final long NOTES_PER_DAY = 64L * 1024 * 1024;

  private final Ledger ledger;
  private final DailyQuota logs;
  private final DailyQuota notes = new DailyQuota(NOTES_PER_DAY);

  /// @param logPerDay what the log of one party may grow in a day, in bytes
  PeerBudget(Ledger ledger, long logPerDay) {
    this.ledger = ledger;
    this.logs = new DailyQuota(logPerDay);
  }

  /// True if what the frame brings is to be taken now; else its party is named.
  boolean isOpen(PartyId bringer, Frame frame, Instant now) {
    Optional<PartyId> author = author(frame);
    if (author.isPresent()) {
      return look(logs, author.get(), "its log grows faster than its peers can keep it", now);
    }
    return !isNote(frame) || look(notes, bringer, "it sends more notes than can be kept", now);
  }

  private boolean look(DailyQuota quota, PartyId party, String why, Instant now) {
    if (quota.hasRoom(party, now)) {
      return true;
    }
    ledger
        .alarms()
        .raise(
            Alarm.Code.DAILY_MEASURE_FULL,
            Optional.of(party),
            ("%s has used up what a party can add here in a day: %s. What it says is taken in"
                    + " bit by bit from now on, and none of it is lost; until then this node does"
                    + " not know all of it.")
                .formatted(party, why),
            now);
    return false;
  }

  /// What everything held costs, this batch included; to be compared before and after a frame.
  long cost(Batch batch) {
    long entries = 0;
    for (PeerLog log : ledger.peerLogs().values()) {
      entries += log.size();
    }
    for (PeerLog log : ledger.branches().values()) {
      entries += log.size();
    }
    return batch.bytes() + entries * ENTRY_COST;
  }

  /// Something was taken.
  void charge(PartyId bringer, Frame frame, long cost, Instant now) {
    if (cost > 0) {
      Optional<PartyId> author = author(frame);
      DailyQuota quota = author.isPresent() ? logs : notes;
      PartyId party = author.orElse(bringer);
      quota.charge(party, cost, now);
      if (quota.hasRoom(party, now)) {
        ledger.alarms().end(Alarm.Code.DAILY_MEASURE_FULL, Optional.of(party));
      }
    }
  }

  /// Whose log grows by it, if it is another party's.
  private Optional<PartyId> author(Frame frame) {
    Optional<Origin> origin =
        switch (frame) {
          case Frame.Entries entries -> Optional.of(entries.origin());
          case Frame.Bodies bodies -> Optional.of(bodies.origin());
          case Frame.Urgent urgent -> Optional.of(urgent.origin());
          default -> Optional.empty();
        };
    return origin.map(Origin::party).filter(party -> !party.equals(ledger.self()));
  }

  /// True if something of it may have to be kept.
  private static boolean isNote(Frame frame) {
    return switch (frame) {
      case Frame.Hello _, Frame.ReceiptFrame _, Frame.Checkpoints _, Frame.Relay _ -> true;
      default -> false;
    };
  }
}
