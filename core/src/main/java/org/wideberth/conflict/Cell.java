package org.wideberth.conflict;

/// A place in a grid and the part of it that is taken, in one number: the place, then from and to
/// in longitude, from and to in latitude, each as one of [#BINS] equal bins. And what of an entry
/// in a cell decides whether it is looked at: for longitude, latitude, time and height the first
/// bin, one byte each in one number, and the last, likewise in another.
///
/// A bin never falls as what it is made from rises, so extents that have something in common have
/// a bin in common.
final class Cell {
  static final int BINS = 128;
  static final int LAST_BIN = BINS - 1;

  private static final int BIN_BITS = 7;
  private static final long BIN_MASK = BINS - 1L;
  private static final int PLACE_SHIFT = 4 * BIN_BITS;

  private static final int TIME_SHIFT = 16;
  private static final int HEIGHT_SHIFT = 24;

  /// The top bit of each byte.
  private static final int TOPS = 0x80808080;

  private Cell() {}

  /// @param part of the way through the cell; below 0 or past 1 where it reaches beyond
  static int bin(double part) {
    return part <= 0 ? 0 : part >= 1 ? LAST_BIN : (int) (part * BINS);
  }

  static long of(int place, int x0, int x1, int y0, int y1) {
    return (long) place << PLACE_SHIFT
        | (long) x0 << (3 * BIN_BITS)
        | (long) x1 << (2 * BIN_BITS)
        | (long) y0 << BIN_BITS
        | y1;
  }

  static int place(long cell) {
    return (int) (cell >>> PLACE_SHIFT);
  }

  private static int bin(long cell, int which) {
    return (int) ((cell >>> ((3 - which) * BIN_BITS)) & BIN_MASK);
  }

  /// Of the same place.
  static long union(long one, long other) {
    return of(
        place(one),
        Math.min(bin(one, 0), bin(other, 0)),
        Math.max(bin(one, 1), bin(other, 1)),
        Math.min(bin(one, 2), bin(other, 2)),
        Math.max(bin(one, 3), bin(other, 3)));
  }

  /// The first bins.
  static int lows(long cell, int time, int height) {
    return bin(cell, 0) | bin(cell, 2) << 8 | time << TIME_SHIFT | height << HEIGHT_SHIFT;
  }

  /// The last bins.
  static int highs(long cell, int time, int height) {
    return bin(cell, 1) | bin(cell, 3) << 8 | time << TIME_SHIFT | height << HEIGHT_SHIFT;
  }

  /// Whether two have a bin in common in each of the four. A byte of a last bin with its top bit
  /// set less that of a first one keeps the bit if the first is not past the last, and borrows
  /// nothing.
  static boolean meet(int lows, int highs, int otherLows, int otherHighs) {
    return ((highs | TOPS) - otherLows & (otherHighs | TOPS) - lows & TOPS) == TOPS;
  }
}
