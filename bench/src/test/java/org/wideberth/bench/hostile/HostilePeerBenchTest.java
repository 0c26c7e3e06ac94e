package org.wideberth.bench.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HostilePeerBenchTest {
  private static final int SECONDS = 20;

  @Test
  @Timeout(300)
  void everyAttackIsMadeTheNodeAnswersItsPeopleAndAnHonestPeerHasItsLog()
      throws IOException, InterruptedException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    HostilePeerBench.run(new PrintStream(said, true, StandardCharsets.UTF_8), 1, SECONDS);
    String text = said.toString(StandardCharsets.UTF_8);
    JsonNode figures = new JsonMapper().readTree(text.lines().toList().getLast());

    assertThat(figures.path("errors").asInt()).as(text).isZero();
    assertThat(figures.path("asked").asInt()).isPositive();
    assertThat(figures.path("level").asInt()).isEqualTo(1);
    assertThat(figures.path("entries_taken").asLong()).isPositive();
    assertThat(figures.path("links").asLong()).isGreaterThan(1);
    for (String phase : new String[] {"pings", "garbage", "half_open", "large_operations"}) {
      assertThat(figures.has(phase + "_p99_ms")).as(phase).isTrue();
    }
    assertThat(figures.has("p99_ms") && figures.has("rss_mb") && figures.has("disk_mb")).isTrue();
  }
}
