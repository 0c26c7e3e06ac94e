package org.wideberth.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wideberth.party.PartyId;
import org.wideberth.refusal.Outcome;

final class TestTimesTest {
  private static final PartyId AMBER = new PartyId("amber");
  private static final PartyId COBALT = new PartyId("cobalt");

  @Test
  void theLatestAndTheNextAreFoundAcrossMidnight() {
    Instant six = Instant.parse("2026-11-22T06:00:00Z");
    TestTimes times = TestTimes.USUAL;
    assertThat(times.latest(six)).contains(six);
    assertThat(times.latest(six.minusMillis(1))).contains(six.minus(Duration.ofHours(12)));
    assertThat(times.next(six)).contains(six.plus(Duration.ofHours(12)));
    assertThat(times.next(six.plus(Duration.ofHours(12)))).contains(six.plus(Duration.ofDays(1)));
    assertThat(TestTimes.NONE.latest(six)).isEmpty();
    assertThat(TestTimes.NONE.next(six)).isEmpty();
  }

  @Test
  void theTwoTakeTurnsAndBothKnowWhoseItIs() {
    Instant due = Instant.parse("2026-11-22T06:00:00Z");
    PartyId before = COBALT;
    for (int i = 0; i < 5; i++) {
      PartyId turn = TestTimes.USUAL.turn(due, AMBER, COBALT);
      assertThat(TestTimes.USUAL.turn(due, COBALT, AMBER)).isEqualTo(turn);
      if (i > 0) {
        assertThat(turn).isNotEqualTo(before);
      }
      before = turn;
      due = TestTimes.USUAL.next(due).orElseThrow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"06:00,18:00", "none", "00:00", "00:30,01:30,23:30"})
  void whatIsWrittenIsReadAsItWas(String text) {
    assertThat(TestTimes.parse(text).orThrow().text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "6:00", "24:00", "06:00,", "06:00,06:59", "23:30,00:29", "06:00:30"})
  void whatIsNoScheduleIsRefused(String text) {
    assertThat(TestTimes.parse(text)).isInstanceOf(Outcome.Refused.class);
  }
}
