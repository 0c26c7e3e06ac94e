package org.wideberth.conflict;

/// Heights as one of [Cell#BINS] bins: of 20 m up to 960 m, of 200 m up to 12,160 m, of 4 km above.
/// Below zero all are in the first, and above 96 km in the last.
final class Heights {
  private static final long TENTH_MM_PER_M = 10_000;
  private static final long LOW_STEP = 20 * TENTH_MM_PER_M;
  private static final long MIDDLE_STEP = 200 * TENTH_MM_PER_M;
  private static final long HIGH_STEP = 4_000 * TENTH_MM_PER_M;
  private static final long LOW_BINS = 48;
  private static final long MIDDLE_BINS = 56;
  private static final long LOW_TOP = LOW_BINS * LOW_STEP;
  private static final long MIDDLE_TOP = LOW_TOP + MIDDLE_BINS * MIDDLE_STEP;

  private Heights() {}

  static int bin(long tenthMm) {
    long bin =
        tenthMm < LOW_TOP
            ? Math.max(0, tenthMm) / LOW_STEP
            : tenthMm < MIDDLE_TOP
                ? LOW_BINS + (tenthMm - LOW_TOP) / MIDDLE_STEP
                : LOW_BINS + MIDDLE_BINS + (tenthMm - MIDDLE_TOP) / HIGH_STEP;
    return (int) Math.min(bin, Cell.LAST_BIN);
  }
}
