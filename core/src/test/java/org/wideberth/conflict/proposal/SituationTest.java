package org.wideberth.conflict.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.conflict.proposal.Scene.NOW;
import static org.wideberth.conflict.proposal.Scene.PARTIES;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.wideberth.agreement.AgreementState;
import org.wideberth.agreement.Articles;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesDocument;
import org.wideberth.conflict.ArticleFinding;
import org.wideberth.conflict.ArticleFinding.Under;
import org.wideberth.conflict.ArticleFinding.What;
import org.wideberth.conflict.Finding;
import org.wideberth.geo.Areas;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.Minimum;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Verdict;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationContent;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.Rounded;
import org.wideberth.party.TheatreId;
import org.wideberth.record.Hash;

/// What a change would do to everything that was found before.
final class SituationTest {
  private static final AgreementState RULES = Scene.uniform(1_000, 500);
  private static final Position HERE = Position.ofDegrees(47.5, 8);

  private static Instant minutes(int minutes) {
    return NOW.plusSeconds(60L * minutes);
  }

  private static Operation circle(int party, int seq, int eastM, int from, int to) {
    return circle(Grain.EXACT, party, seq, eastM, from, to, 0, 100);
  }

  private static Operation circle(
      Grain grain, int party, int seq, int eastM, int from, int to, int lowM, int highM) {
    OperationContent fine =
        new OperationContent(
            Kind.AIR,
            0,
            grain,
            "",
            List.of(
                new Volume(
                    Areas.circle(Scene.moved(HERE, eastM, 90), 50_000).orThrow(),
                    new HeightBand(Datum.MSL, lowM * 100, highM * 100, Optional.empty()),
                    new TimeWindow(minutes(from), minutes(to)))));
    return Scene.operation(
        PARTIES.get(party), seq, Rounded.of(fine).orThrow(), NOW.minusSeconds(600));
  }

  private static Situation situation(Scene scene, Operation mover, Operation other) {
    return Situation.of(scene.mover(mover), other.id(), NOW).orElseThrow();
  }

  private static Finding finding(Verdict verdict, long lowerMm, long upperMm, int from, int to) {
    OperationId one = OperationId.first(PARTIES.get(0), 1, 0);
    OperationId other = OperationId.first(PARTIES.get(1), 1, 0);
    return new Finding(
        Finding.idOf(one, other, "minima/air-air"),
        "minima/air-air",
        new Finding.Side(one, 1, Kind.AIR, "", true),
        new Finding.Side(other, 1, Kind.AIR, "", true),
        verdict,
        new TimeWindow(minutes(from), minutes(to)),
        HERE,
        lowerMm,
        upperMm,
        List.of(),
        List.of(),
        false);
  }

  @Test
  void whatIsNearerOrLongerOrMoreCertainIsWorse() {
    Finding was = finding(Verdict.WITHIN_TOLERANCE, 100, 200, 0, 60);
    assertThat(Situation.isWorse(null, was)).isTrue();
    assertThat(Situation.isWorse(was, was)).isFalse();
    assertThat(Situation.isWorse(was, finding(Verdict.WITHIN_TOLERANCE, 101, 201, 9, 69)))
        .isFalse();
    assertThat(Situation.isWorse(was, finding(Verdict.WITHIN_TOLERANCE, 100, 200, 0, 59)))
        .isFalse();
    assertThat(Situation.isWorse(was, finding(Verdict.CONFLICT, 100, 200, 0, 60))).isTrue();
    assertThat(Situation.isWorse(was, finding(Verdict.WITHIN_TOLERANCE, 99, 200, 0, 60))).isTrue();
    assertThat(Situation.isWorse(was, finding(Verdict.WITHIN_TOLERANCE, 100, 199, 0, 60))).isTrue();
    assertThat(Situation.isWorse(was, finding(Verdict.WITHIN_TOLERANCE, 100, 200, 0, 61))).isTrue();
    Finding conflict = finding(Verdict.CONFLICT, 100, 200, 0, 60);
    assertThat(Situation.isWorse(conflict, was)).isFalse();
  }

  private static ArticleFinding alone(boolean certain, long mostMm, int from, int to) {
    OperationId id = OperationId.first(PARTIES.get(0), 1, 0);
    Under under =
        new Under(
            Hash.sha256(new byte[0]),
            "",
            What.CROSSES_LINE,
            certain,
            new TimeWindow(minutes(from), minutes(to)),
            Optional.empty(),
            Optional.empty(),
            0,
            mostMm,
            Optional.empty(),
            List.of());
    return new ArticleFinding(
        ArticleFinding.idOf(id, "lines/a"), "lines/a", id, 1, Kind.AIR, "", List.of(under), false);
  }

  @Test
  void whatGoesFurtherOrLastsLongerOrIsMoreCertainIsWorse() {
    ArticleFinding was = alone(false, 100, 0, 60);
    assertThat(Situation.isWorse((ArticleFinding) null, was)).isTrue();
    assertThat(Situation.isWorse(was, was)).isFalse();
    assertThat(Situation.isWorse(was, alone(false, 99, 5, 65))).isFalse();
    assertThat(Situation.isWorse(was, alone(true, 100, 0, 60))).isTrue();
    assertThat(Situation.isWorse(alone(true, 100, 0, 60), was)).isFalse();
    assertThat(Situation.isWorse(was, alone(false, 101, 0, 60))).isTrue();
    assertThat(Situation.isWorse(was, alone(false, 100, 0, 61))).isTrue();
  }

