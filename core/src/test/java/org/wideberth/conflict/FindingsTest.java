package org.wideberth.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wideberth.conflict.Declared.RELIEF;
import static org.wideberth.conflict.Declared.adopted;
import static org.wideberth.conflict.Declared.disputed;
import static org.wideberth.conflict.Declared.ended;
import static org.wideberth.conflict.Declared.id;
import static org.wideberth.conflict.Declared.later;
import static org.wideberth.conflict.Declared.msl;
import static org.wideberth.conflict.Declared.operation;
import static org.wideberth.conflict.Declared.rules;
import static org.wideberth.conflict.Declared.volume;
import static org.wideberth.conflict.Declared.window;
import static org.wideberth.conflict.Declared.with;
import static org.wideberth.conflict.TestOperations.AMBER;
import static org.wideberth.conflict.TestOperations.COBALT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wideberth.agreement.AgreementState;
import org.wideberth.agreement.Rules;
import org.wideberth.geo.Area;
import org.wideberth.geo.Position;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationContent;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationState;
import org.wideberth.record.Audience;
import org.wideberth.record.Hash;

/// What is found among the live operations, as they and the rules change.
final class FindingsTest {
  private static final Rules KILOMETRE = rules(1, 1_000, 500);
  private static final AgreementState AGREED = adopted(KILOMETRE);

  private static final Operation A = operation(AMBER, "a", volume(0, 0, 60));
  private static final Operation A2 = operation(AMBER, "a2", volume(300, 0, 60));
  private static final Operation B = operation(COBALT, "b", volume(600, 0, 60));
  private static final Operation C = operation(RELIEF, "c", volume(900, 0, 60));

  private final Findings findings = new Findings(new GridIndex());

  private List<Findings.Change> refresh(AgreementState rules, Operation... changed) {
    return findings.refresh(List.of(changed), rules);
  }

  private static Hash between(OperationId one, OperationId other) {
    return Finding.idOf(one, other, "minima/air-air");
  }

  private static List<Hash> ids(Collection<Finding> findings) {
    return findings.stream().map(Finding::id).toList();
  }

  private static List<Hash> sorted(Hash... ids) {
    return List.of(ids).stream().sorted().toList();
  }

