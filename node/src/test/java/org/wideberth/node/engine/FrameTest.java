package org.wideberth.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;
import org.wideberth.record.Salt;
import org.wideberth.refusal.Outcome;

class FrameTest {
  private static final Origin ORIGIN = new Origin(new TheatreId("valley"), new PartyId("amber"), 1);

  private static List<Frame> one() {
    byte[] leaf = "{}".getBytes(StandardCharsets.UTF_8);
    return List.of(
        new Frame.Hello(
            ORIGIN.theatre(),
            ORIGIN.party(),
            "card\n",
            List.of(new Frame.Holding(ORIGIN, 7)),
            List.of("note\n"),
            List.of(new PartyId("relief")),
            true),
        new Frame.Entries(
            ORIGIN,
            3,
            List.of(leaf),
            List.of(new Frame.SentBody(3, Salt.of(new byte[32]), leaf)),
            "note\n",
            List.of(Hash.sha256(leaf))),
        new Frame.Urgent(
            ORIGIN,
            leaf,
            new Frame.SentBody(3, Salt.of(new byte[32]), leaf),
            "note\n",
            List.of(Hash.sha256(leaf))),
        new Frame.ReceiptFrame("a\n", "— b", "c\n"),
        new Frame.Bodies(ORIGIN, List.of(new Frame.SentBody(3, Salt.of(new byte[32]), leaf))),
        new Frame.Checkpoints(
            List.of("note\n"),
            List.of(new Frame.Holding(ORIGIN, 7)),
            List.of(new PartyId("relief"))),
        new Frame.Want(ORIGIN, 5),
        new Frame.WantBodies(ORIGIN, List.of(5L, 9L)),
        new Frame.Relay(new PartyId("relief"), 2, "{\"v\":1}"),
        new Frame.WantAttachment(Hash.sha256(leaf), 32_768),
        new Frame.AttachmentBytes(Hash.sha256(leaf), 0, leaf),
        new Frame.Fork("{}"),
        new Frame.Keys("keys\n"),
        new Frame.Want(ORIGIN, 5, Optional.of(new Frame.Tip(9, Hash.sha256(leaf)))),
        new Frame.Prove(ORIGIN, 5),
        new Frame.Ping(17),
        new Frame.Pong(17, Instant.ofEpochMilli(18)));
  }

  @Test
  void everyFrameReadsAsItWasWritten() {
    for (Frame frame : one()) {
      byte[] bytes = frame.encode();
      assertThat(Frame.parse(bytes).orThrow().encode()).isEqualTo(bytes);
    }
  }

  @Test
  void aChangedFrameIsReadOrRefusedAndNeverThrows() {
    long seed = 20261122;
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = one().get(random.nextInt(one().size())).encode();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      if (Frame.parse(bytes) instanceof Outcome.Refused) {
        refused++;
      }
    }
    assertThat(refused).as("seed %d", seed).isGreaterThan(5_000);
  }
}
