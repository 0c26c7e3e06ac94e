package org.wideberth.node.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.record.ForkProof;
import org.wideberth.record.LogCopy;
import org.wideberth.record.Origin;
import org.wideberth.record.SignedCheckpoint;
import org.wideberth.refusal.Outcome;

/// Gets from anybody what its author does not bring: entries and bodies of logs that somebody is
/// known to hold more of than this node, the own log after a restored backup included. The author
/// comes first: it brings its log by itself, and only where nothing comes for a while are the
/// others asked, one at a time. Owned by the engine.
final class CatchUp {
  /// How long nothing may come before somebody is asked, and before the next one is: the author's
  /// own patience with a link.
  static final Duration PATIENCE = PeerSession.PATIENCE;

  /// Bodies may be withheld for good: asked for less and less often, up to this.
  static final Duration BODIES_PATIENCE_MAX = Duration.ofMinutes(1);

  /// How far along one log is, and who was asked.
  private static final class Progress {
    private long size = -1;
    private int missing = -1;
    private Optional<Instant> since = Optional.empty();
    private Duration patience = PATIENCE;
    private int turn;

    /// True if nothing has changed for as long as this waits.
    boolean isStuck(long sizeNow, int missingNow, Instant now) {
      if (since.isEmpty() || size != sizeNow || missing != missingNow) {
        size = sizeNow;
        missing = missingNow;
        since = Optional.of(now);
        patience = PATIENCE;
        return false;
      }
      // A clock that was put back must not make this wait until it is as late as it was.
      return Duration.between(since.get(), now).abs().compareTo(patience) > 0;
    }

    Optional<PeerSession> next(List<PeerSession> candidates, Instant now) {
      since = Optional.of(now);
      return candidates.isEmpty()
          ? Optional.empty()
          : Optional.of(candidates.get(Math.floorMod(turn++, candidates.size())));
    }
  }

  private final Ledger ledger;
  private final Map<Origin, Progress> entries = new TreeMap<>();
  private final Map<Origin, Progress> bodies = new TreeMap<>();

  CatchUp(Ledger ledger) {
    this.ledger = ledger;
  }

  /// Once a second.
  void tick(Collection<PeerSession> sessions, Instant now, Batch batch) {
    Origin own = ledger.own().origin();
    if (ledger.standing().isBehind()) {
      entries(own, ledger.own().durable().size(), ledger.standing().known(), sessions, now, batch);
    }
    bodies(own, ledger.own().durable().size(), ledger.own().missing(), sessions, now, batch);
    for (PeerLog log : ledger.peerLogs().values()) {
      Origin origin = log.origin();
      if (ledger.forks().containsKey(origin)) {
        forked(origin, log.size(), sessions, now, batch);
      } else {
        SignedCheckpoint ahead = ledger.ahead().get(origin);
        long known = ahead == null ? 0 : ahead.size();
        entries(origin, log.size(), known, sessions, now, batch);
      }
      PeerLog other = ledger.branches().get(origin);
      SortedSet<Long> missing = new TreeSet<>(log.missing());
      if (other != null) {
        missing.addAll(other.missing());
      }
      // Nobody is asked for what its author has erased; who has it yet gives it unasked.
      missing.removeIf(seq -> ledger.picture().isErasedByAuthor(origin, seq));
      bodies(origin, log.size(), missing, sessions, now, batch);
    }
  }

  /// Of a log with two histories, asks for what no history held here bears out: from where one of
  /// them ends, or the other.
  private void forked(
      Origin origin, long size, Collection<PeerSession> sessions, Instant now, Batch batch) {
    ForkProof proof = Objects.requireNonNull(ledger.forks().get(origin));
    ledger.addTip(proof.older());
    ledger.addTip(proof.newer());
    List<SignedCheckpoint> tips = ledger.tips(origin);
    if (tips.isEmpty()) {
      entries.remove(origin);
      return;
    }
    PeerLog other = ledger.branches().get(origin);
    long otherSize = other == null ? 0 : other.size();
    Progress progress = entries.computeIfAbsent(origin, _ -> new Progress());
    if (progress.isStuck(size + otherSize, 0, now)) {
      int round = progress.turn / Math.max(1, sessions.size());
      SignedCheckpoint tip = tips.get(Math.floorMod(round, tips.size()));
      long from = round % 2 == 0 ? Math.min(size, tip.size() - 1) : otherSize;
      progress
          .next(List.copyOf(sessions), now)
          .ifPresent(session -> batch.afterwards(() -> session.send(want(origin, from, tip))));
    }
  }

  private static Frame.Want want(Origin origin, long from, SignedCheckpoint tip) {
    return new Frame.Want(origin, from, Optional.of(new Frame.Tip(tip.size(), tip.root())));
  }

  /// Entries of a log with two histories came over that link: asks it for the rest of the same.
  void goOnForked(PeerSession session, Frame.Entries taken, Batch batch) {
    long end = taken.first() + taken.leaves().size();
    ledger
        .copy(taken.origin())
        .flatMap(log -> signed(taken.checkpoint(), log))
        .filter(tip -> tip.size() > end)
        .ifPresent(tip -> batch.afterwards(() -> session.send(want(taken.origin(), end, tip))));
  }

  private static Optional<SignedCheckpoint> signed(String note, LogCopy log) {
    return SignedCheckpoint.verify(note, log.logKey())
            instanceof Outcome.Accepted<SignedCheckpoint>(var signed)
        ? Optional.of(signed)
        : Optional.empty();
  }

  private void entries(
      Origin origin,
      long size,
      long known,
      Collection<PeerSession> sessions,
      Instant now,
      Batch batch) {
    List<PeerSession> holders =
        sessions.stream().filter(session -> session.holds(origin) > size).toList();
    if (holders.isEmpty() && known <= size) {
      entries.remove(origin);
      return;
    }
    Progress progress = entries.computeIfAbsent(origin, _ -> new Progress());
    if (progress.isStuck(size, 0, now)) {
      progress
          .next(holders, now)
          .ifPresent(session -> batch.afterwards(() -> session.send(new Frame.Want(origin, size))));
    }
  }

  private void bodies(
      Origin origin,
      long size,
      SortedSet<Long> missing,
      Collection<PeerSession> sessions,
      Instant now,
      Batch batch) {
    if (missing.isEmpty()) {
      bodies.remove(origin);
      return;
    }
    Progress progress = bodies.computeIfAbsent(origin, _ -> new Progress());
    if (!progress.isStuck(size, missing.size(), now)) {
      return;
    }
    List<Long> seqs = missing.stream().limit(Frame.ENTRIES_MAX).toList();
    List<PeerSession> holders =
        sessions.stream().filter(session -> session.holds(origin) > seqs.getFirst()).toList();
    if (progress.turn > 0 && !holders.isEmpty() && progress.turn % holders.size() == 0) {
      Duration doubled = progress.patience.multipliedBy(2);
      progress.patience =
          doubled.compareTo(BODIES_PATIENCE_MAX) < 0 ? doubled : BODIES_PATIENCE_MAX;
    }
    progress
        .next(holders, now)
        .ifPresent(
            session -> batch.afterwards(() -> session.send(new Frame.WantBodies(origin, seqs))));
  }

  /// Entries came over that link: asks it for more at once, if it has more.
  void goOn(PeerSession session, Origin origin, Batch batch) {
    long size =
        origin.equals(ledger.own().origin())
            ? ledger.own().size()
            : ledger.peerLog(origin).map(PeerLog::size).orElse(0L);
    if (session.holds(origin) > size) {
      batch.afterwards(() -> session.send(new Frame.Want(origin, size)));
    }
  }
}
