package org.wideberth.simulator.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Real processes: the node and then the command are killed in the middle of a large file. Nothing
/// is declared twice, and nothing is left out.
class BulkKilledTest {
  private static final int OPERATIONS = 5_000;
  private static final int SOME = 400;
  private static final int PATIENCE_S = 60;
  private static final int UNAVAILABLE = 3;

  @TempDir private Path directory = Path.of("");
  private List<Machine> machines = new ArrayList<>();

  @BeforeEach
  void aNode() throws IOException, InterruptedException {
    Machine amber = new Machine("amber", directory.resolve("amber"));
    machines = List.of(amber);
    amber.must("init", "--theatre", "range", "--party", "amber", "--name", "Amber");
    amber.start();
  }

  @AfterEach
  void close() {
    machines.forEach(Machine::close);
  }

  private Path file() throws IOException {
    List<String> features = new ArrayList<>();
    for (int i = 0; i < OPERATIONS; i++) {
      features.add(
          String.format(
              Locale.ROOT,
              "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[%.4f,47.5]},"
                  + "\"properties\":{\"name\":\"flight %d\",\"kind\":\"air\",\"radius_m\":100,"
                  + "\"start\":\"2026-12-01T06:00:00Z\",\"end\":\"2026-12-01T08:00:00Z\","
                  + "\"lower\":100,\"upper\":300,\"unit\":\"m\",\"datum\":\"MSL\"}}",
              i / 100.0,
              i));
    }
    return Files.write(directory.resolve("season.ndjson"), features);
  }

  private List<String> names() throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    for (JsonNode feature : machines.getFirst().operations()) {
      names.add(feature.path("properties").path("name").asString());
    }
    return names;
  }

  @Test
  void whoeverIsKilledTheSameCommandGoesOn() throws IOException, InterruptedException {
    Machine amber = machines.getFirst();
    String file = file().toString();
    CompletableFuture<Machine.Said> first =
        CompletableFuture.supplyAsync(() -> amber.command("declare", file));
    Waiting.until("some are declared", PATIENCE_S, () -> names().size() > SOME);
    amber.kill();
    Machine.Said cut = first.join();
    assertThat(cut.exitCode()).as(cut.out() + cut.err()).isEqualTo(UNAVAILABLE);
    assertThat(cut.err()).contains("the same command goes on with the rest");
    amber.start();
    int before = names().size();
    assertThat(before).isBetween(SOME, OPERATIONS - 1);

    Process client =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.wideberth.node.cli.Main",
                "declare",
                "--data",
                amber.data().toString(),
                file)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("client.log").toFile())
            .start();
    Waiting.until("more are declared", PATIENCE_S, () -> names().size() > before + SOME);
    client.destroyForcibly().waitFor();
    int between = names().size();
    assertThat(between).isBetween(before + SOME, OPERATIONS);

    Machine.Said last = amber.must("declare", file);
    assertThat(last.out()).contains("operations were declared before");
    List<String> all = names();
    assertThat(all).hasSize(OPERATIONS);
    assertThat(new TreeSet<>(all)).as("each once").hasSize(OPERATIONS);
  }
}
