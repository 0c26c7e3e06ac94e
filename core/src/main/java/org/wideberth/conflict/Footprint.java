package org.wideberth.conflict;

import java.util.Arrays;
import org.wideberth.geo.PreparedVolume;

/// Over which cells of a grid a volume lies, and over which part of each: of its base shape in
/// short pieces, widened. Reused from one volume to the next; owned by one thread.
///
/// A ball around a piece is seen from the Earth's centre as a cap of directions, of which here
/// the extent in geocentric latitude and in longitude counts. Extents are at least as large as
/// the cap.
final class Footprint {
  /// Pieces of a corridor have balls of a quarter of the finest cell, but there are at most about
  /// 128 of them.
  private static final double BALL_M = 1_250;

  private static final double BALLS_OF_REACH = 64;

  /// Far more than rounding can do: 6 mm on the ground.
  private static final double ROUNDING = 1e-9;

  /// South, north, middle and half the extent in longitude; radians.
  private static final int CAP = 4;

  // Made once: each question has one.
  private final PreparedVolume.Balls toCaps = this::add;

  private double[] caps = new double[CAP * 32];
  private int capCount;
  private long[] cells = new long[64];
  private int cellCount;
  private double marginM;

  /// Takes a volume up, widened by `marginM`.
  void of(PreparedVolume volume, double marginM) {
    this.marginM = marginM;
    capCount = 0;
    double radiusM = Math.max(BALL_M, volume.reach().radiusM() / BALLS_OF_REACH);
    volume.balls(radiusM + volume.widthM(), toCaps);
  }

  private void add(double x, double y, double z, double radiusM) {
    if (CAP * capCount == caps.length) {
      caps = Arrays.copyOf(caps, 2 * caps.length);
    }
    double levelSquare = x * x + y * y;
    double level = Math.sqrt(levelSquare);
    double latitude = StrictMath.atan2(z, level);
    double angle = leastAngle((radiusM + marginM) / Math.sqrt(levelSquare + z * z));
    double half =
        Math.abs(latitude) + angle < Math.PI / 2
            ? leastAngle((radiusM + marginM) / level)
            : Math.PI;
    int at = CAP * capCount++;
    caps[at] = Math.max(-Math.PI / 2, latitude - angle);
    caps[at + 1] = Math.min(Math.PI / 2, latitude + angle);
    caps[at + 2] = StrictMath.atan2(y, x);
    caps[at + 3] = half;
  }

  /// At least the angle of which this is the sine: its arc grows faster than any chord of
  /// `asin(s) / s` over `s²`. From 1 on half a turn: a pole or the Earth's centre is inside.
  private static double leastAngle(double sine) {
    return sine < 1 ? sine * (1 + (Math.PI / 2 - 1) * sine * sine) + ROUNDING : Math.PI;
  }

  /// About how many cells there are in a grid.
  double cellsAbout(Grid grid) {
    double about = 0;
    for (int cap = 0; cap < capCount; cap++) {
      int at = CAP * cap;
      double rows = (caps[at + 1] - caps[at]) / grid.height() + 2;
      double columns = Math.min(2 * caps[at + 3], rows * grid.height()) / grid.height() + 2;
      about += rows * columns;
    }
    return about;
  }

  /// Finds the cells in a grid.
  ///
  /// @return how many there are
  int in(Grid grid) {
    cellCount = 0;
    for (int cap = 0; cap < capCount; cap++) {
      int at = CAP * cap;
      add(grid, caps[at], caps[at + 1], caps[at + 2], caps[at + 3]);
    }
    if (capCount > 1) {
      merge();
    }
    return cellCount;
  }

  /// How many there are, after [#in].
  int cells() {
    return cellCount;
  }

  /// As [Cell] packs it: each place once, unless a single piece goes round to where it began.
  long cell(int index) {
    return cells[index];
  }

  private void add(Grid grid, double south, double north, double longitude, double half) {
    double first = grid.rows(south);
    double last = grid.rows(north);
    for (int row = (int) first; row <= (int) last; row++) {
      int y0 = Cell.bin(first - row);
      int y1 = Cell.bin(last - row);
      int around = grid.columns(row);
      double west = (longitude - half + Math.PI) * (around / (2 * Math.PI));
      double east = (longitude + half + Math.PI) * (around / (2 * Math.PI));
      long from = (long) Math.floor(west);
      long to = (long) Math.floor(east);
      if (to - from >= around || half >= Math.PI) {
        for (int column = 0; column < around; column++) {
          add(Cell.of(grid.place(row, column), 0, Cell.LAST_BIN, y0, y1));
        }
      } else {
        for (long column = from; column <= to; column++) {
          int place = grid.place(row, Math.floorMod(column, around));
          add(Cell.of(place, Cell.bin(west - column), Cell.bin(east - column), y0, y1));
        }
      }
    }
  }

  private void add(long cell) {
    if (cellCount == cells.length) {
      cells = Arrays.copyOf(cells, 2 * cellCount);
    }
    cells[cellCount++] = cell;
  }

  private void merge() {
    Arrays.sort(cells, 0, cellCount);
    int kept = 0;
    for (int i = 0; i < cellCount; i++) {
      if (kept > 0 && Cell.place(cells[kept - 1]) == Cell.place(cells[i])) {
        cells[kept - 1] = Cell.union(cells[kept - 1], cells[i]);
      } else {
        cells[kept++] = cells[i];
      }
    }
    cellCount = kept;
  }
}
