package org.wideberth.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.conflict.TestOperations.circle;
import static org.wideberth.conflict.TestOperations.low;
import static org.wideberth.conflict.TestOperations.seconds;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.wideberth.geo.Area;
import org.wideberth.geo.Position;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.Volume;

/// Over which cells a volume lies. That nothing of it is outside them is what
/// [GridIndexBoundaryTest] asks; here, that they are hardly more than it needs.
final class FootprintTest {
  private static final double CELL_M = 10_000;
  private static final double EARTH_M = 6_371_000;
  private static final double FLATTENING = 1 / 298.257223563;
  private static final Grid FINEST = Grid.ALL.getFirst();
  private static final int ROW = FINEST.place(1, 0);

  private final Footprint footprint = new Footprint();

  private void of(double lat, double lon, int radiusM, double marginM) {
    footprint.of(PreparedVolume.of(circle(lat, lon, radiusM, seconds(0, 60))), marginM);
  }

  /// Half of what is meant and what is rounded, the Earth's radii being what they are.
  private static Offset<Double> hardly(double radiusM) {
    return Offset.offset(3.0 / Cell.BINS + 0.012 * radiusM / CELL_M);
  }

  private static int byteOf(int packed, int which) {
    return packed >> (8 * which) & 0xFF;
  }

  /// What is taken of a row, or of all rows in latitude, in cells.
  private static final class Taken {
    private double from = Double.MAX_VALUE;
    private double to;

    private void add(int cell, int firstBin, int lastBin) {
      from = Math.min(from, cell + (double) firstBin / Cell.BINS);
      to = Math.max(to, cell + (lastBin + 1.0) / Cell.BINS);
    }
  }

  @Test
  void aCircleTakesWhatItReachesOver() {
    for (double lat : new double[] {0.4, 47.3, -61.2}) {
      for (int radiusM : new int[] {300, 2_500, 21_000, 160_000}) {
        for (double marginM : new double[] {0, 5_000}) {
          of(lat, 8.1, radiusM, marginM);
          assertThat(footprint.in(FINEST)).isEqualTo(footprint.cells()).isPositive();
          assertTaken(lat, radiusM + marginM);
        }
      }
    }
  }

  private void assertTaken(double lat, double radiusM) {
    double middle =
        StrictMath.atan(
            (1 - FLATTENING) * (1 - FLATTENING) * StrictMath.tan(StrictMath.toRadians(lat)));
    double half = StrictMath.asin(StrictMath.sin(radiusM / EARTH_M) / StrictMath.cos(middle));
    double lon = StrictMath.toRadians(8.1);
    Taken rows = new Taken();
    List<Taken> columns = new ArrayList<>();
    int lastRow = -1;
    for (int i = 0; i < footprint.cells(); i++) {
      int row = Cell.place(footprint.cell(i)) / ROW;
      int lows = Cell.lows(footprint.cell(i), 0, 0);
      int highs = Cell.highs(footprint.cell(i), 0, 0);
      rows.add(row, byteOf(lows, 1), byteOf(highs, 1));
      if (row != lastRow) {
        columns.add(new Taken());
        lastRow = row;
      }
      int column = Cell.place(footprint.cell(i)) % ROW;
      columns.getLast().add(column, byteOf(lows, 0), byteOf(highs, 0));
      double each = FINEST.columns(row) / (2 * Math.PI);
      assertThat(column + 1.0).isGreaterThan((lon - half * 1.02 + Math.PI) * each - 0.1);
    }
    double row = CELL_M / EARTH_M;
    assertThat(rows.from)
        .isCloseTo((middle - radiusM / EARTH_M + Math.PI / 2) / row, hardly(radiusM));
    assertThat(rows.to)
        .isCloseTo((middle + radiusM / EARTH_M + Math.PI / 2) / row, hardly(radiusM));
    for (int i = 0; i < columns.size(); i++) {
      double each = FINEST.columns((int) rows.from + i) / (2 * Math.PI);
      assertThat(columns.get(i).from).isCloseTo((lon - half + Math.PI) * each, hardly(2 * radiusM));
      assertThat(columns.get(i).to).isCloseTo((lon + half + Math.PI) * each, hardly(2 * radiusM));
    }
  }

  @Test
  void aroundAPoleItTakesTheRowsWhole() {
    of(90, 0, 25_000, 0);
    int cells = 0;
    int last = (int) FINEST.rows(Math.PI / 2);
    for (int row = last - 2; row <= last; row++) {
      cells += FINEST.columns(row);
    }
    assertThat(footprint.in(FINEST)).isEqualTo(cells);
    for (int i = 0; i < cells; i++) {
      assertThat(byteOf(Cell.lows(footprint.cell(i), 0, 0), 0)).isZero();
      assertThat(byteOf(Cell.highs(footprint.cell(i), 0, 0), 0)).isEqualTo(Cell.LAST_BIN);
    }
  }

  @Test
  void overTheAntimeridianItTakesTheFirstColumnsAndTheLast() {
    of(30, 179.99, 3_000, 0);
    int count = footprint.in(FINEST);
    assertThat(count).isBetween(2, 4);
    Set<Integer> columns = new HashSet<>();
    for (int i = 0; i < count; i++) {
      int place = Cell.place(footprint.cell(i));
      int around = FINEST.columns(place / ROW);
      columns.add((place % ROW + 2) % around);
    }
    assertThat(columns).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void ofACorridorEachPlaceIsTakenOnce() {
    List<Position> path = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      path.add(Position.ofDegrees(47 + i % 3 / 10.0, 8 + i / 20.0));
    }
    Area area = new Area.Corridor(path, 50_000);
    footprint.of(PreparedVolume.of(new Volume(area, low(), seconds(0, 60))), 100);
    Set<Integer> places = new HashSet<>();
    int count = footprint.in(FINEST);
    for (int i = 0; i < count; i++) {
      places.add(Cell.place(footprint.cell(i)));
    }
    assertThat(count).isEqualTo(places.size()).isBetween(25, 90);
  }

  @Test
  void aboutHowManyCellsThereAreIsSaidWithoutLooking() {
    for (double lat : new double[] {0, 47.3, -61.2, 80}) {
      for (int radiusM : new int[] {300, 2_500, 21_000, 160_000}) {
        of(lat, 8.1, radiusM, 0);
        int cells = footprint.in(FINEST);
        double about = footprint.cellsAbout(FINEST);
        assertThat(about).isBetween(0.8 * cells, 1.5 * cells + 5 * Math.sqrt(cells) + 8);
      }
    }
    of(90, 0, 25_000, 0);
    assertThat(footprint.cellsAbout(FINEST))
        .as("not the whole way round")
        .isLessThan(3.0 * footprint.in(FINEST));
  }
}
