package org.wideberth.conflict.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.conflict.proposal.Scene.NOW;
import static org.wideberth.conflict.proposal.Scene.made;
import static org.wideberth.conflict.proposal.Scene.minutes;
import static org.wideberth.conflict.proposal.Scene.volume;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wideberth.agreement.AgreementState;
import org.wideberth.conflict.Finding;
import org.wideberth.geo.Bearing;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.HeightUnit;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;

final class ProposalsTest {
  private static final long SEED = 5;
  private static final int SCENES = 10_000;

  /// Of so many scenes, one is also looked at for something smaller, minute by minute.
  private static final int ONE_IN = 50;

  private static final AgreementState RULES = Scene.uniform(1_000, 500);

  /// A circle of 500 m so far east of here, minutes from now, in metres above the sea.
  private static Operation circle(
      int party, int seq, int eastM, int from, int to, int lowerM, int upperM) {
    return made(Kind.AIR, party, seq, volume(eastM, from, to, lowerM, upperM));
  }

  /// The least change of that kind by the first operation, to end what is found with the second.
  private static Optional<Change> least(Change.Kind kind, Operation... all) {
    Scene scene = new Scene(RULES, List.of(all));
    Proposals found =
        Proposals.of(List.of(new Proposals.Asked(scene.mover(all[0]), all[1].id())), NOW);
    for (Proposal each : found.list()) {
      assertThat(scene.wrong(all[0], Optional.of(each.content()), all[1].id())).isEmpty();
    }
    // Not only the three that are listed: each kind by itself.
    return Situation.of(scene.mover(all[0]), all[1].id(), NOW)
        .flatMap(
            in ->
                switch (kind) {
                  case TIME -> new TimeSearch(in).least();
                  case HEIGHT -> new HeightSearch(in).least();
                  case PLACE -> new PlaceSearch(in).least();
                  case EXTENT -> new TrimSearch(in).least();
                })
        .map(Proposal::change);
  }

  @Test
  void aDelayIsJustSoManyMinutesThatTheOtherHasEnded() {
    // From 60 to 120 against 30 to 72: 12 minutes later. Sooner, it would have to be by 90.
    assertThat(
            least(
                Change.Kind.TIME,
                circle(0, 0, 0, 60, 120, 0, 100),
                circle(1, 0, 100, 30, 72, 0, 100)))
        .contains(new Change.Shifted(12));
    // And against 110 to 300, 10 minutes sooner.
    assertThat(
            least(
                Change.Kind.TIME,
                circle(0, 0, 0, 60, 120, 0, 100),
                circle(1, 0, 100, 110, 300, 0, 100)))
        .contains(new Change.Shifted(-10));
  }

  @Test
  void aDelayGoesOnPastWhatElseIsInTheWayAndTakesAGapThatIsJustLongEnough() {
    assertThat(
            least(
                Change.Kind.TIME,
                circle(0, 0, 0, 60, 120, 0, 100),
                circle(1, 0, 100, 30, 72, 0, 100),
                circle(2, 1, 200, 131, 150, 0, 100),
                circle(2, 2, 200, 210, 240, 0, 100)))
        .contains(new Change.Shifted(90));
    assertThat(
            least(
                Change.Kind.TIME,
                circle(0, 0, 0, 60, 120, 0, 100),
                circle(1, 0, 100, 30, 72, 0, 100),
                circle(2, 1, 200, 131, 150, 0, 100),
                circle(2, 2, 200, 209, 240, 0, 100),
                circle(2, 3, 200, 0, 29, 0, 100)))
        .contains(new Change.Shifted(180));
  }

  @Test
  void nothingIsPutBeforeNowAndWhatHasBegunIsNotShifted() {
    assertThat(
            least(
                Change.Kind.TIME,
                circle(0, 0, 0, 9, 60, 0, 100),
                circle(1, 0, 100, 50, 300, 0, 100)))
        .contains(new Change.Shifted(291));
    assertThat(
            least(
                Change.Kind.TIME,
                circle(0, 0, 0, 10, 60, 0, 100),
                circle(1, 0, 100, 50, 300, 0, 100)))
        .contains(new Change.Shifted(-10));
    assertThat(
            least(
                Change.Kind.TIME,
                circle(0, 0, 0, -1, 60, 0, 100),
                circle(1, 0, 100, 50, 70, 0, 100)))
        .isEmpty();
  }

