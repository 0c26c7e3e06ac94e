package org.wideberth.conflict;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.wideberth.geo.HeightFrame;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.Reach;
import org.wideberth.party.PartyId;

/// Looks through the cells of every grid into which a volume reaches when widened by the minima; if
/// these would be more than there are volumes, through all volumes instead.
///
/// Nothing is missed. If two volumes have points closer than the minimum at some moment, the other
/// one's point is within the widened query, and both reach into that point's cell at that moment,
/// into the same bins of it. Heights within one [HeightFrame] are closer than the minimum, or the
/// two are apart; over different ones they may be anything.
final class GridCandidates implements Candidates {
  /// Added to the minimum before a volume counts as too far: a thousand times what rounding can do
  /// to numbers of the Earth's size.
  private static final double SLACK_M = 0.01;

  private final GridIndex index;
  private final Footprint footprint = new Footprint();
  private final Numbers seen = new Numbers();
  private final Numbers given = new Numbers();

  // The question that is being answered.
  private double marginM;
  private long verticalTenthMm;
  private @Nullable PartyId except;
  private Predicate<LiveOperation> to = any -> false;
  private boolean ended;
  private long visited;

  // The volume of the question.
  private double x;
  private double y;
  private double z;
  private double radiusM;
  private long startMillis;
  private long endMillis;
  private HeightFrame frame = HeightFrame.SEA;
  private long lower;
  private long upper;

  GridCandidates(GridIndex index) {
    this.index = index;
  }

  @Override
  public void forEach(
      List<PreparedVolume> volumes,
      Optional<PartyId> leftOut,
      long lateralCm,
      long vertical,
      Predicate<LiveOperation> giveTo) {
    marginM = lateralCm / 100.0 + SLACK_M;
    verticalTenthMm = vertical;
    except = leftOut.orElse(null);
    to = giveTo;
    ended = false;
    given.clear();
    int begun = index.readers().begin();
    try {
      for (int i = 0; i < volumes.size() && !ended; i++) {
        about(volumes.get(i));
        look(volumes.get(i));
      }
    } finally {
      index.readers().end(begun);
    }
  }

  @Override
  public long visited() {
    return visited;
  }

  private void about(PreparedVolume volume) {
    seen.clear();
    Reach reach = volume.reach();
    x = reach.xM();
    y = reach.yM();
    z = reach.zM();
    radiusM = reach.radiusM() + marginM;
    startMillis = volume.startMillis();
    endMillis = volume.endMillis();
    frame = volume.heightFrame();
    boolean any = verticalTenthMm == ANY_HEIGHT;
    lower = any ? Long.MIN_VALUE : volume.lowerTenthMm() - verticalTenthMm;
    upper = any ? Long.MAX_VALUE : volume.upperTenthMm() + verticalTenthMm;
    footprint.of(volume, marginM);
  }

  private void look(PreparedVolume volume) {
    List<GridIndex.Home> homes = index.homes();
    int end = index.volumeTable().end();
    if (cellsAbout(volume, homes) > end) {
      visited += end;
      for (int number = 0; number < end && !ended; number++) {
        consider(number);
      }
      return;
    }
    for (int i = 0; i < homes.size() && !ended; i++) {
      look(volume, homes.get(i).frame(), homes.get(i).grid());
    }
  }

  /// About how many cells there are to look through.
  private double cellsAbout(PreparedVolume volume, List<GridIndex.Home> homes) {
    double about = 0;
    for (int i = 0; i < homes.size(); i++) {
      Grid grid = homes.get(i).grid();
      about += footprint.cellsAbout(grid) * grid.slots(volume);
    }
    return about;
  }

  private void look(PreparedVolume volume, HeightFrame other, Grid grid) {
    int places = footprint.in(grid);
    int low = other == frame ? Heights.bin(lower) : 0;
    int high = other == frame ? Heights.bin(upper) : Cell.LAST_BIN;
    CellTable.Blocks blocks = index.cellTable().blocks();
    long first = grid.firstSlot(volume);
    long last = grid.lastSlot(volume);
    for (int at = 0; at < places; at++) {
      long cell = footprint.cell(at);
      for (long block = Grid.block(first); block <= Grid.block(last); block++) {
        int found = blocks.find(grid.key(Cell.place(cell), block, other));
        long from = Math.max(first, block * CellTable.BLOCK);
        long until = Math.min(last, block * CellTable.BLOCK + CellTable.BLOCK - 1);
        for (long slot = from; slot <= until; slot++) {
          int lows = Cell.lows(cell, grid.timeBin(startMillis, slot), low);
          int highs = Cell.highs(cell, grid.timeBin(endMillis - 1, slot), high);
          look(blocks.cell(found, Grid.inBlock(slot)), lows, highs);
        }
      }
    }
  }

  private void look(int[] cell, int lows, int highs) {
    int count = CellTable.count(cell);
    visited += count;
    for (int i = 0; i < count; i++) {
      if (CellTable.matches(cell, i, lows, highs)) {
        consider(CellTable.number(cell, i));
      }
    }
  }

  private void consider(int number) {
    if (ended || number == CellTable.VOID || !seen.add(number)) {
      return;
    }
    PreparedVolume other = index.volumeTable().volume(number);
    if (other == null) {
      considerReplaced(number);
    } else if (isNear(other)) {
      IndexedOperation operation = index.volumeTable().operation(number);
      if (operation != null) {
        give(operation);
      }
    }
  }

  /// There is no volume of that number any more: perhaps its operation has others now.
  private void considerReplaced(int number) {
    IndexedOperation operation = index.volumeTable().operation(number);
    IndexedOperation latest = operation == null ? null : operation.latest();
    if (latest != null && latest != operation) {
      List<PreparedVolume> volumes = latest.operation().volumes();
      for (int i = 0; i < volumes.size(); i++) {
        if (isNear(volumes.get(i))) {
          give(latest);
          return;
        }
      }
    }
  }

  private void give(IndexedOperation operation) {
    LiveOperation live = operation.operation();
    if (!live.operation().party().equals(except) && given.add(operation.number(0))) {
      ended = !to.test(live);
    }
  }

  private boolean isNear(PreparedVolume other) {
    if (other.startMillis() >= endMillis || startMillis >= other.endMillis()) {
      return false;
    }
    if (other.heightFrame() == frame
        && (other.lowerTenthMm() >= upper || other.upperTenthMm() <= lower)) {
      return false;
    }
    Reach reach = other.reach();
    double dx = reach.xM() - x;
    double dy = reach.yM() - y;
    double dz = reach.zM() - z;
    double within = reach.radiusM() + radiusM;
    return dx * dx + dy * dy + dz * dz < within * within;
  }
}
