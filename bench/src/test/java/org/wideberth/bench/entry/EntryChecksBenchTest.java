package org.wideberth.bench.entry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Of what is typed wrong nearly all is noticed, of what is typed right next to nothing doubted.
class EntryChecksBenchTest {
  private static final long SEED = 7;

  @ParameterizedTest
  @EnumSource(
      value = EntryTally.Kind.class,
      names = {"SWAP", "SLIP", "DATUM", "SQUARE"})
  void ofWrongOnesAtLeastNinetyFivePercentAreNoticed(EntryTally.Kind kind) {
    EntryTally tally = EntryChecksBench.count(kind, SEED, 2_500);
    assertThat(tally.typed).isEqualTo(2_500);
    assertThat(tally.stopped()).isGreaterThanOrEqualTo(EntryChecksBench.NOTICED_LEAST);
    assertThat(tally.flagged).as("not only refused").isGreaterThan(1_000);
  }

  @Test
  void ofRightOnesAtMostOnePercentIsDoubted() {
    EntryTally tally = EntryChecksBench.count(EntryTally.Kind.RIGHT, SEED, 10_000);
    assertThat(tally.typed).isEqualTo(10_000);
    assertThat(tally.refused).isZero();
    assertThat(tally.stopped()).isLessThanOrEqualTo(EntryChecksBench.FALSE_ALARMS_MOST);
  }
}
