package org.wideberth.conflict;

import java.util.Arrays;

/// A set of small numbers that is emptied often. Single-threaded.
final class Numbers {
  private static final int FIRST_CAPACITY = 256;

  /// One more than the number, or 0.
  private int[] table = new int[FIRST_CAPACITY];

  private int[] in = new int[FIRST_CAPACITY / 2];
  private int count;

  /// Puts a number in.
  ///
  /// @return false if it was in
  boolean add(int number) {
    int at = find(number);
    if (table[at] != 0) {
      return false;
    }
    if (count == in.length) {
      grow();
      at = find(number);
    }
    table[at] = number + 1;
    in[count++] = at;
    return true;
  }

  private int find(int number) {
    int at = ((number * 0x9E3779B9) >>> 8) & (table.length - 1);
    while (table[at] != 0 && table[at] != number + 1) {
      at = (at + 1) & (table.length - 1);
    }
    return at;
  }

  private void grow() {
    int[] before = table;
    int[] places = Arrays.copyOf(in, count);
    table = new int[2 * before.length];
    in = new int[before.length];
    count = 0;
    for (int place : places) {
      add(before[place] - 1);
    }
  }

  void clear() {
    for (int i = 0; i < count; i++) {
      table[in[i]] = 0;
    }
    count = 0;
  }
}
