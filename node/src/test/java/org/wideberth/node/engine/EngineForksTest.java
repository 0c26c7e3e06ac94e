package org.wideberth.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesDocument;
import org.wideberth.geo.Minimum;
import org.wideberth.party.Card;
import org.wideberth.record.Checkpoint;
import org.wideberth.record.Cosignature;
import org.wideberth.record.Hash;
import org.wideberth.record.Holding;
import org.wideberth.record.HoldingNote;
import org.wideberth.record.SignedCheckpoint;
import org.wideberth.refusal.Outcome;

/// Histories that cannot both be true: others', and the own one after a restore.
class EngineForksTest {
  @TempDir private Path directory = Path.of("");
  private EngineBench bench = new EngineBench(directory);

  @BeforeEach
  void setUp() {
    bench = new EngineBench(directory);
  }

  @AfterEach
  void tearDown() throws IOException {
    bench.close();
  }

  @Test
  void aCheckpointThatWasAheadIsComparedOnceItsEntriesAreThere() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    EngineBench.Node cobalt = bench.node("cobalt");
    EngineBench.introduce(amber, cobalt);
    EngineBench.Link link = bench.link(amber, cobalt);
    link.up();
    link.settle();

    link.frameToOther(new Frame.Checkpoints(List.of(lie(amber, 2).note())).encode());
    assertThat(codes(cobalt)).isEmpty();
    bench.trace.clear();
    amber.ask(EngineBench.declareAt(7.3)).orThrow();
    amber.ask(EngineBench.declareAt(7.4)).orThrow();
    link.settle();

