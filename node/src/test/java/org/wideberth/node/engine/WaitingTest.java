package org.wideberth.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wideberth.party.PartyId;

@Timeout(30)
class WaitingTest {
  private static final PartyId LOUD = new PartyId("loud");
  private static final PartyId QUIET = new PartyId("quiet");

  private final Waiting waiting = new Waiting();

  private static Input frame(PartyId peer, int bytes) {
    PeerChannel silent =
        new PeerChannel() {
          @Override
          public void send(byte[] frame) {}

          @Override
          public void close(String reason) {}
        };
    return new Input.PeerFrame(peer, silent, new byte[bytes]);
  }

  private boolean offer(Input input) throws InterruptedException {
    return waiting.offer(input, Duration.ZERO);
  }

  private List<PartyId> turns() {
    List<PartyId> peers = new ArrayList<>();
    for (Optional<Input> next = waiting.nextOfPeers();
        next.isPresent();
        next = waiting.nextOfPeers()) {
      peers.add(Waiting.peerOf(next.get()).orElseThrow());
    }
    return peers;
  }

  @Test
  void peersTakeTurnsHoweverMuchOneSends() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      offer(frame(LOUD, 10));
    }
    offer(frame(QUIET, 10));
    assertThat(turns()).containsExactly(LOUD, QUIET, LOUD, LOUD, LOUD);
  }

  @Test
  void theBytesOfOnePeerThatWaitAreBoundedAndAnotherHasRoom() throws InterruptedException {
    assertThat(offer(frame(LOUD, Waiting.PEER_BYTES_MAX))).isTrue();
    assertThat(offer(frame(LOUD, 1))).isFalse();
    assertThat(offer(frame(QUIET, 1))).isTrue();
    assertThat(waiting.nextOfPeers()).isPresent();
    assertThat(offer(frame(LOUD, 1))).isTrue();
  }

  @Test
  void theFramesOfOnePeerThatWaitAreBounded() throws InterruptedException {
    for (int i = 0; i < Waiting.PEER_INPUTS_MAX; i++) {
      assertThat(offer(frame(LOUD, 0))).isTrue();
    }
    assertThat(offer(frame(LOUD, 0))).isFalse();
  }

  @Test
  void asksDoNotWaitBehindWhatPeersSend() throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      offer(frame(LOUD, 10));
    }
    Input ask = new Input.Ask(EngineBench.declareAt(7.3), _ -> {});
    offer(ask);
    assertThat(waiting.nextAsk()).contains(ask);
  }

  @Test
  void whoHasUsedUpItsShareWaitsWhileOthersGoOn() throws InterruptedException {
    offer(frame(LOUD, 10));
    offer(frame(QUIET, 10));
    waiting.charge(LOUD, Duration.ofHours(1).toNanos());
    assertThat(turns()).containsExactly(QUIET);
    assertThat(waiting.isEmpty()).as("it waits, and is not lost").isFalse();
  }
}
