package org.wideberth.conflict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.wideberth.geo.PreparedVolume;

/// A division of the Earth and of time into cells: rows of equal geocentric latitude, each cut into
/// columns at least as wide as the row is high, and slots of time. Rows near a pole have few
/// columns, and the last one is beside the first: there is no seam.
///
/// Immutable.
final class Grid {
  private static final double SPHERE_M = 6_371_000;

  private static final int LEVELS = 6;
  private static final int LEVEL_RATIO = 4;
  private static final double FINEST_CELL_M = 5_000;
  private static final long FINEST_SLOT_MS = 30L * 60 * 1000;

  /// More than these would be, in the finest grid, a circle of 10 km or an hour and a half.
  private static final int PLACES_MAX = 16;

  private static final int SLOTS_MAX = 4;

  private static final int TAGS = 64;
  private static final int ROW_BITS = 13;
  private static final int COLUMN_BITS = 14;
  private static final int SLOT_BITS = 30;

  /// Pieces of a corridor have balls of half a cell, so that they reach into few cells.
  private static final double BALL_SHARE = 0.5;

  private static final int FIRST_PLACES = 16;

  /// Every size of cell with every length of slot: by size first, the finest ones first.
  static final List<Grid> ALL = all();

  private static List<Grid> all() {
    List<Grid> grids = new ArrayList<>();
    double cellM = FINEST_CELL_M;
    for (int space = 0; space < LEVELS; space++) {
      int[] columns = columns(cellM);
      long slotMillis = FINEST_SLOT_MS;
      for (int time = 0; time < LEVELS; time++) {
        grids.add(new Grid(cellM, slotMillis, grids.size(), columns));
        slotMillis *= LEVEL_RATIO;
      }
      cellM *= LEVEL_RATIO;
    }
    return List.copyOf(grids);
  }

  /// The cells in which a volume stands.
  record Home(Grid grid, long[] places, long firstSlot, long lastSlot) {
    void forEachCell(LongConsumer to) {
      for (long place : places) {
        for (long slot = firstSlot; slot <= lastSlot; slot++) {
          to.accept(grid.key(place, slot));
        }
      }
    }
  }

  /// Where a volume is to stand: the same whenever it is asked for.
  static Home home(PreparedVolume volume) {
    int time = 0;
    while (time < LEVELS - 1 && ALL.get(time).slots(volume) > SLOTS_MAX) {
      time++;
    }
    for (int space = 0; ; space++) {
      Grid grid = ALL.get(space * LEVELS + time);
      boolean last = space == LEVELS - 1;
      if (last || volume.reach().radiusM() <= PLACES_MAX * grid.cellM()) {
        long[] places = grid.places(volume, 0);
        if (last || places.length <= PLACES_MAX) {
          return new Home(grid, places, grid.firstSlot(volume), grid.lastSlot(volume));
        }
      }
    }
  }

  private final double cellM;
  private final long slotMillis;
  private final int tag;
  private final int[] columns;

  /// @param cellM height of a row, in metres on a sphere
  /// @param slotMillis length of a slot
  /// @param tag tells its cells from those of other grids: 0 to 63
  private Grid(double cellM, long slotMillis, int tag, int[] columns) {
    if (tag < 0 || tag >= TAGS || 2 * Math.PI * SPHERE_M / cellM >= 1 << COLUMN_BITS) {
      throw new IllegalArgumentException("a grid for which keys have no room");
    }
    this.cellM = cellM;
    this.slotMillis = slotMillis;
    this.tag = tag;
    this.columns = columns;
  }

  double cellM() {
    return cellM;
  }

  int tag() {
    return tag;
  }

  /// Places, the cells regardless of time, as they are gathered.
  private static final class Places {
    long[] places = new long[FIRST_PLACES];
    int count;

    void add(long place) {
      if (count == places.length) {
        places = Arrays.copyOf(places, 2 * count);
      }
      places[count++] = place;
    }

    long[] distinct() {
      Arrays.sort(places, 0, count);
      int kept = 0;
      for (int i = 0; i < count; i++) {
        if (i == 0 || places[i] != places[kept - 1]) {
          places[kept++] = places[i];
        }
      }
      return Arrays.copyOf(places, kept);
    }
  }

  /// The places that hold every point within `marginM` of the area of a volume, and a few more;
  /// sorted, each once.
  long[] places(PreparedVolume volume, double marginM) {
    Places found = new Places();
    volume.balls(cellM * BALL_SHARE, ball -> add(Cap.of(ball, marginM), found));
    return found.distinct();
  }

  private void add(Cap cap, Places found) {
    int last = Math.min(row(cap.north()), columns.length - 1);
    double half = cap.eastward();
    for (int row = row(cap.south()); row <= last; row++) {
      int around = columns[row];
      double width = 2 * Math.PI / around;
      long from = (long) Math.floor((cap.longitude() - half + Math.PI) / width);
      long to = (long) Math.floor((cap.longitude() + half + Math.PI) / width);
      if (to - from >= around || half >= Math.PI) {
        from = 0;
        to = around - 1L;
      }
      for (long column = from; column <= to; column++) {
        found.add((long) row << COLUMN_BITS | Math.floorMod(column, (long) around));
      }
    }
  }

  private int row(double latitude) {
    return (int) ((latitude + Math.PI / 2) / (cellM / SPHERE_M));
  }

  /// Of every row. The side nearer to the equator is the longer one.
  private static int[] columns(double cellM) {
    double height = cellM / SPHERE_M;
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

  /// About how many [#places] there are.
  double placesAbout(PreparedVolume volume, double marginM) {
    double across = 2 * (volume.reach().radiusM() + marginM) / cellM + 2;
    return volume.isCorridor()
        ? across * (2 * (volume.widthM() + marginM) / cellM + 2)
        : across * across;
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

  /// The key of a cell; never 0.
  long key(long place, long slot) {
    return Long.MIN_VALUE
        | (long) tag << (ROW_BITS + COLUMN_BITS + SLOT_BITS)
        | place << SLOT_BITS
        | slot;
  }
}
