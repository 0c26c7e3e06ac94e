package org.wideberth.bench.declare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.StepFailed;

/// Clients that each declare one operation after the other, all at once, over connections that stay
/// open. One use.
final class Clients {
  static final int COUNT = 64;

  private static final String SEQ = "\"seq\":";

  private final List<String> features;
  private final int count;
  private final AtomicInteger next = new AtomicInteger();
  private final List<Declared> declared = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private volatile boolean over;

  /// One that was answered, on the clock of [System#nanoTime].
  ///
  /// @param seq of its entry in the own log
  record Declared(long seq, long sentNanos, long repliedNanos) {
    double millis() {
      return (repliedNanos - sentNanos) / 1e6;
    }
  }

  /// @param features to declare, each once
  /// @param count of clients
  Clients(List<String> features, int count) {
    this.features = features;
    this.count = count;
  }

  /// Declares until there is no more, or the time is over.
  ///
  /// @throws StepFailed if one is refused
  List<Declared> run(Machine machine, int secondsMax) throws InterruptedException {
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clients.add(Thread.ofPlatform().name("client-" + i).start(() -> client(machine)));
    }
    long end = System.nanoTime() + secondsMax * 1_000_000_000L;
    for (Thread client : clients) {
      client.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
    }
    over = true;
    for (Thread client : clients) {
      client.join();
    }
    if (!failures.isEmpty()) {
      throw new StepFailed("a declaration was not taken: " + failures.getFirst());
    }
    return declared;
  }

  private void client(Machine machine) {
    List<Declared> mine = new ArrayList<>();
    try (Wire wire = new Wire(machine, "POST /api/v1/operations?as_typed=true")) {
      for (int at = next.getAndIncrement();
          !over && at < features.size();
          at = next.getAndIncrement()) {
        byte[] body = features.get(at).getBytes(StandardCharsets.UTF_8);
        long sent = System.nanoTime();
        String answer = wire.ask(body);
        mine.add(new Declared(seq(answer), sent, System.nanoTime()));
      }
    } catch (IOException | StepFailed failed) {
      synchronized (failures) {
        failures.add(failed);
      }
    }
    synchronized (declared) {
      declared.addAll(mine);
    }
  }

  private static long seq(String answer) {
    int at = answer.indexOf(SEQ) + SEQ.length();
    int end = at;
    while (Character.isDigit(answer.charAt(end))) {
      end++;
    }
    return Long.parseLong(answer, at, end, 10);
  }
}
