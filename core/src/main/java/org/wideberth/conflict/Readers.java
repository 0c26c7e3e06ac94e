package org.wideberth.conflict;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Deque;

/// Puts off what must wait until nobody looks any more who may have begun before. Readers wait for
/// nothing, and neither does the writer: what cannot be done yet is done later.
///
/// Time is cut into epochs. A reader counts itself into the one in which it begins. The next one
/// begins only when nobody is left from the one before, so there are never readers of more than
/// two; what was put off in an epoch is done once nobody is left from that.
final class Readers {
  private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(int[].class);

  /// Who looks, of every second epoch.
  private final int[] active = new int[2];

  private volatile int epoch;

  // The writer's.
  private Deque<Runnable> sinceBefore = new ArrayDeque<>();
  private Deque<Runnable> sinceNow = new ArrayDeque<>();
  private boolean doing;

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

  /// Has something done when everybody has ended who began before; at once if nobody looks,
  /// else when the writer next has something put off. What is done may put off more.
  void afterwards(Runnable then) {
    sinceNow.add(then);
    if (doing) {
      return;
    }
    doing = true;
    try {
      doWhatCanBeDone();
    } finally {
      doing = false;
    }
  }

  private void doWhatCanBeDone() {
    while (sinceNow.size() + sinceBefore.size() > 0 && isOver(epoch - 1)) {
      for (Runnable next = sinceBefore.poll(); next != null; next = sinceBefore.poll()) {
        next.run();
      }
      Deque<Runnable> empty = sinceBefore;
      sinceBefore = sinceNow;
      sinceNow = empty;
      int over = epoch; // written by this thread only
      epoch = over + 1;
    }
  }

  private boolean isOver(int before) {
    return (int) COUNTS.getVolatile(active, before & 1) == 0;
  }
}
