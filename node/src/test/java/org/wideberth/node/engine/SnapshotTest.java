package org.wideberth.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.node.snapshot.Snapshot;
import org.wideberth.node.snapshot.SnapshotFile;
import org.wideberth.operation.OperationContent;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationMessage.Carried;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;

/// A node that starts from a snapshot is the one that starts from its journal alone.
final class SnapshotTest {
  private static final byte[] SECRET = "a secret".getBytes(StandardCharsets.US_ASCII);
  private static final int OPERATIONS = 2 * Snapshot.BLOCK + 40;
  private static final Duration DAYS_90 = Duration.ofDays(90);

  private EngineBench bench;
  private EngineBench.Node amber;
  private EngineBench.Node cobalt;
  private EngineBench.Link link;
  private SnapshotFile file;
  private OperationId ended;

  @BeforeEach
  void bothHaveDeclaredMuch(@TempDir Path directory) throws IOException {
    bench = new EngineBench(directory);
    amber = bench.node("amber");
    cobalt = bench.node("cobalt");
    file = SnapshotFile.open(Files.createDirectories(directory.resolve("beside")), SECRET);
    amber.snapshot = file;
    amber.restart();
    EngineBench.introduce(amber, cobalt);
    link = bench.link(amber, cobalt);
    link.up();
    link.settle();
    ended = declared(amber, 7);
    for (int i = 1; i < OPERATIONS; i++) {
      declared(amber, 7 + i * 0.01);
      declared(cobalt, 7.02 + i * 0.01);
    }
    amber.ask(new Command.End(ended)).orThrow();
    link.settle();
    tick();
  }

  @AfterEach
  void close() throws IOException {
    file.close();
    bench.close();
  }

  private static OperationId declared(EngineBench.Node node, double lon) {
    return ((Done.Operations) node.ask(EngineBench.declareAt(lon)).orThrow())
        .items()
        .getFirst()
        .operation();
  }

  private void tick() {
    amber.engine.process(List.of(new Input.Tick(Duration.ofSeconds(1))));
    link.settle();
  }

  private static String digest(EngineBench.Node node) {
    return node.engine.read(view -> view.picture().digest());
  }

  private Origin own() {
    return amber.keys.origin();
  }

  @Test
  void theNodeIsTheSame() throws IOException {
    String before = digest(amber);
    assertThat(file.next(own())).isEqualTo(2 * Snapshot.BLOCK);
    assertThat(file.next(cobalt.keys.origin())).isEqualTo(2 * Snapshot.BLOCK);
    assertThat(file.block(own(), Snapshot.BLOCK)).hasSizeGreaterThan(Snapshot.BLOCK - 10);
    amber.restart();
    assertThat(digest(amber)).isEqualTo(before);
    amber.snapshot = Snapshot.none();
    amber.restart();
    assertThat(digest(amber)).isEqualTo(before);
  }

  /// Says something else of one body, so that it shows whether anybody listens.
  private final class Telling implements Snapshot {
    private final Optional<Hash> body;

    /// @param body whose it says to be what it says; if empty the one that it is of
    Telling(Optional<Hash> body) {
      this.body = body;
    }

    @Override
    public Map<Long, Reading> block(Origin log, long first) {
      Map<Long, Reading> told = new HashMap<>(file.block(log, first));
      told.replaceAll(
          (_, reading) -> new Reading(body.orElse(reading.body()), renamed(reading.said())));
      return told;
    }

    private static Carried renamed(Carried said) {
      OperationContent content = said.content();
      return new Carried(
          said.carrier(),
          said.operation(),
          said.revision(),
          said.state(),
          new OperationContent(
              content.kind(), content.priority(), content.grain(), "told", content.volumes()));
    }

    @Override
    public long next(Origin log) {
      return Long.MAX_VALUE;
    }

    @Override
    public void keep(Origin log, List<Optional<Reading>> readings) {}

    @Override
    public void forget() {}
  }

  private long told() {
    return amber.engine.read(
        view ->
            view.picture().operations().stream()
                .filter(each -> each.content().name().equals("told"))
                .count());
  }

  @Test
  void onlyWhatIsSaidOfTheVeryBodyIsHeard() throws IOException {
    amber.snapshot = new Telling(Optional.empty());
    amber.restart();
    assertThat(told()).isGreaterThan(3 * Snapshot.BLOCK);
    String before = digest(amber);
    amber.snapshot = new Telling(Optional.of(Hash.sha256()));
    amber.restart();
    assertThat(told()).isZero();
    assertThat(digest(amber)).isNotEqualTo(before);
  }

  private boolean isKept(OperationId id) {
    return file.block(own(), 0).values().stream()
        .anyMatch(reading -> reading.said().operation().equals(id));
  }

  @Test
  void whatIsErasedIsInNoSnapshot() throws IOException {
    bench.now = bench.now.plus(DAYS_90);
    assertThat(isKept(ended)).isTrue();
    amber.ask(new Command.Erase(DAYS_90, Optional.of(ended), false)).orThrow();
    assertThat(isKept(ended)).isFalse();
    tick();
    assertThat(file.block(own(), 0)).as("the others are kept again").isNotEmpty();
    assertThat(isKept(ended)).isFalse();
    assertThat(file.next(own())).isEqualTo(2 * Snapshot.BLOCK);
    String before = digest(amber);
    amber.restart();
    assertThat(digest(amber)).isEqualTo(before);
  }
}
