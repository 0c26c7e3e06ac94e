package org.wideberth.conflict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.wideberth.geo.HeightFrame;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;

/// A [ConflictIndex] over cells of space and time. Each volume stands in the cells of one of
/// several [Grid]s: the finest in which it takes few. [GridCandidates] says how it is found there.
///
/// The writer puts the new volumes of an operation in before the old ones go, and these go when all
/// [Readers] have ended that may have passed by where the new ones are now: whoever finds the old
/// ones is led to the new. The number of a volume is used again only when all have ended that may
/// have found it before it went from the cells.
public final class GridIndex implements ConflictIndex {
  private static final int FRAMES = HeightFrame.values().length;

  private final CellTable cells = new CellTable();
  private final VolumeTable volumes = new VolumeTable();
  private final Map<OperationId, IndexedOperation> operations = new HashMap<>();

  /// How many volumes stand in each grid, for each frame of heights.
  private final int[] inGrid = new int[FRAMES * Grid.ALL.size()];

  private volatile List<Home> homes = List.of();

  private final Footprint footprint = new Footprint();
  private final Readers readers = new Readers();
  private final PartyNumbers parties = new PartyNumbers();
  private final FreeNumbers operationNumbers = new FreeNumbers();

  @Override
  public LiveOperation put(Operation operation) {
    if (!operation.isLive()) {
      throw new IllegalArgumentException("only live operations are compared");
    }
    IndexedOperation before = operations.get(operation.id());
    if (before == null) {
      return added(LiveOperation.of(operation), operationNumbers.take()).operation();
    }
    LiveOperation changed = before.operation().with(operation);
    if (changed.hasVolumesOf(before.operation())) {
      become(before, changed);
      return changed;
    }
    IndexedOperation after = added(changed, before.which());
    before.replacedBy(after);
    left(before);
    readers.afterwards(
        () -> {
          takeOut(before);
          readers.afterwards(() -> forget(before));
        });
    return changed;
  }

  private IndexedOperation added(LiveOperation operation, int which) {
    IndexedOperation added = new IndexedOperation(operation, which);
    int party = parties.given(operation.operation().party());
    for (int i = 0; i < operation.volumes().size(); i++) {
      PreparedVolume volume = operation.volumes().get(i);
      int number = volumes.add(added, party, volume);
      added.number(i, number);
      Grid grid = home(volume);
      count(volume.heightFrame(), grid, 1);
      int low = Heights.bin(volume.lowerTenthMm());
      int high = Heights.bin(volume.upperTenthMm());
      for (int at = 0; at < footprint.cells(); at++) {
        long cell = footprint.cell(at);
        for (long slot = grid.firstSlot(volume); slot <= grid.lastSlot(volume); slot++) {
          int lows = Cell.lows(cell, grid.timeBin(volume.startMillis(), slot), low);
          int highs = Cell.highs(cell, grid.timeBin(volume.endMillis() - 1, slot), high);
          long key = grid.key(Cell.place(cell), Grid.block(slot), volume.heightFrame());
          cells.add(key, Grid.inBlock(slot), number, lows, highs);
        }
      }
    }
    operations.put(operation.operation().id(), added);
    return added;
  }

  private Grid home(PreparedVolume volume) {
    footprint.of(volume, 0);
    return Grid.home(volume, footprint);
  }

  @Override
  public void remove(OperationId id) {
    IndexedOperation gone = operations.remove(id);
    if (gone == null) {
      return;
    }
    gone.leave();
    left(gone);
    takeOut(gone);
    readers.afterwards(() -> forget(gone));
    // Whoever takes it is new to all who look now: they need not be given that one.
    operationNumbers.giveBack(gone.which());
  }

  private void become(IndexedOperation operation, LiveOperation changed) {
    operation.become(changed);
    for (int i = 0; i < changed.volumes().size(); i++) {
      volumes.become(operation.number(i), changed);
    }
  }

  private void left(IndexedOperation operation) {
    for (int i = 0; i < operation.operation().volumes().size(); i++) {
      volumes.left(operation.number(i));
    }
  }

  /// Nobody has a number of it any more.
  private void forget(IndexedOperation gone) {
    for (int i = 0; i < gone.operation().volumes().size(); i++) {
      volumes.remove(gone.number(i));
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
          long key = grid.key(place, Grid.block(slot), volume.heightFrame());
          cells.remove(key, Grid.inBlock(slot), number);
        }
      }
      count(volume.heightFrame(), grid, -1);
      volumes.gone(number);
    }
  }

  private void count(HeightFrame frame, Grid grid, int more) {
    int at = frame.number() * Grid.ALL.size() + grid.tag();
    inGrid[at] += more;
    if (inGrid[at] == 0 || inGrid[at] == more) {
      List<Home> now = new ArrayList<>();
      for (HeightFrame each : HeightFrame.values()) {
        for (Grid one : Grid.ALL) {
          if (inGrid[each.number() * Grid.ALL.size() + one.tag()] > 0) {
            now.add(new Home(each, one));
          }
        }
      }
      homes = List.copyOf(now);
    }
  }

  /// A grid, for one frame of heights.
  record Home(HeightFrame frame, Grid grid) {}

  /// Where some volume stands.
  List<Home> homes() {
    return homes;
  }

  Readers readers() {
    return readers;
  }

  CellTable cellTable() {
    return cells;
  }

  VolumeTable volumeTable() {
    return volumes;
  }

  PartyNumbers parties() {
    return parties;
  }

  @Override
  public void forEach(Predicate<LiveOperation> to) {
    for (IndexedOperation each : operations.values()) {
      if (!to.test(each.operation())) {
        return;
      }
    }
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
