package org.wideberth.node.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The one thread that decides and applies for a theatre: drains what waits into one batch, so that
/// whatever comes while the disk is busy shares the next append.
///
/// Thread-safe.
public final class EngineRunner implements AutoCloseable {
  /// Inputs that may wait. Beyond it a caller waits, and a peer's frames are not read from its
  /// link: memory stays bounded.
  public static final int WAITING_MAX = 4_096;

  /// Inputs in one batch: some milliseconds of work, so that nobody waits long for the lock.
  static final int BATCH_MAX = 256;

  private static final long TICK_MS = 1_000;

  private final Engine engine;
  private final BlockingQueue<Input> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Thread thread;
  private volatile boolean closing;

  public EngineRunner(Engine engine) {
    this.engine = engine;
    this.thread = Thread.ofPlatform().name("engine").unstarted(this::run);
  }

  /// Begins to process; the engine must have recovered.
  public void start() {
    thread.start();
  }

  private void run() {
    List<Input> batch = new ArrayList<>(BATCH_MAX);
    long nextTick = System.nanoTime();
    while (!closing || !waiting.isEmpty()) {
      batch.clear();
      long wait = nextTick - System.nanoTime();
      try {
        Input first = wait > 0 ? waiting.poll(wait, TimeUnit.NANOSECONDS) : waiting.poll();
        if (first != null) {
          batch.add(first);
          waiting.drainTo(batch, BATCH_MAX - 1);
        }
      } catch (InterruptedException closed) {
        closing = true;
      }
      if (System.nanoTime() >= nextTick) {
        batch.add(new Input.Tick());
        nextTick = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TICK_MS);
      }
      if (!batch.isEmpty()) {
        engine.process(batch);
      }
    }
  }

  /// Hands an input over; waits while too much is waiting.
  ///
  /// @return false if the runner is closing
  public boolean offer(Input input) throws InterruptedException {
    while (!closing) {
      if (waiting.offer(input, 100, TimeUnit.MILLISECONDS)) {
        return true;
      }
    }
    return false;
  }

  /// Asks for something and waits for the durable answer. For virtual threads.
  public Outcome<Done> ask(Command command) throws InterruptedException {
    CompletableFuture<Outcome<Done>> reply = new CompletableFuture<>();
    if (!offer(new Input.Ask(command, reply::complete))) {
      return Outcome.refuse(RefusalCode.UNAVAILABLE, "the node is stopping");
    }
    try {
      return reply.get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Processes what waits, then stops.
  @Override
  public void close() {
    closing = true;
    waiting.offer(new Input.Tick());
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    refuseLatecomers();
  }

  private void refuseLatecomers() {
    List<Input> late = new ArrayList<>();
    waiting.drainTo(late);
    for (Input input : late) {
      if (input instanceof Input.Ask(var _, var reply)) {
        reply.accept(Outcome.refuse(RefusalCode.UNAVAILABLE, "the node is stopping"));
      }
    }
  }
}
