package org.wideberth.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wideberth.conflict.Declared.RELIEF;
import static org.wideberth.conflict.Declared.adopted;
import static org.wideberth.conflict.Declared.disputed;
import static org.wideberth.conflict.Declared.feet;
import static org.wideberth.conflict.Declared.id;
import static org.wideberth.conflict.Declared.later;
import static org.wideberth.conflict.Declared.live;
import static org.wideberth.conflict.Declared.minutes;
import static org.wideberth.conflict.Declared.msl;
import static org.wideberth.conflict.Declared.operation;
import static org.wideberth.conflict.Declared.rules;
import static org.wideberth.conflict.Declared.volume;
import static org.wideberth.conflict.Declared.window;
import static org.wideberth.conflict.Declared.with;
import static org.wideberth.conflict.TestOperations.AMBER;
import static org.wideberth.conflict.TestOperations.COBALT;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wideberth.agreement.AgreementState;
import org.wideberth.agreement.Rules;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Verdict;
import org.wideberth.operation.Kind;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationState;
import org.wideberth.record.Audience;
import org.wideberth.record.Hash;

/// What is found between two operations: by hand, and the same from either side.
final class PairCheckTest {
  /// Circles of 500 m: closer than this if their centres are less than 2 km apart.
  private static final Rules KILOMETRE = rules(1, 1_000, 500);

  private static final AgreementState AGREED = adopted(KILOMETRE);

  /// Of all pairs after another: none depends on the one before.
  private static final PairCheck CHECK = new PairCheck();

  private static Optional<Finding> found(Operation one, Operation other, AgreementState agreed) {
    Optional<Finding> found =
        CHECK.between(live(one), live(other), agreed.between(one.party(), other.party()));
    assertThat(
            new PairCheck()
                .between(live(other), live(one), agreed.between(other.party(), one.party())))
        .isEqualTo(found);
    return found;
  }

  private static Finding finding(Operation one, Operation other, AgreementState agreed) {
    return found(one, other, agreed).orElseThrow();
  }

  @Test
  void whatIsFoundNamesBothSidesTheSmallerIdFirst() {
    Operation cobalts = operation(Kind.GROUND, COBALT, "convoy", volume(1_500, 30, 90));
    Operation ambers =
        with(
            operation(AMBER, "drone", volume(0, 0, 60)),
            7,
            OperationState.ACTIVE,
            new Audience.Named(List.of(RELIEF)));
    Finding finding = finding(cobalts, ambers, AGREED);
    assertThat(finding.first())
        .isEqualTo(new Finding.Side(id(AMBER, "drone"), 7, Kind.AIR, "the drone", false));
    assertThat(finding.second())
        .isEqualTo(new Finding.Side(id(COBALT, "convoy"), 1, Kind.GROUND, "the convoy", true));
    assertThat(finding.article()).isEqualTo("minima/air-ground");
    assertThat(finding.id())
        .isEqualTo(
            Hash.sha256(
                "wideberth/finding/v1\namber.drone\ncobalt.convoy\nminima/air-ground\n"
                    .getBytes(StandardCharsets.UTF_8)));
    assertThat(finding.verdict()).isEqualTo(Verdict.CONFLICT);
    assertThat(finding.interval()).isEqualTo(window(30, 60));
    assertThat(finding.lowerMm()).isBetween(499_900L, 500_100L);
    assertThat(finding.upperMm()).isBetween(finding.lowerMm(), finding.lowerMm() + 5);
    assertThat(finding.at().longitudeDeg()).isBetween(8.00673, 8.00675);
    assertThat(finding.heightNotes()).isEmpty();
    assertThat(finding.rules()).containsExactly(KILOMETRE.hash());
    assertThat(finding.disputed()).isFalse();
  }

  @Test
  void theMinimumIsMetAtItAndNotAMetreBelow() {
    Operation own = operation(AMBER, "a", volume(0, 0, 60));
    assertThat(found(own, operation(COBALT, "b", volume(1_999, 0, 60)), AGREED)).isPresent();
    assertThat(found(own, operation(COBALT, "b", volume(2_001, 0, 60)), AGREED)).isEmpty();
    assertThat(found(own, operation(COBALT, "b", volume(90_000, 0, 60)), AGREED)).isEmpty();
    // 500 ft are 152.4 m.
    TimeWindow hour = window(0, 60);
    assertThat(found(own, operation(COBALT, "b", volume(0, msl(252, 300), hour)), AGREED))
        .isPresent();
    assertThat(found(own, operation(COBALT, "b", volume(0, msl(253, 300), hour)), AGREED))
        .isEmpty();
  }

