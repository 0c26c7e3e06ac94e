package org.wideberth.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.conflict.TestOperations.NOON;
import static org.wideberth.conflict.TestOperations.circle;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wideberth.geo.HeightFrame;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.TimeWindow;

/// Cells of space and time, where one ends and the next begins.
final class GridTest {
  private static final long HOUR_MS = 3_600_000;
  private static final int LEVELS = 6;
  private static final double CELL = 10_000 / 6_371_000.0;
  private static final Grid FINEST = Grid.ALL.getFirst();

  private final Footprint footprint = new Footprint();

  private static PreparedVolume during(long fromMs, long toMs) {
    Instant from = NOON.plusMillis(fromMs);
    return PreparedVolume.of(circle(47, 8, 100, new TimeWindow(from, NOON.plusMillis(toMs))));
  }

  private Grid home(PreparedVolume volume) {
    footprint.of(volume, 0);
    return Grid.home(volume, footprint);
  }

  @Test
  void aSlotHasItsFirstMomentAndNotThatOfTheNext() {
    assertThat(FINEST.slots(during(0, HOUR_MS))).isEqualTo(1);
    assertThat(FINEST.slots(during(0, HOUR_MS + 1))).isEqualTo(2);
    assertThat(FINEST.slots(during(-1, HOUR_MS))).isEqualTo(2);
    assertThat(FINEST.slots(during(-1, 5 * HOUR_MS + 1))).isEqualTo(7);
    long noon = NOON.toEpochMilli() / HOUR_MS;
    assertThat(FINEST.firstSlot(during(0, 1))).isEqualTo(noon);
    assertThat(FINEST.firstSlot(during(-1, 1))).isEqualTo(noon - 1);
    assertThat(FINEST.lastSlot(during(-1, 1))).isEqualTo(noon);
    assertThat(FINEST.lastSlot(during(-1, 0))).isEqualTo(noon - 1);
  }

  @Test
  void aTimeIsInTheBinOfItsSlotOrAtTheEndThatIsNearer() {
    long slot = NOON.toEpochMilli() / HOUR_MS;
    long noon = NOON.toEpochMilli();
    assertThat(FINEST.timeBin(noon, slot)).isZero();
    assertThat(FINEST.timeBin(noon - 5, slot)).isZero();
    assertThat(FINEST.timeBin(noon + HOUR_MS / 2, slot)).isEqualTo(64);
    assertThat(FINEST.timeBin(noon + HOUR_MS / 2 - 1, slot)).isEqualTo(63);
    assertThat(FINEST.timeBin(noon + HOUR_MS - 1, slot)).isEqualTo(Cell.LAST_BIN);
    assertThat(FINEST.timeBin(noon + 9 * HOUR_MS, slot)).isEqualTo(Cell.LAST_BIN);
  }

  @Test
  void slotsComeInBlocksBeforeTheYear1970Too() {
    assertThat(List.of(Grid.block(16), Grid.block(15), Grid.block(-1)))
        .containsExactly(2L, 1L, -1L);
    assertThat(List.of(Grid.inBlock(16), Grid.inBlock(15), Grid.inBlock(-1)))
        .containsExactly(0, 7, 7);
  }

  @Test
  void theLengthOfSlotsIsTheLeastOfWhichFourDo() {
    long slot = HOUR_MS;
    for (int level = 0; level < LEVELS - 1; level++) {
      // Slots of 4 hours and more do not all begin at noon.
      long first = NOON.toEpochMilli() / slot * slot - NOON.toEpochMilli();
      assertThat(home(during(first, first + 4 * slot)).tag()).isEqualTo(level);
      assertThat(home(during(first, first + 4 * slot + 1)).tag()).isEqualTo(level + 1);
      slot *= 4;
    }
  }

  @Test
  void theSizeOfCellsIsTheLeastOfWhichSixteenDo() {
    Set<Integer> levels = new HashSet<>();
    for (double lat : new double[] {0, 47, -70, 89.5}) {
      for (int radiusM = 250; radiusM <= 128_000; radiusM *= 2) {
        PreparedVolume volume =
            PreparedVolume.of(circle(lat, 8, radiusM, TestOperations.seconds(0, 60)));
        int level = home(volume).tag() / LEVELS;
        int cells = footprint.cells();
        levels.add(level);
        assertThat(cells).isEqualTo(footprint.in(Grid.ALL.get(level * LEVELS))).isBetween(1, 16);
        if (level > 0) {
          assertThat(footprint.in(Grid.ALL.get((level - 1) * LEVELS))).isGreaterThan(16);
        }
      }
    }
    assertThat(levels).hasSizeGreaterThan(2);
  }

  @Test
  void rowsGoFromPoleToPole() {
    assertThat(FINEST.height()).isEqualTo(CELL);
    assertThat(FINEST.rows(-Math.PI / 2)).isZero();
    assertThat(FINEST.rows(0)).isEqualTo(Math.PI / 2 / CELL);
    double last = FINEST.rows(Math.PI / 2);
    assertThat(last).isBetween(Math.PI / CELL - 1e-6, Math.PI / CELL);
    assertThat(FINEST.columns((int) last)).isPositive();
    for (Grid grid : Grid.ALL) {
      assertThat(grid.columns((int) grid.rows(Math.PI / 2))).isPositive();
    }
  }

  @Test
  void aColumnIsAsWideAsTheRowIsHighAndHardlyWider() {
    for (int row = 0; row <= (int) FINEST.rows(Math.PI / 2); row++) {
      double south = row * CELL - Math.PI / 2;
      double north = south + CELL;
      double longest =
          Math.cos(south * north <= 0 ? 0 : Math.min(Math.abs(south), Math.abs(north)));
      double narrowest = 2 * Math.PI * longest / FINEST.columns(row);
      assertThat(narrowest).isGreaterThan(CELL * (1 - 1e-9));
      assertThat(FINEST.columns(row)).isGreaterThan((int) (2 * Math.PI * longest / CELL) - 1);
    }
  }

  @Test
  void eachPlaceOfAGridHasANumberOfItsOwn() {
    for (Grid grid : List.of(FINEST, Grid.ALL.getLast())) {
      Set<Integer> places = new HashSet<>();
      int all = 0;
      int last = (int) grid.rows(Math.PI / 2);
      for (int row = 0; row <= last; row += Math.max(1, last / 40)) {
        for (int column = 0; column < grid.columns(row); column++) {
          places.add(grid.place(row, column));
          all++;
        }
      }
      assertThat(places).hasSize(all);
    }
  }

  @Test
  void eachBlockOfEachPlaceOfEachGridOfEachFrameHasAKeyOfItsOwn() {
    Set<Long> keys = new HashSet<>();
    int all = 0;
    for (Grid grid : Grid.ALL) {
      for (HeightFrame frame : HeightFrame.values()) {
        for (int place : new int[] {0, 1, grid.place(1, 0), FINEST.place(2_001, 4_001)}) {
          for (long block : new long[] {0, 1, 62_000, -1}) {
            long key = grid.key(place, block, frame);
            assertThat(key).isNotZero();
            keys.add(key);
            all++;
          }
        }
      }
    }
    assertThat(keys).hasSize(all);
  }
}
