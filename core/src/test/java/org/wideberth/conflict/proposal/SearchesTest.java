package org.wideberth.conflict.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.conflict.proposal.Scene.NOW;
import static org.wideberth.conflict.proposal.Scene.made;
import static org.wideberth.conflict.proposal.Scene.minutes;
import static org.wideberth.conflict.proposal.Scene.volume;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Kind;
import org.wideberth.operation.Operation;

/// The least of each kind of change, where it is only just found, and what it costs.
final class SearchesTest {

  private static Operation own(Volume... volumes) {
    return made(Kind.AIR, 0, 0, volumes);
  }

  private static Operation other(int seq, Volume... volumes) {
    return made(Kind.AIR, 1, seq, volumes);
  }

  private static Situation in(Operation... all) {
    Scene scene = new Scene(Scene.uniform(1_000, 500), List.of(all));
    return Situation.of(scene.mover(all[0]), all[1].id(), NOW).orElseThrow();
  }

  private static Optional<Proposal> trimmed(Operation... all) {
    return new TrimSearch(in(all)).least();
  }

  private static void assertCut(Optional<Proposal> found, int cost, Cut... cuts) {
    assertThat(found.map(Proposal::change)).contains(new Change.Trimmed(List.of(cuts)));
    assertThat(found.orElseThrow().cost()).isEqualTo(cost);
  }

  @Test
  void ofAllThatCouldBeGivenUpItIsTheLeastShareAndCostsTwoHundredPointsForAll() {
    Operation own = own(volume(0, 60, 120, 0, 400));
    // 10 of 60 minutes: 33.3 points.
    assertCut(
        trimmed(own, other(0, volume(100, 110, 300, 0, 400))), 34, new Cut.Ends(0, minutes(110)));
    assertCut(
        trimmed(own, other(0, volume(100, 0, 70, 0, 400))), 34, new Cut.Starts(0, minutes(70)));
    // 53 of 400 metres: 26.5 points, and less than 10 of 60 minutes.
    assertCut(trimmed(own, other(0, volume(100, 110, 300, 500, 600))), 27, new Cut.Top(0, 34_700));
    assertCut(
        trimmed(own, other(0, volume(100, 113, 300, 500, 600))), 24, new Cut.Ends(0, minutes(113)));
    assertCut(
        trimmed(own(volume(0, 60, 120, 100, 500)), other(0, volume(100, 0, 300, 0, 10))),
        32,
        new Cut.Bottom(0, 16_300));
    // To the whole minute, and not a second longer.
    Volume odd =
        new Volume(
            volume(100, 0, 1, 0, 400).area(),
            new HeightBand(Datum.MSL, 0, 40_000, Optional.empty()),
            new TimeWindow(minutes(110).plusSeconds(30), minutes(300)));
    assertCut(trimmed(own, other(0, odd)), 34, new Cut.Ends(0, minutes(110)));
  }

  @Test
  void halfIsGivenUpAndNoMore() {
    Operation own = own(volume(0, 60, 120, 0, 400));
    assertCut(
        trimmed(own, other(0, volume(100, 0, 90, 0, 400))), 100, new Cut.Starts(0, minutes(90)));
    assertThat(trimmed(own, other(0, volume(100, 0, 91, 0, 400)))).isEmpty();
    assertCut(trimmed(own, other(0, volume(100, 0, 300, 353, 400))), 100, new Cut.Top(0, 20_000));
    assertThat(trimmed(own, other(0, volume(100, 0, 300, 352, 400)))).isEmpty();
    Operation high = own(volume(0, 60, 120, 100, 500));
    assertCut(trimmed(high, other(0, volume(100, 0, 300, 0, 147))), 100, new Cut.Bottom(0, 30_000));
    assertThat(trimmed(high, other(0, volume(100, 0, 300, 0, 148)))).isEmpty();
  }

  @Test
  void whatHasBegunEndsSoonerButStartsNoLater() {
    Operation own = own(volume(0, -10, 60, 0, 100));
    assertCut(
        trimmed(own, other(0, volume(100, 40, 300, 0, 100))), 58, new Cut.Ends(0, minutes(40)));
    assertThat(trimmed(own, other(0, volume(100, -30, 10, 0, 100)))).isEmpty();
    assertThat(trimmed(own(volume(0, -100, 60, 0, 100)), other(0, volume(100, 0, 300, 0, 100))))
        .isEmpty();
    assertCut(
        trimmed(own(volume(0, 0, 60, 0, 100)), other(0, volume(100, -30, 10, 0, 100))),
        34,
        new Cut.Starts(0, minutes(10)));
  }

  @Test
  void onlyWhatFliesBeginsHigherAndOnlyWhatFliesOrIsDangerousReachesLessHigh() {
    Volume low = volume(0, 60, 120, 0, 400);
    Operation above = other(0, volume(100, 0, 300, 500, 600));
    assertThat(trimmed(made(Kind.GROUND, 0, 0, low), above)).isEmpty();
    assertCut(trimmed(made(Kind.HAZARD, 0, 0, low), above), 27, new Cut.Top(0, 34_700));
    Volume high = volume(0, 60, 120, 100, 500);
    Operation below = other(0, volume(100, 0, 300, 0, 10));
    assertThat(trimmed(made(Kind.HAZARD, 0, 0, high), below)).isEmpty();
  }

