package org.wideberth.bench.hostile;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.wideberth.simulator.process.Machine;

/// The node's own people, who ask at a steady rate whatever happens. Each answer is timed from when
/// it was due to be asked for, so that a wait behind a slow answer counts too.
final class People implements AutoCloseable {
  private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /// One in so many declares; the others look.
  private static final int DECLARES_EVERY = 10;

  private static final List<String> LOOKS =
      List.of("/api/v1/links", "/api/v1/alarms", "/api/v1/findings");

  private final Machine machine;
  private final Random random;
  private final List<Long> nanos = new ArrayList<>();
  private final Thread thread;
  private volatile boolean stopped;
  private int refused;

  People(Machine machine, long seed) {
    this.machine = machine;
    this.random = new Random(seed);
    this.thread = Thread.ofPlatform().name("people").start(this::ask);
  }

  private void ask() {
    long due = System.nanoTime();
    for (int i = 0; !stopped; i++) {
      try {
        long wait = due - System.nanoTime();
        if (wait > 0) {
          TimeUnit.NANOSECONDS.sleep(wait);
        }
        boolean good = ask(i);
        tell(System.nanoTime() - due, good);
      } catch (IOException failed) {
        tell(System.nanoTime() - due, false);
      } catch (InterruptedException ended) {
        return;
      }
      due += EVERY_NANOS;
    }
  }

  private boolean ask(int i) throws IOException, InterruptedException {
    Machine.Answer answer =
        i % DECLARES_EVERY == 0
            ? machine.api("POST", "/api/v1/operations?as_typed=true", feature("own " + i))
            : machine.api("GET", LOOKS.get(i % LOOKS.size()), "");
    return answer.status() / 100 == 2;
  }

  private synchronized void tell(long took, boolean good) {
    nanos.add(took);
    refused += good ? 0 : 1;
  }

  /// How many answers there were so far.
  synchronized int count() {
    return nanos.size();
  }

  /// How many were errors.
  synchronized int refused() {
    return refused;
  }

  /// That part of the answers since the one with that number took no longer than this.
  synchronized double quantileMs(double part, int from) {
    long[] sorted = nanos.stream().skip(from).mapToLong(Long::longValue).sorted().toArray();
    return sorted.length == 0
        ? 0
        : sorted[Math.min(sorted.length - 1, (int) (part * sorted.length))] / 1e6;
  }

  private String feature(String name) {
    Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(600);
    double lat = 45.9 + 1.8 * random.nextDouble();
    double lon = 6 + 4 * random.nextDouble();
    return String.format(
        Locale.ROOT,
        "{\"type\":\"Feature\",\"properties\":{\"operation\":\"%s\",\"kind\":\"air\","
            + "\"start\":\"%s\",\"end\":\"%s\",\"lower\":5000,\"upper\":6000,\"unit\":\"ft\","
            + "\"datum\":\"PRESSURE\",\"half_width_m\":500},\"geometry\":{\"type\":"
            + "\"LineString\",\"coordinates\":[[%.6f,%.6f],[%.6f,%.6f]]}}",
        name,
        start,
        start.plusSeconds(1800),
        lon,
        lat,
        lon + 0.1,
        lat + 0.1);
  }

  /// They ask no more; what is asked is not waited for.
  void stop() {
    stopped = true;
    thread.interrupt();
  }

  @Override
  public void close() {
    stop();
  }
}
