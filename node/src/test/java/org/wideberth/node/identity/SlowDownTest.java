package org.wideberth.node.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SlowDownTest {
  private Instant now = Instant.parse("2026-11-26T08:00:00Z");
  private final SlowDown slowDown = new SlowDown(() -> now);

  private void wrong(String source, int times) {
    for (int i = 0; i < times; i++) {
      slowDown.wrong(source);
    }
  }

  @Test
  void theEleventhWaitsAndEachFurtherOneTwiceAsLong() {
    wrong("a", SlowDown.FREE_TRIES - 1);
    assertThat(slowDown.wait("a")).isEmpty();
    wrong("a", 1);
    assertThat(slowDown.wait("a")).contains(Duration.ofSeconds(2));
    assertThat(slowDown.wait("b")).isEmpty();
    now = now.plusMillis(1_999);
    assertThat(slowDown.wait("a")).contains(Duration.ofMillis(1));
    now = now.plusMillis(1);
    assertThat(slowDown.wait("a")).isEmpty();
    wrong("a", 1);
    assertThat(slowDown.wait("a")).contains(Duration.ofSeconds(4));
    wrong("a", 30);
    assertThat(slowDown.wait("a")).contains(SlowDown.WAIT_MAX);
  }

  @Test
  void whoSignsInOrStopsIsFreeAgain() {
    wrong("a", 12);
    slowDown.right("a");
    assertThat(slowDown.wait("a")).isEmpty();
    wrong("b", 12);
    now = now.plus(SlowDown.FORGOTTEN_AFTER);
    assertThat(slowDown.wait("b")).isEmpty();
    wrong("b", 1);
    assertThat(slowDown.wait("b")).isEmpty();
  }

  @Test
  void manyAddressesSlowDownEverybodyALittleAndFillNothing() {
    for (int i = 0; i < SlowDown.FREE_TRIES_ALL - 1; i++) {
      slowDown.wrong("a" + i);
    }
    assertThat(slowDown.wait("b")).isEmpty();
    for (int i = 0; i < 2 * SlowDown.SOURCES_MAX; i++) {
      slowDown.wrong("b" + i);
    }
    assertThat(slowDown.wait("c")).contains(SlowDown.WAIT_ALL_MAX);
    assertThat(slowDown.sources()).isEqualTo(SlowDown.SOURCES_MAX);
  }
}
