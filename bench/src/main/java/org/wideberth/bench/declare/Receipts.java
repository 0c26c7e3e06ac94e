package org.wideberth.bench.declare;

import java.io.IOException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.StepFailed;

/// Watches how much of its log a node has receipts for. Looks a hundred times a second.
final class Receipts implements AutoCloseable {
  private static final long BETWEEN_MS = 10;
  private static final String RECEIPTED = "\"their_size_of_ours\":";

  private final ConcurrentSkipListMap<Long, Long> seenNanos = new ConcurrentSkipListMap<>();
  private final Thread thread;
  private volatile boolean closed;

  Receipts(Machine machine) {
    thread = Thread.ofPlatform().daemon().name("receipts").start(() -> watch(machine));
  }

  private void watch(Machine machine) {
    try (Wire wire = new Wire(machine, "GET /api/v1/links")) {
      while (!closed) {
        String links = wire.ask(new byte[0]);
        int at = links.indexOf(RECEIPTED) + RECEIPTED.length();
        int end = at;
        while (Character.isDigit(links.charAt(end))) {
          end++;
        }
        seenNanos.putIfAbsent(Long.parseLong(links, at, end, 10), System.nanoTime());
        TimeUnit.MILLISECONDS.sleep(BETWEEN_MS);
      }
    } catch (IOException gone) {
      throw new StepFailed("the links cannot be asked for: " + gone);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// True once the peer's receipt for that entry was seen.
  boolean sees(long seq) {
    return seenNanos.higherKey(seq) != null;
  }

  /// When the peer's receipt for that entry was first seen.
  ///
  /// @throws StepFailed if it was not
  long seenNanos(long seq) {
    var seen = seenNanos.higherEntry(seq);
    if (seen == null) {
      throw new StepFailed("no receipt was seen for entry " + seq);
    }
    return seen.getValue();
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
