package org.wideberth.bench.propagate;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.wideberth.bench.Figures;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.Pair;
import org.wideberth.simulator.process.TemporaryDirectory;

/// From the moment a declaration is sent to one node's API to the moment the other party's node
/// says so on its event stream, with thousands of operations live. Both nodes, and this process,
/// share the machine.
public final class PropagateBench {
  private static final int FEATURES_EACH_REQUEST = 500;

  private final PrintStream out;
  private final Random random;
  private final Instant day = Instant.now().truncatedTo(ChronoUnit.HOURS);

  private PropagateBench(PrintStream out, long seed) {
    this.out = out;
    this.random = new Random(seed);
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
      fill(pair, live);
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

  private void fill(Pair pair, int live) throws IOException, InterruptedException {
    for (Machine machine : pair.machines()) {
      for (int done = 0; done < live / 2; done += FEATURES_EACH_REQUEST) {
        int count = Math.min(FEATURES_EACH_REQUEST, live / 2 - done);
        StringBuilder features = new StringBuilder();
        for (int i = 0; i < count; i++) {
          features.append(features.isEmpty() ? "" : ",").append(feature("fill " + (done + i)));
        }
        must(
            machine.api(
                "POST",
                "/api/v1/operations?as_typed=true",
                "{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}"));
      }
    }
    for (Machine machine : pair.machines()) {
      Pair.until(
          machine,
          "/api/v1/links",
          answer -> answer.path("links").get(0).path("our_size_of_theirs").asLong() > live / 2);
    }
    out.printf("%d operations are live on both nodes.%n", live);
  }

  private long[] declare(Pair pair, int n) throws IOException, InterruptedException {
    long[] nanos = new long[n];
    try (EventLines events = EventLines.open(pair.second())) {
      for (int i = 0; i < n; i++) {
        String name = "timed " + i + " of " + random.nextLong();
        long sent = System.nanoTime();
        events.watch(name);
        must(pair.first().api("POST", "/api/v1/operations?as_typed=true", feature(name)));
        nanos[i] = events.seenNanos(name) - sent;
      }
    }
    return nanos;
  }

  private static void must(Machine.Answer answer) throws IOException {
    if (answer.status() / 100 != 2) {
      throw new IOException("refused: " + answer);
    }
  }

  /// A small flight in Swiss air space, on a day with room for all.
  private String feature(String name) {
    Instant start = day.plusSeconds(60L * random.nextInt(24 * 60));
    int lower = 100 * random.nextInt(380);
    return String.format(
        Locale.ROOT,
        "{\"type\":\"Feature\",\"properties\":{\"operation\":\"%s\",\"kind\":\"air\","
            + "\"start\":\"%s\",\"end\":\"%s\",\"lower\":%d,\"upper\":%d,\"unit\":\"ft\","
            + "\"datum\":\"PRESSURE\",\"half_width_m\":500},\"geometry\":{\"type\":"
            + "\"LineString\",\"coordinates\":[[%.6f,%.6f],[%.6f,%.6f]]}}",
        name,
        start,
        start.plusSeconds(600),
        lower,
        lower + 500,
        6.0 + 4 * random.nextDouble(),
        45.9 + 1.8 * random.nextDouble(),
        6.0 + 4 * random.nextDouble(),
        45.9 + 1.8 * random.nextDouble());
  }
}
