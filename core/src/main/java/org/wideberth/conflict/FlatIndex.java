package org.wideberth.conflict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wideberth.geo.Reach;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;

/// A [ConflictIndex] that looks at the time window of every operation of the other parties, then at
/// the balls around those that are there at the same time. Windows and balls lie side by side in
/// arrays, a set of them for each party, so that 10,000 operations take some tens of microseconds,
/// and what a party declares costs nothing for its own other operations, however many.
public final class FlatIndex implements ConflictIndex {
  /// Added to the minimum before a ball counts as too far: a thousand times what rounding can do
  /// to numbers of the Earth's size.
  private static final double SLACK_M = 0.01;

  private static final int FIRST_SLOTS = 64;

  private final Map<PartyId, Lot> lots = new HashMap<>();
  private int size;

  /// The operations of one party, by slot. Balls are in metres from the Earth's centre.
  private static final class Lot {
    final Map<OperationId, Integer> slots = new HashMap<>();
    final List<LiveOperation> operations = new ArrayList<>();
    long[] starts = new long[FIRST_SLOTS];
    long[] ends = new long[FIRST_SLOTS];

    /// Four numbers for each: where the centre is, and the radius.
    double[] balls = new double[4 * FIRST_SLOTS];

    void set(int slot, LiveOperation operation) {
      operations.set(slot, operation);
      starts[slot] = operation.startMillis();
      ends[slot] = operation.endMillis();
      Reach reach = operation.reach();
      balls[4 * slot] = reach.xM();
      balls[4 * slot + 1] = reach.yM();
      balls[4 * slot + 2] = reach.zM();
      balls[4 * slot + 3] = reach.radiusM();
    }

    void add(LiveOperation operation) {
      int slot = operations.size();
      if (slot == starts.length) {
        starts = Arrays.copyOf(starts, 2 * slot);
        ends = Arrays.copyOf(ends, 2 * slot);
        balls = Arrays.copyOf(balls, 8 * slot);
      }
      slots.put(operation.operation().id(), slot);
      operations.add(operation);
      set(slot, operation);
    }

    boolean remove(OperationId id) {
      Integer slot = slots.remove(id);
      if (slot == null) {
        return false;
      }
      LiveOperation last = operations.removeLast();
      if (slot < operations.size()) {
        slots.put(last.operation().id(), slot);
        set(slot, last);
      }
      return true;
    }

    void candidates(LiveOperation operation, double lateralM, List<LiveOperation> found) {
      Reach reach = operation.reach();
      long start = operation.startMillis();
      long end = operation.endMillis();
      int count = operations.size();
      for (int i = 0; i < count; i++) {
        if (starts[i] < end && start < ends[i] && isNear(i, reach, lateralM)) {
          found.add(operations.get(i));
        }
      }
    }

    private boolean isNear(int slot, Reach reach, double lateralM) {
      double dx = balls[4 * slot] - reach.xM();
      double dy = balls[4 * slot + 1] - reach.yM();
      double dz = balls[4 * slot + 2] - reach.zM();
      double within = lateralM + balls[4 * slot + 3] + reach.radiusM();
      return dx * dx + dy * dy + dz * dz < within * within;
    }
  }

  @Override
  public LiveOperation put(Operation operation) {
    if (!operation.isLive()) {
      throw new IllegalArgumentException("only live operations are compared");
    }
    Lot lot = lots.computeIfAbsent(operation.party(), _ -> new Lot());
    Integer slot = lot.slots.get(operation.id());
    if (slot != null) {
      LiveOperation changed = lot.operations.get(slot).with(operation);
      lot.set(slot, changed);
      return changed;
    }
    LiveOperation added = LiveOperation.of(operation);
    lot.add(added);
    size++;
    return added;
  }

  @Override
  public void remove(OperationId id) {
    Lot lot = lots.get(id.party());
    if (lot != null && lot.remove(id)) {
      size--;
    }
  }

  @Override
  public List<LiveOperation> candidates(LiveOperation operation, long lateralCm) {
    List<LiveOperation> found = new ArrayList<>();
    double lateralM = lateralCm / 100.0 + SLACK_M;
    PartyId party = operation.operation().party();
    lots.forEach(
        (owner, lot) -> {
          if (!owner.equals(party)) {
            lot.candidates(operation, lateralM, found);
          }
        });
    return found;
  }

  @Override
  public int size() {
    return size;
  }
}
