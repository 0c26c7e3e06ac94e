package org.wideberth.conflict;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// Keeps what was replaced until nobody looks any more who may have begun before. Readers wait
/// for nothing, and neither does the writer: what cannot go yet goes later.
///
/// Time is cut into epochs. A reader counts itself into the one in which it begins. The next one
/// begins only when nobody is left from the one before, so there are never readers of more than
/// two; what was replaced in an epoch goes once nobody is left from that.
final class Readers {
  private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(int[].class);

  /// Who looks, of every second epoch.
  private final int[] active = new int[2];

  private volatile int epoch;

  // The writer's.
  private final Consumer<IndexedOperation> takeOut;
  private Deque<IndexedOperation> replacedBefore = new ArrayDeque<>();
  private Deque<IndexedOperation> replacedNow = new ArrayDeque<>();

  /// @param takeOut what is done with what may go, by the writer
  Readers(Consumer<IndexedOperation> takeOut) {
    this.takeOut = takeOut;
  }

  /// A reader begins.
  ///
  /// @return what it says when it ends
  int begin() {
    while (true) {
      int now = epoch;
      count(now, 1);
      if (now == epoch) {
        return now;
      }
      count(now, -1);
    }
  }

  void end(int begun) {
    count(begun, -1);
  }

  private void count(int in, int more) {
    int before = (int) COUNTS.getAndAdd(active, in & 1, more);
    if (before + more < 0) {
      throw new IllegalStateException("more ended than began");
    }
  }

  /// Somewhere else a reader finds what is there in its place.
  void replaced(IndexedOperation before) {
    replacedNow.add(before);
    // Twice, so that it goes at once if nobody looks.
    int now = epoch;
    for (int i = 0; i < 2 && (int) COUNTS.getVolatile(active, (now + 1) & 1) == 0; i++) {
      replacedBefore.forEach(takeOut);
      replacedBefore.clear();
      Deque<IndexedOperation> empty = replacedBefore;
      replacedBefore = replacedNow;
      replacedNow = empty;
      now++;
      epoch = now;
    }
  }
}
