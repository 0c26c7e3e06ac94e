package org.wideberth.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.picture.Shapes.circle;
import static org.wideberth.picture.Shapes.request;
import static org.wideberth.picture.Shapes.requestTo;
import static org.wideberth.picture.Shapes.rules;
import static org.wideberth.picture.Shapes.to;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wideberth.agreement.Rules;
import org.wideberth.conflict.Finding;
import org.wideberth.geo.Verdict;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationState;
import org.wideberth.party.PartyId;
import org.wideberth.picture.PictureEvent.FindingChanged;
import org.wideberth.picture.PictureEvent.FindingClosed;
import org.wideberth.picture.PictureEvent.FindingOpened;
import org.wideberth.record.Audience;
import org.wideberth.record.Hash;

final class FindingLifecycleTest {
  private static final Rules RULES = rules(1, 1_000, "amber", "cobalt");
  private static final PartyId AMBER = new PartyId("amber");
  private static final PartyId COBALT = new PartyId("cobalt");

  private Theatre theatre = new Theatre("amber", "cobalt");

  @BeforeEach
  void bothAdopt() {
    theatre = new Theatre("amber", "cobalt");
    theatre.adopt(RULES, "amber", "cobalt");
  }

  private OperationId near(String party) {
    return theatre.declare(party, request("near", circle(0)));
  }

  @Test
  void bothSidesFindTheSameConflictUnderTheSameId() {
    OperationId a = theatre.declare("amber", request("north", circle(0)));
    OperationId b = theatre.declare("cobalt", request("south", circle(1_500)));

    Finding finding = only(theatre.picture("amber"));
    assertThat(only(theatre.picture("cobalt"))).isEqualTo(finding);
    assertThat(finding.id()).isEqualTo(Finding.idOf(b, a, "minima/air-air"));
    assertThat(finding.verdict()).isEqualTo(Verdict.CONFLICT);
    assertThat(finding.lowerMm()).isBetween(400_000L, 600_000L);
    assertThat(finding.upperMm()).isBetween(finding.lowerMm(), finding.lowerMm() + 100);
    assertThat(finding.interval()).isEqualTo(Shapes.hours(0, 60));
    assertThat(finding.rules()).containsExactly(RULES.hash());
    assertThat(finding.disputed()).isFalse();
    assertThat(finding.seenByBoth()).isTrue();
    assertThat(theatre.picture("amber").digest()).isEqualTo(theatre.picture("cobalt").digest());
  }

  @Test
  void operationsBeyondTheMinimumAreNoFinding() {
    theatre.declare("amber", request("north", circle(0)));
    theatre.declare("cobalt", request("far", circle(2_500)));
    theatre.declare("cobalt", request("later", circle(0, 60)));

    assertThat(theatre.picture("amber").findings()).isEmpty();
  }

  @Test
  void operationsOfOnePartyAreNotCompared() {
    near("amber");
    near("amber");

    assertThat(theatre.picture("cobalt").findings()).isEmpty();
  }

  @Test
  void aFindingOpensChangesWithARevisionAndCloses() {
    near("amber");
    theatre.events("cobalt");
    OperationId b = near("cobalt");
    Hash id = only(theatre.picture("cobalt")).id();
    assertThat(theatre.events("cobalt")).hasAtLeastOneElementOfType(FindingOpened.class);

    theatre.decide("cobalt", p -> OperationDecisions.revise(p, b, request("moved", circle(1_600))));
    Finding changed = only(theatre.picture("cobalt"));
    assertThat(changed.id()).isEqualTo(id);
    assertThat(changed.sideOf(COBALT).revision()).isEqualTo(2);
    assertThat(changed.sideOf(COBALT).name()).isEqualTo("moved");
    assertThat(theatre.events("cobalt")).hasAtLeastOneElementOfType(FindingChanged.class);

    theatre.decide("cobalt", p -> OperationDecisions.revise(p, b, request("away", circle(9_000))));
    assertThat(theatre.picture("amber").findings()).isEmpty();
    assertThat(theatre.picture("cobalt").findings()).isEmpty();
    assertThat(theatre.events("cobalt")).hasAtLeastOneElementOfType(FindingClosed.class);
  }

