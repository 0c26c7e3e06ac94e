package org.wideberth.bench.flash;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.wideberth.bench.Figures;
import org.wideberth.bench.load.Flights;
import org.wideberth.bench.load.NodeOptions;
import org.wideberth.bench.load.Requests;
import org.wideberth.bench.load.Talk;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.Pair;
import org.wideberth.simulator.process.TemporaryDirectory;
import org.wideberth.simulator.process.Waiting;

/// From the moment a FLASH is sent to one node's API to the moment its alarm is to be seen in the
/// other party's page, with thousands of messages and operations in the picture of both. Both
/// nodes, the browser and this process share the machine. Ends by itself.
public final class FlashBench {
  private static final int PATIENCE_S = 600;
  private static final int WARM_UP_ROUNDS = 5;
  private static final int PAUSE_MS_MAX = 400;

  /// What is left of the rounds when this time is over is not measured, and the count says so.
  private static final Duration ROUNDS_MAX = Duration.ofMinutes(10);

  private static final List<String> OPTIONS = NodeOptions.asServed(2_048);

  private final PrintStream out;
  private final long seed;
  private final Random random;
  private final Flights flights;

  private FlashBench(PrintStream out, long seed) {
    this.out = out;
    this.seed = seed;
    this.random = new Random(seed);
    this.flights = new Flights(seed, Instant.now());
  }

  /// How much there is before, half of it by each party, and how often is measured.
  public record Size(int rounds, int messages, int operations) {
    /// @throws IllegalArgumentException if one is less than 1 or more than a million
    public Size {
      for (int each : new int[] {rounds, messages, operations}) {
        if (each < 1 || each > 1_000_000) {
          throw new IllegalArgumentException("from 1 to 1000000 is expected, not " + each);
        }
      }
    }
  }

  /// Runs it and prints what it does, its counts, and one line of JSON at the end.
  ///
  /// @return 0
  public static int run(PrintStream out, long seed, Size size)
      throws IOException, InterruptedException {
    return new FlashBench(out, seed).measure(size);
  }

  private int measure(Size size) throws IOException, InterruptedException {
    Figures figures = Figures.start("flash");
    out.printf(
        "Two nodes on loopback and a board in Chromium, %d messages and %d operations; %d FLASH"
            + " messages, one after the other, each timed from the request to the alarm in the"
            + " page; seed %d.%n",
        size.messages, size.operations, size.rounds, seed);
    try (TemporaryDirectory directory = TemporaryDirectory.named("wideberth-flash");
        Pair pair = Pair.open(directory.path())) {
      for (Machine machine : pair.machines()) {
        machine.stop();
        machine.startWith(OPTIONS);
      }
      fill(pair, size);
      long[] nanos = rounds(pair, size);
      Arrays.sort(nanos);
      int rounds = nanos.length;
      out.println(
          figures
              .put("rounds", rounds)
              .put("messages", size.messages)
              .put("operations", size.operations)
              .put("findings", pair.second().findings().size())
              .put("p50_ms", nanos[rounds / 2] / 1e6)
              .put("p99_ms", nanos[Math.min(rounds - 1, rounds * 99 / 100)] / 1e6)
              .put("max_ms", nanos[rounds - 1] / 1e6)
              .line());
    }
    return 0;
  }

  private void fill(Pair pair, Size size) throws IOException, InterruptedException {
    long started = System.nanoTime();
    flights.fill(pair, size.operations);
    new Talk(seed).fill(pair, size.messages);
    Waiting.until("both have everything", PATIENCE_S, pair::level);
    out.printf(
        "%d operations and %d messages are with both after %d s.%n",
        size.operations, size.messages, (System.nanoTime() - started) / 1_000_000_000L);
  }

  private long[] rounds(Pair pair, Size size) throws InterruptedException {
    long[] nanos = new long[size.rounds];
    try (Window window = Window.open(pair.second())) {
      window.awaitOperations(2 * (size.operations / 2));
      out.println("The board shows them.");
      long end = System.nanoTime() + ROUNDS_MAX.toNanos();
      for (int i = -WARM_UP_ROUNDS; i < size.rounds; i++) {
        long taken = round(pair.first(), window, "round " + i + " of " + random.nextLong());
        if (i >= 0) {
          nanos[i] = taken;
        }
        if (i > 0 && System.nanoTime() > end) {
          return Arrays.copyOf(nanos, i + 1);
        }
        // Not in step with what the board does by itself.
        Thread.sleep(random.nextInt(PAUSE_MS_MAX));
      }
    }
    return nanos;
  }

  private static long round(Machine sender, Window window, String words) {
    long sent = System.nanoTime();
    CompletableFuture<Void> request = CompletableFuture.runAsync(() -> send(sender, words));
    long seen = window.seenNanos(words);
    request.join();
    window.acknowledge();
    return seen - sent;
  }

  private static void send(Machine sender, String words) {
    try {
      Requests.post(
          sender,
          "/api/v1/messages",
          "{\"to\":[\"cobalt\"],\"precedence\":\"flash\",\"text\":\"%s\",\"language\":\"en\"}"
              .formatted(words));
    } catch (IOException | InterruptedException e) {
      throw new CompletionException(e);
    }
  }
}
