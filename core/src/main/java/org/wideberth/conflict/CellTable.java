package org.wideberth.conflict;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// Which entries stand in which cell: a hash table from the keys of cells to arrays of entries. One
/// writer, and any number of readers beside it that wait for nothing.
///
/// An array holds a count, how many entries are void, and for each entry a number and its first and
/// last bins as in [Cell]. An entry is written before the count that includes it; it is never
/// changed then, but its number may become [#VOID]. A reader that still looks at an array or a table
/// in place of which there is another sees what was there when it began. Cells that have become
/// empty are forgotten when the table grows.
final class CellTable {
  /// In place of the number of an entry that was taken out.
  static final int VOID = -1;

  private static final int FIRST_CAPACITY = 1 << 10;
  private static final int FIRST_ENTRIES = 4;
  private static final int HEADER = 2;
  private static final int ENTRY = 3;
  private static final int[] NONE = new int[HEADER];

  private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);
  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(int[][].class);

  /// A key is written after its cell.
  private static final class Table {
    /// 0 where nothing stands.
    final long[] keys;

    final int[] @Nullable [] cells;
    int taken;

    Table(int capacity) {
      keys = new long[capacity];
      cells = new int[capacity][];
    }

    int find(long key) {
      long mixed = (key ^ key >>> 32) * 0x9E3779B97F4A7C15L;
      int at = (int) (mixed >>> 32) & keys.length - 1;
      while (true) {
        long there = (long) LONGS.getAcquire(keys, at);
        if (there == key || there == 0) {
          return at;
        }
        at = at + 1 & keys.length - 1;
      }
    }

    void put(long key, int[] cell) {
      int at = find(key);
      CELLS.setRelease(cells, at, cell);
      if (keys[at] == 0) {
        LONGS.setRelease(keys, at, key);
        taken++;
      }
    }
  }

  private volatile Table table = new Table(FIRST_CAPACITY);

  /// The entries of a cell as they are now. Only for [#count], [#matches] and [#number].
  int[] cell(long key) {
    Table now = table;
    int[] cell = (int[]) CELLS.getAcquire(now.cells, now.find(key));
    return cell == null ? NONE : cell;
  }

  static int count(int[] cell) {
    return (int) INTS.getAcquire(cell, 0);
  }

  static boolean matches(int[] cell, int index, int lows, int highs) {
    int at = HEADER + ENTRY * index;
    return Cell.meet(lows, highs, cell[at + 1], cell[at + 2]);
  }

  static int number(int[] cell, int index) {
    return (int) INTS.getOpaque(cell, HEADER + ENTRY * index);
  }

  void add(long key, int number, int lows, int highs) {
    int[] cell = cell(key);
    int count = cell[0];
    if (HEADER + ENTRY * count == cell.length) {
      cell = roomier(cell);
      count = cell[0];
      append(cell, count, number, lows, highs);
      put(key, cell);
    } else {
      append(cell, count, number, lows, highs);
    }
  }

  private static void append(int[] cell, int count, int number, int lows, int highs) {
    int at = HEADER + ENTRY * count;
    cell[at] = number;
    cell[at + 1] = lows;
    cell[at + 2] = highs;
    INTS.setRelease(cell, 0, count + 1);
  }

  /// What is not void, with room for half as many again.
  private static int[] roomier(int[] cell) {
    int live = cell[0] - cell[1];
    int[] copy = new int[HEADER + ENTRY * Math.max(FIRST_ENTRIES, live + live / 2 + 1)];
    int count = 0;
    for (int i = 0; i < cell[0]; i++) {
      int at = HEADER + ENTRY * i;
      if (cell[at] != VOID) {
        System.arraycopy(cell, at, copy, HEADER + ENTRY * count++, ENTRY);
      }
    }
    copy[0] = count;
    return copy;
  }

  private void put(long key, int[] cell) {
    Table now = table;
    if (now.keys[now.find(key)] == 0 && 2 * (now.taken + 1) > now.keys.length) {
      now = grown(now);
      now.put(key, cell);
      table = now;
    } else {
      now.put(key, cell);
    }
  }

  private static Table grown(Table before) {
    int live = 0;
    for (int[] cell : before.cells) {
      live += cell != null && cell[0] > cell[1] ? 1 : 0;
    }
    int capacity = FIRST_CAPACITY;
    while (capacity < 3 * (live + 1)) {
      capacity *= 2;
    }
    Table after = new Table(capacity);
    for (int i = 0; i < before.keys.length; i++) {
      int[] cell = before.cells[i];
      if (cell != null && cell[0] > cell[1]) {
        after.put(before.keys[i], cell);
      }
    }
    return after;
  }

  void remove(long key, int number) {
    int[] cell = cell(key);
    int count = cell[0];
    for (int i = 0; i < count; i++) {
      int at = HEADER + ENTRY * i;
      if (cell[at] == number) {
        INTS.setOpaque(cell, at, VOID);
        cell[1]++;
        if (cell[1] == count) {
          emptied(key);
        } else if (cell[1] > count / 2 && count > 2 * FIRST_ENTRIES) {
          table.put(key, roomier(cell));
        }
        return;
      }
    }
    throw new IllegalStateException("the entry is not in the cell");
  }

  private void emptied(long key) {
    Table now = table;
    CELLS.setRelease(now.cells, now.find(key), NONE);
  }
}
