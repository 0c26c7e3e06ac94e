package org.wideberth.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

@Timeout(30)
class EngineRunnerTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void aFaultOfTheProgramIsToldAndNobodyWaitsForAnAnswerForEver()
      throws IOException, InterruptedException {
    try (EngineBench bench = new EngineBench(directory)) {
      EngineBench.Node amber = bench.node("amber");
      EngineBench.Node cobalt = bench.node("cobalt");
      EngineBench.introduce(amber, cobalt);
      AtomicBoolean runnerFailed = new AtomicBoolean();
      CompletableFuture<Throwable> fault = new CompletableFuture<>();
      try (EngineRunner runner = new EngineRunner(amber.engine, fault::complete)) {
        runner.start();
        runner.offer(
            new Input.Ask(
                EngineBench.declareAt(7.3),
                _ -> {
                  if (!runnerFailed.getAndSet(true)) {
                    throw new IllegalStateException("a fault");
                  }
                }));
        Outcome<Done> later = runner.ask(EngineBench.declareAt(7.4));

        assertThat(later)
            .isInstanceOfSatisfying(
                Outcome.Refused.class,
                refused -> assertThat(refused.refusal().code()).isEqualTo(RefusalCode.UNAVAILABLE));
        assertThat(fault.join()).hasMessage("a fault");
        assertThat(runner.offer(new Input.Tick())).isFalse();
      }
      assertThat(amber.engine.hasFailed()).isTrue();
      Outcome<byte[]> file = amber.engine.read(view -> view.courier(cobalt.party()));
      assertThat(file).as("nothing more is signed").isInstanceOf(Outcome.Refused.class);
    }
  }

  @Test
  void framesThatWaitAreBoundedInBytes() throws IOException, InterruptedException {
    try (EngineBench bench = new EngineBench(directory)) {
      EngineBench.Node amber = bench.node("amber");
      EngineRunner runner = new EngineRunner(amber.engine, _ -> {});
      PeerChannel silent =
          new PeerChannel() {
            @Override
            public void send(byte[] frame) {}

            @Override
            public void close(String reason) {}
          };
      Input frame = new Input.PeerFrame(amber.party(), silent, new byte[Frame.FRAME_BYTES_MAX]);
      for (int i = 0; i < Waiting.PEER_BYTES_MAX / Frame.FRAME_BYTES_MAX; i++) {
        assertThat(runner.offer(frame)).isTrue();
      }
      CompletableFuture<Boolean> oneMore = new CompletableFuture<>();
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      oneMore.complete(runner.offer(frame));
                    } catch (InterruptedException stopped) {
                      oneMore.completeExceptionally(stopped);
                    }
                  });
      while (sender.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      assertThat(oneMore).isNotDone();
      runner.start();
      assertThat(oneMore.join()).isTrue();
      runner.close();
    }
  }
}
