package org.wideberth.node.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.wideberth.conflict.Workers;

/// The other processors of the machine, for work that is the same whoever does it. They are called
/// only when there is much to do. Owned by one thread.
final class Helpers implements Workers, AutoCloseable {
  /// So many pieces of [#forEach] are taken at once.
  private static final int SHARE = 256;

  /// So much is done ahead of what is handed on.
  private static final int AHEAD_MAX = 64;

  private final int count = Runtime.getRuntime().availableProcessors() - 1;
  private final List<ExecutorService> pool = new ArrayList<>();

  private void help(Runnable work) {
    if (pool.isEmpty()) {
      pool.add(
          Executors.newFixedThreadPool(
              count, Thread.ofPlatform().daemon().name("helper-", 1).factory()));
    }
    pool.getFirst().execute(work);
  }

  @Override
  public void forEach(int pieces, Supplier<IntConsumer> worker) {
    AtomicInteger next = new AtomicInteger();
    Runnable share =
        () -> {
          IntConsumer one = worker.get();
          for (int from = next.getAndAdd(SHARE); from < pieces; from = next.getAndAdd(SHARE)) {
            for (int i = from; i < Math.min(pieces, from + SHARE); i++) {
              one.accept(i);
            }
          }
        };
    List<FutureTask<Boolean>> helping = new ArrayList<>();
    for (int i = 0; i < Math.min(count, pieces / SHARE); i++) {
      FutureTask<Boolean> helper = new FutureTask<>(share, true);
      helping.add(helper);
      help(helper);
    }
    share.run();
    try {
      for (FutureTask<Boolean> each : helping) {
        result(each);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static <T> T result(Future<T> done) throws IOException {
    try {
      return done.get();
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case IOException unreadable -> throw unreadable;
        case RuntimeException bad -> throw bad;
        case null, default -> throw new IllegalStateException(failed);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  /// Takes results.
  @FunctionalInterface
  interface Taking<T> {
    void take(T result) throws IOException;
  }

  /// Work whose results are handed on in the order in which it was given.
  final class InOrder<T> {
    private final Deque<FutureTask<T>> given = new ArrayDeque<>();
    private final Taking<T> to;

    /// @param to takes the results, on the thread that gives the work
    InOrder(Taking<T> to) {
      this.to = to;
    }

    /// @throws IOException if this work or some before it failed so
    void give(Callable<T> work) throws IOException {
      FutureTask<T> task = new FutureTask<>(work);
      given.add(task);
      if (count > 0 && given.size() > 1) {
        help(task);
      }
      if (given.size() > AHEAD_MAX) {
        handOn();
      }
    }

    /// Hands on what is left.
    void end() throws IOException {
      while (!given.isEmpty()) {
        handOn();
      }
    }

    private void handOn() throws IOException {
      FutureTask<T> first = given.removeFirst();
      first.run(); // does nothing if a helper has it
      for (var last = given.descendingIterator(); !first.isDone() && last.hasNext(); ) {
        last.next().run();
      }
      to.take(result(first));
    }
  }

  @Override
  public void close() {
    pool.forEach(ExecutorService::shutdownNow);
  }
}
