package org.wideberth.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.party.PartyId;
import org.wideberth.picture.OperationRequest;
import org.wideberth.record.Audience;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Chunks of a large file: all of one or nothing, and none twice, whatever happens in between.
class ChunkDeclaringTest {
  private static final Hash FILE = Hash.sha256("a file".getBytes(StandardCharsets.UTF_8));

  private static final Origin AMBER = Origin.parse("range/amber/1").orThrow();

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

  private static OperationRequest operation(double longitude) {
    return ((Command.Declare) EngineBench.declareAt(longitude)).operations().getFirst();
  }

  private static OperationRequest forNobodyKnown(double longitude) {
    OperationRequest good = operation(longitude);
    return new OperationRequest(
        good.kind(),
        good.priority(),
        good.grain(),
        good.name(),
        good.volumes(),
        Optional.of(Audience.of(Set.of(new PartyId("nobody")))));
  }

  private static Command.DeclareChunk chunk(long first, OperationRequest... operations) {
    return new Command.DeclareChunk(FILE, first, operations.length, List.of(operations), false);
  }

  private static long size(EngineBench.Node node) {
    return node.engine.read(view -> view.log(node.party()).orElseThrow().size());
  }

  private static List<DeclaredChunks.Range> declared(EngineBench.Node node) {
    return node.engine.read(view -> view.declared(FILE));
  }

  private static int operations(EngineBench.Node node) {
    return node.engine.read(view -> view.picture().operations().size());
  }

  @Test
  void allOfAChunkIsDeclaredInOneAppendOrNothingOfIt() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    bench.trace.clear();
    Done refused =
        amber
            .ask(chunk(0, operation(7.1), forNobodyKnown(7.2), operation(7.3), forNobodyKnown(7.4)))
            .orThrow();
    assertThat(((Done.ChunkRefused) refused).refused())
        .extracting(Done.RefusedOperation::operation)
        .as("all that is wrong, not only the first")
        .containsExactly(1, 3);
    assertThat(operations(amber)).isZero();
    assertThat(size(amber)).as("the genesis entry").isEqualTo(1);
    assertThat(bench.trace).as("nothing was written").containsExactly("amber reply");

    bench.trace.clear();
    Done done = amber.ask(chunk(0, operation(7.1), operation(7.2), operation(7.3))).orThrow();
    assertThat(bench.trace).containsExactly("amber durable", "amber reply");
    assertThat(((Done.Chunk) done).before()).isFalse();
    assertThat(((Done.Chunk) done).operations()).hasSize(3);
    assertThat(operations(amber)).isEqualTo(3);
  }

  @Test
  void aChunkThatWasDeclaredIsNotDeclaredTwiceAlsoAfterARestart() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    Command.DeclareChunk chunk = chunk(2, operation(7.1), operation(7.2));
    Done.Chunk first = (Done.Chunk) amber.ask(chunk).orThrow();
    Done.Chunk again = (Done.Chunk) amber.ask(chunk).orThrow();
    assertThat(again).isEqualTo(new Done.Chunk(first.operations(), true));

    amber.restart();
    assertThat(amber.ask(chunk).orThrow()).isEqualTo(again);
    assertThat(operations(amber)).isEqualTo(2);
    assertThat(declared(amber)).containsExactly(new DeclaredChunks.Range(2, 2, 2));
    Command.DeclareChunk ofAnother =
        new Command.DeclareChunk(Hash.sha256(new byte[0]), 2, 2, chunk.operations(), false);
    assertThat(((Done.Chunk) amber.ask(ofAnother).orThrow()).before()).isFalse();
    assertThat(operations(amber)).isEqualTo(4);
  }

  @Test
  void whatTheJournalLostIsNotThoughtToBeDeclared() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    amber.journal.broken = true;
    Command.DeclareChunk chunk = chunk(0, operation(7.1), operation(7.2));
    assertThat(amber.ask(chunk)).isInstanceOf(Outcome.Refused.class);
    amber.journal.broken = false;
    amber.restart();
    assertThat(declared(amber)).isEmpty();
    assertThat(((Done.Chunk) amber.ask(chunk).orThrow()).before()).isFalse();
    assertThat(operations(amber)).isEqualTo(2);
  }

  @Test
  void whatOverlapsWithAChunkIsRefusedAndWhatTouchesItIsJoined() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    amber.ask(chunk(2, operation(7.1), operation(7.2))).orThrow();
    for (long first : new long[] {0, 1, 3}) {
      Outcome<Done> overlapping =
          amber.ask(chunk(first, operation(7.3), operation(7.4), operation(7.5)));
      assertThat(((Outcome.Refused<Done>) overlapping).refusal().code())
          .as("from " + first)
          .isEqualTo(RefusalCode.WRONG_STATE);
    }
    amber.ask(chunk(4, operation(7.3))).orThrow();
    amber.ask(chunk(0, operation(7.4))).orThrow();
    assertThat(declared(amber))
        .containsExactly(new DeclaredChunks.Range(0, 1, 1), new DeclaredChunks.Range(2, 3, 3));
  }

  @Test
  void chunksInAnyOrderJoinToOneRange() {
    DeclaredChunks chunks = new DeclaredChunks();
    List<Long> firsts = new ArrayList<>(List.of(30L, 0L, 20L, 10L));
    for (long first : firsts) {
      chunks.add(new Kept.ChunkDeclared(FILE, first, 10, AMBER, 1 + first, 5));
    }
    assertThat(chunks.ranges(FILE)).containsExactly(new DeclaredChunks.Range(0, 40, 20));
    assertThat(chunks.overlapping(FILE, 40, 10)).isEmpty();
    assertThat(chunks.overlapping(FILE, 39, 10)).isPresent();
  }
}
