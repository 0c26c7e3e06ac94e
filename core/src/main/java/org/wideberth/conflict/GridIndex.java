package org.wideberth.conflict;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.wideberth.geo.HeightFrame;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;

/// A [ConflictIndex] over cells of space and time. Each volume stands in the cells of one of
/// several [Grid]s: the finest in which it takes few. [GridCandidates] says how it is found there.
///
/// The writer puts the new volumes of an operation in before it takes the old ones out.
public final class GridIndex implements ConflictIndex {
  private static final int FRAMES = HeightFrame.values().length;

  private final CellTable cells = new CellTable();
  private final VolumeTable volumes = new VolumeTable();
  private final Map<OperationId, IndexedOperation> operations = new HashMap<>();

  /// How many volumes stand in each grid, for each frame of heights.
  private final AtomicIntegerArray inGrid = new AtomicIntegerArray(FRAMES * Grid.ALL.size());

  private final Footprint footprint = new Footprint();

  @Override
  public LiveOperation put(Operation operation) {
    if (!operation.isLive()) {
      throw new IllegalArgumentException("only live operations are compared");
    }
    IndexedOperation before = operations.get(operation.id());
    if (before == null) {
      return add(LiveOperation.of(operation));
    }
    LiveOperation changed = before.operation().with(operation);
    if (changed.hasVolumesOf(before.operation())) {
      before.become(changed);
      return changed;
    }
    add(changed);
    takeOut(before);
    return changed;
  }

  private LiveOperation add(LiveOperation operation) {
    IndexedOperation added = new IndexedOperation(operation);
    for (int i = 0; i < operation.volumes().size(); i++) {
      PreparedVolume volume = operation.volumes().get(i);
      int number = volumes.add(added, volume);
      added.number(i, number);
      Grid grid = home(volume);
      inGrid.incrementAndGet(count(volume.heightFrame(), grid));
      int low = Heights.bin(volume.lowerTenthMm());
      int high = Heights.bin(volume.upperTenthMm());
      for (int at = 0; at < footprint.cells(); at++) {
        long cell = footprint.cell(at);
        for (long slot = grid.firstSlot(volume); slot <= grid.lastSlot(volume); slot++) {
          int lows = Cell.lows(cell, grid.timeBin(volume.startMillis(), slot), low);
          int highs = Cell.highs(cell, grid.timeBin(volume.endMillis() - 1, slot), high);
          cells.add(grid.key(Cell.place(cell), slot, volume.heightFrame()), number, lows, highs);
        }
      }
    }
    operations.put(operation.operation().id(), added);
    return operation;
  }

  private Grid home(PreparedVolume volume) {
    footprint.of(volume, 0);
    return Grid.home(volume, footprint);
  }

  @Override
  public void remove(OperationId id) {
    IndexedOperation gone = operations.remove(id);
    if (gone != null) {
      takeOut(gone);
    }
  }

  private void takeOut(IndexedOperation gone) {
    List<PreparedVolume> gonesVolumes = gone.operation().volumes();
    for (int i = 0; i < gonesVolumes.size(); i++) {
      PreparedVolume volume = gonesVolumes.get(i);
      int number = gone.number(i);
      Grid grid = home(volume);
      for (int at = 0; at < footprint.cells(); at++) {
        int place = Cell.place(footprint.cell(at));
        for (long slot = grid.firstSlot(volume); slot <= grid.lastSlot(volume); slot++) {
          cells.remove(grid.key(place, slot, volume.heightFrame()), number);
        }
      }
      inGrid.decrementAndGet(count(volume.heightFrame(), grid));
      volumes.remove(number);
    }
  }

  private static int count(HeightFrame frame, Grid grid) {
    return frame.ordinal() * Grid.ALL.size() + grid.tag();
  }

  /// Whether some volume stands there.
  boolean isIn(HeightFrame frame, Grid grid) {
    return inGrid.get(count(frame, grid)) > 0;
  }

  CellTable cellTable() {
    return cells;
  }

  VolumeTable volumeTable() {
    return volumes;
  }

  @Override
  public Candidates candidates() {
    return new GridCandidates(this);
  }

  @Override
  public int size() {
    return operations.size();
  }
}
