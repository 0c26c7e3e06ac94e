package org.wideberth.node.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The one thread that decides and applies for a theatre: drains what waits into one batch, so that
/// whatever comes while the disk is busy shares the next append.
///
/// Thread-safe.
public final class EngineRunner implements AutoCloseable {
  /// Inputs in one batch: some milliseconds of work, so that nobody waits long for the lock.
  static final int BATCH_MAX = 256;

  /// Of a batch, this long is worked on what peers sent, and one frame more: who asks something
  /// waits no longer for them.
  static final Duration PEERS_MAX = Duration.ofMillis(20);

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final Engine engine;
  private final Waiting waiting = new Waiting();
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
      try {
        waiting.await(Math.max(0, nextTick - System.nanoTime()));
      } catch (InterruptedException closed) {
        closing = true;
      }
      if (System.nanoTime() >= nextTick) {
        long now = System.nanoTime();
        waiting.heldBack().forEach(waiting::add);
        waiting.add(new Input.Tick(Duration.ofNanos(now - lastTick)));
        lastTick = now;
        nextTick = now + TICK.toNanos();
      }
      batch.clear();
      Turn turn = new Turn(Math.min(waiting.asks(), BATCH_MAX));
      engine.process(turn, turn);
    }
  }

  /// The inputs of one batch: first who has asked by now, then what peers sent, as long as there is
  /// time. Measures the time that each takes.
  private final class Turn implements Iterator<Input>, Consumer<Optional<Input>> {
    private int asksLeft;
    private long peersNanos;
    private long lastNanos = System.nanoTime();
    private Optional<Input> next = Optional.empty();

    Turn(int asks) {
      asksLeft = asks;
    }

    @Override
    public boolean hasNext() {
      if (next.isEmpty() && asksLeft-- > 0) {
        next = waiting.nextAsk();
      }
      if (next.isEmpty() && batch.size() < BATCH_MAX && peersNanos < PEERS_MAX.toNanos()) {
        next = waiting.nextOfPeers();
      }
      return next.isPresent();
    }

    @Override
    public Input next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the batch is over");
      }
      Input input = next.orElseThrow();
      next = Optional.empty();
      batch.add(input);
      return input;
    }

    @Override
    public void accept(Optional<Input> worked) {
      long now = System.nanoTime();
      long spent = now - lastNanos;
      lastNanos = now;
      worked
          .flatMap(Waiting::peerOf)
          .ifPresent(
              peer -> {
                peersNanos += spent;
                waiting.charge(peer, spent);
              });
    }
  }

  /// Hands an input over; waits while too much is waiting.
  ///
  /// @return false if the runner is closing
  public boolean offer(Input input) throws InterruptedException {
    while (!closing) {
      if (waiting.offer(input, PATIENCE)) {
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
    waiting.add(new Input.Tick());
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
    waiting.drain().forEach(EngineRunner::refuse);
  }

  private static void refuse(Input input) {
    if (input instanceof Input.Ask(var _, var reply)) {
      reply.accept(Outcome.refuse(RefusalCode.UNAVAILABLE, "the node is stopping"));
    }
  }
}