  @Test
  void activatingChangesNoFindingAndEndingClosesIt() {
    near("amber");
    OperationId b = near("cobalt");
    Finding before = only(theatre.picture("amber"));
    theatre.decide("cobalt", p -> OperationDecisions.activate(p, b));
    assertThat(only(theatre.picture("amber"))).isEqualTo(before);
    assertThat(operation("amber", b).state()).isEqualTo(OperationState.ACTIVE);

    theatre.decide("cobalt", p -> OperationDecisions.end(p, b));
    assertThat(theatre.picture("amber").findings()).isEmpty();
    assertThat(operation("amber", b).state()).isEqualTo(OperationState.ENDED);
  }

  @Test
  void withdrawingClosesAFinding() {
    OperationId a = near("amber");
    near("cobalt");
    theatre.decide("amber", p -> OperationDecisions.withdraw(p, a));

    assertThat(theatre.picture("cobalt").findings()).isEmpty();
  }

  @Test
  void anotherKindIsAnotherArticleAndAnotherFinding() {
    near("amber");
    OperationId b = near("cobalt");
    Hash air = only(theatre.picture("amber")).id();
    OperationRequest ground =
        new OperationRequest(
            Kind.GROUND, 0, Grain.EXACT, "convoy", List.of(circle(0)), Optional.empty());
    theatre.decide("cobalt", p -> OperationDecisions.revise(p, b, ground));

    Finding finding = only(theatre.picture("amber"));
    assertThat(finding.article()).isEqualTo("minima/air-ground");
    assertThat(finding.id()).isNotEqualTo(air);
  }

  @Test
  void whatOneSideCannotSeeIsFoundByTheOtherAndToldAsUnseen() {
    OperationId a = theatre.declare("amber", requestTo(to(), "quiet", circle(0)));
    near("cobalt");

    Finding finding = only(theatre.picture("amber"));
    assertThat(finding.sideOf(AMBER).seenByOther()).isFalse();
    assertThat(finding.sideOf(COBALT).seenByOther()).isTrue();
    assertThat(theatre.picture("cobalt").operation(a)).isEmpty();
    assertThat(theatre.picture("cobalt").findings()).isEmpty();
    assertThat(theatre.picture("cobalt").unresolved(AMBER)).isFalse();

    theatre.decide("amber", p -> OperationDecisions.disclose(p, a, Set.of(COBALT)));
    assertThat(only(theatre.picture("amber")).seenByBoth()).isTrue();
    assertThat(only(theatre.picture("cobalt")).id()).isEqualTo(finding.id());
    assertThat(theatre.picture("cobalt").unresolved(AMBER)).isFalse();
  }

  @Test
  void whoGetsAnOperationByDisclosureFollowsItFromThere() {
    OperationId a = theatre.declare("amber", requestTo(to(), "quiet", circle(0)));
    theatre.decide(
        "amber", p -> OperationDecisions.revise(p, a, requestTo(to(), "quieter", circle(9_000))));
    theatre.decide("amber", p -> OperationDecisions.activate(p, a));
    theatre.decide("amber", p -> OperationDecisions.disclose(p, a, Set.of(COBALT)));
    Operation disclosed = operation("cobalt", a);
    assertThat(disclosed.revision()).isEqualTo(2);
    assertThat(disclosed.state()).isEqualTo(OperationState.ACTIVE);

    theatre.decide("amber", p -> OperationDecisions.revise(p, a, request("louder", circle(0))));
    assertThat(operation("cobalt", a).revision()).isEqualTo(3);
    theatre.decide("amber", p -> OperationDecisions.end(p, a));
    assertThat(operation("cobalt", a).state()).isEqualTo(OperationState.ENDED);
    assertThat(theatre.picture("cobalt").placeholders()).isEmpty();
  }

