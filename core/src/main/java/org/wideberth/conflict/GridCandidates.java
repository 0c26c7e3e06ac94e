package org.wideberth.conflict;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.wideberth.geo.HeightFrame;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.party.PartyId;

/// Looks through the cells of every grid into which a volume reaches when widened by the minima; if
/// these would be more than there are volumes, through all volumes instead.
///
/// Nothing is missed. If two volumes have points closer than the minimum at some moment, the other
/// one's point is within the widened query, and both reach into that point's cell at that moment,
/// into the same bins of it. Heights within one [HeightFrame] are closer than the minimum, or the
/// two are apart; over different ones they may be anything.
///
/// Nearly all that is looked at is not in the processor's caches. So each step is done for all
/// before the next is done for any, cells, entries, [Row]s and operations: what one waits for comes
/// while others wait too.
final class GridCandidates implements Candidates {
  private static final int CELLS_AT_ONCE = 256;
  private static final int NUMBERS_AT_ONCE = 512;

  private final GridIndex index;
  private final Footprint footprint = new Footprint();
  private final Numbers seen = new Numbers();
  private final Numbers given = new Numbers();
  private final Question question = new Question();
  private final Question anyQuestion = new Question();

  // What is asked.
  private List<PreparedVolume> asked = List.of();
  private @Nullable PartyId except;
  private long lateralCm;
  private long verticalTenthMm;
  private Predicate<LiveOperation> to = any -> false;
  private boolean ended;
  private long visited;

  /// Where the block of each place of the footprint is.
  private int[] found = new int[16];

  // Cells to look through, and for which bins.
  private CellTable.Blocks blocks;
  private final int[] cells = new int[CELLS_AT_ONCE];
  private final int[] lows = new int[CELLS_AT_ONCE];
  private final int[] highs = new int[CELLS_AT_ONCE];
  private int cellCount;

  /// Of volumes that may be near. All were in use while this reader looked, and are its until it
  /// ends.
  private final int[] numbers = new int[NUMBERS_AT_ONCE];

  private int numberCount;

  GridCandidates(GridIndex index) {
    this.index = index;
    this.blocks = index.cellTable().blocks();
  }

  @Override
  public void forEach(
      List<PreparedVolume> volumes,
      Optional<PartyId> leftOut,
      long lateral,
      long vertical,
      Predicate<LiveOperation> giveTo) {
    ask(volumes, leftOut.orElse(null), lateral, vertical, giveTo);
  }

  @Override
  public void forEach(
      LiveOperation operation, long lateral, long vertical, Predicate<LiveOperation> giveTo) {
    ask(operation.volumes(), operation.operation().party(), lateral, vertical, giveTo);
  }

  private void ask(
      List<PreparedVolume> volumes,
      @Nullable PartyId leftOut,
      long lateral,
      long vertical,
      Predicate<LiveOperation> giveTo) {
    asked = volumes;
    except = leftOut;
    lateralCm = lateral;
    verticalTenthMm = vertical;
    to = giveTo;
    ended = false;
    given.clear();
    int begun = index.readers().begin();
    try {
      for (int i = 0; i < volumes.size() && !ended; i++) {
        PreparedVolume volume = volumes.get(i);
        question.about(volume, lateralCm, verticalTenthMm);
        footprint.of(volume, question.marginM());
        look(volume);
      }
    } finally {
      index.readers().end(begun);
    }
  }

  @Override
  public long visited() {
    return visited;
  }

  private void look(PreparedVolume volume) {
    seen.clear();
    cellCount = 0;
    numberCount = 0;
    List<GridIndex.Home> homes = index.homes();
    int end = index.volumeTable().end();
    if (cellsAbout(volume, homes) > end) {
      lookAtAll(end);
    } else {
      blocks = index.cellTable().blocks();
      for (int i = 0; i < homes.size() && !ended; i++) {
        look(volume, homes.get(i).frame(), homes.get(i).grid());
      }
      lookThroughCells();
    }
    giveNear();
  }