  @Test
  void sixHoursAreLookedAtAndNotAMinuteMore() {
    Operation own = circle(0, 0, 0, 60, 120, 0, 100);
    assertThat(least(Change.Kind.TIME, own, circle(1, 0, 100, 10, 420, 0, 100)))
        .contains(new Change.Shifted(360));
    assertThat(least(Change.Kind.TIME, own, circle(1, 0, 100, 10, 421, 0, 100))).isEmpty();
  }

  @Test
  void aBandGoesUpByTheLeastWholeMetreThatMeetsTheMinimum() {
    // 500 ft are 152.4 m: from 0 to 200 m it takes a lower end at 352.4.
    assertThat(
            least(
                Change.Kind.HEIGHT,
                circle(0, 0, 0, 0, 60, 100, 300),
                circle(1, 0, 100, 0, 60, 0, 200)))
        .contains(new Change.Raised(253, HeightUnit.METRE));
    assertThat(
            least(
                Change.Kind.HEIGHT,
                circle(0, 0, 0, 0, 60, 300, 500),
                circle(1, 0, 100, 0, 60, 600, 900)))
        .contains(new Change.Raised(-53, HeightUnit.METRE));
    // Not below zero, so over the other.
    assertThat(
            least(
                Change.Kind.HEIGHT,
                circle(0, 0, 0, 0, 60, 52, 500),
                circle(1, 0, 100, 0, 60, 600, 700)))
        .contains(new Change.Raised(801, HeightUnit.METRE));
  }

  @Test
  void pressureAltitudesGoByWholeFeetAndFromBlockerToBlocker() {
    Operation own = feet(0, 0, 1_000, 2_000);
    assertThat(least(Change.Kind.HEIGHT, own, feet(1, 0, 1_500, 2_500)))
        .contains(new Change.Raised(-1_000, HeightUnit.FOOT));
    assertThat(
            least(
                Change.Kind.HEIGHT,
                own,
                feet(1, 0, 1_500, 2_500),
                feet(2, 0, 4_499, 4_600),
                feet(2, 1, 0, 100)))
        .isEmpty();
    assertThat(
            least(
                Change.Kind.HEIGHT,
                own,
                feet(1, 0, 1_500, 2_500),
                feet(2, 0, 4_500, 4_600),
                feet(2, 1, 0, 100)))
        .contains(new Change.Raised(2_000, HeightUnit.FOOT));
  }

  private static Operation feet(int party, int seq, int lower, int upper) {
    Volume volume = volume(0, 0, 60, 0, 1);
    return made(
        Kind.AIR,
        party,
        seq,
        new Volume(
            volume.area(),
            new HeightBand(Datum.PRESSURE, lower, upper, Optional.empty()),
            volume.time()));
  }

  @Test
  void whatDoesNotFlyGoesNoHigherAndWhatStaysGoesNowhere() {
    Operation other = circle(1, 0, 100, 0, 60, 0, 100);
    Volume volume = volume(0, 0, 60, 0, 100);
    assertThat(least(Change.Kind.HEIGHT, made(Kind.GROUND, 0, 0, volume), other)).isEmpty();
    assertThat(least(Change.Kind.PLACE, made(Kind.STATIC, 0, 0, volume), other)).isEmpty();
    assertThat(least(Change.Kind.PLACE, made(Kind.GROUND, 0, 0, volume), other)).isPresent();
  }

  @Test
  void anAreaGoesToTheNearestSideByTheLeastStep() {
    // Two circles of 500 m and a minimum of 1,000 m: the centres must be 2,000 m apart.
    Change change =
        least(Change.Kind.PLACE, circle(0, 0, 0, 0, 60, 0, 100), circle(1, 0, 1_000, 0, 60, 0, 100))
            .orElseThrow();
    assertThat(change).isInstanceOf(Change.Moved.class);
    Change.Moved moved = (Change.Moved) change;
    assertThat(moved.towards()).isEqualTo(Bearing.WEST);
    assertThat(moved.metres()).isBetween(990, 1_010);
    // Something in the west makes it another side.
    Change.Moved round =
        (Change.Moved)
            least(
                    Change.Kind.PLACE,
                    circle(0, 0, 0, 0, 60, 0, 100),
                    circle(1, 0, 1_000, 0, 60, 0, 100),
                    circle(2, 0, -2_010, 0, 60, 0, 100))
                .orElseThrow();
    assertThat(round.towards()).isIn(Bearing.NORTH, Bearing.SOUTH);
    assertThat(round.metres()).isBetween(1_720, 1_760);
  }

