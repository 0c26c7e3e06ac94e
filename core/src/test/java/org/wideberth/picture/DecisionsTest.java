package org.wideberth.picture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.picture.Shapes.circle;
import static org.wideberth.picture.Shapes.request;
import static org.wideberth.picture.Shapes.requestTo;
import static org.wideberth.picture.Shapes.rules;
import static org.wideberth.picture.Shapes.to;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wideberth.agreement.Rules;
import org.wideberth.geo.Area;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationState;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.Refusal;
import org.wideberth.refusal.RefusalCode;

final class DecisionsTest {
  private final Theatre theatre = new Theatre("amber", "cobalt", "relief");

  private Picture amber() {
    return theatre.picture("amber");
  }

  @Test
  void aDeclarationIsNamedByTheEntryItBecomesAndGoesToEverybody() {
    Draft draft = OperationDecisions.declare(amber(), 3, 17, request("x", circle(0))).orThrow();

    assertThat(draft.to()).isEqualTo(Audience.everyone());
    assertThat(new String(draft.body(), UTF_8)).contains("\"operation\":\"amber.3.17\"");
  }

  @Test
  void aRevisionKeepsItsReadersMayAddSomeAndMustNotLoseAny() {
    OperationId id = theatre.declare("amber", requestTo(to("cobalt"), "x", circle(0)));
    OperationRequest fewer = requestTo(to("relief"), "y", circle(0));
    assertThat(refusal(OperationDecisions.revise(amber(), id, fewer)))
        .isEqualTo(RefusalCode.AUDIENCE_SHRINKS);

    assertThat(OperationDecisions.revise(amber(), id, request("y", circle(0))).orThrow().to())
        .isEqualTo(to("cobalt"));
    OperationRequest more = requestTo(to("amber", "cobalt", "relief"), "z", circle(0));
    theatre.decide("amber", p -> OperationDecisions.revise(p, id, more));
    assertThat(operation(id).readers()).isEqualTo(to("cobalt", "relief"));
    assertThat(refusal(OperationDecisions.revise(amber(), id, fewer)))
        .isEqualTo(RefusalCode.AUDIENCE_SHRINKS);
  }

  @Test
  void afterADisclosureARevisionGoesToTheAddedReadersToo() {
    OperationId id = theatre.declare("amber", requestTo(to("cobalt"), "x", circle(0)));
    Set<PartyId> both = Set.of(new PartyId("relief"), new PartyId("cobalt"));
    Draft disclosed = OperationDecisions.disclose(amber(), id, both).orThrow();
    assertThat(disclosed.to()).isEqualTo(to("relief"));
    theatre.write("amber", disclosed);

    assertThat(operation(id).readers()).isEqualTo(to("cobalt", "relief"));
    assertThat(refusal(OperationDecisions.disclose(amber(), id, both)))
        .isEqualTo(RefusalCode.WRONG_STATE);
    assertThat(OperationDecisions.end(amber(), id).orThrow().to())
        .isEqualTo(to("cobalt", "relief"));
  }

  @Test
  void onlyTheOwnLivingOperationsCanBeChanged() {
    OperationId theirs = theatre.declare("cobalt", request("x", circle(0)));
    OperationId mine = theatre.declare("amber", request("x", circle(0)));
    OperationId none = new OperationId(new PartyId("amber"), "none");

    assertThat(refusal(OperationDecisions.end(amber(), theirs))).isEqualTo(RefusalCode.FORBIDDEN);
    assertThat(refusal(OperationDecisions.activate(amber(), none)))
        .isEqualTo(RefusalCode.NOT_FOUND);
    theatre.decide("amber", p -> OperationDecisions.activate(p, mine));
    assertThat(refusal(OperationDecisions.activate(amber(), mine)))
        .isEqualTo(RefusalCode.WRONG_STATE);
    theatre.decide("amber", p -> OperationDecisions.end(p, mine));
    assertThat(refusal(OperationDecisions.withdraw(amber(), mine)))
        .isEqualTo(RefusalCode.WRONG_STATE);
    assertThat(refusal(OperationDecisions.revise(amber(), mine, request("x", circle(0)))))
        .isEqualTo(RefusalCode.WRONG_STATE);
    assertThat(refusal(OperationDecisions.declareDraft(amber(), mine, to())))
        .isEqualTo(RefusalCode.WRONG_STATE);
  }

