package org.wideberth.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final int SEEDS = 50;

  @Test
  void honestPartiesAgreeWhateverHappensToLinksAndMachines() {
    Faults total = new Faults();
    IntStream.rangeClosed(1, SEEDS)
        .parallel()
        .mapToObj(Simulation::run)
        .toList()
        .forEach(report -> total.addAll(report.faults()));
    for (Faults.Kind kind : Faults.Kind.values()) {
      assertThat(total.of(kind)).as("faults injected: %s", kind).isPositive();
    }
  }

  @Test
  void aSeedReplays() {
    assertThat(Simulation.run(4711)).hasToString(Simulation.run(4711).toString());
  }

  @Test
  void aReceiptThatWasLostAfterTheGreetingIsGotAgain() {
    assertThat(Simulation.run(497).operations()).isPositive();
  }
}
