package org.wideberth.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import net.sf.geographiclib.GeodesicLine;
import org.junit.jupiter.api.Test;

/// The bounds of a separation hold the distance that GeographicLib measures, and are as close to it
/// as [ClosestApproach] says.
final class SeparationBoundsTest {
  private static final long SEED = 17;
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final TimeWindow HOUR = new TimeWindow(NOON, NOON.plusSeconds(3_600));
  private static final HeightBand BAND = SeparationsTest.heights(Datum.MSL, 0, 10_000);

  /// So wide that nothing here is apart.
  private static final Minimum WIDEST = new Minimum(Minimum.MAX_LATERAL_CM, 1);

  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private static PreparedVolume volume(Area area) {
    return PreparedVolume.of(new Volume(area, BAND, HOUR));
  }

  private static Separation between(Area a, Area b) {
    Separation found = Separations.between(volume(a), volume(b), WIDEST, HeightContext.NONE);
    assertThat(Separations.between(volume(b), volume(a), WIDEST, HeightContext.NONE))
        .isEqualTo(found);
    return found;
  }

  private static Area line(Position... path) {
    return new Area.Corridor(List.of(path), 100);
  }

  /// Rounded outwards to millimetres, and no wider apart than so many.
  private static void assertBounds(Separation found, double truthM, long widestMm) {
    assertThat(found.verdict()).isEqualTo(Verdict.CONFLICT);
    assertThat(found.lowerMm()).isLessThanOrEqualTo((long) Math.floor(truthM * 1_000 + 0.06));
    assertThat(found.upperMm()).isGreaterThanOrEqualTo((long) Math.ceil(truthM * 1_000 - 0.06));
    assertThat(found.upperMm() - found.lowerMm()).as("%s m", truthM).isLessThanOrEqualTo(widestMm);
  }

  @Test
  void betweenTwoCirclesTheyAreMillimetresApart() {
    Random random = new Random(SEED);
    for (int i = 0; i < 300; i++) {
      Position from = EllipsoidTest.anywhere(random);
      double far = 100 + 99_000 * random.nextDouble();
      Position to = SeparationsTest.away(from, 360 * random.nextDouble(), far);
      int radiusCm = 1 + random.nextInt(5_000);
      Separation found =
          between(SeparationsTest.circle(from, radiusCm), SeparationsTest.circle(to, 4_000));
      double truth = EllipsoidTest.distance(from, to) - (radiusCm + 4_000) / 100.0;
      if (truth > 0) {
        assertBounds(found, truth, 3);
      } else {
        assertThat(found.lowerMm()).isZero();
      }
    }
  }

  /// From a point north of it, the nearest of the equator is due south.
  @Test
  void betweenAPointAndALongLineTheyAreAsFarApartAsTheSagOfAPiece() {
    Area equator = line(Position.ofDegrees(0, -3), Position.ofDegrees(0, 4));
    for (double lat : new double[] {0.003, 0.01, 0.1, 0.5, 0.8}) {
      Position north = Position.ofDegrees(lat, 0.123);
      double truth = EllipsoidTest.distance(north, Position.ofDegrees(0, 0.123)) - 1.01;
      assertBounds(between(equator, SeparationsTest.circle(north, 1)), truth, 40);
    }
  }

  @Test
  void twoPartsOfOneMeridianAreAsFarApartAsTheirNearerEnds() {
    Area south = line(Position.ofDegrees(44, 8), Position.ofDegrees(47, 8));
    for (double gap : new double[] {0.0001, 0.01, 0.3, 0.85}) {
      Position end = Position.ofDegrees(47 + gap, 8);
      Area north = line(Position.ofDegrees(50, 8), end);
      double truth = EllipsoidTest.distance(Position.ofDegrees(47, 8), end) - 2;
      assertBounds(between(south, north), truth, 75);
    }
  }

  private record Nearest(double at, double metres) {}

  /// The least of what falls and then rises over 0 to 1.
  private static Nearest least(DoubleUnaryOperator metres) {
    double low = 0;
    double high = 1;
    double a = 1 - GOLDEN;
    double b = GOLDEN;
    double atA = metres.applyAsDouble(a);
    double atB = metres.applyAsDouble(b);
    while (high - low > 3e-6) {
      if (atA <= atB) {
        high = b;
        b = a;
        atB = atA;
        a = high - GOLDEN * (high - low);
        atA = metres.applyAsDouble(a);
      } else {
        low = a;
        a = b;
        atA = atB;
        b = low + GOLDEN * (high - low);
        atB = metres.applyAsDouble(b);
      }
    }
    Nearest inner = new Nearest((low + high) / 2, Math.min(atA, atB));
    for (double end : new double[] {0, 1}) {
      double there = metres.applyAsDouble(end);
      inner = there < inner.metres() ? new Nearest(end, there) : inner;
    }
    return inner;
  }

