package org.wideberth.bench.start;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wideberth.agreement.RulesDocument;
import org.wideberth.bench.Figures;
import org.wideberth.bench.load.Flights;
import org.wideberth.bench.load.Requests;
import org.wideberth.geo.Minimum;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.Pair;
import org.wideberth.simulator.process.StepFailed;
import org.wideberth.simulator.process.TemporaryDirectory;
import org.wideberth.simulator.process.Waiting;
import tools.jackson.databind.JsonNode;

/// A node takes in operations of a peer, and declares as many itself, through its API, until so
/// many are live; then it is started again from its journal, until it answers. Ends by itself.
public final class StartBench {
  private static final int FEATURES_EACH_REQUEST = 500;
  private static final int PATIENCE_S = 3_600;

  /// A peer may cost a node only so much in a day, which is counted anew after a start: so many of
  /// its operations are well below that.
  private static final int OPERATIONS_BETWEEN_STARTS = 50_000;

  private static final int HEAP_MB_MIN = 2_048;
  private static final int OPERATIONS_A_HEAP_MB = 85;
  private static final int CLASSES_SHOWN = 25;

  private final PrintStream out;
  private final NationalDay day;
  private final List<String> options;
  private final Figures figures = Figures.start("start");

  private StartBench(PrintStream out, long seed, int live) {
    this.out = out;
    this.day = new NationalDay(seed, Instant.now());
    this.options =
        List.of(
            "-Xmx" + Math.max(HEAP_MB_MIN, live / OPERATIONS_A_HEAP_MB) + "m",
            "-XX:+UseCompactObjectHeaders",
            "-XX:MetaspaceSize=64m");
  }

  /// Runs it and prints one line of JSON at the end.
  ///
  /// @param live operations, half of them a peer's
  /// @param keep where to leave the data directories, and to take them from if they are there
  /// @return 0
  public static int run(PrintStream out, long seed, int live, Optional<Path> keep)
      throws IOException, InterruptedException {
    StartBench bench = new StartBench(out, seed, live);
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
      long started = System.nanoTime();
      machine.startWith(options, Duration.ofSeconds(PATIENCE_S));
      double seconds = (System.nanoTime() - started) / 1e9;
      JsonNode link = machine.get("/api/v1/links").path("links").get(0);
      long entries = link.path("our_size").asLong() + link.path("our_size_of_theirs").asLong();
      if (entries < live) {
        throw new StepFailed("%d entries are here, for %d operations".formatted(entries, live));
      }
      long heapBytes = heap(machine);
      out.println(
          figures
              .put("live", live)
              .put("entries", entries)
              .put("replay_s", seconds)
              .put("heap_mb", heapBytes >> 20)
              .put("bytes_each", heapBytes / live)
              .put("journal_mb", Files.size(machine.data().resolve("journal.db")) >> 20)
              .line());
    }
  }

  private void fill(Path directory, int live) throws IOException, InterruptedException {
    out.printf("%d operations are declared, half of them by a peer.%n", live);
    try (Pair pair = Pair.open(directory)) {
      for (Machine machine : pair.machines()) {
        again(machine);
      }
      agree(pair);
      int theirs = live / 2;
      for (int done = 0; done < theirs; done += OPERATIONS_BETWEEN_STARTS) {
        if (done > 0) {
          again(pair.first());
        }
        declare(pair.second(), Math.min(OPERATIONS_BETWEEN_STARTS, theirs - done));
        Waiting.until("the peer's are here", PATIENCE_S, pair::level);
        out.printf(
            "%d of the peer are here.%n", Math.min(done + OPERATIONS_BETWEEN_STARTS, theirs));
      }
      pair.second().stop();
      declare(pair.first(), live - theirs);
      out.println("All are declared.");
    }
  }

  private void again(Machine machine) throws IOException, InterruptedException {
    machine.stop();
    machine.startWith(options, Duration.ofSeconds(PATIENCE_S));
  }

  private void declare(Machine machine, int count) throws IOException, InterruptedException {
    for (int done = 0; done < count; done += FEATURES_EACH_REQUEST) {
      Flights.declare(machine, day.collection(Math.min(FEATURES_EACH_REQUEST, count - done)));
    }
  }

  /// Small minima, as between small aircraft: what is measured is a start, not findings.
  private static void agree(Pair pair) throws IOException, InterruptedException {
    String rules =
        RulesDocument.uniform(
                new TheatreId("range"),
                2,
                "Small aircraft",
                List.of(new PartyId("amber"), new PartyId("cobalt")),
                Minimum.ofMetresAndFeet(50, 50))
            .toText();
    String hash =
        Requests.post(pair.first(), "/api/v1/rules", rules).json().path("hash").asString();
    Requests.post(pair.first(), "/api/v1/rules/" + hash + "/adopt", "");
    Waiting.until(
        "the rules are adopted",
        PATIENCE_S,
        () -> pair.second().api("POST", "/api/v1/rules/" + hash + "/adopt", "").status() == 200);
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