  @Test
  void ofAnExtentTheLeastShareIsGivenUpAndAtMostHalf() {
    Operation own = circle(0, 0, 0, 60, 120, 0, 400);
    assertThat(least(Change.Kind.EXTENT, own, circle(1, 0, 100, 110, 200, 0, 400)))
        .contains(new Change.Trimmed(List.of(new Cut.Ends(0, minutes(110)))));
    assertThat(least(Change.Kind.EXTENT, own, circle(1, 0, 100, 0, 70, 0, 400)))
        .contains(new Change.Trimmed(List.of(new Cut.Starts(0, minutes(70)))));
    assertThat(least(Change.Kind.EXTENT, own, circle(1, 0, 100, 0, 300, 500, 600)))
        .contains(new Change.Trimmed(List.of(new Cut.Top(0, 34_700))));
    assertThat(
            least(
                Change.Kind.EXTENT,
                circle(0, 0, 0, 60, 120, 100, 500),
                circle(1, 0, 100, 0, 300, 0, 10)))
        .contains(new Change.Trimmed(List.of(new Cut.Bottom(0, 16_300))));
    assertThat(least(Change.Kind.EXTENT, own, circle(1, 0, 100, 90, 300, 0, 400)))
        .contains(new Change.Trimmed(List.of(new Cut.Ends(0, minutes(90)))));
    assertThat(least(Change.Kind.EXTENT, own, circle(1, 0, 100, 89, 300, 0, 400))).isEmpty();
  }

  @Test
  void aCircleGetsSmallerByWholeMetresAndAVolumeOfSeveralIsLeftOut() {
    Change smaller =
        least(
                Change.Kind.EXTENT,
                circle(0, 0, 0, 0, 60, 0, 100),
                circle(1, 0, 1_900, 0, 60, 0, 100))
            .orElseThrow();
    Cut.Width width = (Cut.Width) ((Change.Trimmed) smaller).cuts().getFirst();
    assertThat(width.cm()).isBetween(39_000, 41_000);
    assertThat(
            least(
                Change.Kind.EXTENT,
                made(Kind.AIR, 0, 0, volume(0, 0, 60, 0, 100), volume(9_000, 0, 60, 0, 100)),
                circle(1, 0, 0, 0, 60, 0, 100)))
        .contains(new Change.Trimmed(List.of(new Cut.Dropped(0))));
  }

  @Test
  void whereNothingHelpsItIsSaidWithTheLimits() {
    Operation own = made(Kind.STATIC, 0, 0, volume(0, -10, 600, 0, 100));
    Operation other = made(Kind.STATIC, 1, 0, volume(0, -10, 600, 0, 100));
    Scene scene = new Scene(RULES, List.of(own, other));
    Proposals none = scene.proposals(scene.findings.all().iterator().next());
    assertThat(none.list()).isEmpty();
    assertThat(none.remarks().getFirst())
        .startsWith("No such change ends it")
        .contains("6 hours", "1,000 m", "10 km", "half");
    assertThat(none.remarks())
        .contains(
            "amber's operation has begun: other times are not looked for.",
            "cobalt's operation stays where it is: no other place is looked for.");
  }

  @Test
  @Tag("slow")
  void aCrowdIsLookedAtUpToALimitAndThatIsSaid() {
    List<Operation> all = new ArrayList<>();
    all.add(circle(0, 0, 0, 60, 120, 0, 100));
    for (int i = 0; i < 13_000; i++) {
      int from = 10 + i % 400;
      all.add(circle(1, i, i % 100, from, from + 30, 0, 100));
    }
    Scene scene = new Scene(RULES, all);
    Proposals found =
        Proposals.of(
            List.of(new Proposals.Asked(scene.mover(all.get(0)), all.get(1 + 90).id())), NOW);
    assertThat(found.remarks())
        .contains(
            "The search about amber's operation ended after 200,000 comparisons: there may be"
                + " others.");
  }

  @Test
  @Tag("slow")
  void everyProposalEndsItsFindingAndOpensNoOtherInTenThousandScenes() {
    Counts counts = everyProposalIsGood(SEED, SCENES, ONE_IN);
    for (Change.Kind kind : Change.Kind.values()) {
      assertThat(counts.proposed().get(kind)).as("%s", kind).isGreaterThan(500);
    }
    assertThat(counts.none()).isGreaterThan(100);
    assertThat(counts.alsoEnded()).isGreaterThan(100);
  }

  @Test
  void itDoesInFortyScenesToo() {
    Counts counts = everyProposalIsGood(SEED + 1, 40, 20);
    assertThat(counts.proposed()).hasSize(Change.Kind.values().length);
  }

