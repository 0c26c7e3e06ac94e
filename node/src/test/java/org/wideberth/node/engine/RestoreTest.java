package org.wideberth.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.record.Body;
import org.wideberth.record.LogCopy;
import org.wideberth.record.LogResumed;
import org.wideberth.record.Salt;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// A node on an old copy of its data, with peers and without, on its own machine and on another.
class RestoreTest {
  private static final long NO_MARK = -1;

  private EngineBench bench;
  private EngineBench.Node amber;
  private EngineBench.Node cobalt;
  private EngineBench.OldCopy backup;

  @BeforeEach
  void aBackupThatIsOld(@TempDir Path directory) throws IOException {
    bench = new EngineBench(directory);
    amber = bench.node("amber");
    cobalt = bench.node("cobalt");
    EngineBench.introduce(amber, cobalt);
    EngineBench.Link link = bench.link(amber, cobalt);
    link.up();
    link.settle();
    amber.ask(EngineBench.declareAt(7.1)).orThrow();
    link.settle();
    backup = bench.backup(amber);
    for (int i = 0; i < 5; i++) {
      amber.ask(EngineBench.declareAt(7.2 + i / 10.0)).orThrow();
    }
    link.settle();
    link.down();
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  private static long size(EngineBench.Node node) {
    return node.engine.read(view -> view.log(view.ownCard().party()).map(LogCopy::size).orElse(0L));
  }

  private static List<Alarm.Code> codes(EngineBench.Node node) {
    return node.engine.read(view -> view.alarms().stream().map(Alarm::code).toList());
  }

  private static RefusalCode refusal(Outcome<Done> outcome) {
    return ((Outcome.Refused<Done>) outcome).refusal().code();
  }

  private EngineBench.Link linked(EngineBench.Node restored) {
    EngineBench.Link link = bench.link(restored, cobalt);
    link.up();
    link.settle();
    return link;
  }

  @Test
  void itFetchesItsOwnTailFromAPeerAndGoesOnWhereItWas() throws IOException {
    EngineBench.Node restored = bench.restored(backup, amber.mark.size());
    assertThat(codes(restored)).containsExactly(Alarm.Code.OWN_LOG_BEHIND);
    assertThat(refusal(restored.ask(EngineBench.declareAt(8)))).isEqualTo(RefusalCode.NOT_SIGNING);

    EngineBench.Link link = linked(restored);
    bench.pass(15, List.of(restored, cobalt), List.of(link));

    assertThat(size(restored)).isEqualTo(size(amber));
    assertThat(codes(restored)).isEmpty();
    String digest = restored.engine.read(view -> view.picture().digest());
    String before = amber.engine.read(view -> view.picture().digest());
    assertThat(digest).isEqualTo(before);
    restored.ask(EngineBench.declareAt(8)).orThrow();
    link.settle();
    assertThat(codes(cobalt)).isEmpty();
    long taken = cobalt.engine.read(view -> view.log(amber.party()).orElseThrow().size());
    assertThat(taken).isEqualTo(size(restored));
    restored.restart();
    assertThat(codes(restored)).isEmpty();
  }

  @Test
  void onAnotherMachineItWaitsForAPeersWord() throws IOException {
    EngineBench.Node restored = bench.restored(backup, NO_MARK);
    assertThat(codes(restored)).containsExactly(Alarm.Code.OWN_LOG_UNPROVEN);
    assertThat(refusal(restored.ask(EngineBench.declareAt(8)))).isEqualTo(RefusalCode.NOT_SIGNING);
    assertThat(restored.mark.size()).as("a second start must not take it for known").isZero();

    EngineBench.Link link = linked(restored);
    bench.pass(15, List.of(restored, cobalt), List.of(link));

    assertThat(codes(restored)).isEmpty();
    assertThat(size(restored)).isEqualTo(size(amber));
    restored.ask(EngineBench.declareAt(8)).orThrow();
    link.settle();
    assertThat(codes(cobalt)).isEmpty();
  }

  @Test
  void aNodeThatWasOnlyMovedWritesOnceAPeerWasHeard() throws IOException {
    EngineBench.OldCopy newest = bench.backup(amber);
    EngineBench.Node moved = bench.restored(newest, NO_MARK);
    EngineBench.Link link = linked(moved);
    assertThat(codes(moved)).containsExactly(Alarm.Code.OWN_LOG_UNPROVEN);
    bench.pass((int) Standing.HEARING.toSeconds() + 1, List.of(moved, cobalt), List.of(link));
    assertThat(codes(moved)).isEmpty();
    moved.ask(EngineBench.declareAt(8)).orThrow();
  }

  @Test
  void withoutAnyPeerAPersonVouchesForItAndTheNextEntrySaysSo() throws IOException {
    EngineBench.Node restored = bench.restored(backup, NO_MARK);
    assertThat(refusal(restored.ask(new Command.Resume("  ")))).isEqualTo(RefusalCode.MALFORMED);
    long before = size(restored);
    Done.Resumed done =
        (Done.Resumed)
            restored.ask(new Command.Resume("the machine burned the same night")).orThrow();

    assertThat(done.seq()).isEqualTo(before);
    Optional<LogResumed> said =
        restored.engine.read(
            view ->
                view.body(view.ownEntry(before).body())
                    .map(kept -> Body.of(Salt.of(kept.salt()), kept.bytes()).orThrow())
                    .map(body -> LogResumed.parse(body.bytes()).orThrow()));
    assertThat(said).contains(new LogResumed(before, "the machine burned the same night"));
    assertThat(refusal(restored.ask(new Command.Resume("again"))))
        .isEqualTo(RefusalCode.WRONG_STATE);
  }

  @Test
  void nobodyCanVouchForANodeThatIsKnownToHaveSignedMore() throws IOException {
    EngineBench.Node restored = bench.restored(backup, amber.mark.size());
    assertThat(refusal(restored.ask(new Command.Resume("trust me"))))
        .isEqualTo(RefusalCode.NOT_SIGNING);
  }

  @Test
  void aPeerThatClaimsToHoldMoreWithoutASignatureSilencesNobody() throws IOException {
    EngineBench.OldCopy newest = bench.backup(amber);
    EngineBench.Node moved = bench.restored(newest, NO_MARK);
    EngineBench.Link link = bench.link(moved, cobalt);
    link.up();
    byte[] boast =
        new Frame.Hello(
                EngineBench.THEATRE,
                cobalt.party(),
                cobalt.card.text(),
                List.of(new Frame.Holding(amber.keys.origin(), 1L << 40)),
                List.of(),
                List.of(),
                true)
            .encode();
    link.frameToOne(boast);
    bench.pass(15, List.of(moved, cobalt), List.of());
    assertThat(codes(moved)).isEmpty();
    moved.ask(EngineBench.declareAt(8)).orThrow();
  }
}