  @Test
  void whatElseIsGoneThenIsSaidAndWhatIsWorseIsNoWay() {
    Operation own = circle(0, 0, 0, 60, 120);
    Operation wanted = circle(1, 0, 100, 50, 70);
    Operation also = circle(1, 1, 200, 60, 71);
    Operation more = circle(2, 2, 300, 20, 72);
    Operation stays = circle(2, 3, 400, 100, 300);
    Scene scene = new Scene(RULES, List.of(own, wanted, also, more, stays));
    Situation in = situation(scene, own, wanted);
    // Twelve minutes later it is as near to the last one, but for longer.
    assertThat(in.look(new Change.Shifted(12), 12)).isEmpty();
    Proposal found =
        in.look(new Change.Trimmed(List.of(new Cut.Starts(0, minutes(72)))), 7).orElseThrow();
    assertThat(found.cost()).isEqualTo(7);
    assertThat(found.mover()).isEqualTo(own.id());
    assertThat(found.before()).isEqualTo(own.content());
    assertThat(found.content().volumes().getFirst().time().start()).isEqualTo(minutes(72));
    assertThat(found.alsoEnds().stream().map(each -> each.across(own.party()).operation()))
        .containsExactlyInAnyOrder(also.id(), more.id());
    assertThat(found.alsoEnds().stream().map(Finding::id)).isSorted();
    assertThat(found.alsoEndsArticles()).isEmpty();
    // To start before the wanted one has ended ends nothing.
    assertThat(in.look(new Change.Trimmed(List.of(new Cut.Starts(0, minutes(69)))), 7)).isEmpty();
    assertThat(in.nearWanted()).hasSize(1);
    assertThat(in.near(0, Optional.empty()).stream().filter(Clash::settled)).hasSize(3);
  }

  @Test
  void noticeOfASecondRevisionCountsFromNow() {
    Articles lead = new Articles(List.of(), List.of(), new TreeMap<>(Map.of(Kind.AIR, 3_600)));
    Rules rules =
        Rules.of(
            RulesDocument.uniform(
                    new TheatreId("valley"), 1, "", PARTIES, Minimum.ofMetresAndFeet(1_000, 500))
                .with(lead));
    AgreementState agreed = Scene.adopted(rules);
    // An hour and ten minutes of notice; from now on it must start at least an hour later.
    Operation own = circle(0, 0, 0, 70, 90);
    Operation other = circle(1, 0, 100, 75, 200);
    Scene scene = new Scene(agreed, List.of(own, other));
    assertThat(situation(scene, own, other).isLate()).isFalse();
    assertThat(new TimeSearch(situation(scene, own, other)).least().map(Proposal::change))
        .contains(new Change.Shifted(130));
    Operation early = circle(1, 0, 100, 80, 200);
    Scene open = new Scene(agreed, List.of(own, early));
    assertThat(new TimeSearch(situation(open, own, early)).least().map(Proposal::change))
        .contains(new Change.Shifted(-10));
    // What is late is late whatever it does.
    Operation late = circle(0, 0, 0, 40, 60);
    Operation after = circle(1, 0, 100, 50, 200);
    Scene hurried = new Scene(agreed, List.of(late, after));
    assertThat(situation(hurried, late, after).isLate()).isTrue();
    assertThat(new TimeSearch(situation(hurried, late, after)).least().map(Proposal::change))
        .contains(new Change.Shifted(-10));
  }

  @Test
  void whatIsRoundedGoesInWholeStepsAndNowhereElse() {
    Operation own = circle(Grain.KM_1, 0, 0, 0, 60, 120, 0, 100);
    Operation other = circle(1, 0, 100, 30, 72);
    Scene scene = new Scene(RULES, List.of(own, other));
    Situation in = situation(scene, own, other);
    assertThat(in.fineness()).isEqualTo(new Fineness(5, 100, 500, false));
    assertThat(new TimeSearch(in).least().map(Proposal::change)).contains(new Change.Shifted(15));
    assertThat(new PlaceSearch(in).least()).isEmpty();
    assertThat(new HeightSearch(in).least().map(Proposal::change).orElseThrow().toString())
        .contains("by=300");
    Proposals all = Proposals.of(List.of(new Proposals.Asked(scene.mover(own), other.id())), NOW);
    assertThat(all.remarks())
        .containsExactly(
            "amber's operation is disclosed rounded to 1km: no other place is looked for, and"
                + " other times and heights in whole steps of that only.");
    assertThat(all.list()).isNotEmpty();
    assertThat(all.list()).isSortedAccordingTo(Proposal.ORDER);
    assertThat(Fineness.of(Grain.KM_10)).isEqualTo(new Fineness(15, 500, 2_000, false));
  }

  @Test
  void atMostThreeOfBothSidesAreListedTheCheapestFirst() {
    Operation own = circle(0, 0, 0, 60, 120);
    Operation other = circle(1, 0, 1_500, 110, 200);
    Scene scene = new Scene(RULES, List.of(own, other));
    Proposals found = scene.proposals(scene.findings.all().iterator().next());
    assertThat(found.list()).hasSize(3).isSortedAccordingTo(Proposal.ORDER);
    assertThat(found.remarks()).isEmpty();
    // Half a kilometre aside is five or six points; ten minutes are ten.
    assertThat(found.list().getFirst().cost()).isBetween(5, 6);
    assertThat(found.list().get(1).cost()).isBetween(5, 6);
    assertThat(found.list().get(0).mover()).isNotEqualTo(found.list().get(1).mover());
    assertThat(found.list().get(2).cost()).isEqualTo(10);
  }
}
