package org.wideberth.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How far heights are apart, in tenths of a millimetre, by hand.
final class HeightGapTest {
  private static final Area AREA = SeparationsTest.circle(Position.ofDegrees(47, 8), 1_000);
  private static final HeightContext NONE = HeightContext.NONE;

  /// 1,000 hPa at the least: a pressure level is then 110.9 m lower than on a standard day.
  private static final HeightContext LOW =
      new HeightContext(Optional.of(new QnhInterval(10_000, 10_132)));

  private static PreparedVolume volume(HeightBand band) {
    Instant noon = Instant.parse("2026-11-23T12:00:00Z");
    return PreparedVolume.of(new Volume(AREA, band, new TimeWindow(noon, noon.plusSeconds(1))));
  }

  private static HeightBand msl(int lowerM, int upperM) {
    return SeparationsTest.heights(Datum.MSL, 100 * lowerM, 100 * upperM);
  }

  private static HeightBand ground(int lowerM, int upperM, int lowestM, int highestM) {
    return new HeightBand(
        Datum.AGL,
        100 * lowerM,
        100 * upperM,
        Optional.of(new Ground(100 * lowestM, 100 * highestM)));
  }

  private static long above(HeightBand band, HeightBand other, HeightContext context) {
    PreparedVolume theirs = volume(other);
    return HeightGap.aboveTenthMm(band, theirs.reach(), theirs, context);
  }

  private static long below(HeightBand band, HeightBand other, HeightContext context) {
    PreparedVolume theirs = volume(other);
    return HeightGap.belowTenthMm(band, theirs.reach(), theirs, context);
  }

  @Test
  void itIsFromTheTopOfTheOneToTheBottomOfTheOther() {
    assertThat(above(msl(500, 600), msl(100, 200), NONE)).isEqualTo(3_000_000);
    assertThat(below(msl(500, 600), msl(100, 200), NONE)).isEqualTo(-5_000_000);
    assertThat(below(msl(100, 200), msl(500, 600), NONE)).isEqualTo(3_000_000);
    assertThat(above(msl(100, 200), msl(150, 300), NONE)).isEqualTo(-2_000_000);
    // A foot is 3048 tenths of a millimetre.
    HeightBand low = SeparationsTest.heights(Datum.PRESSURE, 1_000, 2_000);
    HeightBand high = SeparationsTest.heights(Datum.PRESSURE, 2_500, 3_000);
    assertThat(above(high, low, NONE)).isEqualTo(500 * 3_048);
    assertThat(below(low, high, NONE)).isEqualTo(500 * 3_048);
  }

  @Test
  void overTheGroundItIsFromTheLowestAndToTheHighestGroundEvenOfTheSameAuthor() {
    HeightBand band = ground(100, 150, 300, 400);
    assertThat(above(band, msl(0, 250), NONE)).isEqualTo(1_500_000);
    assertThat(below(band, msl(700, 800), NONE)).isEqualTo(1_500_000);
    assertThat(above(band, ground(0, 20, 10, 50), NONE)).isEqualTo(3_300_000);
    assertThat(HeightGap.comparable(band, volume(msl(0, 1)), NONE)).isTrue();
  }

  @Test
  void overTheEllipsoidTheGeoidAndItsErrorCount() {
    HeightBand band = SeparationsTest.heights(Datum.WGS84, 10_000, 20_000);
    // The sea is 47.5 m to 48.5 m above the ellipsoid there; 3 m are added either way.
    assertThat(above(band, msl(0, 10), NONE)).isBetween(350_000L, 397_000L);
    assertThat(below(band, msl(200, 300), NONE)).isBetween(410_000L, 455_000L);
    assertThat(above(band, SeparationsTest.heights(Datum.WGS84, 0, 9_000), NONE))
        .isEqualTo(100_000);
  }

  @Test
  void pressureAltitudesAreComparedOnlyByAnAgreedQnh() {
    HeightBand feet = SeparationsTest.heights(Datum.PRESSURE, 10_000, 11_000);
    assertThat(HeightGap.comparable(feet, volume(msl(0, 1)), NONE)).isFalse();
    assertThat(HeightGap.comparable(msl(0, 1), volume(feet), NONE)).isFalse();
    assertThat(HeightGap.comparable(feet, volume(feet), NONE)).isTrue();
    assertThat(HeightGap.comparable(msl(0, 1), volume(msl(0, 1)), NONE)).isTrue();
    assertThat(HeightGap.comparable(feet, volume(msl(0, 1)), LOW)).isTrue();
    // 3,048 m, less 110.9 m, less a tenth: 2,643.4 m. And 3,352.8 m, less 0.4 m, plus a tenth.
    assertThat(above(feet, msl(0, 1_000), LOW)).isBetween(16_420_000L, 16_450_000L);
    assertThat(above(msl(5_000, 6_000), feet, LOW)).isBetween(13_110_000L, 13_130_000L);
    assertThat(below(feet, msl(5_000, 6_000), LOW)).isBetween(13_110_000L, 13_130_000L);
    assertThat(below(msl(0, 1_000), feet, LOW)).isBetween(16_420_000L, 16_450_000L);
  }

