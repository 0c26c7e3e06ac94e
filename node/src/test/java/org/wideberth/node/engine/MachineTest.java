package org.wideberth.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.record.LogCopy;

/// What a node says of its disk and its clock, and what it does then.
class MachineTest {
  private EngineBench bench;
  private EngineBench.Node amber;
  private EngineBench.Node cobalt;
  private EngineBench.Link link;

  @BeforeEach
  void twoNodes(@TempDir Path directory) throws IOException {
    bench = new EngineBench(directory);
    amber = bench.node("amber");
    cobalt = bench.node("cobalt");
    EngineBench.introduce(amber, cobalt);
    link = bench.link(amber, cobalt);
    link.up();
    link.settle();
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  private static List<Alarm.Code> codes(EngineBench.Node node) {
    return node.engine.read(view -> view.alarms().stream().map(Alarm::code).toList());
  }

  private long held() {
    return cobalt.engine.read(view -> view.log(amber.party()).map(LogCopy::size).orElse(0L));
  }

  private void tick(Duration elapsed) {
    cobalt.engine.process(List.of(new Input.Tick(elapsed)));
  }

  @Test
  void littleRoomIsSaidAndHardlyAnyStopsWhatPeersSendButNotTheOwnPeople() {
    cobalt.journal.free = Machine.LOW_BYTES;
    tick(Duration.ZERO);
    assertThat(codes(cobalt)).isEmpty();
    cobalt.journal.free = Machine.LOW_BYTES - 1;
    tick(Duration.ZERO);
    assertThat(codes(cobalt)).containsExactly(Alarm.Code.STORAGE_LOW);
    long before = held();
    amber.ask(EngineBench.declareAt(7.3)).orThrow();
    link.settle();
    assertThat(held()).isEqualTo(before + 1);

    cobalt.journal.free = Machine.LEAST_BYTES - 1;
    tick(Duration.ZERO);
    amber.ask(EngineBench.declareAt(7.4)).orThrow();
    cobalt.ask(EngineBench.declareAt(8.4)).orThrow();
    link.settle();
    assertThat(held()).as("the peer keeps it").isEqualTo(before + 1);

    cobalt.journal.free = Machine.LOW_BYTES;
    bench.pass(10, List.of(amber, cobalt), List.of(link));
    assertThat(held()).as("and says it again").isEqualTo(before + 2);
    assertThat(codes(cobalt)).isEmpty();
  }

  @Test
  void aSyncThatTakesLongIsSaidUntilItIsQuickAgain() {
    amber.journal.secondsToSync = (int) Machine.SLOW.toSeconds() + 1;
    amber.ask(EngineBench.declareAt(7.3)).orThrow();
    assertThat(codes(amber)).containsExactly(Alarm.Code.STORAGE_SLOW);
    amber.journal.secondsToSync = (int) Machine.SLOW.toSeconds();
    amber.ask(EngineBench.declareAt(7.4)).orThrow();
    assertThat(codes(amber)).isEmpty();
  }

  @Test
  void aClockThatJumpsIsSaidAndNoTimeRunsBackwards() {
    tick(Duration.ZERO);
    cobalt.ask(EngineBench.declareAt(7.3)).orThrow();
    bench.now = bench.now.plus(Machine.JUMP).plusSeconds(1);
    tick(Duration.ofSeconds(1));
    assertThat(codes(cobalt)).as("as much as is borne").isEmpty();
    bench.now = bench.now.minus(Duration.ofHours(3));
    tick(Duration.ofSeconds(1));
    assertThat(codes(cobalt)).containsExactly(Alarm.Code.CLOCK_JUMPED);
    cobalt.ask(EngineBench.declareAt(7.4)).orThrow();
    long size = cobalt.engine.read(view -> view.head().size());
    Instant before = cobalt.engine.read(view -> view.ownEntry(size - 2).time());
    Instant after = cobalt.engine.read(view -> view.ownEntry(size - 1).time());
    assertThat(after).isAfterOrEqualTo(before);
    bench.now = bench.now.plus(Machine.TOLD).plusSeconds(1);
    tick(Machine.TOLD.plusSeconds(1));
    assertThat(codes(cobalt)).isEmpty();
  }

  @Test
  void receiptsAreNotDatedBackWhenTheClockIs() {
    amber.ask(EngineBench.declareAt(7.3)).orThrow();
    link.settle();
    Instant first = since();
    bench.now = bench.now.minus(Duration.ofHours(3));
    amber.ask(EngineBench.declareAt(7.4)).orThrow();
    link.settle();
    assertThat(since()).isAfterOrEqualTo(first);
  }

  private Instant since() {
    return amber.engine.read(
        view -> view.ledger().receipts(cobalt.party()).newest().orElseThrow().cosignature().time());
  }
}