  @Test
  void aDraftCanBeWithdrawnUnseenButNotActivatedOrDisclosed() {
    OperationId id =
        theatre.decide("amber", p -> OperationDecisions.draft(p, 1, 0, request("x", circle(0))));
    assertThat(refusal(OperationDecisions.activate(amber(), id)))
        .isEqualTo(RefusalCode.WRONG_STATE);
    assertThat(refusal(OperationDecisions.disclose(amber(), id, Set.of(new PartyId("cobalt")))))
        .isEqualTo(RefusalCode.WRONG_STATE);

    Draft withdrawn = OperationDecisions.withdraw(amber(), id).orThrow();
    assertThat(withdrawn.to()).isEqualTo(Audience.authorOnly());
    theatre.write("amber", withdrawn);
    assertThat(operation(id).state()).isEqualTo(OperationState.WITHDRAWN);
    assertThat(theatre.picture("cobalt").placeholders()).isEmpty();
  }

  @Test
  void whatIsSignedWithAGrainHoldsTheCoarseVolumeOnly() {
    Volume fine = circle(0);
    OperationRequest coarse =
        new OperationRequest(Kind.AIR, 0, Grain.KM_10, "x", List.of(fine), Optional.empty());
    OperationId id = theatre.declare("amber", coarse);

    Operation seen = theatre.picture("cobalt").operation(id).orElseThrow();
    Volume signed = seen.content().volumes().getFirst();
    assertThat(seen.content().grain()).isEqualTo(Grain.KM_10);
    assertThat(signed.area()).isNotEqualTo(fine.area()).isInstanceOf(Area.Circle.class);
    assertThat(signed.area().widthCm()).isGreaterThan(fine.area().widthCm());
    assertThat(signed.heights().upper()).isGreaterThanOrEqualTo(fine.heights().upper());
    assertThat(operation(id)).isEqualTo(seen);
  }

  @Test
  void aFullNodeRefusesOneOperationMore() {
    assertThat(OperationDecisions.LIVE_OPERATIONS_MAX).isEqualTo(1_000_000);
    assertThat(OperationDecisions.room(6, 7)).isInstanceOf(Outcome.Accepted.class);
    assertThat(refusal(OperationDecisions.room(7, 7))).isEqualTo(RefusalCode.LIMIT_EXCEEDED);
  }

  @Test
  void whatDoesNotFitIntoABodyIsRefused() {
    Volume[] many = new Volume[3_600];
    for (int i = 0; i < many.length; i++) {
      many[i] = circle(i);
    }
    assertThat(refusal(OperationDecisions.declare(amber(), 1, 0, request("x", many))))
        .isEqualTo(RefusalCode.LIMIT_EXCEEDED);
  }

  @Test
  void rulesAreProposedForThisTheatreAndAdoptedByMembersOnce() {
    Rules rules = rules(1, 500, "amber", "cobalt");
    assertThat(refusal(RulesDecisions.adopt(amber(), rules.hash(), Optional.empty())))
        .isEqualTo(RefusalCode.NOT_FOUND);
    assertThat(
            refusal(
                RulesDecisions.propose(
                    amber(), rules.text().replace("river", "lake"), Optional.empty())))
        .isEqualTo(RefusalCode.MALFORMED);

    theatre.decide("cobalt", p -> RulesDecisions.propose(p, rules.text(), Optional.empty()));
    theatre.decide("amber", p -> RulesDecisions.adopt(p, rules.hash(), Optional.empty()));
    assertThat(amber().agreement().latest(new PartyId("amber"))).contains(rules);
    assertThat(refusal(RulesDecisions.adopt(amber(), rules.hash(), Optional.empty())))
        .isEqualTo(RefusalCode.WRONG_STATE);
    assertThat(
            refusal(
                RulesDecisions.adopt(theatre.picture("relief"), rules.hash(), Optional.empty())))
        .isEqualTo(RefusalCode.UNKNOWN_PARTY);
    assertThat(refusal(RulesDecisions.adopt(amber(), Hash.sha256(new byte[1]), Optional.empty())))
        .isEqualTo(RefusalCode.NOT_FOUND);
  }

  private Operation operation(OperationId id) {
    return amber().operation(id).orElseThrow();
  }

  private static RefusalCode refusal(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Refused<?>(Refusal refusal) -> refusal.code();
      case Outcome.Accepted<?>(var value) -> throw new AssertionError("accepted: " + value);
    };
  }
}
