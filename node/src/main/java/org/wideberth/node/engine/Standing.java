package org.wideberth.node.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.wideberth.party.PartyId;
import org.wideberth.record.LogCopy;
import org.wideberth.record.SignedCheckpoint;

/// Whether this node may write its own log: not while its own signature stands under entries that
/// it does not hold, and not from a data directory of which nobody knows how far it was signed.
/// Owned by the engine.
final class Standing {
  /// From the last peer's word until writing begins on a machine that has no mark: time for what it
  /// holds to come.
  static final Duration HEARING = Duration.ofSeconds(10);

  private final OwnLog own;
  private final Alarms alarms;
  private long mark;
  private Optional<SignedCheckpoint> ahead = Optional.empty();
  private Optional<SignedCheckpoint> against = Optional.empty();
  private boolean unproven;
  private final Set<PartyId> met = new HashSet<>();
  private Optional<Instant> lastMet = Optional.empty();

  Standing(OwnLog own, Alarms alarms) {
    this.own = own;
    this.alarms = alarms;
  }

  boolean mayWrite() {
    return !unproven && !isBehind();
  }

  /// True while entries are to be fetched back from peers.
  boolean isBehind() {
    return alarms.isRaised(Alarm.Code.OWN_LOG_BEHIND, Optional.empty());
  }

  /// True while nobody knows how far this log was signed.
  boolean isUnproven() {
    return unproven;
  }

  /// How much of the own log is known to have been signed.
  long known() {
    return Math.max(mark, ahead.map(SignedCheckpoint::size).orElse(0L));
  }

  /// True if the own log has what a signature of this party says.
  boolean bearsOut(SignedCheckpoint signed) {
    LogCopy log = own.durable();
    return signed.size() <= log.size() && log.tree().root(signed.size()).equals(signed.root());
  }

  /// Compares a signature of this party with its log. If the log does not bear it out, nothing is
  /// written from now on.
  ///
  /// @return true if it does not, and that is news to be kept
  boolean compare(SignedCheckpoint signed, Instant now) {
    if (bearsOut(signed)) {
      return false;
    }
    boolean news;
    if (signed.size() <= own.durable().size()) {
      news = against.isEmpty();
      against = against.or(() -> Optional.of(signed));
    } else {
      news = ahead.isEmpty() || ahead.get().size() < signed.size();
      ahead = news ? Optional.of(signed) : ahead;
    }
    raise(now);
    return news;
  }

  /// The mark outside the data directory says that more was signed than the journal has.
  void restored(long signed, Instant now) {
    mark = signed;
    raise(now);
  }

  /// The own log has grown, perhaps by what peers gave back.
  void settle(Instant now) {
    if (!isBehind()) {
      return;
    }
    ahead
        .filter(signed -> signed.size() <= own.durable().size())
        .ifPresent(
            signed -> {
              ahead = Optional.empty();
              if (!bearsOut(signed)) {
                against = against.or(() -> Optional.of(signed));
              }
            });
    raise(now);
  }

  private void raise(Instant now) {
    long held = own.durable().size();
    if (against.isPresent()) {
      raise(
          ("This party's key has signed %d entries that are not those of this node's log, which has"
                  + " %d: it is used elsewhere, or a restored node went on by itself. Nothing more"
                  + " is written under this key; an administrator begins a new epoch, see"
                  + " \"wideberth keys\".")
              .formatted(against.get().size(), held),
          now);
    } else if (known() > held) {
      raise(
          ("This party has signed %d entries of its log, and this node holds %d: it was restored"
                  + " from an old backup. It writes nothing until it has fetched the rest back from"
                  + " its peers' copies, which it does by itself once they are linked.")
              .formatted(known(), held),
          now);
    } else {
      alarms.end(Alarm.Code.OWN_LOG_BEHIND, Optional.empty());
    }
  }

  private void raise(String words, Instant now) {
    alarms.raise(Alarm.Code.OWN_LOG_BEHIND, Optional.empty(), words, now);
  }

  /// This machine has no mark of a log that has entries, and peers may hold more of it.
  void unproven(Instant now) {
    unproven = true;
    alarms.raise(
        Alarm.Code.OWN_LOG_UNPROVEN,
        Optional.empty(),
        ("Nothing on this machine tells how far this party's log was signed: the data directory was"
                + " restored or moved here with %d entries. It writes nothing until every peer has"
                + " said what it holds; where one cannot be reached and it is certain that no later"
                + " copy was ever at work, an administrator resumes it: wideberth resume.")
            .formatted(own.durable().size()),
        now);
  }

  /// The journal was damaged, and lacks entries of an own epoch that is over: what is decided
  /// without them may contradict them.
  void pastLost(Instant now) {
    unproven = true;
    alarms.raise(
        Alarm.Code.OWN_LOG_UNPROVEN,
        Optional.empty(),
        "Entries of an epoch of this party's log that is over were lost with a damaged journal. It"
            + " writes nothing until its peers have given them back, which they do by themselves"
            + " once they are linked; where nobody has them, an administrator resumes it: wideberth"
            + " resume.",
        now);
  }

  /// A peer has said what it holds of the own log.
  void met(PartyId peer, Instant now) {
    if (met.add(peer)) {
      lastMet = Optional.of(now);
    }
  }

  /// Once a second: begins writing when all peers have been heard and hold no more than this node.
  /// Not when some have: one that lies says nothing of what it holds.
  ///
  /// @param pastIsWhole whether all is here of epochs that are over
  void tick(Collection<PartyId> peers, boolean pastIsWhole, Instant now) {
    boolean heard =
        lastMet
            .filter(since -> Duration.between(since, now).abs().compareTo(HEARING) >= 0)
            .isPresent();
    if (unproven && heard && pastIsWhole && met.containsAll(peers) && !isBehind()) {
      resumed();
    }
  }

  /// It is known now, or somebody vouches for it.
  void resumed() {
    unproven = false;
    alarms.end(Alarm.Code.OWN_LOG_UNPROVEN, Optional.empty());
  }
}