  private void lookAtAll(int end) {
    visited += end;
    for (int number = 0; number < end && !ended; number++) {
      if (index.volumeTable().operation(number) != null) {
        consider(number);
      }
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

  private void look(PreparedVolume volume, HeightFrame frame, Grid grid) {
    int places = footprint.in(grid);
    if (found.length < places) {
      found = Arrays.copyOf(found, 2 * places);
    }
    int low = question.lowestBin(frame);
    int high = question.highestBin(frame);
    long first = grid.firstSlot(volume);
    long last = grid.lastSlot(volume);
    for (long block = Grid.block(first); block <= Grid.block(last); block++) {
      for (int at = 0; at < places; at++) {
        found[at] = blocks.find(grid.key(Cell.place(footprint.cell(at)), block, frame));
      }
      long from = Math.max(first, block * CellTable.BLOCK);
      long until = Math.min(last, block * CellTable.BLOCK + CellTable.BLOCK - 1);
      for (long slot = from; slot <= until && !ended; slot++) {
        int lowTime = grid.timeBin(question.startMillis(), slot);
        int highTime = grid.timeBin(question.endMillis() - 1, slot);
        for (int at = 0; at < places; at++) {
          long cell = footprint.cell(at);
          lookLater(
              CellTable.Blocks.slotOfBlock(found[at], Grid.inBlock(slot)),
              Cell.lows(cell, lowTime, low),
              Cell.highs(cell, highTime, high));
        }
      }
    }
  }

  private void lookLater(int slotOfBlock, int low, int high) {
    if (cellCount == cells.length) {
      lookThroughCells();
    }
    cells[cellCount] = slotOfBlock;
    lows[cellCount] = low;
    highs[cellCount] = high;
    cellCount++;
    // This fetches the cell, too.
    visited += CellTable.count(blocks.cell(slotOfBlock));
  }

  private void lookThroughCells() {
    for (int i = 0; i < cellCount && !ended; i++) {
      look(blocks.cell(cells[i]), lows[i], highs[i]);
    }
    cellCount = 0;
  }

  private void look(int[] cell, int low, int high) {
    int count = CellTable.count(cell);
    for (int i = 0; i < count; i++) {
      if (CellTable.matches(cell, i, low, high)) {
        int number = CellTable.number(cell, i);
        if (number != CellTable.VOID && seen.add(number)) {
          consider(number);
        }
      }
    }
  }

  private void consider(int number) {
    if (numberCount == numbers.length) {
      giveNear();
    }
    numbers[numberCount++] = number;
  }

  /// Gives what is near of the numbers so far.
  private void giveNear() {
    VolumeTable table = index.volumeTable();
    // Not before now: what has a number by now stands in these rows.
    long[] rows = table.rows();
    int near = near(table, rows);
    for (int i = 0; i < near && !ended; i++) {
      int number = numbers[i];
      LiveOperation standing = table.standing(number);
      LiveOperation operation = standing == null ? moved(table.operation(number)) : standing;
      if (operation != null && given.add(Row.which(rows, number))) {
        ended = !to.test(operation);
      }
    }
    numberCount = 0;
  }

  /// Keeps the numbers of volumes that are near, and of those that are not there any more.
  ///
  /// @return how many it keeps
  // Quicker than to stop at what cannot be foreseen.
  @SuppressWarnings("ShortCircuitBoolean")
  private int near(VolumeTable table, long[] rows) {
    int leftOut = except == null ? PartyNumbers.NOBODY : index.parties().of(except);
    int near = 0;
    for (int i = 0; i < numberCount; i++) {
      int number = numbers[i];
      numbers[near] = number;
      boolean kept = question.isNear(rows, number) | table.standing(number) == null;
      near += kept & Row.party(rows, number) != leftOut ? 1 : 0;
    }
    return near;
  }

  /// The operation as it is there now, if it is near to any volume that is asked about: perhaps it
  /// went to where this has looked already.
  private @Nullable LiveOperation moved(@Nullable IndexedOperation before) {
    IndexedOperation latest = before == null ? null : before.latest();
    if (latest == null) {
      return null;
    }
    LiveOperation operation = latest.operation();
    for (int i = 0; i < asked.size(); i++) {
      anyQuestion.about(asked.get(i), lateralCm, verticalTenthMm);
      if (anyQuestion.isNearAny(operation.volumes())) {
        return operation;
      }
    }
    return null;
  }
}
