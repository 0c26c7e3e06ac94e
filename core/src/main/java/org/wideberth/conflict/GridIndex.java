package org.wideberth.conflict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;

/// A [ConflictIndex] over cells of space and time. Each volume stands in the cells of one of
/// several [Grid]s: the finest in which it takes few. A query goes through the cells of every grid
/// into which its own volumes reach when widened by the minimum; if these would be more than there
/// are volumes, through all volumes instead.
///
/// Nothing is missed. If two volumes have points closer than the minimum at some moment, the other
/// one's point is within the widened query, and both reach into that point's cell at that moment.
public final class GridIndex implements ConflictIndex {
  /// Added to the minimum before a volume counts as too far: a thousand times what rounding can do
  /// to numbers of the Earth's size.
  private static final double SLACK_M = 0.01;

  private final CellTable cells = new CellTable();
  private final VolumeTable volumes = new VolumeTable();
  private final Map<OperationId, IndexedOperation> operations = new HashMap<>();
  private final int[] inGrid = new int[Grid.ALL.size()];
  private long round;

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
    remove(operation.id());
    return add(changed);
  }

  private LiveOperation add(LiveOperation operation) {
    IndexedOperation added = new IndexedOperation(operation);
    operations.put(operation.operation().id(), added);
    for (int i = 0; i < operation.volumes().size(); i++) {
      PreparedVolume volume = operation.volumes().get(i);
      int number = volumes.add(added, volume);
      added.number(i, number);
      Grid.Home home = Grid.home(volume);
      inGrid[home.grid().tag()]++;
      home.forEachCell(key -> cells.add(key, number));
    }
    return operation;
  }

  @Override
  public void remove(OperationId id) {
    IndexedOperation gone = operations.remove(id);
    if (gone == null) {
      return;
    }
    for (int i = 0; i < gone.operation().volumes().size(); i++) {
      int number = gone.number(i);
      Grid.Home home = Grid.home(gone.operation().volumes().get(i));
      inGrid[home.grid().tag()]--;
      home.forEachCell(key -> cells.remove(key, number));
      volumes.remove(number);
    }
  }

  @Override
  public List<LiveOperation> candidates(LiveOperation operation, long lateralCm) {
    round++;
    List<LiveOperation> found = new ArrayList<>();
    PartyId party = operation.operation().party();
    double marginM = lateralCm / 100.0 + SLACK_M;
    for (PreparedVolume volume : operation.volumes()) {
      IntConsumer look =
          number -> {
            IndexedOperation near = volumes.near(number, volume, marginM);
            if (near != null
                && near.isFirstIn(round)
                && !near.operation().operation().party().equals(party)) {
              found.add(near.operation());
            }
          };
      if (cellsAbout(volume, marginM) > volumes.end()) {
        for (int number = 0; number < volumes.end(); number++) {
          look.accept(number);
        }
      } else {
        lookIntoCells(volume, marginM, look);
      }
    }
    return found;
  }

  /// About how many cells a query goes through.
  private double cellsAbout(PreparedVolume volume, double marginM) {
    double about = 0;
    for (Grid grid : Grid.ALL) {
      if (inGrid[grid.tag()] > 0) {
        about += grid.placesAbout(volume, marginM) * grid.slots(volume);
      }
    }
    return about;
  }

  private void lookIntoCells(PreparedVolume volume, double marginM, IntConsumer look) {
    double cellM = 0;
    long[] places = {};
    for (Grid grid : Grid.ALL) {
      if (inGrid[grid.tag()] == 0) {
        continue;
      }
      if (grid.cellM() != cellM) {
        cellM = grid.cellM();
        places = grid.places(volume, marginM);
      }
      long last = grid.lastSlot(volume);
      for (long place : places) {
        for (long slot = grid.firstSlot(volume); slot <= last; slot++) {
          cells.forEach(grid.key(place, slot), look);
        }
      }
    }
  }

  @Override
  public int size() {
    return operations.size();
  }
}
