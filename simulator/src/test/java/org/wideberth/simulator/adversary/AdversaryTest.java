package org.wideberth.simulator.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Honest nodes among liars.
class AdversaryTest {
  private static final int SEEDS = 100;

  @Test
  void aHundredPlansBreakNoPromiseAndEveryDeedIsAmongThem() throws InterruptedException {
    StringWriter said = new StringWriter();
    boolean held = new Campaign().run(1, SEEDS, 2, new PrintWriter(said, true));
    assertThat(held).as(said.toString()).isTrue();
    assertThat(said.toString()).contains("seeds=100 broken=0 never_done=[]");
  }

  @Test
  void thePlanOfASeedIsAlwaysTheSameAndLeavesTwoHonestParties() {
    for (long seed = 1; seed <= 500; seed++) {
      Plan plan = Plan.of(seed);
      assertThat(Plan.of(seed)).isEqualTo(plan);
      assertThat(plan.parties() - plan.liars()).isGreaterThanOrEqualTo(2);
      assertThat(plan.deeds()).isNotEmpty();
    }
  }

  @Test
  void aRunOfTheSamePlanTellsTheSame() {
    Plan plan = Plan.of(7);
    assertThat(AdversaryRun.run(plan).toString()).isEqualTo(AdversaryRun.run(plan).toString());
  }

  @Test
  void aPlanThatBreaksSomethingIsCutToTheDeedsThatDoIt() {
    Plan plan = Plan.of(3);
    Deed first = plan.deeds().get(2);
    Deed last = plan.deeds().getLast();
    Shrinker shrinker =
        new Shrinker(
            each ->
                each.deeds().containsAll(List.of(first, last))
                    ? Optional.of("both")
                    : Optional.empty());
    assertThat(shrinker.shrink(plan).deeds()).containsExactly(first, last);
  }

  @Test
  void aLiarWhoSignsTwoHistoriesIsFoundByThoseWhoWereToldDifferentOnes() {
    boolean found = false;
    for (long seed = 1; seed <= 40 && !found; seed++) {
      found =
          Plan.of(seed).deeds().stream().anyMatch(deed -> deed.kind() == Deed.Kind.EQUIVOCATE)
              && Campaign.breaks(Plan.of(seed)).isEmpty();
    }
    assertThat(found).isTrue();
  }
}
