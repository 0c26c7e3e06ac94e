package org.wideberth.bench.propagate;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.wideberth.bench.Figures;
import org.wideberth.bench.load.Flights;
import org.wideberth.simulator.process.Pair;
import org.wideberth.simulator.process.TemporaryDirectory;

/// From the moment a declaration is sent to one node's API to the moment the other party's node
/// says so on its event stream, with thousands of operations live. Both nodes, and this process,
/// share the machine.
public final class PropagateBench {
  private final PrintStream out;
  private final Random random;
  private final Flights flights;

  private PropagateBench(PrintStream out, long seed) {
    this.out = out;
    this.random = new Random(seed);
    this.flights = new Flights(seed, Instant.now());
  }

  /// Runs it and prints what it does, its counts, and one line of JSON at the end.
  ///
  /// @param n declarations measured
  /// @param live operations that are live before, half of each party
  /// @return 0
  public static int run(PrintStream out, long seed, int n, int live)
      throws IOException, InterruptedException {
    return new PropagateBench(out, seed).measure(n, live);
  }

  private int measure(int n, int live) throws IOException, InterruptedException {
    Figures figures = Figures.start("propagate");
    out.printf(
        "Two nodes on loopback, %d operations live; %d declarations, one after the other, each"
            + " timed from the request to the other side's event.%n",
        live, n);
    try (TemporaryDirectory directory = TemporaryDirectory.named("wideberth-propagate");
        Pair pair = Pair.open(directory.path())) {
      flights.fill(pair, live);
      out.printf("%d operations are live on both nodes.%n", live);
      long[] nanos = declare(pair, n);
      Arrays.sort(nanos);
      int findings = pair.second().findings().size();
      out.printf("%d findings between them at the end.%n", findings);
      figures
          .put("n", n)
          .put("live", live)
          .put("findings", findings)
          .put("p50_ms", nanos[n / 2] / 1e6)
          .put("p99_ms", nanos[Math.min(n - 1, n * 99 / 100)] / 1e6)
          .put("max_ms", nanos[n - 1] / 1e6);
      out.println(figures.line());
    }
    return 0;
  }

  private long[] declare(Pair pair, int n) throws IOException, InterruptedException {
    long[] nanos = new long[n];
    try (EventLines events = EventLines.open(pair.second())) {
      for (int i = 0; i < n; i++) {
        String name = "timed " + i + " of " + random.nextLong();
        long sent = System.nanoTime();
        events.watch(name);
        Flights.declare(pair.first(), flights.feature(name));
        nanos[i] = events.seenNanos(name) - sent;
      }
    }
    return nanos;
  }
}
