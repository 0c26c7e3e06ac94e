package org.wideberth.conflict;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.wideberth.geo.PreparedVolume;

/// The volumes of an index, by number, and whose they are. Numbers are used again. One writer, and
/// any number of readers beside it: a reader that has a number from a cell may find no volume under
/// it any more, or that of another operation.
final class VolumeTable {
  private static final int FIRST_CAPACITY = 64;

  private static final VarHandle VOLUMES =
      MethodHandles.arrayElementVarHandle(PreparedVolume[].class);
  private static final VarHandle OPERATIONS =
      MethodHandles.arrayElementVarHandle(IndexedOperation[].class);

  private volatile @Nullable PreparedVolume[] volumes = new PreparedVolume[FIRST_CAPACITY];
  private volatile @Nullable IndexedOperation[] operations = new IndexedOperation[FIRST_CAPACITY];
  private volatile int end;
  private int[] free = new int[FIRST_CAPACITY];
  private int freeCount;

  /// Takes a volume in.
  ///
  /// @return its number
  int add(IndexedOperation operation, PreparedVolume volume) {
    int number = freeCount > 0 ? free[--freeCount] : end;
    if (number == volumes.length) {
      operations = Arrays.copyOf(operations, 2 * number);
      volumes = Arrays.copyOf(volumes, 2 * number);
    }
    OPERATIONS.setRelease(operations, number, operation);
    VOLUMES.setRelease(volumes, number, volume);
    if (number == end) {
      end = number + 1;
    }
    return number;
  }

  /// Takes the volume of a number, but not the number: the operation is still found by it.
  void replaced(int number) {
    VOLUMES.setRelease(volumes, number, null);
  }

  void remove(int number) {
    VOLUMES.setRelease(volumes, number, null);
    OPERATIONS.setRelease(operations, number, null);
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, 2 * freeCount);
    }
    free[freeCount++] = number;
  }

  /// More than the greatest number in use.
  int end() {
    return end;
  }

  @Nullable PreparedVolume volume(int number) {
    return (PreparedVolume) VOLUMES.getAcquire(volumes, number);
  }

  @Nullable IndexedOperation operation(int number) {
    return (IndexedOperation) OPERATIONS.getAcquire(operations, number);
  }
}
