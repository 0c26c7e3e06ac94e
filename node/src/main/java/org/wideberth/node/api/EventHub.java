package org.wideberth.node.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Recent events, for any number of readers who each go at their own pace. Publishing never waits
/// for a reader: one who falls further behind than the ring is long is told to start anew.
///
/// Thread-safe; the lock guards everything.
public final class EventHub {
  /// Events kept for readers who come back: at 100 events a second, 40 seconds.
  static final int RING_EVENTS_MAX = 4096;

  private static final Pattern ID = Pattern.compile("([0-9a-f]{1,16})-([0-9]{1,18})");

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final @Nullable Event[] ring = new Event[RING_EVENTS_MAX];
  private final String run;
  private long next;
  private boolean closed;

  /// @param run tells the ids of this run of the process from those of another
  public EventHub(long run) {
    this.run = Long.toHexString(run);
  }

  /// One event.
  ///
  /// @param number its place in this run
  /// @param data one line of JSON, made when a reader wants it
  record Event(long number, String name, Supplier<byte[]> data) {}

  /// Where a reader stands: the number of the next event it has not had, or behind the ring.
  ///
  /// @param next the next event's number; negative for a reader whose place is lost
  record Cursor(long next) {
    static final Cursor LOST = new Cursor(-1);
  }

  /// What a reader gets: events and its new place, or word that its place is lost.
  record Batch(List<Event> events, Cursor cursor, boolean reset) {}

  /// Adds an event for every reader.
  ///
  /// @param data renders one line of JSON from immutable values; called on the readers' threads
  public void publish(String name, Supplier<byte[]> data) {
    lock.lock();
    try {
      ring[(int) (next % RING_EVENTS_MAX)] = new Event(next, name, data);
      next++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The place of a reader who saw `lastId` last; who has seen nothing starts with what comes now.
  Cursor cursor(Optional<String> lastId) {
    lock.lock();
    try {
      if (lastId.isEmpty()) {
        return new Cursor(next);
      }
      Matcher matcher = ID.matcher(lastId.get());
      if (!matcher.matches() || !matcher.group(1).equals(run)) {
        return Cursor.LOST;
      }
      long wanted = Long.parseLong(matcher.group(2)) + 1;
      return wanted > next || wanted < oldest() ? Cursor.LOST : new Cursor(wanted);
    } finally {
      lock.unlock();
    }
  }

  /// Waits for events after `cursor`, at most `patience`; empty events when none came.
  Batch await(Cursor cursor, Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long nanos = patience.toNanos();
      while (cursor.next() == next && !closed && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      if (cursor.next() < oldest()) {
        return new Batch(List.of(), new Cursor(next), true);
      }
      List<Event> events = new ArrayList<>();
      for (long number = cursor.next(); number < next; number++) {
        events.add(Objects.requireNonNull(ring[(int) (number % RING_EVENTS_MAX)]));
      }
      return new Batch(events, new Cursor(next), false);
    } finally {
      lock.unlock();
    }
  }

  /// The id of the last event before `cursor`, as readers send it back.
  String lastId(Cursor cursor) {
    return run + "-" + (cursor.next() - 1);
  }

  String id(Event event) {
    return run + "-" + event.number();
  }

  boolean closed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /// Ends every stream.
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private long oldest() {
    return Math.max(0, next - RING_EVENTS_MAX);
  }
}
