package org.wideberth.picture;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.wideberth.conflict.Workers;
import org.wideberth.party.PartyId;

/// Folds as a node does when it starts: all at once, by several threads. Stateless.
final class AtOnce {
  private static final int THREADS = 3;

  /// Each takes the next piece that nobody has.
  static final Workers THREE =
      (count, worker) -> {
        AtomicInteger next = new AtomicInteger();
        List<Thread> threads =
            IntStream.range(0, THREADS)
                .mapToObj(
                    _ ->
                        Thread.ofPlatform()
                            .start(
                                () -> {
                                  IntConsumer one = worker.get();
                                  for (int i = next.getAndIncrement();
                                      i < count;
                                      i = next.getAndIncrement()) {
                                    one.accept(i);
                                  }
                                }))
                .toList();
        for (Thread each : threads) {
          try {
            each.join();
          } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
          }
        }
      };

  private AtOnce() {}

  static Picture fold(List<List<HeldEntry>> logs, PartyId self) {
    Folding folding = new Folding(WrittenLog.THEATRE, self);
    List<HeldEntry> entries = logs.stream().flatMap(List::stream).toList();
    folding.erased(entries);
    entries.parallelStream().map(folding::read).toList().forEach(folding::take);
    return folding.end(THREE);
  }
}
