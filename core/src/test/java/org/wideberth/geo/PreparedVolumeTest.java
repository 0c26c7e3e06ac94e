package org.wideberth.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Volumes and what they are made of, and what is known of one that was made ready.
final class PreparedVolumeTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final TimeWindow HOUR = new TimeWindow(NOON, NOON.plusSeconds(3_600));
  private static final HeightBand BAND = SeparationsTest.heights(Datum.MSL, 1_000, 2_000);

  private static Position at(int latE7, int lonE7) {
    return new Position(latE7, lonE7);
  }

  private static PreparedVolume of(Area area) {
    return PreparedVolume.of(new Volume(area, BAND, HOUR));
  }

  private static PreparedVolume of(HeightBand band) {
    return PreparedVolume.of(
        new Volume(SeparationsTest.circle(Position.ofDegrees(47, 8), 100), band, HOUR));
  }

  private static Area corridor(int widthCm, Position... path) {
    return new Area.Corridor(List.of(path), widthCm);
  }

  /// The order in which a pair is computed is the same on every node: by kind, then by width, then
  /// by the first corner that differs.
  @Test
  void anyTwoAreasHaveOneOrder() {
    Position a = at(10, 10);
    Position b = at(10, 20_000);
    Position c = at(20_000, 5);
    List<Area> ordered =
        List.of(
            SeparationsTest.circle(a, 1),
            SeparationsTest.circle(b, 1),
            SeparationsTest.circle(c, 1),
            SeparationsTest.circle(a, 2),
            corridor(1, a, b),
            corridor(1, a, b, c),
            corridor(1, a, c),
            corridor(1, b, a),
            corridor(1, c, a, b),
            corridor(2, a, b),
            new Area.Polygon(List.of(a, b, c), 0),
            new Area.Polygon(List.of(a, c, b), 0),
            new Area.Polygon(List.of(a, b, c), 1));
    for (int i = 0; i < ordered.size(); i++) {
      for (int j = 0; j < ordered.size(); j++) {
        assertThat(of(ordered.get(i)).isBefore(of(ordered.get(j))))
            .as("%d and %d", i, j)
            .isEqualTo(i <= j);
      }
    }
  }

  @Test
  void itIsThereFromItsStartUntilItsEnd() {
    PreparedVolume noon = of(BAND);
    assertThat(noon.startMillis()).isEqualTo(NOON.toEpochMilli());
    assertThat(noon.endMillis()).isEqualTo(NOON.toEpochMilli() + 3_600_000);
    for (int shift : new int[] {-3_600_000, -3_599_999, 0, 3_599_999, 3_600_000}) {
      Instant start = NOON.plusMillis(shift);
      PreparedVolume other =
          PreparedVolume.of(
              new Volume(
                  noon.volume().area(), BAND, new TimeWindow(start, start.plusSeconds(3_600))));
      boolean both = Math.abs(shift) < 3_600_000;
      assertThat(noon.overlapsInTime(other)).as("%d ms", shift).isEqualTo(both);
    }
  }

  @Test
  void heightsAreKeptOverWhatTheyAreComparedOver() {
    PreparedVolume sea = of(BAND);
    assertThat(sea.heightFrame()).isEqualTo(HeightFrame.SEA);
    assertThat(sea.lowerTenthMm()).isEqualTo(100_000);
    assertThat(sea.upperTenthMm()).isEqualTo(200_000);
    PreparedVolume pressure = of(SeparationsTest.heights(Datum.PRESSURE, 10, 20));
    assertThat(pressure.heightFrame()).isEqualTo(HeightFrame.PRESSURE);
    assertThat(pressure.lowerTenthMm()).isEqualTo(30_480);
    assertThat(pressure.upperTenthMm()).isEqualTo(60_960);
    PreparedVolume ground =
        of(new HeightBand(Datum.AGL, 100, 300, Optional.of(new Ground(2_000, 2_500))));
    assertThat(ground.heightFrame()).isEqualTo(HeightFrame.SEA);
    assertThat(ground.lowerTenthMm()).isEqualTo(210_000);
    assertThat(ground.upperTenthMm()).isEqualTo(280_000);
    PreparedVolume ellipsoid = of(SeparationsTest.heights(Datum.WGS84, 1_000, 2_000));
    assertThat(ellipsoid.heightFrame()).isEqualTo(HeightFrame.ELLIPSOID);
    assertThat(ellipsoid.lowerTenthMm()).isEqualTo(100_000);
    assertThat(ellipsoid.upperTenthMm()).isEqualTo(200_000);
    // The sea is some 48 m above the ellipsoid there; 3 m are unknown.
    assertThat(ellipsoid.aboveSea().lowerTenthMm()).isBetween(-450_000L, -400_000L);
    assertThat(ellipsoid.aboveSea().upperTenthMm()).isBetween(-260_000L, -220_000L);
    assertThat(List.of(HeightFrame.values()).stream().map(HeightFrame::number))
        .containsExactly(0, 1, 2);
  }

  @Test
  void aDistanceOfBallsIsNeverBelowZeroNorAboveThatOfWhatTheyHold() {
    Reach one = new Reach(1, 2, 3, 4);
    assertThat(one.apartM(new Reach(1 + 2 * 10, 2 + 3 * 10, 3 + 6 * 10, 5))).isEqualTo(61);
    assertThat(one.apartM(new Reach(4, 2, 3, 5))).isZero();
    assertThat(of(corridor(700, at(0, 0), at(0, 10_000))).widthM()).isEqualTo(7);
  }

  @Test
  void whatTheProgramMustNeverBuildItDoesNot() {
    Position here = Position.ofDegrees(47, 8);
    assertThat(new Area.Circle(here, 1).widthCm()).isEqualTo(1);
    assertThat(new Area.Circle(here, Areas.MAX_RADIUS_CM).vertices()).containsExactly(here);
    refused(() -> new Area.Circle(here, 0));
    refused(() -> new Area.Circle(here, Areas.MAX_RADIUS_CM + 1));

    List<Position> most = SeparationsTest.ring(here, 100_000, Areas.MAX_VERTICES);
    List<Position> more = new ArrayList<>(most);
    more.add(here);
    List<Position> two = most.subList(0, 2);
    List<Position> three = most.subList(0, 3);
    assertThat(new Area.Polygon(three, 0).vertices()).isEqualTo(three);
    assertThat(new Area.Polygon(most, Areas.MAX_WIDTH_CM).widthCm()).isEqualTo(Areas.MAX_WIDTH_CM);
    refused(() -> new Area.Polygon(two, 0));
    refused(() -> new Area.Polygon(more, 0));
    refused(() -> new Area.Polygon(three, -1));
    refused(() -> new Area.Polygon(three, Areas.MAX_WIDTH_CM + 1));
    assertThat(new Area.Corridor(two, 1).vertices()).isEqualTo(two);
    assertThat(new Area.Corridor(most, Areas.MAX_WIDTH_CM).widthCm()).isEqualTo(Areas.MAX_WIDTH_CM);
    refused(() -> new Area.Corridor(two.subList(0, 1), 1));
    refused(() -> new Area.Corridor(more, 1));
    refused(() -> new Area.Corridor(two, 0));
    refused(() -> new Area.Corridor(two, Areas.MAX_WIDTH_CM + 1));

    refused(() -> new TimeWindow(NOON, NOON));
    refused(() -> new TimeWindow(NOON.plusNanos(1), NOON.plusSeconds(1)));
    refused(() -> new TimeWindow(NOON, NOON.plusNanos(1_000_001)));
    refused(() -> new Minimum(99, 1));
    refused(() -> new Minimum(10_000_001, 1));
    refused(() -> new Minimum(100, 0));
    refused(() -> new Minimum(100, 1_000_000_001));
    assertThat(new Minimum(10_000_000, 1_000_000_000).lateralCm()).isEqualTo(10_000_000);
    assertThat(new Minimum(100, 1).verticalTenthMm()).isEqualTo(1);
    assertThat(Minimum.ofMetresAndFeet(3, 5)).isEqualTo(new Minimum(300, 15_240));
    Optional<Position> none = Optional.empty();
    refused(() -> new Separation(Verdict.APART, -1, 1, Optional.empty(), none, Optional.empty()));
    refused(() -> new Separation(Verdict.APART, 2, 1, Optional.empty(), none, Optional.empty()));
    assertThat(
            new Separation(Verdict.APART, 0, 0, Optional.empty(), none, Optional.empty()).upperMm())
        .isZero();
    refused(() -> Effort.of(0));
  }

  private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable made) {
    assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cornersAreALikeListHoweverTheyAreKept() {
    List<Position> list = List.of(at(1, 2), at(3, 4), at(5, 6));
    List<Position> kept = Vertices.of(list);
    assertThat(kept).isEqualTo(list).hasSize(3);
    assertThat(list).isEqualTo(kept);
    assertThat(kept.hashCode()).isEqualTo(list.hashCode());
    assertThat(Vertices.of(kept)).isSameAs(kept);
    assertThat(kept).isEqualTo(Vertices.of(List.copyOf(list)));
    assertThat(kept).isNotEqualTo(Vertices.of(List.of(at(1, 2), at(3, 4), at(5, 7))));
    assertThat(kept).isNotEqualTo(list.subList(0, 2));
    assertThatThrownBy(() -> kept.add(at(1, 1))).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void anEffortIsSpentAfterSoManySteps() {
    assertThat(Effort.of(1).spend()).isTrue();
    Effort effort = Effort.of(2);
    assertThat(effort.isSpent()).isFalse();
    assertThat(effort.spend()).isTrue();
    assertThat(effort.spend()).isTrue();
    assertThat(effort.isSpent()).isTrue();
    assertThat(effort.spend()).isFalse();
    assertThat(effort.isSpent()).isTrue();
  }

  @Test
  void windowsMeetInWhatIsInBoth() {
    TimeWindow early = new TimeWindow(NOON, NOON.plusMillis(10));
    TimeWindow late = new TimeWindow(NOON.plusMillis(9), NOON.plusMillis(20));
    TimeWindow both = new TimeWindow(NOON.plusMillis(9), NOON.plusMillis(10));
    assertThat(early.intersection(late)).contains(both);
    assertThat(late.intersection(early)).contains(both);
    assertThat(early.overlaps(late)).isTrue();
    assertThat(early.contains(NOON.minusMillis(1))).isFalse();
    assertThat(
            TimeWindow.ofEpochMillis(
                    TimeWindow.FIRST.toEpochMilli(), TimeWindow.LAST.toEpochMilli())
                .orThrow()
                .start())
        .isEqualTo(TimeWindow.FIRST);
  }
}
