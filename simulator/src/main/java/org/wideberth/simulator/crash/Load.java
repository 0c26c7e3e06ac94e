package org.wideberth.simulator.crash;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.wideberth.simulator.process.Machine;
import tools.jackson.databind.JsonNode;

/// Somebody who declares and revises operations through the API, a dozen a second, and
/// remembers what the node acknowledged. A request that was cut off counts for nothing.
final class Load implements Runnable {
  /// Often enough that most kills strike while something is written.
  private static final int PAUSE_MS = 60;

  private final Machine machine;
  private final Random random;
  private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
  private final Queue<String> refused = new ConcurrentLinkedQueue<>();
  private volatile boolean running = true;

  Load(Machine machine, long seed) {
    this.machine = machine;
    this.random = new Random(seed);
  }

  /// Operation to the newest revision that was acknowledged.
  Map<String, Integer> acknowledged() {
    return acknowledged;
  }

  /// Answers that should not have been, in words.
  Queue<String> refused() {
    return refused;
  }

  void stop() {
    running = false;
  }

  @Override
  public void run() {
    String last = "";
    while (running) {
      try {
        boolean revise = !last.isEmpty() && random.nextInt(4) == 0;
        String path =
            "/api/v1/operations" + (revise ? "/" + last + "/revise" : "") + "?as_typed=true";
        Machine.Answer answer = machine.api("POST", path, operation());
        if (answer.status() / 100 == 2) {
          JsonNode item = revise ? answer.json() : answer.json().path("operations").get(0);
          last = item.path("id").asString();
          acknowledged.merge(last, item.path("revision").asInt(), Math::max);
        } else if (answer.status() / 100 == 4) {
          refused.add(answer.toString());
        }
        pause();
      } catch (IOException cutOff) {
        pause();
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private String operation() {
    Instant start =
        Instant.now().truncatedTo(ChronoUnit.MINUTES).plusSeconds(3600L * random.nextInt(500));
    int lower = 100 * random.nextInt(300);
    return String.format(
        Locale.ROOT,
        "{\"type\":\"Feature\",\"properties\":{\"operation\":\"load\",\"kind\":\"air\","
            + "\"start\":\"%s\",\"end\":\"%s\",\"lower\":%d,\"upper\":%d,\"unit\":\"ft\","
            + "\"datum\":\"PRESSURE\",\"radius_m\":%d},\"geometry\":{\"type\":\"Point\","
            + "\"coordinates\":[%.6f,%.6f]}}",
        start,
        start.plusSeconds(1800),
        lower,
        lower + 1000,
        500 + random.nextInt(5000),
        7.0 + random.nextDouble(),
        46.0 + random.nextDouble() * 0.5);
  }
}
