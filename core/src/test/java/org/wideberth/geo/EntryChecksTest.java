package org.wideberth.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wideberth.geo.EntryChecks.Checked;
import org.wideberth.refusal.Outcome;

final class EntryChecksTest {
  private static final Position FORD = Position.ofDegrees(47.12345, 8.76543);
  private static final Surroundings AT_THE_FORD =
      Surroundings.about(
          List.of(Areas.circle(FORD, 300_000).orThrow()),
          List.of(Position.ofDegrees(47.13333, 8.75555)));

  private static List<Doubt> doubts(String text, Surroundings around) {
    return EntryChecks.check(text, around).orThrow().doubts();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "47.12345, 8.76543",
        "47°07.407'N 008°45.926'E",
        "47.14, 8.77",
        "47.11, 8.80",
        "32TMT8226119142"
      })
  void whatIsInPlaceIsNotDoubted(String text) {
    assertThat(doubts(text, AT_THE_FORD)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "8.76543, 47.12345 | SWAPPED | latitude and longitude look swapped",
        "08°45.926'N 047°07.407'E | SWAPPED | latitude and longitude look swapped",
        "47.12345, -8.76543 | HEMISPHERE | east and west look mistaken",
        "47.12345S 8.76543E | HEMISPHERE | north and south look mistaken",
        "41.12345, 8.76543 | DIGIT | a digit of the latitude looks mistaken, 1 for 7",
        "74.12345, 8.76543 | DIGIT | digits 74 of the latitude look transposed",
        "47°07.407'N 018°45.926'E | DIGIT | a digit of the longitude looks mistaken, 1 for 0",
        "47.12345, 8.67543 | DIGIT | digits 67 of the longitude look transposed"
      })
  void aSlipIsNamedWithThePositionThatWasMeant(String text, Slip slip, String words) {
    Doubt doubt = doubts(text, AT_THE_FORD).getFirst();
    assertThat(doubt.slip()).isEqualTo(slip);
    assertThat(doubt.words()).startsWith(words);
    assertThat(Distances.cm(doubt.meant().orElseThrow(), FORD)).isLessThan(300);
    assertThat(doubt.words()).contains(PositionText.decimal(doubt.meant().orElseThrow()));
  }

  @Test
  void anotherSquareAndAnotherZoneAreNamed() {
    String right = PositionText.mgrs(FORD).orElseThrow();
    assertThat(right).startsWith("32TMT");
    for (String wrong : List.of("32TLT", "32TMS", "32TNT", "31TFN")) {
      List<Doubt> doubts = doubts(right.replace("32TMT", wrong), AT_THE_FORD);
      assertThat(doubts).as(wrong).extracting(Doubt::slip).contains(Slip.SQUARE);
      assertThat(Distances.cm(doubts.getFirst().meant().orElseThrow(), FORD))
          .as(wrong)
          .isLessThan(300);
    }
    Outcome<Checked> none = EntryChecks.check(right.replace("32TMT", "34TMT"), AT_THE_FORD);
    assertThat(none)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.refusal().detail()).contains("32TMT", "fits"));
  }

  @Test
  void aPlaceReadOffAnOldMapIsNamedWithItsDatum() {
    Position post = Position.ofDegrees(48.5, 37.5);
    Surroundings there =
        Surroundings.about(List.of(Areas.circle(post, 1_000_000).orThrow()), List.of());
    // A map of Pulkovo 1942 has the post 126 m from where WGS 84 has it.
    Position read = Position.ofDegrees(48.50013, 37.50165);
    Doubt doubt = doubts(PositionText.decimal(read), there).getFirst();
    assertThat(doubt.slip()).isEqualTo(Slip.DATUM);
    assertThat(doubt.words()).contains("Pulkovo 1942");
    assertThat(Distances.cm(doubt.meant().orElseThrow(), post)).isLessThan(2_500);
  }

  @Test
  void whatNothingExplainsIsFarAndWhereNothingIsKnownNothingIsDoubted() {
    Doubt far = doubts("12.3, 95.1", AT_THE_FORD).getFirst();
    assertThat(far.slip()).isEqualTo(Slip.FAR);
    assertThat(far.meant()).isEmpty();
    assertThat(far.words()).isEqualTo("it is 8,740 km from everything that this is about");
    assertThat(doubts("12.3, 95.1", Surroundings.unknown())).isEmpty();
  }

  @Test
  void aLatitudeBeyondThePoleIsSaidToBeALongitude() {
    Surroundings east = Surroundings.about(List.of(), List.of(Position.ofDegrees(-33.9, 151.2)));
    assertThat(EntryChecks.check("151.2, -33.9", east))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.refusal().detail())
                    .contains("latitude comes first", "-33.9000000, 151.2000000"));
  }

  @Test
  void inATheatreOnlyWhatIsFarFromAllOfItIsDoubted() {
    Surroundings theatre =
        Surroundings.theatre(List.of(Areas.circle(FORD, 100).orThrow()), List.of());
    assertThat(doubts("48.2, 8.9", theatre)).isEmpty();
    assertThat(doubts("49.12345, 8.76543", theatre)).extracting(Doubt::slip).contains(Slip.DIGIT);
  }

  @Test
  void ofMoreAreasThanTheLimitTheFirstOnesCount() {
    List<Position> ring = new ArrayList<>();
    for (int i = 0; i < Areas.MAX_VERTICES; i++) {
      ring.add(Position.ofDegrees(47 + i * 1e-6, 8 + i * (long) i * 1e-9));
    }
    List<Area> areas =
        new ArrayList<>(
            Collections.nCopies(
                Surroundings.VERTICES_MAX / Areas.MAX_VERTICES - 1, new Area.Polygon(ring, 0)));
    Area small = Areas.circle(Position.ofDegrees(50, 20), 100).orThrow();
    areas.add(small);
    assertThat(Surroundings.about(areas, List.of()).isNear(Position.ofDegrees(50, 20))).isTrue();
    areas.add(new Area.Polygon(ring, 0));
    areas.add(Areas.circle(FORD, 100).orThrow());
    Surroundings most = Surroundings.about(areas, List.of());
    assertThat(most.isNear(Position.ofDegrees(50, 20))).isTrue();
    assertThat(most.isNear(FORD)).isFalse();
  }

  @Test
  void aPositionNearTheLineOfALargeAreaIsNearItsMiddleOrNot() {
    List<Position> ring =
        List.of(
            Position.ofDegrees(47, 8),
            Position.ofDegrees(47, 9),
            Position.ofDegrees(48, 9),
            Position.ofDegrees(48, 8));
    Surroundings inside = Surroundings.about(List.of(Areas.polygon(ring, 0).orThrow()), List.of());
    Surroundings along =
        Surroundings.about(List.of(Areas.corridor(ring, 10_000).orThrow()), List.of());
    Position middle = Position.ofDegrees(47.5, 8.5);
    assertThat(inside.isNear(middle)).isTrue();
    assertThat(along.isNear(middle)).isFalse();
    assertThat(inside.isNear(Position.ofDegrees(47.5, 9.15))).isTrue();
    assertThat(inside.isNear(Position.ofDegrees(47.5, 9.25))).isFalse();
    assertThat(along.isNear(Position.ofDegrees(47.1, 8.5))).isTrue();
    assertThat(along.isNear(Position.ofDegrees(47.5, 7.95))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0.001, 11132",
    "47, 8, 47, 8, 0",
    "60, 179.9999, 60, -179.9999, 1116",
    "47, 8, 48, 8, 11118059"
  })
  void distancesAreThoseOverTheEllipsoid(
      double lat1, double lon1, double lat2, double lon2, long cm) {
    assertThat(Distances.cm(Position.ofDegrees(lat1, lon1), Position.ofDegrees(lat2, lon2)))
        .isEqualTo(cm);
  }
}
