package org.wideberth.bench.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.Pair;
import org.wideberth.simulator.world.ValleyRules;

/// A river and two zones that both parties adopted, and an operation that crosses them.
class ArticleBoardsTest {
  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private static void agree(Pair pair) throws IOException, InterruptedException {
    String rules =
        ValleyRules.of(
                new TheatreId("range"), 2, List.of(new PartyId("amber"), new PartyId("cobalt")))
            .toText();
    Machine.Answer proposed = pair.first().api("POST", "/api/v1/rules", rules);
    String hash = proposed.json().path("hash").asString();
    for (Machine machine : pair.machines()) {
      Pair.until(
          machine,
          "/api/v1/rules",
          answer -> answer.path("documents").findValuesAsString("hash").contains(hash));
      machine.must("rules", "adopt", hash);
    }
    for (Machine machine : pair.machines()) {
      Pair.until(
          machine, "/api/v1/rules", answer -> answer.path("in_force").asString("").equals(hash));
    }
  }

  @Test
  void aRiverAndZonesAreOnBothMapsWithWhatCrossesThem(@TempDir Path directory)
      throws IOException, InterruptedException {
    try (Pair pair = Pair.open(directory);
        Boards boards = Boards.open()) {
      agree(pair);
      String flight =
          """
          {"type":"Feature","properties":{"operation":"ferry","kind":"air","start":"%s",
          "end":"%s","lower":1000,"upper":2000,"unit":"ft","datum":"PRESSURE",
          "half_width_m":500},"geometry":{"type":"LineString",
          "coordinates":[[7.05,46.10],[7.28,46.25],[7.55,46.45]]}}\
          """
              .formatted(now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(3)));
      org.assertj.core.api.Assertions.assertThat(
              pair.first().api("POST", "/api/v1/operations?as_typed=true", flight).status())
          .isEqualTo(201);
      Page amber = boards.signIn(pair.first());
      Page cobalt = boards.signIn(pair.second());
      for (Page page : new Page[] {amber, cobalt}) {
        assertThat(page.getByTestId("operation-item")).containsText("ferry", SOON);
        assertThat(page.getByTestId("article-findings")).containsText("The river", SOON);
        assertThat(page.getByTestId("article-findings")).containsText("Zone ward", SOON);
      }
      amber.waitForTimeout(1_500);
      Boards.screenshot("articles-in-force", amber, cobalt);
      boards.assertSound();
    }
  }
}
