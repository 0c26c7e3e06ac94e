package org.wideberth.conflict.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wideberth.conflict.LiveOperation;
import org.wideberth.geo.Area;
import org.wideberth.geo.Bearing;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.HeightUnit;
import org.wideberth.geo.Offset;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.operation.OperationContent;
import org.wideberth.operation.OperationId;

/// What is said of a proposal, word for word.
final class ProposalWordsTest {
  private static final Instant TEN = Instant.parse("2026-12-01T10:00:00Z");
  private static final Position HERE = Position.ofDegrees(47.5, 8);
  private static final Area CIRCLE = new Area.Circle(HERE, 50_000);
  private static final OperationId AMBERS = OperationId.first(Scene.PARTIES.getFirst(), 1, 0);

  private static Volume volume(Area area, Datum datum, int lower, int upper, int hours) {
    return new Volume(
        area,
        new HeightBand(datum, lower, upper, Optional.empty()),
        new TimeWindow(TEN, TEN.plusSeconds(3_600L * hours)));
  }

  private static OperationContent content(Volume... volumes) {
    return new OperationContent(Kind.AIR, 0, Grain.EXACT, "", List.of(volumes));
  }

  private static Proposal proposal(Change change, OperationContent before) {
    OperationContent after = change.of(before).orElseThrow();
    return new Proposal(AMBERS, change, before, after, 1, List.of(), List.of());
  }

  private static String words(Change change, Volume... before) {
    return ProposalWords.of(proposal(change, content(before)));
  }

  private static String cut(Cut cut, Volume... before) {
    return words(new Change.Trimmed(List.of(cut)), before);
  }

  @Test
  void timesAreOnOneDayOrOnTwo() {
    Volume hour = volume(CIRCLE, Datum.MSL, 0, 10_000, 1);
    assertThat(words(new Change.Shifted(12), hour))
        .isEqualTo("amber starts 12 minutes later: 10:12Z to 11:12Z on 2026-12-01");
    assertThat(words(new Change.Shifted(-1), hour))
        .isEqualTo("amber starts 1 minute sooner: 09:59Z to 10:59Z on 2026-12-01");
    assertThat(words(new Change.Shifted(1_440), volume(CIRCLE, Datum.MSL, 0, 9, 20), hour))
        .isEqualTo("amber starts 1,440 minutes later: 2026-12-02 10:00Z to 2026-12-03 06:00Z");
  }

  @Test
  void bandsAreNamedAndOfManyTheFirst() {
    Volume low = volume(CIRCLE, Datum.MSL, 0, 10_000, 1);
    assertThat(words(new Change.Raised(1_250, HeightUnit.METRE), low))
        .startsWith("amber is 1,250 m higher: ")
        .contains("1250 m", "1350 m")
        .doesNotContain("other bands");
    Volume high = volume(CIRCLE, Datum.MSL, 20_000, 30_000, 1);
    assertThat(words(new Change.Raised(100, HeightUnit.METRE), low, high, low))
        .contains(" to ", ", ")
        .doesNotContain("other bands");
    Volume higher = volume(CIRCLE, Datum.MSL, 40_000, 50_000, 1);
    assertThat(words(new Change.Raised(100, HeightUnit.METRE), low, high, higher))
        .endsWith(", and 2 other bands");
    Volume feet = volume(CIRCLE, Datum.PRESSURE, 5_000, 6_000, 1);
    assertThat(words(new Change.Raised(-300, HeightUnit.FOOT), feet))
        .startsWith("amber is 300 ft lower: ");
  }

  @Test
  void aPlaceIsADistanceAndASide() {
    Volume volume = volume(CIRCLE, Datum.MSL, 0, 10_000, 1);
    Offset offset =
        Offset.of(
            LiveOperation.of(Scene.operation(Scene.PARTIES.getFirst(), 0, content(volume), TEN))
                .reach(),
            Bearing.NORTH_EAST);
    Change moved = new Change.Moved(Bearing.NORTH_EAST, 1_250, offset);
    assertThat(words(moved, volume)).isEqualTo("amber is 1,250 m further north-east");
    assertThat(moved.kind()).isEqualTo(Change.Kind.PLACE);
  }

  @Test
  void whatIsGivenUpIsSaidWithWhatItWas() {
    Volume one = volume(CIRCLE, Datum.MSL, 0, 10_000, 1);
    assertThat(cut(new Cut.Starts(0, TEN.plusSeconds(600)), one))
        .isEqualTo("amber starts at 2026-12-01 10:10Z instead of 2026-12-01 10:00Z");
    assertThat(cut(new Cut.Ends(0, TEN.plusSeconds(1_830)), one))
        .isEqualTo("amber ends at 2026-12-01 10:30:30Z instead of 2026-12-01 11:00Z");
    assertThat(cut(new Cut.Top(0, 8_000), one))
        .startsWith("amber reaches up to 80 m")
        .contains(" instead of 100 m");
    assertThat(cut(new Cut.Bottom(0, 2_000), one))
        .startsWith("amber begins at 20 m")
        .contains(" instead of 0 m");
    assertThat(cut(new Cut.Width(0, 30_000), one))
        .isEqualTo("amber has a radius of 300 m instead of 500 m");
    List<Position> path = List.of(HERE, Position.ofDegrees(47.6, 8));
    Area corridor = new Area.Corridor(path, 200_000);
    assertThat(cut(new Cut.Width(1, 150_000), one, volume(corridor, Datum.MSL, 0, 9, 1)))
        .isEqualTo("amber has a half-width of 1,500 m in volume 2 instead of 2,000 m");
    Area polygon =
        new Area.Polygon(List.of(HERE, path.getLast(), Position.ofDegrees(47.5, 8.2)), 9_900);
    assertThat(cut(new Cut.Width(0, 5_000), volume(polygon, Datum.MSL, 0, 9, 1)))
        .isEqualTo("amber has a margin of 50 m instead of 99 m");
    assertThat(
            words(
                new Change.Trimmed(
                    List.of(new Cut.Ends(0, TEN.plusSeconds(60)), new Cut.Dropped(1))),
                one,
                volume(corridor, Datum.MSL, 0, 9, 1)))
        .isEqualTo(
            "amber ends at 2026-12-01 10:01Z in volume 1 instead of 2026-12-01 11:00Z;"
                + " leaves out volume 2");
  }

  @Test
  void ofEqualCostsTheKindDecidesAndThenWhoseItIs() {
    OperationContent content = content(volume(CIRCLE, Datum.MSL, 0, 10_000, 1));
    Proposal time = proposal(new Change.Shifted(5), content);
    Proposal height = proposal(new Change.Raised(5, HeightUnit.METRE), content);
    Proposal other =
        new Proposal(
            OperationId.first(Scene.PARTIES.get(1), 1, 0),
            time.change(),
            content,
            content,
            1,
            List.of(),
            List.of());
    Proposal dear = new Proposal(AMBERS, time.change(), content, content, 2, List.of(), List.of());
    assertThat(List.of(time, other, height, dear)).isSortedAccordingTo(Proposal.ORDER);
    assertThat(Proposal.ORDER.compare(time, height)).isNegative();
    assertThat(Proposal.ORDER.compare(height, time)).isPositive();
    assertThat(Proposal.ORDER.compare(dear, height)).isPositive();
    assertThat(Proposal.ORDER.compare(time, other)).isNegative();
  }
}
