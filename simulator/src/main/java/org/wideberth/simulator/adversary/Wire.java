package org.wideberth.simulator.adversary;

import java.util.Optional;
import java.util.Random;
import org.wideberth.node.engine.PeerChannel;
import org.wideberth.simulator.world.Agenda;
import org.wideberth.simulator.world.Broken;

/// The link between two participants. Loses some frames and delays all, until it is made good.
final class Wire {
  private static final int LOST_PER_MILLE = 15;
  private static final long DELAY_MS_MAX = 60;
  private static final long AGAIN_MS = 700;

  private final Participant one;
  private final Participant other;
  private final Agenda agenda;
  private final Random random;
  private final Watch watch;
  private boolean cut;
  private boolean good;
  private int generation;
  private Optional<End> connected = Optional.empty();

  Wire(Participant one, Participant other, Agenda agenda, Random random, Watch watch) {
    this.one = one;
    this.other = other;
    this.agenda = agenda;
    this.random = random;
    this.watch = watch;
  }

  void cut() {
    cut = true;
    refresh();
  }

  void mend() {
    cut = false;
    refresh();
  }

  /// A new cable: it loses nothing, and both ends greet each other anew.
  void becomeGood() {
    good = true;
    cut();
    mend();
  }

  /// Brings it up or down as the cable and both ends are now.
  void refresh() {
    boolean should =
        !cut && one.runs() && other.runs() && one.knows(other.party()) && other.knows(one.party());
    if (should == connected.isPresent()) {
      return;
    }
    if (connected.isPresent()) {
      End end = connected.get();
      connected = Optional.empty();
      generation++;
      end.goDown();
    } else {
      generation++;
      End toOther = new End(one, other, generation);
      End toOne = new End(other, one, generation);
      toOther.back = toOne;
      toOne.back = toOther;
      connected = Optional.of(toOther);
      one.up(other.party(), toOther);
      other.up(one.party(), toOne);
    }
  }

  /// An end of it that a participant sends into.
  final class End implements PeerChannel {
    private final Participant from;
    private final Participant to;
    private final int mine;
    private End back = this;

    private End(Participant from, Participant to, int mine) {
      this.from = from;
      this.to = to;
      this.mine = mine;
    }

    private void goDown() {
      from.down(to.party(), this);
      to.down(from.party(), back);
    }

    private boolean live() {
      return connected.isPresent() && mine == generation;
    }

    @Override
    public void send(byte[] frame) {
      watch.sent(from, to, frame);
      if (live() && (good || random.nextInt(1000) >= LOST_PER_MILLE)) {
        agenda.in(
            1 + random.nextLong(DELAY_MS_MAX),
            () -> {
              if (live()) {
                to.frame(from.party(), back, frame);
              }
            });
      }
    }

    @Override
    public void close(String reason) {
      if (from.isHonest() && to.isHonest()) {
        throw new Broken(
            "%s closed its link to %s: %s".formatted(from.party(), to.party(), reason));
      }
      agenda.in(
          0,
          () -> {
            if (live()) {
              cut();
              agenda.in(AGAIN_MS, Wire.this::mend);
            }
          });
    }
  }
}