  @Test
  void draftsAreSeenByTheirAuthorOnlyAndCompareWithNothing() {
    near("cobalt");
    OperationId a =
        theatre.decide(
            "amber",
            p ->
                OperationDecisions.draft(
                    p, 1, theatre.log("amber").size(), request("d", circle(0))));
    assertThat(operation("amber", a).state()).isEqualTo(OperationState.DRAFT);
    assertThat(theatre.picture("amber").findings()).isEmpty();
    assertThat(theatre.picture("cobalt").operation(a)).isEmpty();
    assertThat(theatre.picture("cobalt").unresolved(AMBER)).isFalse();

    theatre.decide("amber", p -> OperationDecisions.revise(p, a, request("e", circle(100))));
    theatre.decide("amber", p -> OperationDecisions.declareDraft(p, a, Audience.everyone()));
    assertThat(operation("cobalt", a).content().name()).isEqualTo("e");
    assertThat(only(theatre.picture("cobalt"))).isEqualTo(only(theatre.picture("amber")));
  }

  @Test
  void withoutRulesThereIsNothingToFindBy() {
    theatre = new Theatre("amber", "cobalt");
    near("amber");
    near("cobalt");
    assertThat(theatre.picture("amber").findings()).isEmpty();
    assertThat(theatre.picture("amber").rulesBetween(AMBER, COBALT).none()).isTrue();

    theatre.adopt(RULES, "amber");
    assertThat(only(theatre.picture("cobalt")).disputed()).isTrue();
    theatre.adopt(RULES, "cobalt");
    assertThat(only(theatre.picture("cobalt")).disputed()).isFalse();
  }

  @Test
  void whileRulesAreDisputedTheUnionOfBothIsFound() {
    theatre.declare("amber", request("here", circle(0)));
    theatre.declare("cobalt", request("there", circle(3_000)));
    assertThat(theatre.picture("amber").findings()).isEmpty();

    Rules wider = rules(2, 5_000, "amber", "cobalt");
    theatre.adopt(wider, "cobalt");
    Finding disputed = only(theatre.picture("amber"));
    assertThat(disputed.disputed()).isTrue();
    assertThat(disputed.rules()).containsExactlyInAnyOrder(RULES.hash(), wider.hash());
    assertThat(theatre.picture("amber").agreement().disputed(Shapes.MORNING)).isTrue();

    theatre.adopt(wider, "amber");
    Finding agreed = only(theatre.picture("amber"));
    assertThat(agreed.id()).isEqualTo(disputed.id());
    assertThat(agreed.disputed()).isFalse();
    assertThat(agreed.rules()).containsExactly(wider.hash());
    assertThat(theatre.picture("amber").agreement().inForce(Shapes.MORNING)).contains(wider);
  }

  @Test
  void aMemberWhoJoinsLaterIsAtOddsUntilAllHaveAdopted() {
    near("amber");
    near("cobalt");
    theatre.join("relief");
    assertThat(theatre.picture("relief").digest()).isEqualTo(theatre.picture("amber").digest());

    near("relief");
    assertThat(theatre.picture("amber").findings()).hasSize(3);
    assertThat(disputed("amber")).isEqualTo(2);

    Rules three = rules(2, 1_000, "amber", "cobalt", "relief");
    theatre.adopt(three, "relief", "amber");
    assertThat(disputed("amber")).isEqualTo(3);
    theatre.adopt(three, "cobalt");
    assertThat(disputed("amber")).isZero();
    assertThat(theatre.picture("relief").digest()).isEqualTo(theatre.picture("amber").digest());
  }

  private long disputed(String party) {
    return theatre.picture(party).findings().stream().filter(Finding::disputed).count();
  }

  private Operation operation(String party, OperationId id) {
    return theatre.picture(party).operation(id).orElseThrow();
  }

  private static Finding only(Picture picture) {
    assertThat(picture.findings()).hasSize(1);
    return picture.findings().iterator().next();
  }
}