  @Test
  void allPairsOfDifferentPartiesAreFoundAndFoundOnce() {
    List<Findings.Change> changes = refresh(AGREED, A, A2, B, C);
    List<Hash> expected =
        sorted(
            between(A.id(), B.id()),
            between(A.id(), C.id()),
            between(A2.id(), B.id()),
            between(A2.id(), C.id()),
            between(B.id(), C.id()));
    assertThat(ids(findings.all())).isEqualTo(expected);
    assertThat(changes.stream().map(Findings.Change::finding)).isEqualTo(expected);
    assertThat(changes)
        .allSatisfy(
            change -> {
              assertThat(change.before()).isEmpty();
              assertThat(change.after()).isEqualTo(findings.byId(change.finding()));
            });
    assertThat(ids(findings.of(B.id())))
        .isEqualTo(
            sorted(between(A.id(), B.id()), between(A2.id(), B.id()), between(B.id(), C.id())));
    assertThat(findings.of(id(AMBER, "nobody"))).isEmpty();
    assertThat(findings.liveOperations()).isEqualTo(4);
    assertThat(findings.live().navigableKeySet()).containsExactly(A.id(), A2.id(), B.id(), C.id());
    assertThatThrownBy(() -> findings.all().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> findings.live().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void manyAtOnceAreFoundAsOneAfterTheOther() {
    List<Operation> many = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      many.add(operation(i % 2 == 0 ? AMBER : COBALT, "op-" + i, volume(410.0 * i, 0, 60)));
    }
    Findings singly = new Findings(new GridIndex());
    singly.refresh(List.of(), AGREED);
    many.forEach(each -> singly.refresh(List.of(each), AGREED));
    assertThat(refresh(AGREED, many.toArray(Operation[]::new))).hasSameSizeAs(singly.all());
    assertThat(findings.all()).containsExactlyElementsOf(singly.all());
    // A minimum of a kilometre and radii of 500 m: so far east as the next four.
    assertThat(ids(findings.of(many.get(100).id()))).hasSize(4);
    assertThat(refresh(AGREED, many.toArray(Operation[]::new))).isEmpty();
  }

  @Test
  void theyAreReadInPagesInOrderOfTheirIds() {
    refresh(AGREED, A, A2, B, C);
    List<Hash> all = ids(findings.all());
    assertThat(ids(findings.page(Optional.empty(), 2))).isEqualTo(all.subList(0, 2));
    assertThat(ids(findings.page(Optional.of(all.get(1)), 2))).isEqualTo(all.subList(2, 4));
    assertThat(ids(findings.page(Optional.of(all.get(3)), 9))).isEqualTo(all.subList(4, 5));
    assertThat(findings.page(Optional.of(all.get(4)), 9)).isEmpty();
    assertThat(findings.byId(Hash.sha256(new byte[1]))).isEmpty();
  }

  @Test
  void whatIsTheSameAsBeforeIsNoChange() {
    refresh(AGREED, A, B);
    assertThat(refresh(AGREED, A, B)).isEmpty();
    assertThat(refresh(adopted(KILOMETRE), A)).isEmpty();
    assertThat(ids(findings.all())).containsExactly(between(A.id(), B.id()));
    Operation active = with(A, 1, OperationState.ACTIVE, A.readers());
    assertThat(refresh(AGREED, active)).isEmpty();
    assertThat(findings.live().values().iterator().next().operation()).isEqualTo(active);
  }

  @Test
  void whatIsRevisedOrReadByOthersOrMovedIsFoundAnew() {
    refresh(AGREED, A, B);
    Findings.Change revised =
        only(refresh(AGREED, with(A, 2, OperationState.DECLARED, A.readers())));
    assertThat(revised.before().orElseThrow().first().revision()).isEqualTo(1);
    assertThat(revised.after().orElseThrow().first().revision()).isEqualTo(2);
    Findings.Change read =
        only(
            refresh(
                AGREED, with(A, 2, OperationState.DECLARED, new Audience.Named(List.of(RELIEF)))));
    assertThat(read.after().orElseThrow().first().seenByOther()).isFalse();
    Findings.Change moved = only(refresh(AGREED, operation(AMBER, "a", volume(-1_300, 0, 60))));
    assertThat(moved.after().orElseThrow().lowerMm()).isBetween(899_000L, 901_000L);
    Findings.Change away = only(refresh(AGREED, operation(AMBER, "a", volume(-1_500, 0, 60))));
    assertThat(away.before()).isEqualTo(moved.after());
    assertThat(away.after()).isEmpty();
    assertThat(findings.all()).isEmpty();
    assertThat(findings.of(A.id())).isEmpty();
    assertThat(findings.of(B.id())).isEmpty();
  }

  private static Findings.Change only(List<Findings.Change> changes) {
    assertThat(changes).hasSize(1);
    return changes.getFirst();
  }

  @Test
  void whatHasEndedIsInNobodysWay() {
    refresh(AGREED, A, B, C);
    List<Findings.Change> changes = refresh(AGREED, ended(B));
    assertThat(changes.stream().map(Findings.Change::finding))
        .isEqualTo(sorted(between(A.id(), B.id()), between(B.id(), C.id())));
    assertThat(changes).allMatch(change -> change.after().isEmpty());
    assertThat(ids(findings.all())).containsExactly(between(A.id(), C.id()));
    assertThat(findings.liveOperations()).isEqualTo(2);
    assertThat(refresh(AGREED, ended(B))).isEmpty();
    assertThat(refresh(AGREED, B)).hasSize(2);
    // The others change without it.
    refresh(AGREED, ended(B));
    assertThat(refresh(AGREED, with(A, 2, OperationState.DECLARED, A.readers()))).hasSize(1);
  }

  @Test
  void otherRulesAreAppliedToAllWhomTheyConcern() {
    refresh(AgreementState.empty(), A, B, C);
    assertThat(findings.all()).isEmpty();
    assertThat(refresh(AGREED)).hasSize(3);
    Operation far = operation(COBALT, "far", volume(-2_500, 0, 60));
    assertThat(refresh(AGREED, far)).isEmpty();
    Rules wider = rules(2, 2_000, 500);
    List<Findings.Change> changes = refresh(disputed(KILOMETRE, wider));
    // Between Amber and Relief the same minimum holds, but not all hold to one agreement any more.
    assertThat(changes.stream().map(Findings.Change::finding))
        .isEqualTo(
            sorted(
                between(A.id(), B.id()),
                between(B.id(), C.id()),
                between(A.id(), C.id()),
                between(A.id(), far.id())));
    assertThat(findings.all()).allMatch(Finding::disputed);
    assertThat(findings.byId(between(A.id(), C.id())).orElseThrow().rules())
        .containsExactly(KILOMETRE.hash());
    assertThat(refresh(AgreementState.empty())).hasSize(4);
    assertThat(findings.all()).isEmpty();
  }

  @Test
  void whatHoldsBetweenTwoIsTheSameFromEitherSide() {
    refresh(disputed(KILOMETRE, rules(2, 2_000, 500)), A, B);
    assertThat(findings.rulesBetween(AMBER, COBALT).disputed()).isTrue();
    assertThat(findings.rulesBetween(COBALT, AMBER)).isSameAs(findings.rulesBetween(AMBER, COBALT));
    assertThat(findings.rulesBetween(AMBER, RELIEF).hashes()).containsExactly(KILOMETRE.hash());
  }

  @Test
  void whatHoldsOverTwoOperationsIsWhatHoldsWhileBothTakePlace() {
    Rules next = later(KILOMETRE, Declared.document(2, 3_000, 500), 100);
    Operation early = operation(COBALT, "b", volume(50_000, 30, 90));
    Operation late = operation(COBALT, "late", volume(50_000, 120, 180));
    Operation all = operation(AMBER, "all", volume(0, 0, 600));
    refresh(adopted(KILOMETRE, next), early, late, all, A);
    assertThat(findings.rulesOver(early.id(), all.id()).hashes()).containsExactly(KILOMETRE.hash());
    assertThat(findings.rulesOver(all.id(), late.id()).hashes()).containsExactly(next.hash());
    // Never at once, or not live: whatever holds at some time.
    assertThat(findings.rulesOver(A.id(), late.id()).hashes()).hasSize(2);
    assertThat(findings.rulesOver(id(RELIEF, "x"), late.id()).hashes()).hasSize(2);
    assertThat(findings.rulesOver(late.id(), id(RELIEF, "x")).hashes()).hasSize(2);
  }

  @Test
  void whatIsWithinAnAreaSharesAPointWithItAtSomeTimeAtAnyHeight() {
    Operation high = operation(AMBER, "high", volume(900, msl(9_000, 9_100), window(0, 10)));
    Operation twice = operation(COBALT, "twice", volume(80_000, 0, 60), volume(1_100, 50, 70));
    refresh(AgreementState.empty(), high, twice, A, B);
    PreparedVolume here = PreparedVolume.of(volume(1_550, 0, 60));
    assertThat(findings.within(here)).containsExactly(high, B, twice);
    assertThat(findings.within(PreparedVolume.of(volume(1_550, 10, 50)))).containsExactly(B);
    // 1 km apart, they touch.
    Area small = new Area.Circle(Declared.east(500 + 20.02), 2_000);
    Volume beside = new Volume(small, msl(0, 1), window(0, 60));
    assertThat(findings.within(PreparedVolume.of(beside))).containsExactly(high, B);
    assertThat(new Outlook(findings, new ArticleFindings()).within(beside))
        .containsExactly(high, B);
  }

  /// Of a road, the ball around it holds far more than is on it.
  @Test
  void whatOnlyItsBallReachesIsNotWithin() {
    Area road =
        new Area.Corridor(
            List.of(Position.ofDegrees(0, 8.2), Position.ofDegrees(0.2, 8.2)), 10_000);
    Operation along = operation(AMBER, "road", new Volume(road, msl(0, 1), window(0, 60)));
    refresh(AGREED, along);
    Area beside = new Area.Circle(Position.ofDegrees(0.05, 8.15), 200_000);
    Volume asked = new Volume(beside, msl(0, 1), window(0, 60));
    assertThat(findings.within(PreparedVolume.of(asked))).isEmpty();
    Area on = new Area.Circle(Position.ofDegrees(0.05, 8.19), 200_000);
    Volume there = new Volume(on, msl(0, 1), window(0, 60));
    assertThat(findings.within(PreparedVolume.of(there))).containsExactly(along);
  }

  @Test
  void anOutlookIsOfWhatIsFoundAndWhatBinds() {
    refresh(AGREED, A, B);
    ArticleFindings articles = new ArticleFindings();
    articles.refresh(List.of(A, B), AGREED, findings);
    Outlook outlook = new Outlook(findings, articles);
    assertThat(outlook.findings(A.id())).isEqualTo(findings.of(A.id())).hasSize(1);
    assertThat(outlook.near(Widened.of(A, Duration.ZERO, 0)).others()).hasSize(1);
    assertThat(outlook.articlesOf(AMBER).rules().hashes()).containsExactly(KILOMETRE.hash());
  }

  @Test
  void anOperationOfSeveralVolumesIsInOneBallAndFromItsFirstStartToItsLastEnd() {
    Operation twice = operation(COBALT, "t", volume(80_000, 30, 60), volume(1_000, 10, 40));
    LiveOperation live = LiveOperation.of(twice);
    assertThat(live.span()).isEqualTo(window(10, 60));
    assertThat(live.startMillis()).isEqualTo(Declared.minutes(10).toEpochMilli());
    assertThat(live.endMillis()).isEqualTo(Declared.minutes(60).toEpochMilli());
    assertOneBall(live);
    List<Volume> hills = new ArrayList<>();
    for (double lat : new double[] {47, 47.5}) {
      Area hill = new Area.Circle(Position.ofDegrees(lat, 10 * lat - 460), 50_000);
      hills.add(new Volume(hill, msl(0, 1), window(0, 1)));
    }
    assertOneBall(LiveOperation.of(operation(AMBER, "hills", hills.toArray(new Volume[0]))));
    LiveOperation active = live.with(with(twice, 2, OperationState.ACTIVE, twice.readers()));
    assertThat(active.hasVolumesOf(live)).isTrue();
    assertThat(live.hasVolumesOf(LiveOperation.of(twice))).isFalse();
    assertThat(live.with(operation(COBALT, "t", volume(80_000, 30, 61))).hasVolumesOf(live))
        .isFalse();
    assertThat(active.operation().revision()).isEqualTo(2);
  }

  /// Of two equally large ones, half way between them.
  private static void assertOneBall(LiveOperation live) {
    for (PreparedVolume each : live.volumes()) {
      double far =
          Math.hypot(
              Math.hypot(
                  each.reach().xM() - live.reach().xM(), each.reach().yM() - live.reach().yM()),
              each.reach().zM() - live.reach().zM());
      assertThat(far + each.reach().radiusM())
          .isBetween(live.reach().radiusM() - 1e-6, live.reach().radiusM() + 1e-6);
    }
  }

  @Test
  void whatMayMatterToAWidenedOperationIsNearIt() {
    Operation late = operation(COBALT, "late", volume(5_000, 119, 130));
    Operation later = operation(COBALT, "later", volume(0, 120, 130));
    Operation far = operation(RELIEF, "far", volume(12_100, 0, 60));
    refresh(AGREED, A, A2, late, later, far, C);
    Nearby near = findings.near(Widened.of(A, Duration.ofHours(1), 1_000_000));
    assertThat(near.others().stream().map(Nearby.Other::id)).containsExactly(late.id(), C.id());
    assertThat(near.others().getFirst().volumes()).hasSize(1);
    assertThat(near.others().getFirst().rules()).isEqualTo(findings.rulesBetween(AMBER, COBALT));
    Nearby further = findings.near(Widened.of(A, Duration.ofMinutes(61), 1_020_000));
    assertThat(further.others().stream().map(Nearby.Other::id))
        .containsExactly(late.id(), later.id(), C.id(), far.id());
    refresh(AgreementState.empty());
    assertThat(findings.near(Widened.of(A, Duration.ofHours(1), 1_000)).others()).isEmpty();
  }

  @Test
  void whatIsLongerThanAnOperationMayBeIsCutWhenItIsWidened() {
    Duration most = Duration.ofDays(OperationContent.DAYS_MAX);
    Operation longest =
        operation(
            AMBER,
            "l",
            volume(
                0, msl(5, 6), new TimeWindow(TestOperations.NOON, TestOperations.NOON.plus(most))),
            volume(9, 0, 1));
    Widened widened = Widened.of(longest, Duration.ofMinutes(90), 7);
    assertThat(widened.furtherCm()).isEqualTo(7);
    assertThat(widened.operation()).isEqualTo(longest);
    List<TimeWindow> spans = new ArrayList<>();
    widened.parts().forEach(part -> spans.add(part.span()));
    TimeWindow first = new TimeWindow(Declared.minutes(-90), Declared.minutes(-90).plus(most));
    assertThat(spans)
        .containsExactly(
            first,
            new TimeWindow(first.end(), first.end().plus(Duration.ofHours(3))),
            window(-90, 91));
    assertThat(widened.parts().getFirst().operation().id()).isEqualTo(longest.id());
    assertThat(widened.parts().getFirst().operation().content().volumes().getFirst().heights())
        .isEqualTo(msl(5, 6));
    assertThat(Widened.of(longest, Duration.ZERO, 0).parts()).hasSize(2);
  }

  @Test
  void whatIsFoundOfOperationsWithinAVolumeComesOnceAndInOrder() {
    Operation far = operation(COBALT, "far", volume(2_350, 0, 60));
    refresh(AGREED, A, A2, B, C, far);
    Outlook outlook = new Outlook(findings, new ArticleFindings());
    // From 500 m on either side of it: a and a2, and what is found of them with others.
    assertThat(ids(outlook.findings(volume(-400, 10, 50))))
        .isEqualTo(
            sorted(
                between(A.id(), B.id()),
                between(A.id(), C.id()),
                between(A2.id(), B.id()),
                between(A2.id(), C.id())));
    assertThat(ids(outlook.findings(volume(3_250, 10, 50))))
        .containsExactly(between(C.id(), far.id()));
    assertThat(outlook.findings(volume(-400, 60, 70))).isEmpty();
    assertThat(outlook.findings(volume(9_000, 10, 50))).isEmpty();
  }
}
