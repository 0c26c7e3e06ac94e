package org.wideberth.conflict.proposal;

/// How much of a volume is given up. Stateless.
final class Share {
  static final long WHOLE_E6 = 1_000_000;

  private Share() {}

  /// In millionths, rounded up.
  static long e6(long part, long whole) {
    return Math.ceilDiv(part * WHOLE_E6, whole);
  }

  /// True if no more is given up than is left.
  static boolean isAtMostHalf(long part, long whole) {
    return part <= whole - part;
  }
}
