package org.wideberth.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeightsTest {
  private static final Area ALPS = SeparationsTest.circle(Position.ofDegrees(47, 8), 100_000);
  private static final HeightContext STANDARD_DAY =
      new HeightContext(Optional.of(new QnhInterval(10_132, 10_133)));

  @Test
  void exactly_a_thousand_feet_meets_a_minimum_of_a_thousand_feet() {
    assertThat(verdict(feet(30_000, 31_000), feet(32_000, 33_000))).isEqualTo(Verdict.APART);
    assertThat(verdict(feet(30_000, 31_000), feet(31_999, 33_000))).isEqualTo(Verdict.CONFLICT);
  }

  @Test
  void centimetres_are_compared_with_feet_exactly() {
    // 1000 ft are 30,480 cm.
    HeightBand low = SeparationsTest.heights(Datum.MSL, 0, 10_000);
    assertThat(verdict(low, SeparationsTest.heights(Datum.MSL, 40_480, 50_000)))
        .isEqualTo(Verdict.APART);
    assertThat(verdict(low, SeparationsTest.heights(Datum.MSL, 40_479, 50_000)))
        .isEqualTo(Verdict.CONFLICT);
  }

  @Test
  void heights_above_the_ellipsoid_are_compared_with_the_sea_through_the_geoid_and_its_error() {
    // Mean sea level is 47.5 m to 48.5 m above the ellipsoid there; 3 m are added either way.
    HeightBand sea = SeparationsTest.heights(Datum.MSL, 0, 10_000);
    assertThat(verdict(sea, SeparationsTest.heights(Datum.WGS84, 46_000, 50_000)))
        .isEqualTo(Verdict.APART);
    assertThat(verdict(sea, SeparationsTest.heights(Datum.WGS84, 45_400, 50_000)))
        .isEqualTo(Verdict.CONFLICT);
    assertThat(verdict(sea, SeparationsTest.heights(Datum.WGS84, 45_000, 50_000)))
        .isEqualTo(Verdict.CONFLICT);
  }

  @Test
  void heights_above_ground_are_compared_through_the_ground_that_their_authors_state() {
    HeightBand valley = ground(0, 10_000, 40_000, 50_000);
    HeightBand ridge = ground(0, 10_000, 90_480, 120_000);
    assertThat(verdict(valley, ridge)).isEqualTo(Verdict.APART);
    assertThat(verdict(valley, ground(0, 10_000, 90_479, 120_000))).isEqualTo(Verdict.CONFLICT);
    assertThat(verdict(valley, SeparationsTest.heights(Datum.MSL, 90_480, 120_000)))
        .isEqualTo(Verdict.APART);
  }

  @Test
  void pressure_altitudes_cannot_be_compared_with_the_sea_unless_a_qnh_is_stated() {
    HeightBand sea = SeparationsTest.heights(Datum.MSL, 0, 10_000);
    Separation unknown =
        SeparationsTest.compare(ALPS, sea, ALPS, feet(30_000, 31_000), HeightContext.NONE);
    assertThat(unknown.verdict()).isEqualTo(Verdict.CONFLICT);
    assertThat(unknown.heightNote()).hasValueSatisfying(n -> assertThat(n).contains("QNH"));

    Separation known = SeparationsTest.compare(ALPS, sea, ALPS, feet(30_000, 31_000), STANDARD_DAY);
    assertThat(known.verdict()).isEqualTo(Verdict.APART);
    assertThat(known.heightNote()).isEmpty();
  }

  @Test
  void a_pressure_altitude_covers_what_qnh_and_temperature_can_make_of_it() {
    HeightContext context = new HeightContext(Optional.of(new QnhInterval(9_800, 10_400)));
    // 10,000 ft are 3,048 m on a standard day; at 980 hPa 2,766 m, in the cold 2,489 m.
    HeightInterval all =
        HeightInterval.own(feet(10_000, 10_001)).onDaysWith(context.qnh().orElseThrow());
    assertThat(all.lowerTenthMm() / 10_000).isBetween(2_480L, 2_495L);
    // At 1040 hPa 3,267 m, in the heat 3,594 m.
    assertThat(all.upperTenthMm() / 10_000).isBetween(3_590L, 3_600L);
  }

  @Test
  void the_geoid_is_where_published_values_say() {
    // Worked example of NGA's interpolation program for EGM96 (F477): 38.6281550 N 269.7791550 E.
    assertThat(Geoid.undulationCm(Position.ofDegrees(38.628155, 269.779155 - 360)) / 100)
        .isBetween(-31.7, -31.5);
    assertThat(Geoid.undulationCm(Position.ofDegrees(-14.621217, 305.021114 - 360)) / 100)
        .isBetween(-3.1, -2.8);
    assertThat(Geoid.undulationCm(Position.ofDegrees(46.874319, 102.448729)) / 100)
        .isBetween(-43.8, -43.3);
    assertThat(Geoid.undulationCm(Position.ofDegrees(90, 12)) / 100).isBetween(13.5, 13.7);
    assertThat(Geoid.undulationCm(Position.ofDegrees(-90, 0)) / 100).isBetween(-29.6, -29.4);
  }

  @Test
  void the_bounds_of_the_geoid_hold_within_their_reach() {
    Random random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      Position centre = EllipsoidTest.anywhere(random);
      double radius = Math.pow(10, random.nextDouble() * 5.3);
      TimeWindow time = new TimeWindow(Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
      PreparedVolume volume =
          PreparedVolume.of(
              new Volume(
                  SeparationsTest.circle(centre, (int) (radius * 100)),
                  SeparationsTest.heights(Datum.MSL, 0, 1),
                  time));
      Geoid.Undulation bounds = Geoid.undulation(volume.reach());
      Position inside =
          SeparationsTest.away(centre, random.nextDouble() * 360, radius * random.nextDouble());
      assertThat(Geoid.undulationCm(inside))
          .as("%s, %s m", centre, radius)
          .isBetween(
              (double) bounds.lowerCm() + Geoid.ERROR_CM,
              (double) bounds.upperCm() - Geoid.ERROR_CM);
    }
  }

  private static Verdict verdict(HeightBand a, HeightBand b) {
    return SeparationsTest.compare(ALPS, a, ALPS, b, HeightContext.NONE).verdict();
  }

  private static HeightBand feet(int lower, int upper) {
    return SeparationsTest.heights(Datum.PRESSURE, lower, upper);
  }

  private static HeightBand ground(int lower, int upper, int groundLower, int groundUpper) {
    return new HeightBand(
        Datum.AGL, lower, upper, Optional.of(new Ground(groundLower, groundUpper)));
  }
}
