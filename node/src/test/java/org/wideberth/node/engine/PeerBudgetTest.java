package org.wideberth.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerBudgetTest {
  @TempDir private Path directory = Path.of("");

  private static List<Alarm.Code> codes(EngineBench.Node node) {
    return node.engine.read(view -> view.alarms().stream().map(Alarm::code).toList());
  }

  private static long held(EngineBench.Node holder, EngineBench.Node author) {
    return holder.engine.read(
        view -> view.ledger().peerLog(author.party()).map(PeerLog::size).orElse(0L));
  }

  @Test
  void whatIsBeyondADaysMeasureWaitsIsNamedAndComesInTheEnd() throws IOException {
    try (EngineBench bench = new EngineBench(directory)) {
      EngineBench.Node amber = bench.node("amber");
      EngineBench.Node cobalt = bench.node("cobalt");
      EngineBench.introduce(amber, cobalt);
      EngineBench.Link link = bench.link(amber, cobalt);
      link.up();
      link.settle();
      long before = held(cobalt, amber);
      cobalt.engine.read(
          view -> {
            Frame frame = new Frame.Bodies(amber.keys.origin(), List.of());
            view.budget().charge(amber.party(), frame, PeerBudget.LOG_PER_DAY, bench.now);
            return before;
          });

      amber.ask(EngineBench.declareAt(7.3)).orThrow();
      link.settle();
      assertThat(held(cobalt, amber)).isEqualTo(before);
      assertThat(codes(cobalt)).containsExactly(Alarm.Code.DAILY_MEASURE_FULL);

      cobalt.ask(EngineBench.declareAt(7.5)).orThrow();
      link.settle();
      assertThat(held(amber, cobalt)).as("the other way nothing waits").isEqualTo(2);
      assertThat(cobalt.engine.<Long>read(view -> view.ledger().receipts(amber.party()).size()))
          .as("nor do receipts")
          .isEqualTo(2);

      bench.now = bench.now.plus(Duration.ofHours(1));
      bench.pass(10, List.of(amber, cobalt), List.of(link));
      assertThat(held(cobalt, amber))
          .isGreaterThan(before)
          .isEqualTo(amber.engine.read(view -> view.log(amber.party()).orElseThrow().size()));
      assertThat(codes(cobalt)).isEmpty();
    }
  }

  @Test
  void aPeerThatSendsMoreThanItsShareIsNamedUntilItDoesSoNoMore() throws IOException {
    try (EngineBench bench = new EngineBench(directory)) {
      EngineBench.Node amber = bench.node("amber");
      EngineBench.Node cobalt = bench.node("cobalt");
      EngineBench.introduce(amber, cobalt);
      amber.engine.process(List.of(new Input.HeldBack(cobalt.party(), Input.Pace.OVER)));
      assertThat(codes(amber)).containsExactly(Alarm.Code.FLOODING);
      amber.engine.process(List.of(new Input.HeldBack(cobalt.party(), Input.Pace.WITHIN)));
      assertThat(codes(amber)).isEmpty();
    }
  }
}
