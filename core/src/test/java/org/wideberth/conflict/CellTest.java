package org.wideberth.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// The numbers into which places and extents are packed.
final class CellTest {
  private static final int ROUNDS = 20_000;

  private final Random random = new Random(17);

  @Test
  void partsOfACellAreBinsOfOneSize() {
    assertThat(Cell.bin(0)).isZero();
    assertThat(Cell.bin(1.0 / Cell.BINS)).isEqualTo(1);
    assertThat(Cell.bin(Math.nextDown(1.0 / Cell.BINS))).isZero();
    assertThat(Cell.bin(0.5)).isEqualTo(64);
    assertThat(Cell.bin(Math.nextDown(1))).isEqualTo(Cell.LAST_BIN);
    assertThat(Cell.bin(1)).isEqualTo(Cell.LAST_BIN);
    assertThat(Cell.bin(40)).isEqualTo(Cell.LAST_BIN);
    assertThat(Cell.bin(-0.5)).isZero();
    assertThat(Cell.bin(-40)).isZero();
  }

  private int bin() {
    return random.nextInt(Cell.BINS);
  }

  @Test
  void whatIsPackedIsThereAgain() {
    for (int i = 0; i < ROUNDS; i++) {
      int place = random.nextInt(1 << 27);
      int x0 = bin();
      int x1 = bin();
      int y0 = bin();
      int y1 = bin();
      int time = bin();
      int height = bin();
      long cell = Cell.of(place, x0, x1, y0, y1);
      assertThat(Cell.place(cell)).isEqualTo(place);
      assertThat(Cell.lows(cell, time, height)).isEqualTo(bytes(x0, y0, time, height));
      assertThat(Cell.highs(cell, time, height)).isEqualTo(bytes(x1, y1, time, height));
    }
  }

  /// The first one in the lowest byte.
  private static int bytes(int... four) {
    int all = 0;
    for (int i = 3; i >= 0; i--) {
      all = all * 256 + four[i];
    }
    return all;
  }

  @Test
  void aUnionGoesAsFarAsEitherOnEachSide() {
    assertThat(Cell.union(Cell.of(77, 3, 9, 40, 50), Cell.of(77, 5, 20, 30, 45)))
        .isEqualTo(Cell.of(77, 3, 20, 30, 50));
  }

  /// Extents that often have the same first or last bin, or miss each other by one.
  private int[] extent() {
    int[] extent = new int[8];
    int range = random.nextBoolean() ? 4 : Cell.BINS;
    for (int i = 0; i < 4; i++) {
      int one = random.nextInt(range);
      int other = random.nextInt(range);
      extent[i] = Math.min(one, other);
      extent[4 + i] = Math.max(one, other);
    }
    return extent;
  }

  private static int first(int[] extent) {
    return bytes(extent[0], extent[1], extent[2], extent[3]);
  }

  private static int last(int[] extent) {
    return bytes(extent[4], extent[5], extent[6], extent[7]);
  }

  @Test
  void extentsMeetIfTheyHaveABinInCommonInEachOfTheFour() {
    int met = 0;
    for (int i = 0; i < ROUNDS; i++) {
      int[] one = extent();
      int[] other = extent();
      boolean expected = true;
      for (int each = 0; each < 4; each++) {
        expected &= one[each] <= other[4 + each] && other[each] <= one[4 + each];
      }
      assertThat(Cell.meet(first(one), last(one), first(other), last(other))).isEqualTo(expected);
      met += expected ? 1 : 0;
    }
    assertThat(met).isBetween(ROUNDS / 20, ROUNDS * 19 / 20);
  }
}
