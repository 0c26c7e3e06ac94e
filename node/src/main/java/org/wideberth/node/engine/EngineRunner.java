package org.wideberth.node.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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

  /// Bytes of frames that may wait or be in work: some seconds of catching up with a few peers, and
  /// no more than that for one who sends without end.
  static final int WAITING_BYTES_MAX = 64 * Frame.FRAME_BYTES_MAX;

  private final Engine engine;
  private final BlockingQueue<Input> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Semaphore room = new Semaphore(WAITING_BYTES_MAX, true);
  private final List<Input> batch = new ArrayList<>(BATCH_MAX);
  private final Consumer<Throwable> died;
  private final Thread thread;
  private volatile boolean closing;

  /// @param died told, on the engine's thread, if it ends by a fault of this program: nothing is
  ///     decided any more, and the process should end
  public EngineRunner(Engine engine, Consumer<Throwable> died) {
    this.engine = engine;
    this.died = died;
    this.thread =
        Thread.ofPlatform()
            .name("engine")
            .uncaughtExceptionHandler((_, fault) -> ended(fault))
            .unstarted(this::run);
  }

  private void ended(Throwable fault) {
    closing = true;
    died.accept(fault);
    batch.forEach(EngineRunner::refuse);
    refuseLatecomers();
  }

  /// Begins to process; the engine must have recovered.
  public void start() {
    thread.start();
  }

  private void run() {
    long nextTick = System.nanoTime();
    long lastTick = nextTick;
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
        long now = System.nanoTime();
        batch.add(new Input.Tick(Duration.ofNanos(now - lastTick)));
        lastTick = now;
        nextTick = now + TimeUnit.MILLISECONDS.toNanos(TICK_MS);
      }
      if (!batch.isEmpty()) {
        engine.process(batch);
        room.release(batch.stream().mapToInt(EngineRunner::bytes).sum());
      }
    }
  }

  /// Hands an input over; waits while too much is waiting.
  ///
  /// @return false if the runner is closing
  public boolean offer(Input input) throws InterruptedException {
    int bytes = bytes(input);
    boolean admitted = bytes == 0;
    while (!closing) {
      if (!admitted) {
        admitted = room.tryAcquire(bytes, 100, TimeUnit.MILLISECONDS);
      } else if (waiting.offer(input, 100, TimeUnit.MILLISECONDS)) {
        return true;
      }
    }
    return false;
  }

  private static int bytes(Input input) {
    return input instanceof Input.PeerFrame frame
        ? Math.min(frame.frame().length, Frame.FRAME_BYTES_MAX)
        : 0;
  }

  /// Asks for something and waits for the durable answer. For virtual threads.
  public Outcome<Done> ask(Command command) throws InterruptedException {
    CompletableFuture<Outcome<Done>> reply = new CompletableFuture<>();
    if (!offer(new Input.Ask(command, reply::complete))) {
      return Outcome.refuse(RefusalCode.UNAVAILABLE, "the node is stopping");
    }
    if (closing && !thread.isAlive()) {
      refuseLatecomers();
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
    late.forEach(EngineRunner::refuse);
  }

  private static void refuse(Input input) {
    if (input instanceof Input.Ask(var _, var reply)) {
      reply.accept(Outcome.refuse(RefusalCode.UNAVAILABLE, "the node is stopping"));
    }
  }
}
