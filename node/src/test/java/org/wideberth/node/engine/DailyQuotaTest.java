package org.wideberth.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.wideberth.party.PartyId;

class DailyQuotaTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:30:00Z");
  private static final PartyId AMBER = new PartyId("amber");
  private static final long PER_DAY = 86_400;

  private final DailyQuota quota = new DailyQuota(PER_DAY);

  @Test
  void theLastByteOfADayIsTakenAndTheNextOneWaits() {
    quota.charge(AMBER, PER_DAY - 1, NOW);
    assertThat(quota.hasRoom(AMBER, NOW)).isTrue();
    quota.charge(AMBER, 1, NOW);
    assertThat(quota.hasRoom(AMBER, NOW)).isFalse();
  }

  @Test
  void itGrowsEvenlyAndNeverBeyondADay() {
    quota.charge(AMBER, PER_DAY, NOW);
    assertThat(quota.hasRoom(AMBER, NOW.plusMillis(999))).isFalse();
    assertThat(quota.hasRoom(AMBER, NOW.plusSeconds(1))).isTrue();
    Instant later = NOW.plus(Duration.ofDays(9));
    quota.charge(AMBER, PER_DAY, later);
    assertThat(quota.hasRoom(AMBER, later)).isFalse();
  }

  @Test
  void whatWasTakenBeyondItIsWaitedFor() {
    quota.charge(AMBER, PER_DAY + 10, NOW);
    assertThat(quota.hasRoom(AMBER, NOW.plusSeconds(10))).isFalse();
    assertThat(quota.hasRoom(AMBER, NOW.plusSeconds(11))).isTrue();
  }

  @Test
  void onePartyDoesNotUseUpWhatIsAnothers() {
    quota.charge(AMBER, PER_DAY, NOW);
    assertThat(quota.hasRoom(new PartyId("cobalt"), NOW)).isTrue();
  }

  @Test
  void aClockThatIsPutBackStopsNothingForGood() {
    quota.charge(AMBER, PER_DAY, NOW);
    Instant back = NOW.minus(Duration.ofDays(400));
    assertThat(quota.hasRoom(AMBER, back)).isFalse();
    assertThat(quota.hasRoom(AMBER, back.plusSeconds(1))).isTrue();
  }
}
