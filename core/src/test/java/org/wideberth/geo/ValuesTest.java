package org.wideberth.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

class ValuesTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void what_is_not_a_place_is_refused() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertRefused(Position.fromDegrees(bad, 0), RefusalCode.MALFORMED);
      assertRefused(Position.fromDegrees(0, bad), RefusalCode.MALFORMED);
    }
    assertRefused(Position.fromDegrees(90.0000001, 0), RefusalCode.OUT_OF_RANGE);
    assertRefused(Position.fromDegrees(0, -180.0000001), RefusalCode.OUT_OF_RANGE);
    assertRefused(Position.fromE7(900_000_001, 0), RefusalCode.OUT_OF_RANGE);
    assertRefused(Position.fromE7(0, 1_800_000_001L), RefusalCode.OUT_OF_RANGE);
    assertThatThrownBy(() -> Position.ofDegrees(91, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_antimeridian_and_the_poles_have_one_name() {
    assertThat(Position.ofDegrees(10, 180)).isEqualTo(Position.ofDegrees(10, -180));
    assertThat(Position.ofDegrees(90, 77)).isEqualTo(Position.ofDegrees(90, -3));
    assertThat(Position.fromE7(-900_000_000, 1_800_000_000L).orThrow())
        .isEqualTo(new Position(-900_000_000, 0));
  }

  @Test
  void windows_are_half_open_and_never_empty() {
    long noon = NOON.toEpochMilli();
    assertRefused(TimeWindow.ofEpochMillis(noon, noon), RefusalCode.INVERTED_INTERVAL);
    assertRefused(TimeWindow.ofEpochMillis(noon, noon - 1), RefusalCode.INVERTED_INTERVAL);
    assertRefused(
        TimeWindow.ofEpochMillis(TimeWindow.FIRST.toEpochMilli() - 1, noon),
        RefusalCode.OUT_OF_RANGE);
    assertRefused(
        TimeWindow.ofEpochMillis(noon, TimeWindow.LAST.toEpochMilli() + 1),
        RefusalCode.OUT_OF_RANGE);
    TimeWindow window = TimeWindow.ofEpochMillis(noon, noon + 1).orThrow();
    TimeWindow next = TimeWindow.ofEpochMillis(noon + 1, noon + 2).orThrow();
    assertThat(window.overlaps(next)).isFalse();
    assertThat(window.intersection(next)).isEmpty();
    assertThat(window.intersection(window)).contains(window);
    assertThat(window.contains(window.start())).isTrue();
    assertThat(window.contains(window.end())).isFalse();
    assertThatThrownBy(() -> new TimeWindow(NOON, NOON.plusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void height_bands_are_rounded_outwards() {
    HeightBand band = band("1.001", "2.001", HeightUnit.FOOT, Datum.MSL).orThrow();
    assertThat(band.lower()).isEqualTo(30);
    assertThat(band.upper()).isEqualTo(61);
    HeightBand levels = band("350", "360", HeightUnit.FLIGHT_LEVEL, Datum.PRESSURE).orThrow();
    assertThat(levels.lower()).isEqualTo(35_000);
    assertThat(levels.upper()).isEqualTo(36_000);
    HeightBand metres = band("304.8", "304.9", HeightUnit.METRE, Datum.PRESSURE).orThrow();
    assertThat(metres.lower()).isEqualTo(1_000);
    assertThat(metres.upper()).isEqualTo(1_001);
  }

  @Test
  void bad_height_bands_are_refused() {
    assertRefused(band("2", "1", HeightUnit.METRE, Datum.MSL), RefusalCode.INVERTED_INTERVAL);
    assertRefused(band("1", "1", HeightUnit.METRE, Datum.MSL), RefusalCode.INVERTED_INTERVAL);
    assertRefused(band("1", "2", HeightUnit.FLIGHT_LEVEL, Datum.MSL), RefusalCode.MALFORMED);
    assertRefused(band("1", "2", HeightUnit.METRE, Datum.AGL), RefusalCode.MALFORMED);
    assertThat(band("0", "100000", HeightUnit.METRE, Datum.MSL).orThrow().upper())
        .isEqualTo(HeightBand.MAX_HEIGHT_CM);
    assertRefused(band("0", "100000.01", HeightUnit.METRE, Datum.MSL), RefusalCode.LIMIT_EXCEEDED);
    assertRefused(band("0", "328084", HeightUnit.FOOT, Datum.PRESSURE), RefusalCode.LIMIT_EXCEEDED);
    assertRefused(
        band("0", "1e999999999", HeightUnit.METRE, Datum.MSL), RefusalCode.LIMIT_EXCEEDED);
    assertRefused(
        band("1e-999999999", "1", HeightUnit.METRE, Datum.MSL), RefusalCode.LIMIT_EXCEEDED);
    assertRefused(
        HeightBand.of(
            BigDecimal.ZERO,
            BigDecimal.ONE,
            HeightUnit.METRE,
            Datum.AGL,
            Optional.of(new HeightBand.GroundInterval(BigDecimal.ONE, BigDecimal.ZERO))),
        RefusalCode.INVERTED_INTERVAL);
  }

  @Test
  void minima_are_bounded_and_never_zero() {
    assertRefused(Minimum.of(99, 1), RefusalCode.OUT_OF_RANGE);
    assertThat(Minimum.of(100, 1)).isInstanceOf(Outcome.Accepted.class);
    assertThat(Minimum.of(10_000_000, 1_000_000_000)).isInstanceOf(Outcome.Accepted.class);
    assertRefused(Minimum.of(10_000_001, 1), RefusalCode.OUT_OF_RANGE);
    assertRefused(Minimum.of(100, 0), RefusalCode.OUT_OF_RANGE);
    assertRefused(Minimum.of(100, 1_000_000_001), RefusalCode.OUT_OF_RANGE);
  }

  @Test
  void a_qnh_is_bounded() {
    assertThat(QnhInterval.of(8_500, 11_000)).isInstanceOf(Outcome.Accepted.class);
    assertRefused(QnhInterval.of(8_499, 11_000), RefusalCode.OUT_OF_RANGE);
    assertRefused(QnhInterval.of(8_500, 11_001), RefusalCode.OUT_OF_RANGE);
    assertRefused(QnhInterval.of(10_001, 10_000), RefusalCode.INVERTED_INTERVAL);
  }

  private static Outcome<HeightBand> band(
      String lower, String upper, HeightUnit unit, Datum datum) {
    return HeightBand.of(
        new BigDecimal(lower), new BigDecimal(upper), unit, datum, Optional.empty());
  }

  static void assertRefused(Outcome<?> outcome, RefusalCode code) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(((Outcome.Refused<?>) outcome).refusal().code()).isEqualTo(code);
  }
}
