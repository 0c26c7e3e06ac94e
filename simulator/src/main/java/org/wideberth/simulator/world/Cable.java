package org.wideberth.simulator.world;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.wideberth.node.engine.PeerChannel;

/// The link between two nodes: up when the cable is whole and both run. Frames may be lost,
/// doubled, or come late and so out of order; all in flight are lost when the link goes down.
final class Cable {
  private static final int LOST_PER_MILLE = 20;
  private static final int DOUBLED_PER_MILLE = 10;
  private static final int LATE_PER_MILLE = 30;
  private static final long DELAY_MS_MAX = 120;
  private static final long LATE_MS_MAX = 4_000;
  private static final long SILENT_MS = 8_000;

  private final SimulatedNode first;
  private final SimulatedNode second;
  private final Agenda agenda;
  private final RandomGenerator random;
  private final Faults faults;
  private final Set<SimulatedNode> unheard = new HashSet<>();
  private boolean whole = true;
  private boolean faulty = true;
  private int generation;
  private boolean up;
  private Optional<Channel> connected = Optional.empty();

  Cable(
      SimulatedNode first,
      SimulatedNode second,
      Agenda agenda,
      RandomGenerator random,
      Faults faults) {
    this.first = first;
    this.second = second;
    this.agenda = agenda;
    this.random = random;
    this.faults = faults;
  }

  boolean joins(SimulatedNode node) {
    return node == first || node == second;
  }

  SimulatedNode first() {
    return first;
  }

  SimulatedNode second() {
    return second;
  }

  boolean isWhole() {
    return whole;
  }

  void cut() {
    whole = false;
    faults.count(Faults.Kind.LINK_CUT);
    refresh();
  }

  void heal() {
    whole = true;
    faults.count(Faults.Kind.LINK_HEALED);
    refresh();
  }

  /// What one end sends, or both, is lost from now on, and nobody is told. After a while both give
  /// the link up and make a new one, as the transport of a real node does.
  void fallSilent(boolean bothWays) {
    faults.count(Faults.Kind.LINK_SILENT);
    unheard.add(random.nextBoolean() ? first : second);
    if (bothWays) {
      unheard.addAll(List.of(first, second));
    }
    agenda.in(SILENT_MS, this::giveUp);
  }

  private void giveUp() {
    unheard.clear();
    if (up) {
      whole = false;
      refresh();
      whole = true;
      refresh();
    }
  }

  /// From now on frames arrive, in order, each after the same delay.
  void becomeGood() {
    faulty = false;
  }

  /// Brings the link up or down as the cable and the nodes are now. Nodes that still run are told.
  void refresh() {
    boolean should = whole && first.runs() && second.runs() && first.knows(second);
    if (should == up) {
      return;
    }
    up = should;
    generation++;
    int mine = generation;
    if (up) {
      Channel toSecond = new Channel(first, second, mine);
      Channel toFirst = new Channel(second, first, mine);
      toSecond.back = toFirst;
      toFirst.back = toSecond;
      agenda.in(random.nextLong(50, 500), () -> connect(toSecond, toFirst));
    } else {
      connected.ifPresent(Channel::goDown);
      connected = Optional.empty();
    }
  }

  private void connect(Channel toSecond, Channel toFirst) {
    if (toSecond.live()) {
      connected = Optional.of(toSecond);
      first.peerUp(second, toSecond);
      second.peerUp(first, toFirst);
    }
  }

  /// What one end sends into.
  final class Channel implements PeerChannel {
    private final SimulatedNode from;
    private final SimulatedNode to;
    private final int mine;
    private Channel back = this;

    private Channel(SimulatedNode from, SimulatedNode to, int mine) {
      this.from = from;
      this.to = to;
      this.mine = mine;
    }

    private void goDown() {
      from.peerDown(to, this);
      to.peerDown(from, back);
    }

    boolean live() {
      return up && mine == generation;
    }

    @Override
    public void send(byte[] frame) {
      if (!live() || unheard.contains(from)) {
        return;
      }
      long delay = faulty ? random.nextLong(1, DELAY_MS_MAX) : 20;
      if (faulty && random.nextInt(1000) < LOST_PER_MILLE) {
        faults.count(Faults.Kind.FRAME_LOST);
        return;
      }
      if (faulty && random.nextInt(1000) < LATE_PER_MILLE) {
        faults.count(Faults.Kind.FRAME_LATE);
        delay += random.nextLong(LATE_MS_MAX);
      }
      deliver(frame, delay);
      if (faulty && random.nextInt(1000) < DOUBLED_PER_MILLE) {
        faults.count(Faults.Kind.FRAME_DOUBLED);
        deliver(frame, delay + random.nextLong(LATE_MS_MAX));
      }
    }

    private void deliver(byte[] frame, long delay) {
      agenda.in(
          delay,
          () -> {
            if (live()) {
              to.frame(from, back, frame);
            }
          });
    }

    @Override
    public void close(String reason) {
      if (live()) {
        throw new Broken("%s closed its link to %s: %s".formatted(from, to, reason));
      }
    }
  }
}