  private static double metres(Position a, Position b, Position c, Position d) {
    GeodesicLine one = inverse(a, b);
    GeodesicLine other = inverse(c, d);
    return least(
            s -> {
              GeodesicData p = one.Position(s * one.Distance());
              return least(
                      t -> {
                        GeodesicData q = other.Position(t * other.Distance());
                        return Geodesic.WGS84.Inverse(p.lat2, p.lon2, q.lat2, q.lon2).s12;
                      })
                  .metres();
            })
        .metres();
  }

  private static GeodesicLine inverse(Position a, Position b) {
    return Geodesic.WGS84.InverseLine(
        a.latitudeDeg(), a.longitudeDeg(), b.latitudeDeg(), b.longitudeDeg());
  }

  private static double metres(List<Position> one, boolean ring, List<Position> other) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i + (ring ? 0 : 1) < one.size(); i++) {
      for (int j = 0; j + 1 < other.size(); j++) {
        Position to = one.get((i + 1) % one.size());
        least = Math.min(least, metres(one.get(i), to, other.get(j), other.get(j + 1)));
      }
    }
    return least;
  }

  @Test
  void linesThatLieAnyhowAreNeverFurtherOffThanIsSaid() {
    Random random = new Random(SEED);
    for (int i = 0; i < 40; i++) {
      Position here = EllipsoidTest.anywhere(random);
      double length = 500 * Math.pow(100, random.nextDouble());
      double gap = 50 * Math.pow(100, random.nextDouble());
      double azimuth = 360 * random.nextDouble();
      // Side by side, more or less; the nearest may be at an end or in the middle.
      Position there = SeparationsTest.away(here, azimuth + 90, gap);
      Position a = SeparationsTest.away(here, azimuth, length * random.nextDouble());
      Position b = SeparationsTest.away(here, azimuth + 180, length);
      double lean = 20 * random.nextGaussian();
      Position c = SeparationsTest.away(there, azimuth + lean, length);
      Position d = SeparationsTest.away(there, azimuth + 180 + lean, length * random.nextDouble());
      double truth = metres(a, b, c, d) - 2;
      if (truth > 1) {
        assertBounds(between(line(a, b), line(c, d)), truth, 75);
      }
    }
  }

  @Test
  void ofManyEdgesTheNearestTwoCountWhereverTheyAre() {
    Random random = new Random(SEED);
    for (int i = 0; i < 12; i++) {
      Position here = EllipsoidTest.anywhere(random);
      List<Position> ring = SeparationsTest.ring(here, 4_000, 5);
      Position there = SeparationsTest.away(here, 360 * random.nextDouble(), 15_000);
      List<Position> path = new ArrayList<>();
      for (int k = 0; k < 4; k++) {
        path.add(SeparationsTest.away(there, 360 * random.nextDouble(), 9_000));
      }
      double truth = metres(ring, true, path) - 1;
      if (truth > 1) {
        Area zigzag = new Area.Corridor(path, 100);
        assertBounds(between(new Area.Polygon(ring, 0), zigzag), truth, 75);
      }
    }
  }

  /// The verdict turns where the minimum passes the distance, by whichever way it is found.
  @Test
  void beingExactlyAtTheMinimumMeetsIt() {
    Position here = Position.ofDegrees(47, 8);
    for (double far : new double[] {1_234, 25_000, 99_000}) {
      Position there = SeparationsTest.away(here, 33, far);
      PreparedVolume a = volume(SeparationsTest.circle(here, 1));
      PreparedVolume b = volume(SeparationsTest.circle(there, 1));
      long truthMm = Math.round((EllipsoidTest.distance(here, there) - 0.02) * 1_000);
      long lastCm = (truthMm - 3) / 10;
      assertThat(verdict(a, b, lastCm)).isEqualTo(Verdict.APART);
      assertThat(verdict(a, b, (truthMm + 3) / 10 + 1)).isEqualTo(Verdict.CONFLICT);
    }
  }

  private static Verdict verdict(PreparedVolume a, PreparedVolume b, long lateralCm) {
    Separation found = Separations.between(a, b, new Minimum(lateralCm, 1), HeightContext.NONE);
    assertThat(found.overlap()).contains(HOUR);
    assertThat(found.at().isEmpty()).isEqualTo(found.verdict() == Verdict.APART);
    if (found.verdict() != Verdict.APART) {
      assertThat(found.upperMm() - found.lowerMm()).isLessThanOrEqualTo(100);
    }
    return found.verdict();
  }

  /// Whatever the minimum, the verdict follows from the very bounds, and these from the shapes.
  @Test
  void theVerdictIsWhatTheBoundsSay() {
    Area south = line(Position.ofDegrees(0, -1), Position.ofDegrees(0, 1));
    Area north = line(Position.ofDegrees(0.02, -1), Position.ofDegrees(0.02, 1));
    Separation all = between(south, north);
    assertThat(all.upperMm() - all.lowerMm()).isBetween(10L, 75L);
    long firstCm = all.lowerMm() / 10 - 2;
    boolean uncertain = false;
    for (long cm = firstCm; cm < firstCm + 12; cm++) {
      Verdict verdict = verdict(volume(south), volume(north), cm);
      Verdict expected =
          all.upperMm() < cm * 10
              ? Verdict.CONFLICT
              : all.lowerMm() >= cm * 10 ? Verdict.APART : Verdict.WITHIN_TOLERANCE;
      assertThat(verdict).as("%s cm", cm).isEqualTo(expected);
      uncertain |= verdict == Verdict.WITHIN_TOLERANCE;
    }
    assertThat(uncertain).isTrue();
  }

  @Test
  void whatIsApartByItsBallsIsAtLeastAsFarAsIsSaid() {
    Position here = Position.ofDegrees(-33, 151);
    Position there = SeparationsTest.away(here, 200, 50_000);
    PreparedVolume a = volume(SeparationsTest.circle(here, 100_000));
    PreparedVolume b = volume(SeparationsTest.circle(there, 200_000));
    Separation found = Separations.between(a, b, new Minimum(100, 1), HeightContext.NONE);
    assertThat(found.verdict()).isEqualTo(Verdict.APART);
    // The balls are straight: 47 km of arc are 0.1 m more than their chord.
    assertThat(found.lowerMm()).isBetween(46_999_700L, 47_000_000L);
    assertThat(found.upperMm()).isEqualTo(20_004_000_000L);
  }

  /// What is near the minimum by less than a millimetre is where bounds and verdict could part.
  @Test
  void apartMeansThatTheLowerBoundMeetsTheMinimumAndConflictThatTheUpperDoesNot() {
    Random random = new Random(SEED);
    for (int i = 0; i < 3_000; i++) {
      Position here = EllipsoidTest.anywhere(random);
      Position there =
          SeparationsTest.away(here, 360 * random.nextDouble(), 1_500 + 600 * random.nextDouble());
      PreparedVolume a = volume(SeparationsTest.circle(here, 1_000));
      PreparedVolume b = volume(SeparationsTest.circle(there, 500));
      double truthMm = EllipsoidTest.distance(here, there) * 1_000 - 15_000;
      for (long cm = (long) (truthMm / 10); cm <= truthMm / 10 + 1; cm++) {
        Separation found = Separations.between(a, b, new Minimum(cm, 1), HeightContext.NONE);
        Verdict expected =
            found.upperMm() < 10 * cm
                ? Verdict.CONFLICT
                : found.lowerMm() >= 10 * cm ? Verdict.APART : Verdict.WITHIN_TOLERANCE;
        assertThat(found.verdict()).isEqualTo(expected);
        assertThat(found.lowerMm()).isBetween((long) truthMm - 3, (long) (truthMm + 0.1));
        assertThat(found.upperMm()).isGreaterThanOrEqualTo((long) truthMm);
      }
    }
  }

  @Test
  void whatIsApartByItsHeightsSaysAtLeastHowFarItIsAside() {
    Position here = Position.ofDegrees(47, 8);
    PreparedVolume low = volume(SeparationsTest.circle(here, 100));
    HeightBand high = SeparationsTest.heights(Datum.MSL, 20_000, 30_000);
    Position there = SeparationsTest.away(here, 80, 5_000);
    PreparedVolume other =
        PreparedVolume.of(new Volume(SeparationsTest.circle(there, 100), high, HOUR));
    Minimum minimum = new Minimum(Minimum.MAX_LATERAL_CM, 1_000_000);
    Separation found = Separations.between(low, other, minimum, HeightContext.NONE);
    assertThat(found.verdict()).isEqualTo(Verdict.APART);
    assertThat(found.lowerMm()).isBetween(4_997_900L, 4_998_000L);
    assertThat(found.overlap()).contains(HOUR);
    assertThat(found.heightNote()).isEmpty();
    Minimum more = new Minimum(Minimum.MAX_LATERAL_CM, 1_000_001);
    assertThat(Separations.between(low, other, more, HeightContext.NONE).verdict())
        .isEqualTo(Verdict.CONFLICT);
  }

  @Test
  void theNoteNamesTheDatumThatPressureIsNotComparedWith() {
    Area area = SeparationsTest.circle(Position.ofDegrees(47, 8), 100);
    PreparedVolume sea = volume(area);
    PreparedVolume feet =
        PreparedVolume.of(
            new Volume(area, SeparationsTest.heights(Datum.PRESSURE, 90_000, 91_000), HOUR));
    for (Separation found :
        List.of(
            Separations.between(sea, feet, WIDEST, HeightContext.NONE),
            Separations.between(feet, sea, WIDEST, HeightContext.NONE))) {
      assertThat(found.heightNote().orElseThrow()).contains("compared with MSL heights");
    }
  }

  /// Only polygons have an inside: what a road goes three quarters round is not on it.
  @Test
  void whatALineGoesNearlyRoundIsNotInside() {
    Position here = Position.ofDegrees(47, 8);
    List<Position> ring = SeparationsTest.ring(here, 9_000, 12);
    Separation found =
        between(new Area.Corridor(ring.subList(0, 11), 100), SeparationsTest.circle(here, 100));
    // The middles of the edges are 8,693 m from the middle.
    assertThat(found.lowerMm()).isBetween(8_690_000L, 8_692_000L);
    assertThat(found.upperMm()).isBetween(found.lowerMm(), found.lowerMm() + 75);
  }

  @Test
  void onlyWhileBothAreThereTheyAreCompared() {
    Area area = SeparationsTest.circle(Position.ofDegrees(47, 8), 100);
    PreparedVolume noon = PreparedVolume.of(new Volume(area, BAND, HOUR));
    Instant half = NOON.plusSeconds(1_800);
    PreparedVolume later =
        PreparedVolume.of(new Volume(area, BAND, new TimeWindow(half, half.plusSeconds(9_000))));
    for (Separation found :
        List.of(
            Separations.between(noon, later, WIDEST, HeightContext.NONE),
            Separations.between(later, noon, WIDEST, HeightContext.NONE))) {
      assertThat(found.overlap()).contains(new TimeWindow(half, HOUR.end()));
    }
    Instant last = HOUR.end().minusMillis(1);
    PreparedVolume touches =
        PreparedVolume.of(new Volume(area, BAND, new TimeWindow(last, HOUR.end().plusSeconds(1))));
    assertThat(Separations.between(touches, noon, WIDEST, HeightContext.NONE).overlap())
        .contains(new TimeWindow(last, HOUR.end()));
    PreparedVolume after =
        PreparedVolume.of(
            new Volume(area, BAND, new TimeWindow(HOUR.end(), HOUR.end().plusSeconds(1))));
    Separation never = Separations.between(after, noon, WIDEST, HeightContext.NONE);
    assertThat(never.verdict()).isEqualTo(Verdict.APART);
    assertThat(never.overlap()).isEqualTo(Optional.empty());
    assertThat(never.lowerMm()).isZero();
  }

  @Test
  void thePlaceIsInTheMiddleOfWhatLiesBetweenOrOfWhatIsShared() {
    Position here = Position.ofDegrees(47, 8);
    Position there = SeparationsTest.away(here, 90, 10_000);
    // 1 km, 3 km and 6 km between them: the middle is 4 km from here, from wherever it is asked.
    assertPlace(between(circle(here, 1_000), circle(there, 3_000)), here, 4_000);
    assertPlace(between(circle(here, 3_000), circle(there, 1_000)), here, 6_000);
    // Of 6 km and 7 km they share those from 3 km to 6 km.
    assertPlace(between(circle(here, 6_000), circle(there, 7_000)), here, 4_500);
    // One in the other: from the centre of the larger to that of the smaller, but no further.
    assertPlace(between(circle(here, 15_000), circle(there, 2_000)), here, 9_000);
    assertPlace(between(circle(here, 2_000), circle(there, 15_000)), here, 1_000);
    assertPlace(between(circle(here, 2_000), circle(here, 15_000)), here, 0);
  }

  private static Area circle(Position centre, int radiusM) {
    return SeparationsTest.circle(centre, radiusM * 100);
  }

  private static void assertPlace(Separation found, Position from, double metres) {
    double far = EllipsoidTest.distance(from, found.at().orElseThrow());
    assertThat(far).isBetween(metres - 0.1, metres + 0.1);
  }

  @Test
  void whatIsInsideIsSaidToBeTogetherToTheMillimetreThatIsLeftOpen() {
    Position here = Position.ofDegrees(47, 8);
    Area outer = new Area.Polygon(SeparationsTest.ring(here, 9_000, 6), 0);
    Area inner = new Area.Polygon(SeparationsTest.ring(here, 500, 4), 0);
    Separation polygons = between(outer, inner);
    assertThat(polygons.lowerMm()).isZero();
    assertThat(polygons.upperMm()).isEqualTo(1);
    assertThat(polygons.overlap()).contains(HOUR);
    assertPlace(polygons, SeparationsTest.ring(here, 500, 4).getFirst(), 0);
    Separation circle = between(circle(here, 20), outer);
    assertThat(circle.upperMm()).isZero();
    assertPlace(circle, here, 0);
    Separation margin = between(new Area.Polygon(SeparationsTest.ring(here, 500, 4), 1), outer);
    assertThat(margin.upperMm()).isZero();
  }
}
