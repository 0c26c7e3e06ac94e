package org.wideberth.conflict;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Which entries stand in which cell: a hash table from the keys of cells to small arrays of
/// numbers. Cells that have become empty are forgotten when the table grows.
final class CellTable {
  private static final int FIRST_CAPACITY = 1 << 10;
  private static final int FIRST_ENTRIES = 4;

  /// 0 where nothing stands.
  private long[] keys = new long[FIRST_CAPACITY];

  /// In each the count, then so many entries.
  private int[] @Nullable [] cells = new int[FIRST_CAPACITY][];

  private int taken;

  private static int start(long key, int capacity) {
    long mixed = (key ^ key >>> 32) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & capacity - 1;
  }

  private static int find(long[] keys, long key) {
    int at = start(key, keys.length);
    while (keys[at] != key && keys[at] != 0) {
      at = at + 1 & keys.length - 1;
    }
    return at;
  }

  void forEach(long key, IntConsumer to) {
    int[] cell = cells[find(keys, key)];
    if (cell != null) {
      int count = cell[0];
      for (int i = 1; i <= count; i++) {
        to.accept(cell[i]);
      }
    }
  }

  void add(long key, int entry) {
    int at = find(keys, key);
    if (keys[at] == 0) {
      if (2 * (taken + 1) > keys.length) {
        grow();
        at = find(keys, key);
      }
      keys[at] = key;
      taken++;
    }
    int[] cell = cells[at];
    if (cell == null) {
      cell = new int[FIRST_ENTRIES];
      cells[at] = cell;
    }
    int count = cell[0] + 1;
    if (count == cell.length) {
      cell = Arrays.copyOf(cell, 2 * count);
      cells[at] = cell;
    }
    cell[count] = entry;
    cell[0] = count;
  }

  void remove(long key, int entry) {
    int[] cell = cells[find(keys, key)];
    if (cell == null) {
      throw new IllegalStateException("the cell is not there");
    }
    int count = cell[0];
    for (int i = 1; i <= count; i++) {
      if (cell[i] == entry) {
        cell[i] = cell[count];
        cell[0] = count - 1;
        return;
      }
    }
    throw new IllegalStateException("the entry is not in the cell");
  }

  private void grow() {
    int live = 0;
    for (int[] cell : cells) {
      live += cell != null && cell[0] > 0 ? 1 : 0;
    }
    int capacity = FIRST_CAPACITY;
    while (capacity < 4 * (live + 1)) {
      capacity *= 2;
    }
    long[] newKeys = new long[capacity];
    int[] @Nullable [] newCells = new int[capacity][];
    for (int i = 0; i < keys.length; i++) {
      int[] cell = cells[i];
      if (cell != null && cell[0] > 0) {
        int at = find(newKeys, keys[i]);
        newKeys[at] = keys[i];
        newCells[at] = cell;
      }
    }
    keys = newKeys;
    cells = newCells;
    taken = live;
  }
}