  @Test
  void theGapIsTheGreaterOfAboveAndBelow() {
    HeightInterval low = new HeightInterval(10, 20);
    assertThat(low.gapTenthMm(new HeightInterval(25, 30))).isEqualTo(5);
    assertThat(new HeightInterval(25, 30).gapTenthMm(low)).isEqualTo(5);
    assertThat(low.gapTenthMm(new HeightInterval(20, 30))).isZero();
    assertThat(low.gapTenthMm(new HeightInterval(18, 30))).isEqualTo(-2);
    assertThat(low.gapTenthMm(new HeightInterval(12, 13))).isEqualTo(-3);
  }

  @Test
  void belowTheSeaAPressureLevelIsWidenedDownwards() {
    HeightInterval standard =
        HeightInterval.own(SeparationsTest.heights(Datum.PRESSURE, -1_000, -500))
            .onDaysWith(new QnhInterval(10_132, 10_133));
    // 304.8 m below and a tenth more; 152.4 m below and a tenth less.
    assertThat(standard.lowerTenthMm()).isBetween(-3_360_000L, -3_350_000L);
    assertThat(standard.upperTenthMm()).isBetween(-1_373_000L, -1_365_000L);
  }

  private static HeightRelation relation(HeightBand heights, HeightBand band, HeightContext by) {
    return HeightRelation.of(volume(heights), band, by);
  }

  @Test
  void aVolumeIsOutsideABandByHowFarItGoesPastEitherEnd() {
    HeightRelation inside = relation(msl(100, 200), msl(100, 200), NONE);
    assertThat(inside).isEqualTo(new HeightRelation(true, 0, Optional.empty()));
    assertThat(relation(msl(90, 200), msl(100, 200), NONE).outsideMm()).isEqualTo(10_000);
    assertThat(relation(msl(100, 230), msl(100, 200), NONE).outsideMm()).isEqualTo(30_000);
    assertThat(relation(msl(90, 230), msl(100, 200), NONE).outsideMm()).isEqualTo(30_000);
    HeightRelation touches = relation(msl(0, 100), msl(100, 200), NONE);
    assertThat(touches).isEqualTo(new HeightRelation(false, 100_000, Optional.empty()));
    // A foot is 304.8 mm: of less than a millimetre, one.
    HeightBand feet = SeparationsTest.heights(Datum.PRESSURE, 100, 201);
    assertThat(relation(feet, SeparationsTest.heights(Datum.PRESSURE, 100, 200), NONE).outsideMm())
        .isEqualTo(305);
  }

  @Test
  void ofDifferentDatumsWhatMayOverlapOverlapsAndWhatMayBeOutsideIsOutside() {
    HeightBand over = ground(0, 50, 100, 120);
    HeightRelation relation = relation(over, msl(100, 170), NONE);
    assertThat(relation.overlaps()).isTrue();
    assertThat(relation.outsideMm()).isZero();
    assertThat(relation(over, msl(169, 300), NONE).overlaps()).isTrue();
    assertThat(relation(over, msl(170, 300), NONE).overlaps()).isFalse();
    // Of a band over the ground, only what is within it over all of the ground is inside.
    HeightRelation limit = relation(msl(115, 140), over, NONE);
    assertThat(limit.outsideMm()).isEqualTo(5_000);
    assertThat(relation(msl(120, 151), over, NONE).outsideMm()).isEqualTo(1_000);
    assertThat(relation(msl(120, 150), over, NONE).outsideMm()).isZero();
  }

  @Test
  void whatCannotBeComparedCountsAsBothAndSaysWhy() {
    HeightBand feet = SeparationsTest.heights(Datum.PRESSURE, 1_000, 2_000);
    for (HeightRelation unknown :
        new HeightRelation[] {
          relation(feet, msl(5_000, 6_000), NONE), relation(msl(5_000, 6_000), feet, NONE)
        }) {
      assertThat(unknown.overlaps()).isTrue();
      assertThat(unknown.outsideMm()).isEqualTo(100_000_000);
      assertThat(unknown.note().orElseThrow()).contains("QNH", "PRESSURE", "MSL");
    }
    HeightRelation known = relation(feet, msl(5_000, 6_000), LOW);
    assertThat(known.overlaps()).isFalse();
    assertThat(known.note()).isEmpty();
    assertThat(relation(feet, msl(0, 1_000), LOW).overlaps()).isTrue();
    assertThat(relation(msl(0, 1_000), feet, LOW).overlaps()).isTrue();
    // 2,000 ft may be as high as 670.6 m, and as low as 448.9 m.
    HeightRelation high = relation(feet, msl(0, 600), LOW);
    assertThat(high.outsideMm()).isBetween(70_000L, 71_000L);
    HeightRelation inFeet = relation(msl(400, 500), feet, LOW);
    assertThat(inFeet.outsideMm()).isBetween(50_000L, 52_000L);
  }
}
