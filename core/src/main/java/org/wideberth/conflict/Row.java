package org.wideberth.conflict;

import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.Reach;

/// What of a volume tells whether it is near, in eight numbers that lie together: most volumes that
/// are looked at lie anywhere in memory, and one look there is enough. Heights take 32 bits in
/// tenths of a millimetre: with the ground below they are within 200 km.
final class Row {
  static final int LONGS = 8;

  private static final int X = 0;
  private static final int Y = 1;
  private static final int Z = 2;
  private static final int RADIUS = 3;
  private static final int START = 4;
  private static final int END = 5;
  private static final int HEIGHTS = 6;

  /// Which operation, then the party, then the frame of heights.
  private static final int OWNER = 7;

  private static final int FRAME_BITS = 2;
  private static final int FRAME_MASK = (1 << FRAME_BITS) - 1;

  private Row() {}

  static void write(long[] rows, int number, PreparedVolume volume, int party, int which) {
    int at = LONGS * number;
    Reach reach = volume.reach();
    rows[at + X] = Double.doubleToRawLongBits(reach.xM());
    rows[at + Y] = Double.doubleToRawLongBits(reach.yM());
    rows[at + Z] = Double.doubleToRawLongBits(reach.zM());
    rows[at + RADIUS] = Double.doubleToRawLongBits(reach.radiusM());
    rows[at + START] = volume.startMillis();
    rows[at + END] = volume.endMillis();
    long lower = Math.toIntExact(volume.lowerTenthMm());
    long upper = Math.toIntExact(volume.upperTenthMm());
    rows[at + HEIGHTS] = lower << Integer.SIZE | (upper & 0xFFFF_FFFFL);
    int owner = party << FRAME_BITS | volume.heightFrame().number();
    rows[at + OWNER] = (long) which << Integer.SIZE | owner;
  }

  static double xM(long[] rows, int number) {
    return Double.longBitsToDouble(rows[LONGS * number + X]);
  }

  static double yM(long[] rows, int number) {
    return Double.longBitsToDouble(rows[LONGS * number + Y]);
  }

  static double zM(long[] rows, int number) {
    return Double.longBitsToDouble(rows[LONGS * number + Z]);
  }

  static double radiusM(long[] rows, int number) {
    return Double.longBitsToDouble(rows[LONGS * number + RADIUS]);
  }

  static long startMillis(long[] rows, int number) {
    return rows[LONGS * number + START];
  }

  static long endMillis(long[] rows, int number) {
    return rows[LONGS * number + END];
  }

  static int lowerTenthMm(long[] rows, int number) {
    return (int) (rows[LONGS * number + HEIGHTS] >> Integer.SIZE);
  }

  static int upperTenthMm(long[] rows, int number) {
    return (int) rows[LONGS * number + HEIGHTS];
  }

  static int frame(long[] rows, int number) {
    return (int) rows[LONGS * number + OWNER] & FRAME_MASK;
  }

  static int party(long[] rows, int number) {
    return (int) rows[LONGS * number + OWNER] >>> FRAME_BITS;
  }

  /// Which operation.
  static int which(long[] rows, int number) {
    return (int) (rows[LONGS * number + OWNER] >>> Integer.SIZE);
  }
}
