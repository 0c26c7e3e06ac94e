package org.wideberth.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Entries of cells, as one who looks into the table finds them.
final class CellTableTest {
  private static final long KEY = Long.MIN_VALUE | 5;
  private static final int SLOT = 3;
  private static final int MANY = 100;

  private final CellTable table = new CellTable();

  private int[] cell(long key, int slot) {
    CellTable.Blocks blocks = table.blocks();
    return blocks.cell(blocks.find(key), slot);
  }

  private static int bins(int all) {
    return Cell.lows(Cell.of(0, all, all, all, all), all, all);
  }

  private void fill() {
    for (int i = 0; i < MANY; i++) {
      table.add(KEY, SLOT, i, bins(i), bins(i));
    }
  }

  private Set<Integer> numbers(int from, int to) {
    int[] cell = cell(KEY, SLOT);
    Set<Integer> numbers = new TreeSet<>();
    for (int i = 0; i < CellTable.count(cell); i++) {
      int number = CellTable.number(cell, i);
      if (number != CellTable.VOID && CellTable.matches(cell, i, bins(from), bins(to))) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  @Test
  void whatIsInACellIsFoundByItsBinsThereAndNowhereElse() {
    fill();
    assertThat(CellTable.count(cell(KEY, SLOT))).isEqualTo(MANY);
    assertThat(numbers(0, Cell.LAST_BIN)).hasSize(MANY);
    assertThat(numbers(10, 12)).containsExactly(10, 11, 12);
    assertThat(numbers(MANY, Cell.LAST_BIN)).isEmpty();
    assertThat(CellTable.count(cell(KEY, SLOT + 1))).isZero();
    assertThat(CellTable.count(cell(KEY + 1, SLOT))).isZero();
  }

  @Test
  void whatIsTakenOutIsVoidUntilHalfIsAndThenItsRoomIsGone() {
    fill();
    int[] before = cell(KEY, SLOT);
    assertThat(before.length).isLessThan(3 * (MANY + MANY / 2 + 2));
    for (int i = 0; i < MANY / 2; i++) {
      table.remove(KEY, SLOT, i);
    }
    assertThat(cell(KEY, SLOT)).isSameAs(before);
    assertThat(numbers(0, Cell.LAST_BIN)).hasSize(MANY / 2).doesNotContain(MANY / 2 - 1);
    table.remove(KEY, SLOT, MANY / 2);
    assertThat(CellTable.count(cell(KEY, SLOT))).isEqualTo(MANY / 2 - 1);
    assertThat(cell(KEY, SLOT).length).isLessThan(before.length);
    assertThat(numbers(0, Cell.LAST_BIN)).hasSize(MANY / 2 - 1).doesNotContain(MANY / 2);
    assertThat(numbers(60, 61)).containsExactly(60, 61);
    for (int i = MANY / 2 + 1; i < MANY; i++) {
      table.remove(KEY, SLOT, i);
    }
    assertThat(CellTable.count(cell(KEY, SLOT))).isZero();
    assertThatThrownBy(() -> table.remove(KEY, SLOT, 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFewAreNotMovedForTheRoomOfSomeOfThem() {
    for (int i = 0; i < 8; i++) {
      table.add(KEY, SLOT, i, bins(i), bins(i));
    }
    int[] before = cell(KEY, SLOT);
    for (int i = 0; i < 7; i++) {
      table.remove(KEY, SLOT, i);
    }
    assertThat(cell(KEY, SLOT)).isSameAs(before);
    assertThat(numbers(0, Cell.LAST_BIN)).containsExactly(7);
  }

  @Test
  void blocksAreFoundHoweverManyThereAreAndEmptyOnesAreForgotten() {
    int blocks = 5_000;
    for (int i = 0; i < blocks; i++) {
      table.add(KEY + i, i % CellTable.BLOCK, i, bins(1), bins(1));
    }
    for (int i = 0; i < blocks; i++) {
      int[] cell = cell(KEY + i, i % CellTable.BLOCK);
      assertThat(CellTable.count(cell)).isEqualTo(1);
      assertThat(CellTable.number(cell, 0)).isEqualTo(i);
    }
    // More than an array has room for, were they all kept.
    for (long i = 0; i < 40_000_000L; i += 20_011) {
      for (long key = i; key < i + 1_000; key++) {
        table.add(KEY + blocks + key, 0, 1, bins(1), bins(1));
        table.remove(KEY + blocks + key, 0, 1);
      }
    }
    assertThat(CellTable.count(cell(KEY + 4_999, 4_999 % CellTable.BLOCK))).isEqualTo(1);
    assertThat(CellTable.count(cell(KEY + blocks, 0))).isZero();
  }
}
