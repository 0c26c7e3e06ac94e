package org.wideberth.simulator.world;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/// Simulated time: what is to happen when. Two things at the same instant happen in the order in
/// which they were put down, so a seed replays exactly.
public final class Agenda implements InstantSource {
  private record Item(long atMs, long order, Runnable what) {}

  private final PriorityQueue<Item> items =
      new PriorityQueue<>(Comparator.comparingLong(Item::atMs).thenComparingLong(Item::order));
  private final long startMs;
  private long nowMs;
  private long orders;

  public Agenda(Instant start) {
    this.startMs = start.toEpochMilli();
    this.nowMs = startMs;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(nowMs);
  }

  /// Milliseconds since the beginning.
  public long elapsedMs() {
    return nowMs - startMs;
  }

  /// Puts something down for later.
  public void in(long delayMs, Runnable what) {
    items.add(new Item(nowMs + delayMs, orders++, what));
  }

  /// Lets time pass until the next thing and does it.
  ///
  /// @return false if nothing is left before `untilMs` of elapsed time; the clock then stands there
  public boolean step(long untilMs) {
    Item next = items.peek();
    if (next == null || next.atMs - startMs > untilMs) {
      nowMs = Math.max(nowMs, startMs + untilMs);
      return false;
    }
    items.remove();
    nowMs = Math.max(nowMs, next.atMs);
    next.what.run();
    return true;
  }
}
