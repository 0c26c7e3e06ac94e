package org.wideberth.conflict;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.Reach;

/// The volumes of an index, by number, with what is looked at first of each: when and roughly where
/// it is. These lie side by side in arrays. Numbers are used again.
final class VolumeTable {
  private static final int FIRST_CAPACITY = 64;

  private @Nullable IndexedOperation[] operations = new IndexedOperation[FIRST_CAPACITY];
  private long[] starts = new long[FIRST_CAPACITY];
  private long[] ends = new long[FIRST_CAPACITY];

  /// Four numbers for each, in metres from the Earth's centre: where the ball is, and its radius.
  private double[] balls = new double[4 * FIRST_CAPACITY];

  private int[] free = new int[FIRST_CAPACITY];
  private int freeCount;
  private int end;

  /// Takes a volume in.
  ///
  /// @return its number
  int add(IndexedOperation operation, PreparedVolume volume) {
    int number = take();
    operations[number] = operation;
    starts[number] = volume.startMillis();
    ends[number] = volume.endMillis();
    Reach reach = volume.reach();
    balls[4 * number] = reach.xM();
    balls[4 * number + 1] = reach.yM();
    balls[4 * number + 2] = reach.zM();
    balls[4 * number + 3] = reach.radiusM();
    return number;
  }

  private int take() {
    if (freeCount > 0) {
      return free[--freeCount];
    }
    if (end == starts.length) {
      operations = Arrays.copyOf(operations, 2 * end);
      starts = Arrays.copyOf(starts, 2 * end);
      ends = Arrays.copyOf(ends, 2 * end);
      balls = Arrays.copyOf(balls, 8 * end);
      free = Arrays.copyOf(free, 2 * end);
    }
    return end++;
  }

  /// More than the greatest number in use.
  int end() {
    return end;
  }

  void remove(int number) {
    operations[number] = null;
    starts[number] = Long.MAX_VALUE;
    ends[number] = Long.MIN_VALUE;
    free[freeCount++] = number;
  }

  /// The operation of a volume, if the two are there at the same time and may be closer than
  /// `lateralM`.
  @Nullable IndexedOperation near(int number, PreparedVolume other, double lateralM) {
    if (starts[number] >= other.endMillis() || other.startMillis() >= ends[number]) {
      return null;
    }
    Reach reach = other.reach();
    double dx = balls[4 * number] - reach.xM();
    double dy = balls[4 * number + 1] - reach.yM();
    double dz = balls[4 * number + 2] - reach.zM();
    double within = lateralM + balls[4 * number + 3] + reach.radiusM();
    return dx * dx + dy * dy + dz * dz < within * within ? operations[number] : null;
  }
}
