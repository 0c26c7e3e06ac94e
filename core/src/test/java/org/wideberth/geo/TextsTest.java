package org.wideberth.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.RoundingMode;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

class TextsTest {
  private static final long SEED = 42;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "47.1234567, 8.7654321 | 471234567 | 87654321",
        "-33.5 +151.25 | -335000000 | 1512500000",
        "47.5N 8.25W | 475000000 | -82500000",
        "47°07'24.44412\"N 008°45'55.55556\"E | 471234567 | 87654321",
        "47 07 24.44412 N 8 45 55.55556 E | 471234567 | 87654321",
        "47d07'24''S, 8d45'55''W | -471233333 | -87652778",
        "47°07.407402'N 008°45.925926'E | 471234567 | 87654321",
        "47 07.407402N 008 45.925926W | 471234567 | -87654321",
        "90N 0E | 900000000 | 0",
      })
  void positions_are_read_in_every_form(String text, int latE7, int lonE7) {
    assertThat(PositionText.parse(text).orThrow()).isEqualTo(new Position(latE7, lonE7));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "47", "91, 0", "0, 181", "NaN, 0", "47°60'00\"N 8°00'00\"E", "47°00'60\"N 8°00'00\"E",
        "47°60.0'N 8°00.0'E", "47N 8N", "8E 47N", "1e9, 3", "32TMT8", "32TMT819411914", "32TIT11",
        "61TMT1212", "00TMT1212", "32AMT1212", "32TZZ1212", "47.5, 8.25, 9", "²7, 8"
      })
  void what_is_no_position_is_refused(String text) {
    assertThat(PositionText.parse(text)).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void polar_grid_references_are_refused_with_the_reason() {
    Outcome<Position> outcome = PositionText.parse("ZAH 00000 00000");
    assertThat(((Outcome.Refused<Position>) outcome).refusal().detail()).contains("UPS");
    assertThat(PositionText.mgrs(Position.ofDegrees(85, 10))).isEmpty();
    assertThat(PositionText.mgrs(Position.ofDegrees(-80.1, 10))).isEmpty();
    assertThat(PositionText.mgrs(Position.ofDegrees(83.999, 10))).isPresent();
  }

  @Test
  void positions_survive_being_written_and_read() {
    Random random = new Random(SEED);
    for (int i = 0; i < 5_000; i++) {
      Position position = EllipsoidTest.anywhere(random);
      for (String text :
          new String[] {
            PositionText.decimal(position), PositionText.ddm(position), PositionText.dms(position)
          }) {
        assertThat(PositionText.parse(text).orThrow())
            .as("seed %d, %s", SEED, text)
            .isEqualTo(position);
      }
    }
  }

  @Test
  void a_grid_reference_to_a_metre_is_read_within_a_metre() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      // Every other one low in band W, where rows of squares are ambiguous.
      double lat = i % 2 == 0 ? random.nextDouble() * 164 - 80 : 64 + random.nextDouble() * 0.03;
      Position position = Position.ofDegrees(lat, random.nextDouble() * 360 - 180);
      String text = PositionText.mgrs(position).orElseThrow();
      Position back = PositionText.parse(text).orThrow();
      assertThat(EllipsoidTest.distance(position, back))
          .as("seed %d, %s %s", SEED, position, text)
          .isLessThan(0.75);
    }
  }

  @Test
  void a_coarse_grid_reference_is_read_as_the_middle_of_its_square() {
    Position fine = PositionText.parse("32T MT 81500 19500").orThrow();
    Position coarse = PositionText.parse("32T MT 81 19").orThrow();
    assertThat(EllipsoidTest.distance(fine, coarse)).isLessThan(1);
  }

  @ParameterizedTest
  @CsvSource({
    "FL350, PRESSURE, 35000",
    "fl 045, PRESSURE, 4500",
    "1200ft MSL, MSL, 36576",
    "300m WGS84, WGS84, 30000",
    "300 m HAE, WGS84, 30000",
    "3500 ft AGL, AGL, 106680",
    "-12.5 m AMSL, MSL, -1250",
    "12500 ft PRESSURE, PRESSURE, 12500",
  })
  void heights_are_read(String text, Datum datum, int value) {
    Height height = HeightText.parse(text).orThrow();
    assertThat(height).isEqualTo(new Height(datum, value));
    assertThat(HeightText.parse(HeightText.format(height)).orThrow()).isEqualTo(height);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "300", "300 m", "FL", "FL35000", "3 km MSL", "1e3 m MSL", "NaN m MSL"})
  void what_is_no_height_is_refused(String text) {
    assertThat(HeightText.parse(text)).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void heights_are_rounded_as_told_and_limited() {
    assertThat(HeightText.parse("1201 ft MSL", RoundingMode.FLOOR).orThrow().value())
        .isEqualTo(36_606);
    assertThat(HeightText.parse("1201 ft MSL", RoundingMode.CEILING).orThrow().value())
        .isEqualTo(36_607);
    assertThat(HeightText.parse("100000 m MSL").orThrow().value()).isEqualTo(10_000_000);
    ValuesTest.assertRefused(HeightText.parse("100000.01 m MSL"), RefusalCode.LIMIT_EXCEEDED);
    assertThat(HeightText.formatInFeet(new Height(Datum.MSL, 36_606))).isEqualTo("1201 ft MSL");
  }

  @Test
  void times_are_read_and_written_both_ways() {
    Instant instant = Instant.parse("2026-11-22T14:30:00Z");
    assertThat(TimeText.parse("221430ZNOV26").orThrow()).isEqualTo(instant);
    assertThat(TimeText.parse("221430Z NOV 26").orThrow()).isEqualTo(instant);
    assertThat(TimeText.parse("2026-11-22T15:30:00+01:00").orThrow()).isEqualTo(instant);
    assertThat(TimeText.dtg(instant)).isEqualTo("221430ZNOV26");
    assertThat(TimeText.dtg(instant.plusSeconds(59))).isEqualTo("221430ZNOV26");
    assertThat(TimeText.dtg(Instant.parse("1999-12-31T23:59:59Z")))
        .isEqualTo("1999-12-31T23:59:00Z");
    Random random = new Random(SEED);
    for (int i = 0; i < 2_000; i++) {
      long minutes = TimeWindow.FIRST.getEpochSecond() / 60 + random.nextInt(52_594_560);
      Instant minute = Instant.ofEpochSecond(minutes * 60);
      assertThat(TimeText.parse(TimeText.dtg(minute)).orThrow()).isEqualTo(minute);
      assertThat(TimeText.parse(TimeText.iso(minute.plusMillis(7))).orThrow())
          .isEqualTo(minute.plusMillis(7));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "221430NOV26",
        "221430ANOV26",
        "311430ZNOV26",
        "222430ZNOV26",
        "221460ZNOV26",
        "221430ZNOO26",
        "290000ZFEB27",
        "2026-11-22",
        "2026-11-22T14:30:00",
        "1999-12-31T23:59:59Z",
        "2100-01-01T00:00:01Z",
        "2026-11-22T14:30:00.0001Z",
        "22 14 30"
      })
  void what_is_no_time_is_refused(String text) {
    assertThat(TimeText.parse(text)).isInstanceOf(Outcome.Refused.class);
  }
}
