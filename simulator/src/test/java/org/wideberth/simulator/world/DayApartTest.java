package org.wideberth.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DayApartTest {
  @Test
  void aDayOnBothSidesOfACutCableIsThereWithinFiveSimulatedSecondsOfHealing() {
    DayApart.Report report = DayApart.play(1, 1_000);
    assertThat(report.healedMs()).isLessThanOrEqualTo(5_000);
    assertThat(report.findings()).isPositive();
  }
}
