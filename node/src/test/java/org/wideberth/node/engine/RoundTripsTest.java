package org.wideberth.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.wideberth.channel.LinkResult;

/// What is measured on a link, also when the peer lies.
class RoundTripsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:30:00Z");

  private long nanos = -5;
  private final RoundTrips trips = new RoundTrips(() -> nanos);

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  @Test
  void theOffsetIsTakenAtTheMiddleOfTheRoundTrip() {
    trips.ask(7, NOW);
    pass(Duration.ofMillis(40));
    trips.answer(7, NOW.plusMillis(20 + 5_000));
    assertThat(trips.latest()).contains(new LinkResult.Passed(40, 5_000));
    assertThat(trips.best()).contains(new LinkResult.Passed(40, 5_000));
  }

  @Test
  void theQuickestOfTheLastMinuteCounts() {
    for (int roundTripMs : new int[] {80, 30, 60}) {
      trips.ask(roundTripMs, NOW);
      pass(Duration.ofMillis(roundTripMs));
      trips.answer(roundTripMs, NOW.plusMillis(roundTripMs));
    }
    assertThat(trips.best()).contains(new LinkResult.Passed(30, 15));
    pass(RoundTrips.FRESH.plusMillis(1));
    assertThat(trips.best()).isEmpty();
    assertThat(trips.latest()).contains(new LinkResult.Passed(60, 30));
  }

  @Test
  void anAnswerThatNobodyAskedForOrThatComesTwiceTellsNothing() {
    trips.answer(7, NOW);
    assertThat(trips.latest()).isEmpty();
    trips.ask(7, NOW);
    pass(Duration.ofMillis(40));
    trips.answer(7, NOW);
    pass(Duration.ofMillis(40));
    trips.answer(7, NOW.plusSeconds(9));
    assertThat(trips.latest()).contains(new LinkResult.Passed(40, -20));
  }

  @Test
  void whatThePeerSaysOfItsClockStaysWithinTheLimits() {
    trips.ask(7, NOW);
    trips.answer(7, Instant.parse("9999-12-31T23:59:59.999Z"));
    assertThat(trips.latest()).contains(new LinkResult.Passed(0, LinkResult.Passed.OFFSET_MS_MAX));
  }

  @Test
  void anAnswerAfterAMinuteIsLateAndOldQuestionsAreForgotten() {
    trips.ask(7, NOW);
    pass(Duration.ofMillis(LinkResult.Passed.ROUND_TRIP_MS_MAX + 1));
    trips.answer(7, NOW);
    for (int i = 0; i <= RoundTrips.ASKED_MAX; i++) {
      trips.ask(100 + i, NOW);
    }
    trips.answer(100, NOW);
    assertThat(trips.latest()).isEmpty();
    trips.answer(101, NOW);
    assertThat(trips.latest()).isPresent();
  }
}
