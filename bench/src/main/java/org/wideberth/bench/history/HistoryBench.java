package org.wideberth.bench.history;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.wideberth.agreement.RulesDocument;
import org.wideberth.bench.Figures;
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
  private static final int WRITERS = 32;
  private static final int MESSAGES_A_THREAD = 20;
  private static final int ACKNOWLEDGED_ONE_IN = 10;
  private static final int LISTS = 400;
  private static final int WARM_UP_LISTS = 100;
  private static final int PATIENCE_S = 600;

  /// The first version is what the two agreed on when they met.
  private static final int FIRST_VERSION = 2;

  private static final List<String> OPTIONS =
      List.of("-Xmx2g", "-XX:+UseCompactObjectHeaders", "-XX:MaxGCPauseMillis=30");

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
      for (Machine machine : pair.machines()) {
        String other = machine == pair.first() ? "cobalt" : "amber";
        write(machine, other, messages / 2);
      }
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
    String hash = post(pair.first(), "/api/v1/rules", rules).json().path("hash").asString();
    post(pair.first(), "/api/v1/rules/" + hash + "/adopt", "");
    Waiting.until(
        "the proposal arrives",
        PATIENCE_S,
        () -> pair.second().api("POST", "/api/v1/rules/" + hash + "/adopt", "").status() == 200);
  }

  private void write(Machine machine, String to, int messages) throws InterruptedException {
    AtomicInteger left = new AtomicInteger(messages);
    List<Thread> writers = new ArrayList<>();
    List<Throwable> failures = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      Random random = new Random(seed * WRITERS + i);
      writers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      write(machine, to, left, random);
                    } catch (IOException | InterruptedException | StepFailed failed) {
                      synchronized (failures) {
                        failures.add(failed);
                      }
                    }
                  }));
    }
    for (Thread writer : writers) {
      writer.join();
    }
    if (!failures.isEmpty()) {
      throw new StepFailed("a message was not taken: " + failures.getFirst());
    }
  }

  private static void write(Machine machine, String to, AtomicInteger left, Random random)
      throws IOException, InterruptedException {
    List<String> threads = new ArrayList<>();
    while (left.getAndDecrement() > 0) {
      boolean first = threads.isEmpty() || random.nextInt(MESSAGES_A_THREAD) == 0;
      String thread =
          first ? "" : ",\"thread\":\"" + threads.get(random.nextInt(threads.size())) + "\"";
      String body =
          "{\"to\":[\"%s\"],\"precedence\":\"routine\",\"text\":\"message %d\",\"language\":\"en\"%s}"
              .formatted(to, random.nextInt(), thread);
      String id = post(machine, "/api/v1/messages", body).json().path("id").asString();
      if (first) {
        threads.add(id);
      }
    }
    acknowledge(machine, random);
  }

  /// Some of what has come from the other side by now.
  private static void acknowledge(Machine machine, Random random)
      throws IOException, InterruptedException {
    for (var message : machine.get("/api/v1/messages?limit=1000").path("messages")) {
      if (message.path("awaits").asBoolean() && random.nextInt(ACKNOWLEDGED_ONE_IN) == 0) {
        // Another writer may have been quicker.
        machine.api(
            "POST", "/api/v1/messages/" + message.path("id").asString() + "/acknowledge", "{}");
      }
    }
  }

  private static Machine.Answer post(Machine machine, String path, String body)
      throws IOException, InterruptedException {
    Machine.Answer answer = machine.api("POST", path, body);
    if (answer.status() / 100 != 2) {
      throw new StepFailed("%s: %d %s".formatted(path, answer.status(), answer.body()));
    }
    return answer;
  }
}
