package org.wideberth.bench.declare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wideberth.bench.Figures;
import org.wideberth.bench.load.Ground;
import org.wideberth.geo.Minimum;
import org.wideberth.picture.OperationDecisions;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.Pair;
import org.wideberth.simulator.process.TemporaryDirectory;
import org.wideberth.simulator.process.Waiting;

/// 64 clients declare at one node, each one after the other, with very many operations live and a
/// peer that takes them in: from the request to the durable answer, and from there to the peer's
/// receipt. Both nodes, and this process, share the machine. Ends by itself.
///
/// The operations before are declared in bulk, half by each party, the other party's 180 m above
/// the own ones: what is declared finds very many candidates in space and time. One in ten reaches
/// into the other's heights and finds conflicts. All that is declared stays live.
public final class DeclareBench {
  /// Until then compilers take a part of the processors. A node runs for months.
  private static final int WARM_UP_S = 60;

  private static final int MEASURED_S = 30;

  /// So many at most: a node holds [OperationDecisions#LIVE_OPERATIONS_MAX].
  private static final int WARM_UP_N = 50_000;

  private static final int MEASURED_N = 100_000;

  private static final Minimum MINIMUM = Minimum.ofMetresAndFeet(50, 50);

  private final PrintStream out;
  private final long seed;
  private final Instant day = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
  private final Figures figures = Figures.start("declare");

  private DeclareBench(PrintStream out, long seed) {
    this.out = out;
    this.seed = seed;
  }

  /// Runs it and prints what it does, its counts, and one line of JSON at the end.
  ///
  /// @param live operations that are live before; near the most that a node holds, some fewer, so
  ///     that clients come up to just that
  /// @param page to which the figures are written too
  /// @return 0
  public static int run(PrintStream out, long seed, int live, Optional<Path> page)
      throws IOException, InterruptedException {
    return new DeclareBench(out, seed).measure(live, page);
  }

  private int measure(int live, Optional<Path> page) throws IOException, InterruptedException {
    int before = Math.min(live, OperationDecisions.LIVE_OPERATIONS_MAX - WARM_UP_N - MEASURED_N);
    out.printf(
        "Two nodes on loopback, %,d operations live; %d clients declare %,d more at one of them to"
            + " warm up, and %,d or as many as they can in %d s; seed %d.%n",
        before, Clients.COUNT, WARM_UP_N, MEASURED_N, MEASURED_S, seed);
    try (TemporaryDirectory directory = TemporaryDirectory.named("wideberth-declare");
        Pair pair = Pair.open(directory.path())) {
      Ground.prepare(pair, before + WARM_UP_N + MEASURED_N, MINIMUM);
      figures.put("fill_s", Ground.fill(out, pair, seed, day, before));
      Ground.First first = new Ground.First(seed + 10, day);
      List<String> warm = Stream.generate(first::next).limit(WARM_UP_N).toList();
      List<String> measured = Stream.generate(first::next).limit(MEASURED_N).toList();
      int atStart = before + new Clients(warm, Clients.COUNT).run(pair.first(), WARM_UP_S).size();
      int declared = measured(pair, measured);
      figures
          .put("live_before", atStart)
          .put("live_after", atStart + declared)
          .put("findings", pair.first().get("/api/v1/findings?limit=1").path("total").asLong())
          .say(out, page, Figures.seedAndN(seed, live));
    }
    return 0;
  }

  /// @return how many were declared
  private int measured(Pair pair, List<String> features) throws IOException, InterruptedException {
    Machine node = pair.first();
    try (Receipts receipts = new Receipts(node)) {
      double[] cpu = cpuSeconds(pair);
      long began = System.nanoTime();
      List<Clients.Declared> all = new Clients(features, Clients.COUNT).run(node, MEASURED_S);
      double seconds = (System.nanoTime() - began) / 1e9;
      Waiting.until("both have everything", Ground.PATIENCE_S, pair::level);
      long last = all.stream().mapToLong(Clients.Declared::seq).max().orElseThrow();
      Waiting.until("the last receipt is seen", Ground.PATIENCE_S, () -> receipts.sees(last));
      double[] cpuAfter = cpuSeconds(pair);
      double[] millis = all.stream().mapToDouble(Clients.Declared::millis).sorted().toArray();
      double[] until =
          all.stream()
              .mapToDouble(each -> (receipts.seenNanos(each.seq()) - each.repliedNanos()) / 1e6)
              .map(each -> Math.max(0, each))
              .sorted()
              .toArray();
      figures
          .put("n", all.size())
          .put("per_s", all.size() / seconds)
          .put("p50_ms", at(millis, 50))
          .put("p99_ms", at(millis, 99))
          .put("max_ms", Arrays.stream(millis).max().orElse(0))
          .put("node_cpu_us", (cpuAfter[0] - cpu[0]) * 1e6 / all.size())
          .put("peer_cpu_us", (cpuAfter[1] - cpu[1]) * 1e6 / all.size())
          .put("receipt_p50_ms", at(until, 50))
          .put("receipt_p99_ms", at(until, 99));
      return all.size();
    }
  }

  /// What the two nodes have used of the processors, which does not depend on who else does.
  private static double[] cpuSeconds(Pair pair) {
    return pair.machines().stream()
        .mapToDouble(
            machine ->
                ProcessHandle.of(machine.pid())
                    .flatMap(process -> process.info().totalCpuDuration())
                    .map(spent -> spent.toNanos() / 1e9)
                    .orElse(0.0))
        .toArray();
  }

  private static double at(double[] sorted, int percent) {
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }
}
