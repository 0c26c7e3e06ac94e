package org.wideberth.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final int SEEDS = 50;

  @Test
  void honestPartiesAgreeWhateverHappensToLinksAndMachines() {
    Faults total = new Faults();
    List<Simulation.Report> reports =
        IntStream.rangeClosed(1, SEEDS).parallel().mapToObj(Simulation::run).toList();
    reports.forEach(report -> total.addAll(report.faults()));
    assertThat(reports).anyMatch(report -> report.articleFindings() > 0);
    assertThat(reports).anyMatch(report -> report.signed() > 0);
    assertThat(reports).anyMatch(report -> report.contested() > 0);
    for (Faults.Kind kind : Faults.Kind.values()) {
      assertThat(total.of(kind)).as("faults injected: %s", kind).isPositive();
    }
  }

  @Test
  void aSeedReplays() {
    assertThat(Simulation.run(4711)).hasToString(Simulation.run(4711).toString());
  }

  @Test
  void aFileMayTellOfAPartyThatItsReaderHasYetToMeet() {
    assertThat(Simulation.run(508).operations()).isPositive();
  }

  @Test
  void aReceiptThatWasLostAfterTheGreetingIsGotAgain() {
    assertThat(Simulation.run(497).operations()).isPositive();
  }
}