    assertThat(codes(cobalt)).contains(Alarm.Code.FORK);
    assertThat(bench.trace).doesNotContain("cobalt sends receipt");
    cobalt.restart();
    assertThat(codes(cobalt)).contains(Alarm.Code.FORK);
  }

  @Test
  void bothSidesOfAForkAreToldToOthersAndTheLinkStays() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    EngineBench.Node cobalt = bench.node("cobalt");
    EngineBench.Node relief = bench.node("relief");
    EngineBench.introduce(amber, cobalt);
    EngineBench.introduce(amber, relief);
    EngineBench.introduce(cobalt, relief);
    EngineBench.Link link = bench.link(amber, cobalt);
    link.up();
    link.settle();
    SignedCheckpoint lie = lie(amber, 1);
    link.frameToOther(new Frame.Checkpoints(List.of(lie.note())).encode());
    amber.ask(EngineBench.declareAt(7.3)).orThrow();
    link.settle();
    assertThat(link.closed).isEmpty();

    EngineBench.Link other = bench.link(cobalt, relief);
    other.up();
    other.settle();
    assertThat(codes(relief)).contains(Alarm.Code.FORK);
  }

  @Test
  void thatTheOwnLogIsBehindIsKnownAfterARestartToo() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    EngineBench.Node cobalt = bench.node("cobalt");
    EngineBench.introduce(amber, cobalt);
    EngineBench.Link link = bench.link(amber, cobalt);
    link.up();
    link.settle();

    link.frameToOther(new Frame.Checkpoints(List.of(lie(cobalt, 9).note())).encode());
    cobalt.restart();

    assertThat(codes(cobalt)).containsExactly(Alarm.Code.OWN_LOG_BEHIND);
    assertThat(cobalt.ask(EngineBench.declareAt(7.3))).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aNodeRestoredFromAnOlderBackupWritesNothingThoughNoPeerIsThere() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    amber.ask(EngineBench.declareAt(7.3)).orThrow();
    long size = amber.engine.read(view -> view.log(amber.party()).orElseThrow().size());
    assertThat(amber.mark.size()).isEqualTo(size);
    amber.restart();
    assertThat(codes(amber)).as("a restart is no restore").isEmpty();

    EngineBench.Node restored = bench.restored(amber);
    assertThat(codes(restored)).containsExactly(Alarm.Code.OWN_LOG_BEHIND);
    assertThat(restored.ask(EngineBench.declareAt(7.4))).isInstanceOf(Outcome.Refused.class);
    restored.engine.process(List.of(new Input.Tick()));
    long held = restored.engine.read(view -> view.log(amber.party()).orElseThrow().size());
    assertThat(held).as("not even a genesis entry").isZero();
  }

  @Test
  void notesOfFindingsWaitUntilAPeerWasMet() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    EngineBench.Node cobalt = bench.node("cobalt");
    EngineBench.introduce(amber, cobalt);
    EngineBench.Link link = bench.link(amber, cobalt);
    link.up();
    RulesDocument rules =
        RulesDocument.uniform(
            EngineBench.THEATRE,
            1,
            "Valley",
            List.of(amber.party(), cobalt.party()),
            Minimum.ofMetresAndFeet(1852, 1000));
    amber.ask(new Command.ProposeRules(rules.toText())).orThrow();
    link.settle();
    for (EngineBench.Node node : List.of(amber, cobalt)) {
      node.ask(new Command.AdoptRules(Rules.of(rules).hash())).orThrow();
      node.ask(EngineBench.declareAt(7.3)).orThrow();
    }
    link.settle();
    int findings = amber.engine.read(view -> view.picture().findings().size());
    assertThat(findings).isEqualTo(1);

    amber.restart();
    long size = ownSize(amber);
    amber.engine.process(List.of(new Input.Tick()));
    assertThat(ownSize(amber))
        .as("nobody could say yet that the own log is longer")
        .isEqualTo(size);
    EngineBench.Link fresh = bench.link(amber, cobalt);
    fresh.up();
    fresh.settle();
    amber.engine.process(List.of(new Input.Tick()));
    assertThat(ownSize(amber)).isEqualTo(size + 1);
  }

  private static long ownSize(EngineBench.Node node) {
    return node.engine.read(view -> view.log(node.party()).orElseThrow().size());
  }

  @Test
  void theMarkIsRaisedAfterTheJournalHasItAndBeforeAnythingIsSaid() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    amber.journal.broken = true;
    assertThat(amber.ask(EngineBench.declareAt(7.3))).isInstanceOf(Outcome.Refused.class);
    assertThat(amber.mark.size()).isEqualTo(1);
    amber.journal.broken = false;
    amber.restart();
    assertThat(codes(amber)).isEmpty();
    amber.engine.process(
        List.of(
            new Input.Ask(
                EngineBench.declareAt(7.3), _ -> assertThat(amber.mark.size()).isEqualTo(2))));
  }

  @Test
  void aReceiptForAnotherHistoryOfTheOwnLogDeliversNothing() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    EngineBench.Node cobalt = bench.node("cobalt");
    EngineBench.introduce(amber, cobalt);
    EngineBench.Link link = bench.link(amber, cobalt);
    link.up();
    link.settle();
    Done done = cobalt.ask(EngineBench.declareAt(7.3)).orThrow();
    long seq = ((Done.Operations) done).items().getFirst().seq();

    SignedCheckpoint lie = lie(cobalt, seq + 1);
    String cosignature = Cosignature.sign(lie, EngineBench.NOW, amber.keys.witness()).line();
    String holding =
        HoldingNote.sign(
                amber.keys.origin(),
                lie.checkpoint(),
                EngineBench.NOW,
                new TreeSet<>(),
                amber.keys.log())
            .note();
    link.frameToOther(new Frame.ReceiptFrame(lie.note(), cosignature, holding).encode());

    assertThat(cobalt.engine.read(view -> view.holders(seq)).get(amber.party()))
        .isInstanceOf(Holding.NotYet.class);
    assertThat(codes(cobalt)).containsExactly(Alarm.Code.OWN_LOG_BEHIND);
  }

  @Test
  void aReceiptGoesOverTheLinkThatIsUpWhenItIsGiven() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    EngineBench.Node cobalt = bench.node("cobalt");
    EngineBench.introduce(amber, cobalt);
    EngineBench.Link old = bench.link(amber, cobalt);
    old.up();
    old.settle();
    amber.ask(EngineBench.declareAt(7.3)).orThrow();
    byte[] entries = old.toOther.remove();
    EngineBench.Link fresh = bench.link(amber, cobalt);
    cobalt.engine.process(
        List.of(
            old.frame(entries),
            new Input.PeerDown(amber.party(), old.channelOfOther()),
            new Input.PeerUp(amber.party(), fresh.channelOfOther())));

    assertThat(fresh.toOne.stream().map(EngineBench::kind)).contains("receipt");
    assertThat(old.toOne).isEmpty();
  }

  @Test
  void aCardWithTheTlsKeyOfAnotherPartyIsRefused() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    EngineBench.Node cobalt = bench.node("cobalt");
    EngineBench.Node relief = bench.node("relief");
    EngineBench.introduce(amber, cobalt);
    Card copied =
        Card.sign(
            relief.keys.identity(
                relief.card.identity().name(),
                cobalt.card.identity().tls(),
                relief.card.identity().recovery()),
            List.of(),
            relief.keys.log());

    assertThat(amber.ask(new Command.Enrol(copied))).isInstanceOf(Outcome.Refused.class);
    assertThat(amber.ask(new Command.Enrol(relief.card))).isInstanceOf(Outcome.Accepted.class);
  }

  private static SignedCheckpoint lie(EngineBench.Node author, long size) {
    return SignedCheckpoint.sign(
        new Checkpoint(
            author.keys.origin(), size, Hash.sha256("lie".getBytes(StandardCharsets.UTF_8))),
        author.keys.log());
  }

  private static List<Alarm.Code> codes(EngineBench.Node node) {
    return node.engine.read(view -> view.alarms().stream().map(Alarm::code).toList());
  }
}