  @Test
  void whoLeavesAsTheOtherComesIsNeverThereWithIt() {
    Operation own = operation(AMBER, "a", volume(0, 0, 60));
    assertThat(found(own, operation(COBALT, "b", volume(0, 60, 90)), AGREED)).isEmpty();
    TimeWindow last = new TimeWindow(minutes(60).minusMillis(1), minutes(90));
    Finding finding = finding(own, operation(COBALT, "b", volume(0, msl(0, 9), last)), AGREED);
    assertThat(finding.interval())
        .isEqualTo(new TimeWindow(minutes(60).minusMillis(1), minutes(60)));
    // Both are there all day, but never near each other at the same time.
    Operation to = operation(AMBER, "to", volume(0, 0, 60), volume(50_000, 60, 120));
    Operation fro = operation(COBALT, "fro", volume(50_000, 0, 60), volume(0, 60, 120));
    assertThat(found(to, fro, AGREED)).isEmpty();
  }

  @Test
  void ofSeveralVolumesTheIntervalIsOfAllAndThePlaceOfTheNearest() {
    Operation own =
        operation(AMBER, "a", volume(0, 0, 30), volume(10_000, 30, 60), volume(40_000, 60, 99));
    Operation other =
        operation(COBALT, "b", volume(1_700, 10, 40), volume(11_300, 20, 50), volume(90_000, 0, 9));
    Finding finding = finding(own, other, AGREED);
    assertThat(finding.interval()).isEqualTo(window(10, 50));
    assertThat(finding.lowerMm()).isBetween(299_900L, 300_100L);
    // Half way between 10 km and 11.3 km.
    assertThat(finding.at().longitudeDeg()).isBetween(8.09566, 8.09568);
    Finding turned =
        finding(
            operation(AMBER, "a", volume(10_000, 30, 60), volume(0, 0, 30)),
            operation(COBALT, "b", volume(1_700, 10, 40), volume(11_300, 20, 50)),
            AGREED);
    assertThat(turned.interval()).isEqualTo(window(10, 50));
    assertThat(turned.at()).isEqualTo(finding.at());
    assertThat(turned.upperMm()).isEqualTo(finding.upperMm());
  }

  @Test
  void ofEquallyNearOnesTheFirstCounts() {
    Operation own = operation(AMBER, "a", volume(0, 0, 30));
    Operation other = operation(COBALT, "b", volume(-800, 0, 20), volume(800, 10, 30));
    Finding finding = finding(own, other, AGREED);
    assertThat(finding.lowerMm()).isZero();
    assertThat(finding.upperMm()).isZero();
    assertThat(finding.at().longitudeDeg()).isLessThan(8);
    assertThat(finding.interval()).isEqualTo(window(0, 30));
  }

  @Test
  void whileRulesAreDisputedTheWorstUnderAnyCounts() {
    Rules wider = rules(2, 3_000, 500);
    AgreementState both = disputed(KILOMETRE, wider);
    Operation own = operation(AMBER, "a", volume(0, 0, 60));
    Finding far = finding(own, operation(COBALT, "b", volume(3_500, 0, 60)), both);
    assertThat(far.disputed()).isTrue();
    assertThat(far.rules())
        .containsExactlyElementsOf(
            List.of(KILOMETRE.hash(), wider.hash()).stream().sorted().toList());
    assertThat(far.lowerMm()).isBetween(2_499_000L, 2_501_000L);
    assertThat(found(own, operation(COBALT, "b", volume(4_001, 0, 60)), both)).isEmpty();
    assertThat(found(own, operation(RELIEF, "b", volume(3_500, 0, 60)), both)).isEmpty();
    assertThat(found(own, operation(COBALT, "b", volume(0, 0, 60)), AgreementState.empty()))
        .isEmpty();
  }

  @Test
  void aDocumentCountsFromWhenItHoldsOn() {
    Rules wider = later(KILOMETRE, Declared.document(2, 3_000, 500), 40);
    AgreementState both = adopted(KILOMETRE, wider);
    Operation own = operation(AMBER, "a", volume(0, 0, 60));
    Operation other = operation(COBALT, "b", volume(3_500, 10, 90));
    Finding finding = finding(own, other, both);
    assertThat(finding.interval()).isEqualTo(window(40, 60));
    Operation gone = operation(COBALT, "b", volume(3_500, 10, 40));
    assertThat(found(own, gone, both)).isEmpty();
    Operation near = operation(COBALT, "b", volume(1_500, 10, 90));
    assertThat(finding(own, near, both).interval()).isEqualTo(window(10, 60));
    assertThat(finding(own, near, both).rules()).hasSize(2);
    Operation early = operation(COBALT, "b", volume(1_500, 10, 40));
    assertThat(finding(own, early, both).rules()).containsExactly(KILOMETRE.hash());
  }

