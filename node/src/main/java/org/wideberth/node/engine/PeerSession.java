package org.wideberth.node.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.wideberth.party.PartyId;
import org.wideberth.record.Origin;

/// One link while it is up: what was sent on it and what came back. Owned by the engine.
///
/// Sending is optimistic: up to [#CHUNKS_MAX] chunks may be unanswered; when nothing is answered
/// for [#PATIENCE], sending starts again from what the peer is known to hold.
final class PeerSession {
  static final int CHUNKS_MAX = 4;
  static final Duration PATIENCE = Duration.ofSeconds(3);

  private final PartyId peer;
  private final PeerChannel channel;
  private final Instant since;
  private final Queue<Long> unanswered = new ArrayDeque<>();
  private final Set<Long> bodiesSent = new HashSet<>();
  private final Set<Long> urgentSent = new HashSet<>();
  private final Map<Origin, Long> holds = new HashMap<>();
  private Set<PartyId> links = Set.of();
  private Instant lastHeard;
  private Instant lastProgress;
  private final RoundTrips roundTrips;
  private boolean greeted;
  private long acked;
  private long next;

  PeerSession(PartyId peer, PeerChannel channel, RoundTrips roundTrips, Instant now) {
    this.roundTrips = roundTrips;
    this.peer = peer;
    this.channel = channel;
    this.since = now;
    this.lastHeard = now;
    this.lastProgress = now;
  }

  PartyId peer() {
    return peer;
  }

  PeerChannel channel() {
    return channel;
  }

  Instant since() {
    return since;
  }

  Instant lastHeard() {
    return lastHeard;
  }

  RoundTrips roundTrips() {
    return roundTrips;
  }

  boolean greeted() {
    return greeted;
  }

  void send(Frame frame) {
    channel.send(frame.encode());
  }

  /// Behind everything else.
  void sendLast(Frame frame) {
    channel.sendLast(frame.encode());
  }

  void heard(Instant now) {
    lastHeard = now;
  }

  /// The peer said how much it holds of some logs, and with whom it has links.
  void told(List<Frame.Holding> held, List<PartyId> linked) {
    held.forEach(each -> holds.put(each.origin(), each.size()));
    // Only of logs that are enrolled here does it ever matter: what else is named is forgotten.
    if (holds.size() > Frame.HOLDS_MAX) {
      holds.clear();
    }
    links = Set.copyOf(linked);
  }

  /// How much of a log the peer said that it holds.
  long holds(Origin origin) {
    return holds.getOrDefault(origin, 0L);
  }

  /// True if the peer said that it has a link with that party.
  boolean reaches(PartyId party) {
    return links.contains(party);
  }

  /// The peer said how much of the own log it holds.
  void greet(long holds, Instant now) {
    greeted = true;
    rewind(holds, now);
  }

  /// Sends again from there.
  void rewind(long from, Instant now) {
    acked = from;
    next = from;
    unanswered.clear();
    lastProgress = now;
  }

  /// The peer confirmed that size.
  void confirm(long size, Instant now) {
    acked = Math.max(acked, size);
    next = Math.max(next, acked);
    unanswered.removeIf(end -> end <= size);
    lastProgress = now;
  }

  long next() {
    return next;
  }

  boolean maySend() {
    return greeted && unanswered.size() < CHUNKS_MAX;
  }

  void sent(long end, Instant now) {
    if (unanswered.isEmpty()) {
      lastProgress = now;
    }
    unanswered.add(end);
    next = end;
  }

  /// True if what was sent must have been lost.
  boolean isStuck(Instant now) {
    // A clock that was put back must not make this wait until it is as late as it was.
    return !unanswered.isEmpty()
        && Duration.between(lastProgress, now).abs().compareTo(PATIENCE) > 0;
  }

  /// True if the peer said that it holds more than its receipts prove, and no receipt has come for
  /// a while: the one it gave was lost, and what it covers is sent again to get another.
  boolean lacksReceipt(long receipted, Instant now) {
    return greeted
        && unanswered.isEmpty()
        && receipted < next
        && Duration.between(lastProgress, now).abs().compareTo(PATIENCE) > 0;
  }

  long acked() {
    return acked;
  }

  /// True the first time for each entry on this link, and for no more than a person can heed.
  boolean sendUrgentOnce(long seq) {
    return urgentSent.size() < Urgent.EACH_MAX && urgentSent.add(seq);
  }

  /// True the first time for each entry on this link: a peer that keeps saying that it lacks a body
  /// does not keep getting it.
  boolean sendBodyOnce(long seq) {
    return bodiesSent.add(seq);
  }
}
