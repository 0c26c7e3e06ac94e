package org.wideberth.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.Pair;
import org.wideberth.simulator.process.StepFailed;

/// Two parties write to each other, many at a time: threads of about twenty messages, some of which
/// are acknowledged. The same number of messages for a seed, but not in the same order.
public final class Talk {
  private static final int WRITERS = 32;
  private static final int MESSAGES_A_THREAD = 20;
  private static final int ACKNOWLEDGED_ONE_IN = 10;

  private final long seed;

  public Talk(long seed) {
    this.seed = seed;
  }

  /// Writes so many, half by each party.
  ///
  /// @throws StepFailed if one is refused
  public void fill(Pair pair, int messages) throws InterruptedException {
    write(pair.first(), "cobalt", messages / 2);
    write(pair.second(), "amber", messages / 2);
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
      String id = Requests.post(machine, "/api/v1/messages", body).json().path("id").asString();
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
}
