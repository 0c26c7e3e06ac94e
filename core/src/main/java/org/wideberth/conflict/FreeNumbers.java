package org.wideberth.conflict;

import java.util.Arrays;

/// Small numbers that are taken and given back. Single-threaded.
final class FreeNumbers {
  private static final int FIRST_CAPACITY = 64;

  private int[] free = new int[FIRST_CAPACITY];
  private int freeCount;
  private int end;

  /// The one that was given back last; if none is left, the next that never was taken.
  int take() {
    return freeCount > 0 ? free[--freeCount] : end++;
  }

  void giveBack(int number) {
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, 2 * freeCount);
    }
    free[freeCount++] = number;
  }
}