  @Test
  void ofSeveralVolumesEachThatIsTooCloseGivesUpItsLeast() {
    Operation own = own(volume(0, 60, 120, 0, 100), volume(9_000, 60, 120, 0, 100));
    // A sixth of the one and a tenth of the other, of two: 26.7 points.
    assertCut(
        trimmed(own, other(0, volume(100, 110, 300, 0, 100), volume(9_100, 0, 66, 0, 100))),
        27,
        new Cut.Ends(0, minutes(110)),
        new Cut.Starts(1, minutes(66)));
    // One is left out, for nothing else ends it.
    assertCut(trimmed(own, other(0, volume(9_000, 0, 300, 0, 100))), 100, new Cut.Dropped(1));
    // More than half of all is another operation.
    assertThat(trimmed(own, other(0, volume(0, 0, 300, 0, 100), volume(9_000, 0, 66, 0, 100))))
        .isEmpty();
  }

  @Test
  void aWidthIsWholeMetresAndAtLeastHalf() {
    Operation own = own(volume(0, 0, 60, 0, 100));
    Cut cut =
        ((Change.Trimmed)
                trimmed(own, other(0, volume(1_800, 0, 60, 0, 100))).orElseThrow().change())
            .cuts()
            .getFirst();
    // On the plane that they are put on: 1,800 m less 500 m less 1,000 m, to some metres.
    assertThat(((Cut.Width) cut).cm()).isBetween(29_500, 30_500).matches(cm -> cm % 100 == 0);
    assertThat(trimmed(own, other(0, volume(1_740, 0, 60, 0, 100)))).isEmpty();
  }

  private static Optional<Change> shifted(Operation... all) {
    return new TimeSearch(in(all)).least().map(Proposal::change);
  }

  @Test
  void whatIsFoundWithOthersMayStayButGetNoLonger() {
    Operation own = own(volume(0, 60, 120, 0, 100));
    Operation wanted = other(0, volume(100, 110, 300, 0, 100));
    assertThat(shifted(own, wanted)).contains(new Change.Shifted(-10));
    // 20 minutes with this one: sooner it would be longer, until it is 20 minutes again.
    assertThat(shifted(own, wanted, other(1, volume(100, 50, 80, 0, 100))))
        .contains(new Change.Shifted(-50));
    assertThat(shifted(own, wanted, other(1, volume(100, 0, 90, 0, 100))))
        .contains(new Change.Shifted(240));
    // All of the one is within the other: that gets no longer.
    assertThat(shifted(own, wanted, other(1, volume(100, 30, 200, 0, 100))))
        .contains(new Change.Shifted(-10));
    assertThat(shifted(own, wanted, other(1, volume(100, 60, 75, 0, 100))))
        .contains(new Change.Shifted(-10));
    // What is not found yet must not be.
    assertThat(shifted(own, wanted, other(1, volume(100, 0, 60, 0, 100))))
        .contains(new Change.Shifted(240));
  }

  @Test
  void whereHeightsCannotBeComparedNoneIsFarEnough() {
    Volume msl = volume(0, 60, 120, 0, 100);
    Volume feet =
        new Volume(
            msl.area(), new HeightBand(Datum.PRESSURE, 0, 1_000, Optional.empty()), msl.time());
    Operation own = own(msl);
    assertThat(new HeightSearch(in(own, other(0, feet))).least()).isEmpty();
    // If that is so already, it is in the way of nothing else.
    assertThat(
            new HeightSearch(in(own, other(0, volume(100, 0, 300, 0, 50)), other(1, feet)))
                .least()
                .map(Proposal::cost))
        .contains(21);
    assertThat(new HeightSearch(in(own(feet), other(0, msl))).least()).isEmpty();
  }

  @Test
  void othersThatAreFoundAboveMayStayAsTheyAre() {
    Operation own = own(volume(0, 60, 120, 300, 400));
    Operation wanted = other(0, volume(100, 0, 300, 500, 600));
    // 52.4 m lower; where another is found below, it is over the wanted one instead.
    assertThat(new HeightSearch(in(own, wanted)).least().map(Proposal::change).toString())
        .contains("by=-53");
    assertThat(
            new HeightSearch(in(own, wanted, other(1, volume(100, 0, 300, 0, 95))))
                .least()
                .map(Proposal::change)
                .toString())
        .contains("by=453");
    assertThat(
            new HeightSearch(in(own, wanted, other(1, volume(100, 0, 300, 0, 94))))
                .least()
                .map(Proposal::change)
                .toString())
        .contains("by=-53");
  }

  @Test
  void whatIsFoundAtEveryHeightAnywayIsInTheWayOfNone() {
    Operation own = own(volume(0, 60, 120, 0, 100));
    Operation wanted = other(0, volume(100, 0, 300, 0, 50));
    Operation always = other(1, volume(-100, 0, 300, 0, 3_000));
    assertThat(new HeightSearch(in(own, wanted, always)).least().map(Proposal::change).toString())
        .contains("by=203");
    // Not if it is that one which is to end.
    assertThat(new HeightSearch(in(own, always, wanted)).least()).isEmpty();
  }
}