  @Test
  void whatHeightsCannotBeComparedIsSaidOnceForEachReason() {
    Operation own =
        operation(
            AMBER,
            "a",
            volume(0, feet(30_000, 31_000), window(0, 30)),
            volume(0, feet(30_000, 31_000), window(30, 60)));
    Operation other = operation(COBALT, "b", volume(0, 0, 60));
    Finding finding = finding(own, other, AGREED);
    assertThat(finding.heightNotes()).singleElement().asString().contains("QNH", "MSL");
  }

  @Test
  void windowsAreJoinedFromTheEarliestToTheLatest() {
    TimeWindow one = window(0, 10);
    TimeWindow other = window(5, 20);
    for (TimeWindow hull : List.of(PairCheck.hull(one, other), PairCheck.hull(other, one))) {
      assertThat(hull).isEqualTo(window(0, 20));
    }
    assertThat(PairCheck.hull(window(0, 20), window(5, 6))).isEqualTo(window(0, 20));
    assertThat(PairCheck.hull(window(5, 6), window(0, 20))).isEqualTo(window(0, 20));
    assertThat(PairCheck.within(window(5, 50), List.of(window(0, 10), window(20, 30))))
        .contains(window(5, 30));
    assertThat(PairCheck.within(window(10, 20), List.of(window(0, 10), window(20, 30)))).isEmpty();
    assertThat(PairCheck.within(window(10, 20), List.of())).isEmpty();
  }

  @Test
  void aFindingIsBetweenTwoAndHasTwoSides() {
    Finding finding =
        finding(
            operation(AMBER, "a", volume(0, 0, 60)),
            operation(COBALT, "b", volume(0, 0, 60)),
            AGREED);
    assertThat(finding.involves(AMBER)).isTrue();
    assertThat(finding.involves(COBALT)).isTrue();
    assertThat(finding.involves(RELIEF)).isFalse();
    assertThat(finding.sideOf(AMBER)).isEqualTo(finding.first());
    assertThat(finding.sideOf(COBALT)).isEqualTo(finding.second());
    assertThat(finding.across(AMBER)).isEqualTo(finding.second());
    assertThat(finding.across(COBALT)).isEqualTo(finding.first());
    assertThatThrownBy(() -> finding.sideOf(RELIEF)).isInstanceOf(IllegalArgumentException.class);
    assertThat(finding.seenByBoth()).isTrue();
    assertThat(Finding.idOf(id(COBALT, "b"), id(AMBER, "a"), "minima/air-air"))
        .isEqualTo(finding.id())
        .isEqualTo(Finding.idOf(id(AMBER, "a"), Kind.AIR, id(COBALT, "b"), Kind.AIR));
    assertThatThrownBy(() -> made(finding, Verdict.APART, finding.first(), finding.second()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> made(finding, Verdict.CONFLICT, finding.second(), finding.first()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> made(finding, Verdict.CONFLICT, finding.first(), finding.first()))
        .isInstanceOf(IllegalArgumentException.class);
    Finding.Side hidden = hidden(finding.first());
    assertThat(made(finding, Verdict.CONFLICT, hidden, finding.second()).seenByBoth()).isFalse();
    assertThat(
            made(finding, Verdict.CONFLICT, finding.first(), hidden(finding.second())).seenByBoth())
        .isFalse();
  }

  private static Finding.Side hidden(Finding.Side side) {
    return new Finding.Side(side.operation(), side.revision(), side.kind(), side.name(), false);
  }

  private static Finding made(
      Finding like, Verdict verdict, Finding.Side first, Finding.Side second) {
    return new Finding(
        like.id(),
        like.article(),
        first,
        second,
        verdict,
        like.interval(),
        like.at(),
        like.lowerMm(),
        like.upperMm(),
        like.heightNotes(),
        like.rules(),
        like.disputed());
  }

  /// 20 m up to 960 m, 200 m up to 12,160 m, 4 km above.
  @Test
  void heightsHaveBinsThatGetWiderWithHeight() {
    assertBin(Long.MIN_VALUE, 0);
    assertBin(-1, 0);
    assertBin(0, 0);
    assertBin(199_999, 0);
    assertBin(200_000, 1);
    assertBin(9_599_999, 47);
    assertBin(9_600_000, 48);
    assertBin(11_599_999, 48);
    assertBin(11_600_000, 49);
    assertBin(121_599_999, 103);
    assertBin(121_600_000, 104);
    assertBin(161_599_999, 104);
    assertBin(161_600_000, 105);
    assertBin(Long.MAX_VALUE, Cell.LAST_BIN);
  }

  private static void assertBin(long tenthMm, int bin) {
    assertThat(Heights.bin(tenthMm)).as("%s", tenthMm).isEqualTo(bin);
  }
}
