package org.wideberth.conflict;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// Which entries stand in which cell: a hash table of blocks, each of one place and [#BLOCK]
/// slots of time one after another, so that what is looked at together lies together. In a block
/// there is for each slot an array of entries. One writer, and any number of readers beside it
/// that wait for nothing.
///
/// An array holds a count, how many entries are void, and for each entry a number and its first
/// and last bins as in [Cell]. An entry is written before the count that includes it; it is never
/// changed then, but its number may become [#VOID]. A reader that still looks at an array or a
/// table in place of which there is another sees what was there when it began. Blocks that have
/// become empty are forgotten when the table grows.
final class CellTable {
  /// How many slots a block has.
  static final int BLOCK = 1 << 3;

  /// In place of the number of an entry that was taken out.
  static final int VOID = -1;

  private static final int FIRST_CAPACITY = 1 << 7;
  private static final int FIRST_ENTRIES = 4;
  private static final int HEADER = 2;
  private static final int ENTRY = 3;
  private static final int[] NONE = new int[HEADER];

  private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);
  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(int[][].class);

  /// The table as a reader found it.
  static final class Blocks {
    /// 0 where there is none. Written after the first cell of the block.
    private final long[] keys;

    private final int[] @Nullable [] cells;
    private int taken;

    private Blocks(int capacity) {
      keys = new long[capacity];
      cells = new int[capacity * BLOCK][];
    }

    /// Where a block is, or would be: for [#cell].
    int find(long key) {
      // Neighbours in space and time have keys that are alike: both halves go into every bit.
      long mixed = (key ^ (key >>> 33)) * 0xFF51AFD7ED558CCDL;
      int at = (int) (mixed ^ (mixed >>> 32)) & (keys.length - 1);
      while (true) {
        long there = (long) LONGS.getAcquire(keys, at);
        if (there == key || there == 0) {
          return at;
        }
        at = (at + 1) & (keys.length - 1);
      }
    }

    /// A block and a slot of it, 0 to [#BLOCK] less one, as one number: for [#cell].
    static int slotOfBlock(int block, int slot) {
      return block * BLOCK + slot;
    }

    /// The entries of a cell as they are now.
    ///
    /// @param slot which of the block, 0 to [#BLOCK] less one
    int[] cell(int block, int slot) {
      return cell(block * BLOCK + slot);
    }

    /// The same by both in one number.
    int[] cell(int slotOfBlock) {
      int[] cell = (int[]) CELLS.getAcquire(cells, slotOfBlock);
      return cell == null ? NONE : cell;
    }

    private void put(long key, int slot, int[] cell) {
      int at = find(key);
      CELLS.setRelease(cells, at * BLOCK + slot, cell);
      if (keys[at] == 0) {
        LONGS.setRelease(keys, at, key);
        taken++;
      }
    }

    private boolean isEmpty(int block) {
      for (int slot = 0; slot < BLOCK; slot++) {
        int[] cell = cells[block * BLOCK + slot];
        if (cell != null && cell[0] > cell[1]) {
          return false;
        }
      }
      return true;
    }

    /// The same without what is empty, with room for twice as many.
    private Blocks grown() {
      int live = 0;
      for (int at = 0; at < keys.length; at++) {
        live += isEmpty(at) ? 0 : 1;
      }
      int capacity = FIRST_CAPACITY;
      while (capacity < 3 * (live + 1)) {
        capacity *= 2;
      }
      Blocks after = new Blocks(capacity);
      for (int at = 0; at < keys.length; at++) {
        if (!isEmpty(at)) {
          int to = after.find(keys[at]);
          after.keys[to] = keys[at];
          System.arraycopy(cells, at * BLOCK, after.cells, to * BLOCK, BLOCK);
        }
      }
      after.taken = live;
      return after;
    }
  }

  private volatile Blocks blocks = new Blocks(FIRST_CAPACITY);

  /// To look into now.
  Blocks blocks() {
    return blocks;
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

  /// Puts an entry into a cell.
  ///
  /// @param key of the block
  /// @param slot of the block
  void add(long key, int slot, int number, int lows, int highs) {
    int[] cell = blocks.cell(blocks.find(key), slot);
    int count = cell[0];
    if (HEADER + ENTRY * count == cell.length) {
      int[] roomier = roomier(cell);
      append(roomier, roomier[0], number, lows, highs);
      put(key, slot, roomier);
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

  private void put(long key, int slot, int[] cell) {
    Blocks now = blocks;
    if (now.keys[now.find(key)] == 0 && 2 * (now.taken + 1) > now.keys.length) {
      Blocks grown = now.grown();
      grown.put(key, slot, cell);
      blocks = grown;
    } else {
      now.put(key, slot, cell);
    }
  }

  /// Takes an entry out of a cell.
  void remove(long key, int slot, int number) {
    int[] cell = blocks.cell(blocks.find(key), slot);
    int count = cell[0];
    for (int i = 0; i < count; i++) {
      int at = HEADER + ENTRY * i;
      if (cell[at] == number) {
        INTS.setOpaque(cell, at, VOID);
        cell[1]++;
        if (cell[1] == count) {
          blocks.put(key, slot, NONE);
        } else if (cell[1] > count / 2 && count > 2 * FIRST_ENTRIES) {
          blocks.put(key, slot, roomier(cell));
        }
        return;
      }
    }
    throw new IllegalStateException("the entry is not in the cell");
  }
}
