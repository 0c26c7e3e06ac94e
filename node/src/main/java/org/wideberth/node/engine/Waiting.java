package org.wideberth.node.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.wideberth.party.PartyId;

/// What waits for the engine: what the own people ask, first come first served, and a lane for each
/// peer, whose turns go round. What one peer sends delays nobody but itself: each lane is bounded,
/// and has a share of the engine's time; who has used it waits until it has grown again.
///
/// Thread-safe (one monitor).
final class Waiting {
  /// Asks that may wait; beyond it, who asks waits.
  static final int ASKS_MAX = 4_096;

  /// Inputs of one peer that may wait; beyond it, nothing more of that peer is taken over.
  static final int PEER_INPUTS_MAX = 1_024;

  /// Bytes of one peer's frames that may wait: the next largest frame is here while one is worked
  /// on, and fifty peers together take no more than 100 MiB.
  static final int PEER_BYTES_MAX = 2 * Frame.FRAME_BYTES_MAX;

  /// One part in so many of the engine's time is the most that one peer gets in the long run:
  /// however much it sends, as much is left for everybody else. A peer that declares 2,000
  /// operations in a second needs most of it.
  static final int SHARE = 2;

  /// What a peer that was quiet may use at once: the catch-up after an hour without a link.
  static final Duration SAVED_MAX = Duration.ofSeconds(1);

  /// So long over its share, a peer is named; so long under it, no more.
  static final Duration FLOOD = Duration.ofSeconds(10);

  /// When all that waits is beyond its share.
  private static final long HELD_BACK_MS = 5;

  private static final class Lane {
    final Deque<Input> inputs = new ArrayDeque<>();
    int bytes;
    long savedNanos = SAVED_MAX.toNanos();
    long grownNanos;
    long changedNanos;
    boolean over;
    boolean named;

    Lane(long now) {
      grownNanos = now;
      changedNanos = now;
    }

    boolean hasRoom(Input input) {
      return inputs.isEmpty()
          || (inputs.size() < PEER_INPUTS_MAX && bytes + sizeOf(input) <= PEER_BYTES_MAX);
    }

    void grow(long now) {
      savedNanos = Math.min(SAVED_MAX.toNanos(), savedNanos + (now - grownNanos) / SHARE);
      grownNanos = now;
    }
  }

  private final Deque<Input> asks = new ArrayDeque<>();
  private final Map<PartyId, Lane> lanes = new LinkedHashMap<>();

  /// Takes an input over.
  ///
  /// @param patience how long to wait for room
  /// @return false if there was none in that time
  synchronized boolean offer(Input input, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!hasRoom(input)) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    add(input);
    return true;
  }

  private boolean hasRoom(Input input) {
    return peerOf(input).map(this::lane).map(lane -> lane.hasRoom(input)).orElse(true)
        && asks.size() < ASKS_MAX;
  }

  /// Takes an input over, whatever waits.
  synchronized void add(Input input) {
    Optional<Lane> lane = peerOf(input).map(this::lane);
    lane.map(each -> each.inputs).orElse(asks).add(input);
    lane.ifPresent(each -> each.bytes += sizeOf(input));
    notifyAll();
  }

  private Lane lane(PartyId peer) {
    return lanes.computeIfAbsent(peer, _ -> new Lane(System.nanoTime()));
  }

  /// Waits until there is something to work on, or that time is over.
  synchronized void await(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    while (!isReady(System.nanoTime())) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return;
      }
      wait(lanes.values().stream().allMatch(lane -> lane.inputs.isEmpty()) ? left : HELD_BACK_MS);
    }
  }

  private boolean isReady(long now) {
    return !asks.isEmpty() || lanes.values().stream().anyMatch(lane -> hasTurn(lane, now));
  }

  private static boolean hasTurn(Lane lane, long now) {
    lane.grow(now);
    return !lane.inputs.isEmpty() && lane.savedNanos > 0;
  }

  /// How many asks wait.
  synchronized int asks() {
    return asks.size();
  }

  synchronized boolean isEmpty() {
    return asks.isEmpty() && lanes.values().stream().allMatch(lane -> lane.inputs.isEmpty());
  }

  /// The next thing that the own people ask.
  synchronized Optional<Input> nextAsk() {
    Optional<Input> next = Optional.ofNullable(asks.poll());
    notifyAll();
    return next;
  }

  /// The next input of the peer whose turn it is, of those that have not used up their share.
  synchronized Optional<Input> nextOfPeers() {
    long now = System.nanoTime();
    Optional<PartyId> turn =
        lanes.entrySet().stream()
            .filter(each -> hasTurn(each.getValue(), now))
            .map(Map.Entry::getKey)
            .findFirst();
    return turn.map(this::takeFrom);
  }

  private Input takeFrom(PartyId peer) {
    // To the end of the round.
    Lane lane = Objects.requireNonNull(lanes.remove(peer));
    lanes.put(peer, lane);
    Input next = lane.inputs.remove();
    lane.bytes -= sizeOf(next);
    notifyAll();
    return next;
  }

  /// Time was spent on what a peer sent.
  synchronized void charge(PartyId peer, long nanos) {
    lane(peer).savedNanos -= nanos;
  }

  /// Who has become or ceased to be a peer that sends more than its share. Called once a second.
  synchronized List<Input> heldBack() {
    long now = System.nanoTime();
    List<Input> news = new ArrayList<>();
    lanes.forEach(
        (peer, lane) -> {
          lane.grow(now);
          boolean over = !lane.inputs.isEmpty() && lane.savedNanos < SAVED_MAX.toNanos() / 2;
          if (over != lane.over) {
            lane.over = over;
            lane.changedNanos = now;
          }
          if (lane.named != over && now - lane.changedNanos >= FLOOD.toNanos()) {
            lane.named = over;
            news.add(new Input.HeldBack(peer, over ? Input.Pace.OVER : Input.Pace.WITHIN));
          }
        });
    return news;
  }

  /// Takes out everything.
  synchronized List<Input> drain() {
    List<Input> all = new ArrayList<>(asks);
    lanes.values().forEach(lane -> all.addAll(lane.inputs));
    asks.clear();
    lanes.clear();
    notifyAll();
    return all;
  }

  /// Whose input it is, if it is a peer's.
  static Optional<PartyId> peerOf(Input input) {
    return switch (input) {
      case Input.PeerUp(var peer, var _) -> Optional.of(peer);
      case Input.PeerDown(var peer, var _) -> Optional.of(peer);
      case Input.PeerFrame(var peer, var _, var _) -> Optional.of(peer);
      case Input.Ask _, Input.Tick _, Input.HeldBack _ -> Optional.empty();
    };
  }

  private static int sizeOf(Input input) {
    return input instanceof Input.PeerFrame frame ? frame.frame().length : 0;
  }
}
