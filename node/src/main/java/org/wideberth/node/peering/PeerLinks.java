package org.wideberth.node.peering;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.wideberth.party.PartyId;

/// At most one link with each peer, and the order in which its events are told.
///
/// When both sides have dialled at once, the link that the party with the smaller id dialled stays,
/// on both sides; of two that the same side dialled, the newer. But a link that has not been heard
/// of for [#DOUBTFUL_NANOS] yields to any new one: the peer only dials when it has no link, so it
/// knows already that the old one is dead.
///
/// Thread-safe: the map is guarded by this object's monitor; a lane's queue is read by its thread.
final class PeerLinks implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(PeerLinks.class.getName());

  /// One ping's time and some more.
  static final long DOUBTFUL_NANOS = TimeUnit.SECONDS.toNanos(3);

  /// Three pings unanswered.
  static final long DEAD_NANOS = TimeUnit.SECONDS.toNanos(6);

  static final long PING_NANOS = TimeUnit.SECONDS.toNanos(2);

  private sealed interface Event {
    record Up(PeerLink link) implements Event {}

    // Private, and never compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Received(PeerLink link, byte[] frame) implements Event {}

    record Down(PeerLink link) implements Event {}

    record End() implements Event {}
  }

  /// What is told of one peer, in order.
  private final class Lane {
    final PartyId peer;
    final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    @Nullable PeerLink current;

    Lane(PartyId peer) {
      this.peer = peer;
    }

    private void tell() {
      try {
        while (true) {
          switch (events.take()) {
            case Event.Up(var link) -> listener.up(peer, link);
            case Event.Down(var link) -> listener.down(peer, link);
            case Event.Received(var link, var frame) -> {
              listener.frame(peer, link, frame);
              link.processed(frame);
            }
            case Event.End() -> {
              return;
            }
          }
        }
      } catch (InterruptedException stopped) {
        LOG.fine(() -> "no more is told of " + peer);
      }
    }
  }

  private final PartyId self;
  private final PeerEvents listener;
  private final Map<PartyId, Lane> lanes = new TreeMap<>();
  private boolean ended;

  PeerLinks(PartyId self, PeerEvents listener) {
    this.self = self;
    this.listener = listener;
  }

  /// A link is open; it becomes the peer's, or it is closed.
  void opened(PeerLink link) {
    PeerLink loser;
    synchronized (this) {
      if (ended) {
        loser = link;
      } else {
        Lane lane = lanes.computeIfAbsent(link.peer(), this::lane);
        PeerLink before = lane.current;
        if (before != null && staysBefore(before, link)) {
          loser = link;
        } else {
          if (before != null) {
            lane.events.add(new Event.Down(before));
          }
          loser = before;
          lane.current = link;
          lane.events.add(new Event.Up(link));
          LOG.info(() -> "link with %s up, %s".formatted(link.peer(), link));
        }
      }
    }
    if (loser != null) {
      loser.close("there is another link");
    }
  }

  private Lane lane(PartyId peer) {
    Lane lane = new Lane(peer);
    Thread.ofVirtual().name("peer-" + peer).start(lane::tell);
    return lane;
  }

  private boolean staysBefore(PeerLink before, PeerLink next) {
    boolean sameDialler = before.dialledHere() == next.dialledHere();
    boolean smallerIsSelf = self.compareTo(before.peer()) < 0;
    boolean smallerDialledIt = before.dialledHere() == smallerIsSelf;
    return !sameDialler && smallerDialledIt && before.silentNanos() < DOUBTFUL_NANOS;
  }

  /// What arrives on a link that was replaced is dropped: the peer sends it again on the other.
  synchronized void received(PeerLink link, byte[] frame) {
    Lane lane = lanes.get(link.peer());
    if (lane != null && lane.current == link) {
      lane.events.add(new Event.Received(link, frame));
    }
  }

  synchronized void closed(PeerLink link, String reason) {
    Lane lane = lanes.get(link.peer());
    if (lane != null && lane.current == link) {
      lane.current = null;
      lane.events.add(new Event.Down(link));
      LOG.info(() -> "link with %s down: %s".formatted(link.peer(), reason));
    }
  }

  synchronized boolean isUp(PartyId peer) {
    Lane lane = lanes.get(peer);
    return lane != null && lane.current != null;
  }

  private synchronized List<PeerLink> current() {
    List<PeerLink> links = new ArrayList<>();
    for (Lane lane : lanes.values()) {
      if (lane.current != null) {
        links.add(lane.current);
      }
    }
    return links;
  }

  /// Asks all peers for a sign of life, and drops those that have not given one. Called every
  /// [#PING_NANOS].
  void ping() {
    for (PeerLink link : current()) {
      if (link.silentNanos() > DEAD_NANOS) {
        link.drop("nothing heard for 6 s");
      } else {
        link.ping();
      }
    }
  }

  /// Closes all links, tells so, and takes no more.
  @Override
  public void close() {
    synchronized (this) {
      ended = true;
    }
    for (PeerLink link : current()) {
      link.close("the node is stopping");
    }
    synchronized (this) {
      for (Lane lane : lanes.values()) {
        lane.events.add(new Event.End());
      }
    }
  }
}
