package org.wideberth.bench.history;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import org.wideberth.agreement.RulesDocument;
import org.wideberth.bench.Figures;
import org.wideberth.bench.load.NodeOptions;
import org.wideberth.bench.load.Requests;
import org.wideberth.bench.load.Talk;
import org.wideberth.geo.Minimum;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.Pair;
import org.wideberth.simulator.process.StepFailed;
import org.wideberth.simulator.process.TemporaryDirectory;
import org.wideberth.simulator.process.Waiting;

/// Two real nodes write to each other until they have a long history of messages and of versions of
/// their rules; then one is started again, and its threads are listed. Ends by itself.
public final class HistoryBench {
  private static final int LISTS = 400;
  private static final int WARM_UP_LISTS = 100;
  private static final int PATIENCE_S = 600;

  /// The first version is what the two agreed on when they met.
  private static final int FIRST_VERSION = 2;

  private static final List<String> OPTIONS = NodeOptions.asServed(2_048);

  private final PrintStream out;
  private final long seed;
  private final Figures figures = Figures.start("history");

  private HistoryBench(PrintStream out, long seed) {
    this.out = out;
    this.seed = seed;
  }

  /// Runs it and prints one line of JSON at the end.
  ///
  /// @param messages written by both together
  /// @param versions of the rules, each adopted by both
  /// @return 0
  public static int run(PrintStream out, long seed, int messages, int versions)
      throws IOException, InterruptedException {
    return new HistoryBench(out, seed).measure(messages, versions);
  }

  private int measure(int messages, int versions) throws IOException, InterruptedException {
    out.printf("%d messages and %d versions of rules; seed %d.%n", messages, versions, seed);
    try (TemporaryDirectory directory = TemporaryDirectory.named("wideberth-history");
        Pair pair = Pair.open(directory.path())) {
      for (Machine machine : pair.machines()) {
        machine.stop();
        machine.startWith(OPTIONS);
      }
      for (int version = 0; version < versions; version++) {
        agree(pair, FIRST_VERSION + version);
      }
      out.println("The rules are adopted.");
      new Talk(seed).fill(pair, messages);
      Waiting.until("both have everything", PATIENCE_S, pair::level);
      out.println("The messages are written, and both have them.");
      Machine machine = pair.first();
      machine.stop();
      long started = System.nanoTime();
      machine.startWith(OPTIONS);
      figures.put("start_s", (System.nanoTime() - started) / 1e9);
      long[] nanos = new long[LISTS];
      for (int i = -WARM_UP_LISTS; i < LISTS; i++) {
        long asked = System.nanoTime();
        int threads = machine.get("/api/v1/threads").path("threads").size();
        if (threads == 0) {
          throw new StepFailed("no thread is listed");
        }
        if (i >= 0) {
          nanos[i] = System.nanoTime() - asked;
        }
      }
      Arrays.sort(nanos);
      out.println(
          figures
              .put("messages", messages)
              .put("versions", versions)
              .put("threads", machine.get("/api/v1/threads").path("total").asInt())
              .put("list_p50_ms", nanos[LISTS / 2] / 1e6)
              .put("list_p99_ms", nanos[LISTS * 99 / 100] / 1e6)
              .line());
    }
    return 0;
  }

  private static void agree(Pair pair, int number) throws IOException, InterruptedException {
    String rules =
        RulesDocument.uniform(
                new TheatreId("range"),
                number,
                "Version " + number,
                List.of(new PartyId("amber"), new PartyId("cobalt")),
                Minimum.ofMetresAndFeet(9260, 1000))
            .toText();
    String hash =
        Requests.post(pair.first(), "/api/v1/rules", rules).json().path("hash").asString();
    Requests.post(pair.first(), "/api/v1/rules/" + hash + "/adopt", "");
    Waiting.until(
        "the proposal arrives",
        PATIENCE_S,
        () -> pair.second().api("POST", "/api/v1/rules/" + hash + "/adopt", "").status() == 200);
  }
}
