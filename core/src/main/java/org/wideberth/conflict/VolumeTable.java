package org.wideberth.conflict;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.wideberth.geo.PreparedVolume;

/// The volumes of an index, by number, and whose they are: of each what tells whether it is near,
/// as a [Row]. One writer, and any number of readers beside it.
///
/// A row is written before its number stands anywhere, and not changed while anybody may know the
/// number. Numbers are used again: [GridIndex] gives them back when all readers have ended that may
/// know them.
final class VolumeTable {
  private static final int FIRST_CAPACITY = 64;

  private static final VarHandle STANDING =
      MethodHandles.arrayElementVarHandle(LiveOperation[].class);
  private static final VarHandle OPERATIONS =
      MethodHandles.arrayElementVarHandle(IndexedOperation[].class);

  private volatile long[] rows = new long[Row.LONGS * FIRST_CAPACITY];
  private volatile @Nullable LiveOperation[] standing = new LiveOperation[FIRST_CAPACITY];
  private volatile @Nullable IndexedOperation[] operations = new IndexedOperation[FIRST_CAPACITY];
  private volatile int end;
  private final FreeNumbers numbers = new FreeNumbers();

  /// Takes a volume in.
  ///
  /// @param party its number
  /// @return the number of the volume
  int add(IndexedOperation operation, int party, PreparedVolume volume) {
    int number = numbers.take();
    if (number == operations.length) {
      rows = Arrays.copyOf(rows, 2 * rows.length);
      operations = Arrays.copyOf(operations, 2 * number);
      standing = Arrays.copyOf(standing, 2 * number);
    }
    Row.write(rows, number, volume, party, operation.which());
    STANDING.setRelease(standing, number, operation.operation());
    // Last: who goes through all numbers takes one without a standing volume for one that moved.
    OPERATIONS.setRelease(operations, number, operation);
    if (number == end) {
      end = number + 1;
    }
    return number;
  }

  /// The operation is in another state.
  void become(int number, LiveOperation changed) {
    STANDING.setRelease(standing, number, changed);
  }

  /// The volume is not there any more; its operation may have others.
  void left(int number) {
    STANDING.setRelease(standing, number, null);
  }

  /// Nobody finds the number any more who does not know it already.
  void gone(int number) {
    OPERATIONS.setRelease(operations, number, null);
  }

  /// Nobody knows the number any more.
  void remove(int number) {
    numbers.giveBack(number);
  }

  /// More than the greatest number in use.
  int end() {
    return end;
  }

  /// Those of all numbers that the caller knows.
  long[] rows() {
    return rows;
  }

  /// Whose the volume is; null if it is not there any more.
  @Nullable LiveOperation standing(int number) {
    return (LiveOperation) STANDING.getAcquire(standing, number);
  }

  /// Whose the volume is or was; null of a number that stands nowhere.
  @Nullable IndexedOperation operation(int number) {
    return (IndexedOperation) OPERATIONS.getAcquire(operations, number);
  }
}
