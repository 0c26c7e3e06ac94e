package org.wideberth.conflict;

import java.util.ArrayList;
import java.util.List;
import org.wideberth.geo.HeightFrame;
import org.wideberth.geo.PreparedVolume;

/// A division of the Earth and of time into cells: rows of equal geocentric latitude, each cut into
/// columns at least as wide as the row is high, and slots of time. Rows near a pole have few
/// columns, and the last one is beside the first: there is no seam. Heights over different datums
/// have cells of their own.
///
/// Immutable.
final class Grid {
  private static final double SPHERE_M = 6_371_000;

  private static final int LEVELS = 6;
  private static final int LEVEL_RATIO = 4;
  private static final double FINEST_CELL_M = 10_000;
  private static final long FINEST_SLOT_MS = 60L * 60 * 1000;

  /// More than these would be, in the finest grid, a circle of 10 km or an hour and a half.
  private static final int PLACES_MAX = 16;

  private static final int SLOTS_MAX = 4;

  private static final int TAG_BITS = 6;
  private static final int ROW_BITS = 13;
  private static final int COLUMN_BITS = 14;
  private static final int BLOCK_BITS = 28;

  /// Every size of cell with every length of slot: by size first, the finest ones first.
  static final List<Grid> ALL = all();

  private static List<Grid> all() {
    List<Grid> grids = new ArrayList<>();
    double cellM = FINEST_CELL_M;
    for (int space = 0; space < LEVELS; space++) {
      double height = cellM / SPHERE_M;
      int[] columns = columns(height);
      long slotMillis = FINEST_SLOT_MS;
      for (int time = 0; time < LEVELS; time++) {
        grids.add(new Grid(height, slotMillis, grids.size(), columns));
        slotMillis *= LEVEL_RATIO;
      }
      cellM *= LEVEL_RATIO;
    }
    return List.copyOf(grids);
  }

  /// The grid in which a volume stands, the same whenever it is asked for: the finest in which it
  /// takes few cells.
  ///
  /// @param footprint of the volume; holds its cells in that grid afterwards
  static Grid home(PreparedVolume volume, Footprint footprint) {
    int time = 0;
    while (time < LEVELS - 1 && ALL.get(time).slots(volume) > SLOTS_MAX) {
      time++;
    }
    for (int space = 0; ; space++) {
      Grid grid = ALL.get(space * LEVELS + time);
      boolean last = space == LEVELS - 1;
      if (last || volume.reach().radiusM() <= PLACES_MAX * grid.height * SPHERE_M) {
        int places = footprint.in(grid);
        if (last || places <= PLACES_MAX) {
          return grid;
        }
      }
    }
  }

  private final double height;
  private final long slotMillis;
  private final int tag;
  private final int[] columns;

  /// @param height of a row, in radians
  /// @param slotMillis length of a slot
  /// @param tag tells its cells from those of other grids
  private Grid(double height, long slotMillis, int tag, int[] columns) {
    if (tag >= 1 << TAG_BITS
        || columns.length > 1 << ROW_BITS
        || 2 * Math.PI / height >= 1 << COLUMN_BITS) {
      throw new IllegalArgumentException("a grid for which keys have no room");
    }
    this.height = height;
    this.slotMillis = slotMillis;
    this.tag = tag;
    this.columns = columns;
  }

  /// Of every row. The side nearer to the equator is the longer one.
  private static int[] columns(double height) {
    int[] columns = new int[(int) (Math.PI / height) + 1];
    for (int row = 0; row < columns.length; row++) {
      double south = row * height - Math.PI / 2;
      double north = south + height;
      double longest =
          south <= 0 && north >= 0 ? 1 : Math.max(StrictMath.cos(south), StrictMath.cos(north));
      columns[row] = Math.max(1, (int) (2 * Math.PI * longest / height));
    }
    return columns;
  }

  /// The height of a row, in radians.
  double height() {
    return height;
  }

  int tag() {
    return tag;
  }

  /// How many rows, and which part of one, are south of a latitude.
  double rows(double latitude) {
    return Math.min((latitude + Math.PI / 2) / height, columns.length - 1e-9);
  }

  /// How many columns there are in a row.
  int columns(int row) {
    return columns[row];
  }

  int place(int row, int column) {
    return row << COLUMN_BITS | column;
  }

  long firstSlot(PreparedVolume volume) {
    return Math.floorDiv(volume.startMillis(), slotMillis);
  }

  long lastSlot(PreparedVolume volume) {
    return Math.floorDiv(volume.endMillis() - 1, slotMillis);
  }

  long slots(PreparedVolume volume) {
    return lastSlot(volume) - firstSlot(volume) + 1;
  }

  /// In which block a slot is.
  static long block(long slot) {
    return Math.floorDiv(slot, (long) CellTable.BLOCK);
  }

  /// Which of its block a slot is.
  static int inBlock(long slot) {
    return (int) Math.floorMod(slot, (long) CellTable.BLOCK);
  }

  /// Which of [Cell#BINS] of a slot a time is in: the first if it is before that, the last if it is
  /// after.
  int timeBin(long millis, long slot) {
    long within = Math.clamp(millis - slot * slotMillis, 0, slotMillis - 1);
    return (int) (within * Cell.BINS / slotMillis);
  }

  /// The key of a block of cells; never 0.
  long key(int place, long block, HeightFrame frame) {
    long grid = (long) frame.number() << TAG_BITS | tag;
    long where = (grid << (ROW_BITS + COLUMN_BITS)) | place;
    return Long.MIN_VALUE | (where << BLOCK_BITS) | (block & ((1L << BLOCK_BITS) - 1));
  }
}
