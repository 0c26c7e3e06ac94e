package org.wideberth.bench.start;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.wideberth.bench.Figures;
import org.wideberth.bench.load.Ground;
import org.wideberth.geo.Minimum;
import org.wideberth.node.snapshot.SnapshotFile;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.Pair;
import org.wideberth.simulator.process.StepFailed;
import org.wideberth.simulator.process.TemporaryDirectory;
import org.wideberth.simulator.process.Waiting;
import tools.jackson.databind.JsonNode;

/// Two nodes declare operations in bulk until so many are live; then one is started again from its
/// journal alone, until it answers, and once more with a snapshot. Ends by itself.
public final class StartBench {
  /// A node adds to its snapshot each second while there is something to add.
  private static final int STILL_MILLIS = 5_000;

  private static final int CLASSES_SHOWN = 25;

  private final PrintStream out;
  private final long seed;
  private final Optional<Path> page;
  private final Figures figures = Figures.start("start");

  private StartBench(PrintStream out, long seed, Optional<Path> page) {
    this.out = out;
    this.seed = seed;
    this.page = page;
  }

  /// Runs it and prints one line of JSON at the end.
  ///
  /// @param live operations, half of them a peer's
  /// @param keep where to leave the data directories, and to take them from if they are there
  /// @param page to which the figures are written too
  /// @return 0
  public static int run(
      PrintStream out, long seed, int live, Optional<Path> keep, Optional<Path> page)
      throws IOException, InterruptedException {
    StartBench bench = new StartBench(out, seed, page);
    if (keep.isPresent()) {
      bench.measure(Files.createDirectories(keep.get()), live);
    } else {
      try (TemporaryDirectory directory = TemporaryDirectory.named("wideberth-start")) {
        bench.measure(directory.path(), live);
      }
    }
    return 0;
  }

  private void measure(Path directory, int live) throws IOException, InterruptedException {
    if (Files.isDirectory(directory.resolve("amber"))) {
      out.println("The journal is there already.");
    } else {
      fill(directory, live);
    }
    try (Machine machine = new Machine("amber", directory.resolve("amber"))) {
      Path snapshot = machine.data().resolve(SnapshotFile.FILE);
      Files.deleteIfExists(snapshot);
      figures.put("live", live).put("replay_s", start(machine, live));
      long heapBytes = heap(machine);
      out.println("The node writes its snapshot.");
      Waiting.until("the snapshot is whole", Ground.PATIENCE_S, () -> isStill(snapshot));
      machine.stop();
      figures
          .put("ready_s", start(machine, live))
          .put("heap_mb", heapBytes >> 20)
          .put("bytes_each", heapBytes / live)
          .put("journal_mb", Files.size(machine.data().resolve("journal.db")) >> 20)
          .put("snapshot_mb", Files.size(snapshot) >> 20)
          .say(out, page, Figures.seedAndN(seed, live));
    }
  }

  /// @return in how many seconds it answers
  private static double start(Machine machine, int live) throws IOException, InterruptedException {
    long started = System.nanoTime();
    machine.startWith(Ground.options(live), Duration.ofSeconds(Ground.PATIENCE_S));
    double seconds = (System.nanoTime() - started) / 1e9;
    JsonNode link = machine.get("/api/v1/links").path("links").get(0);
    long entries = link.path("our_size").asLong() + link.path("our_size_of_theirs").asLong();
    if (entries < live) {
      throw new StepFailed("%d entries are here, for %d operations".formatted(entries, live));
    }
    return seconds;
  }

  private static boolean isStill(Path file) throws IOException, InterruptedException {
    long before = Files.size(file);
    Thread.sleep(STILL_MILLIS);
    return Files.size(file) == before;
  }

  private void fill(Path directory, int live) throws IOException, InterruptedException {
    out.printf("%d operations are declared, half of them by a peer.%n", live);
    try (Pair pair = Pair.open(directory)) {
      Ground.prepare(pair, live, Minimum.ofMetresAndFeet(50, 50));
      Instant day = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(2, ChronoUnit.DAYS);
      figures.put("fill_s", Ground.fill(out, pair, seed, day, live));
    }
  }

  /// What is reachable after a collection; prints what most of it is.
  private long heap(Machine machine) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(machine.pid()),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    List<String> lines;
    try (var input = process.getInputStream()) {
      lines = new String(input.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    process.waitFor();
    lines.stream().limit(CLASSES_SHOWN).forEach(out::println);
    String total =
        lines.stream()
            .filter(line -> line.startsWith("Total"))
            .findFirst()
            .orElseThrow(() -> new StepFailed("jcmd counts no heap: " + lines));
    return Long.parseLong(total.strip().split(" +", 4)[2]);
  }
}
