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

  private static final HeightFrame[] FRAMES = HeightFrame.values();

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
    for (int i = 0; i < volumes.size() && !ended; i++) {
      about(volumes.get(i));
      look(volumes.get(i));
    }
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
    int end = index.volumeTable().end();
    if (cellsAbout(volume) > end) {
      for (int number = 0; number < end && !ended; number++) {
        consider(number);
      }
      return;
    }
    for (HeightFrame other : FRAMES) {
      for (Grid grid : Grid.ALL) {
        if (!ended && index.isIn(other, grid)) {
          look(volume, other, grid);
        }
      }
    }
  }

  /// About how many cells there are to look through.
  private double cellsAbout(PreparedVolume volume) {
    double about = 0;
    for (HeightFrame other : FRAMES) {
      for (Grid grid : Grid.ALL) {
        if (index.isIn(other, grid)) {
          about += footprint.cellsAbout(grid) * grid.slots(volume);
        }
      }
    }
    return about;
  }

  private void look(PreparedVolume volume, HeightFrame other, Grid grid) {
    int places = footprint.in(grid);
    int low = other == frame ? Heights.bin(lower) : 0;
    int high = other == frame ? Heights.bin(upper) : Cell.LAST_BIN;
    long last = grid.lastSlot(volume);
    for (long slot = grid.firstSlot(volume); slot <= last; slot++) {
      int from = grid.timeBin(startMillis, slot);
      int until = grid.timeBin(endMillis - 1, slot);
      for (int at = 0; at < places; at++) {
        long cell = footprint.cell(at);
        int[] there = index.cellTable().cell(grid.key(Cell.place(cell), slot, other));
        int lows = Cell.lows(cell, from, low);
        int highs = Cell.highs(cell, until, high);
        int count = CellTable.count(there);
        for (int i = 0; i < count; i++) {
          if (CellTable.matches(there, i, lows, highs)) {
            consider(CellTable.number(there, i));
          }
        }
      }
    }
  }

  private void consider(int number) {
    if (ended || number == CellTable.VOID || !seen.add(number)) {
      return;
    }
    PreparedVolume other = index.volumeTable().volume(number);
    if (other == null || !isNear(other)) {
      return;
    }
    IndexedOperation operation = index.volumeTable().operation(number);
    if (operation == null) {
      return;
    }
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
