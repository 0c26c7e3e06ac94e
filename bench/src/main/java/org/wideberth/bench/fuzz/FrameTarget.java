package org.wideberth.bench.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.wideberth.node.engine.Command;
import org.wideberth.node.engine.Engine;
import org.wideberth.node.engine.EngineListener;
import org.wideberth.node.engine.Input;
import org.wideberth.node.engine.PeerChannel;
import org.wideberth.node.journal.HighWaterMark;
import org.wideberth.party.PartyId;
import org.wideberth.simulator.disk.SimulatedDisk;
import org.wideberth.simulator.disk.SimulatedJournal;

/// Frames of an enrolled peer, to a running engine: parsed, judged, journaled, folded.
class FrameTarget implements Target {
  /// A new engine after so many frames: what they leave behind is bounded.
  private static final int FRAMES_AN_ENGINE = 200;

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private final Random random = new Random(1);
  private final List<byte[]> sent = new ArrayList<>();
  private Engine engine = fresh();
  private int frames;

  private static final PartyId PEER = Samples.COBALT.origin().party();

  private final class Channel implements PeerChannel {
    @Override
    public void send(byte[] frame) {
      if (sent.size() < 20) {
        sent.add(frame);
      }
    }

    @Override
    public void close(String reason) {}
  }

  private Engine fresh() {
    try {
      Engine made =
          new Engine(
              Samples.card(Samples.AMBER),
              Samples.AMBER,
              SimulatedJournal.on(new SimulatedDisk(1)).open(),
              HighWaterMark.none(),
              () -> NOW,
              this::bytes,
              EngineListener.silent());
      made.recover();
      made.process(
          List.of(
              new Input.Ask(new Command.Enrol(Samples.card(Samples.COBALT)), reply -> {}),
              new Input.PeerUp(PEER, new Channel())));
      return made;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /// An engine that has not seen too much yet.
  Engine engine() {
    if (++frames % FRAMES_AN_ENGINE == 0) {
      engine = fresh();
    }
    return engine;
  }

  @Override
  public void take(byte[] bytes) {
    Channel channel = new Channel();
    engine()
        .process(
            List.of(
                new Input.PeerUp(PEER, channel),
                new Input.PeerFrame(PEER, channel, bytes),
                new Input.Tick()));
    if (engine.hasFailed()) {
      throw new IllegalStateException("a frame stopped the engine");
    }
  }

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>(sent);
    for (String frame :
        List.of(
            "{\"type\":\"want\",\"origin\":\"valley/amber/1\",\"from\":0}",
            "{\"type\":\"want-file\",\"hash\":\"" + "A".repeat(43) + "=\",\"from\":0}",
            "{\"type\":\"file-bytes\",\"hash\":\""
                + "A".repeat(43)
                + "=\",\"from\":0,\"bytes\":\"AAAA\"}",
            "{\"type\":\"want-bodies\",\"origin\":\"valley/amber/1\",\"seqs\":[0,1]}",
            "{\"type\":\"prove\",\"origin\":\"valley/amber/1\",\"size\":1}",
            "{\"type\":\"ping\",\"time\":1}",
            "{\"type\":\"entries\",\"origin\":\"valley/cobalt/1\",\"first\":0,\"entries\":[],"
                + "\"bodies\":[],\"checkpoint\":\"x\",\"consistency\":[]}",
            "{\"type\":\"relay\",\"to\":\"amber\",\"hops\":1,\"parcel\":\"{}\"}")) {
      seeds.add(frame.getBytes(UTF_8));
    }
    return seeds;
  }
}
