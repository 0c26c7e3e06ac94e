package org.wideberth.bench.load;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.wideberth.agreement.RulesDocument;
import org.wideberth.geo.Minimum;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.Pair;
import org.wideberth.simulator.process.Waiting;

/// What benches with very many operations begin from: two nodes with room for them, which have
/// agreed on small minima. Stateless.
public final class Ground {
  /// For whatever takes long.
  public static final int PATIENCE_S = 3_600;

  /// Below the bands of what [#fill] declares for the second party: 180 m above those of most of
  /// the first party's.
  private static final int OTHERS_FLOOR_M = 900;

  /// Below those of the first party's operations that reach into the second's heights.
  private static final int REACHING_FLOOR_M = 600;

  private static final int REACHING_ONE_IN = 10;

  private static final int HEAP_MB = 2_048;

  /// What an operation takes in the memory of a node, entry, picture and index together, and room
  /// for the collector.
  private static final int KIB_PER_OPERATION = 4;

  private static final int DAY_MIB_PER_THOUSAND = 12;

  private Ground() {}

  /// How a node is started that is to have so many.
  public static List<String> options(int operations) {
    long heap = HEAP_MB + (long) operations * KIB_PER_OPERATION / 1024;
    return NodeOptions.asServed(heap);
  }

  /// Starts both anew.
  ///
  /// @param operations that there will be
  public static void prepare(Pair pair, int operations, Minimum minimum)
      throws IOException, InterruptedException {
    String day = Long.toString(1_024 + (long) operations * DAY_MIB_PER_THOUSAND / 1_000);
    for (Machine machine : pair.machines()) {
      machine.stop();
      machine.startServing(options(operations), List.of("--peer-day", day));
    }
    agree(pair, minimum);
  }

  private static void agree(Pair pair, Minimum minimum) throws IOException, InterruptedException {
    String rules =
        RulesDocument.uniform(
                new TheatreId("range"),
                2,
                "Small aircraft",
                List.of(new PartyId("amber"), new PartyId("cobalt")),
                minimum)
            .toText();
    String hash =
        Requests.post(pair.first(), "/api/v1/rules", rules).json().path("hash").asString();
    Requests.post(pair.first(), "/api/v1/rules/" + hash + "/adopt", "");
    String adopt = "/api/v1/rules/" + hash + "/adopt";
    Waiting.until(
        "the proposal arrives",
        PATIENCE_S,
        () -> pair.second().api("POST", adopt, "").status() == 200);
    for (Machine machine : pair.machines()) {
      Pair.until(
          machine, "/api/v1/rules", answer -> answer.path("in_force").toString().contains(hash));
    }
  }

  /// Operations of the first party: one in ten reaches into the heights of the second party's.
  public static final class First {
    private final Season own;
    private final Season reaching;
    private int count;

    public First(long seed, Instant day) {
      own = new Season(seed, day, 0);
      reaching = new Season(seed + 1, day, REACHING_FLOOR_M);
    }

    /// One more, as a GeoJSON Feature.
    public String next() {
      return (count++ % REACHING_ONE_IN == 0 ? reaching : own).next();
    }
  }

  /// Declares so many in bulk at both at once, half by each party, and waits until both have all.
  ///
  /// @return in how many seconds
  public static double fill(PrintStream out, Pair pair, long seed, Instant day, int live)
      throws IOException, InterruptedException {
    First first = new First(seed, day);
    Season second = new Season(seed + 2, day, OTHERS_FLOOR_M);
    long began = System.nanoTime();
    List<CompletableFuture<Machine.Said>> fills = new ArrayList<>();
    for (Machine machine : pair.machines()) {
      boolean isFirst = machine.equals(pair.first());
      Path file = pair.directory().resolve(machine.party() + ".ndjson");
      try (BufferedWriter lines = Files.newBufferedWriter(file)) {
        for (int i = 0; i < live / 2; i++) {
          lines.write(isFirst ? first.next() : second.next());
          lines.newLine();
        }
      }
      fills.add(CompletableFuture.supplyAsync(() -> machine.must("declare", file.toString())));
    }
    for (CompletableFuture<Machine.Said> fill : fills) {
      out.print(fill.join().out());
    }
    Waiting.until("both have everything", PATIENCE_S, pair::level);
    double seconds = (System.nanoTime() - began) / 1e9;
    out.printf("They are live on both nodes after %.1f s.%n", seconds);
    return seconds;
  }
}