  /// What was proposed, by kind; for how many findings nothing was; what else ended.
  private record Counts(Map<Change.Kind, Integer> proposed, int none, int alsoEnded) {}

  private static Counts everyProposalIsGood(long seed, int scenes, int oneIn) {
    Random random = new Random(seed);
    Map<Change.Kind, Integer> proposed = new EnumMap<>(Change.Kind.class);
    int none = 0;
    int alsoEnded = 0;
    for (int n = 0; n < scenes; n++) {
      Scene scene = Scene.random(random);
      List<Finding> found = new ArrayList<>(scene.findings.all());
      if (found.isEmpty()) {
        continue;
      }
      Finding finding = Scene.pick(random, found);
      Proposals proposals = scene.proposals(finding);
      assertThat(proposals.list()).as("scene %d", n).isSortedAccordingTo(Proposal.ORDER);
      assertThat(proposals.list()).hasSizeLessThanOrEqualTo(Proposals.COUNT_MAX);
      if (proposals.list().isEmpty()) {
        none++;
        assertThat(proposals.remarks().getFirst()).contains("No such change");
      }
      for (Proposal proposal : proposals.list()) {
        proposed.merge(proposal.change().kind(), 1, Integer::sum);
        alsoEnded += proposal.alsoEnds().size();
        check(scene, finding, proposal, n);
        if (n % oneIn == 0) {
          nothingSmaller(scene, finding, proposal, n);
        }
      }
    }
    return new Counts(proposed, none, alsoEnded);
  }

  private static OperationId across(Finding finding, Proposal proposal) {
    return finding.across(proposal.mover().party()).operation();
  }

  private static void check(Scene scene, Finding finding, Proposal proposal, int n) {
    Operation before = scene.operation(proposal.mover());
    OperationId other = across(finding, proposal);
    assertThat(scene.wrong(before, Optional.of(proposal.content()), other))
        .as("scene %d: %s", n, proposal.change())
        .isEmpty();
    assertThat(proposal.cost()).isPositive();
    Operation after = scene.filed(before, Optional.of(proposal.content())).orElseThrow();
    List<Finding> ended = new ArrayList<>(scene.found(before).values());
    ended.removeIf(
        each ->
            each.id().equals(finding.id())
                || scene.found(after).values().stream()
                    .anyMatch(still -> still.id().equals(each.id())));
    assertThat(proposal.alsoEnds()).as("scene %d", n).containsExactlyInAnyOrderElementsOf(ended);
  }

  /// Minute by minute, or metre by metre, below what was proposed.
  private static void nothingSmaller(Scene scene, Finding finding, Proposal proposal, int n) {
    Operation before = scene.operation(proposal.mover());
    if (before.content().grain() != Grain.EXACT
        || !scene.agreement.documents().values().stream()
            .allMatch(rules -> rules.document().articles().isEmpty())
        || scene.found(before).size() > 1) {
      return;
    }
    List<Change> smaller = new ArrayList<>();
    switch (proposal.change()) {
      case Change.Shifted(var minutes) -> {
        long start =
            before.content().volumes().stream()
                .mapToLong(volume -> volume.time().start().toEpochMilli())
                .min()
                .orElseThrow();
        for (long each = 1; each < Math.abs(minutes); each++) {
          smaller.add(new Change.Shifted(each));
          if (start - each * 60_000 >= NOW.toEpochMilli()) {
            smaller.add(new Change.Shifted(-each));
          }
        }
      }
      case Change.Raised(var by, var unit) -> {
        for (int each = 1; each < Math.abs(by); each += 3) {
          smaller.add(new Change.Raised(each, unit));
        }
        if (by > 0) {
          smaller.add(new Change.Raised(by - 1, unit));
        }
      }
      case Change.Moved(var towards, var metres, var offset) -> {
        for (int each = PlaceSearch.STEP_M; each < metres; each += 5 * PlaceSearch.STEP_M) {
          smaller.add(new Change.Moved(towards, each, offset));
        }
        smaller.add(new Change.Moved(towards, metres - PlaceSearch.STEP_M, offset));
      }
      case Change.Trimmed _ -> {}
    }
    OperationId other = across(finding, proposal);
    for (Change each : smaller) {
      assertThat(scene.wrong(before, each.of(before.content()), other))
          .as("scene %d: %s is smaller than %s", n, each, proposal.change())
          .isPresent();
    }
  }
}
