package org.wideberth.bench.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.Pair;

/// A warning under a condition, and a talk held elsewhere, between two duty officers.
class MatterBoardsTest {
  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private void operate(Machine machine) throws IOException, InterruptedException {
    String flight =
        """
        {"type":"Feature","properties":{"operation":"survey","kind":"air","start":"%s","end":"%s",
        "lower":1000,"upper":2000,"unit":"ft","datum":"PRESSURE","half_width_m":500},
        "geometry":{"type":"LineString","coordinates":[[8.60,47.10],[8.90,47.20]]}}\
        """
            .formatted(now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(3)));
    org.assertj.core.api.Assertions.assertThat(
            machine.api("POST", "/api/v1/operations?as_typed=true", flight).status())
        .isEqualTo(201);
  }

  @Test
  void aWarningHoldsInACircleOnBothMapsAndASwappedCentreIsDoubtedBeforeItGoes(
      @TempDir Path directory) throws IOException, InterruptedException {
    try (Pair pair = Pair.open(directory);
        Boards boards = Boards.open()) {
      operate(pair.first());
      Page amber = boards.signIn(pair.first());
      Page cobalt = boards.signIn(pair.second());
      assertThat(amber.getByTestId("operation-item")).containsText("survey", SOON);
      assertThat(cobalt.getByTestId("operation-item")).containsText("survey", SOON);
      amber.getByTestId("channel-button").click();
      cobalt.getByTestId("channel-button").click();
      amber.getByTestId("message-kind").selectOption("warning");
      amber.getByTestId("warning-condition").fill("if the dam opens");
      amber.getByTestId("warning-asked").fill("keep off the river bed");
      amber.getByTestId("warning-position").fill("8.7654, 47.1234");
      amber.getByTestId("warning-radius").fill("4000");
      amber.getByTestId("matter-start").fill(now.minusSeconds(60).toString());
      amber.getByTestId("matter-end").fill(now.plus(Duration.ofHours(2)).toString());
      amber.getByTestId("warning-answer-by").fill(now.plus(Duration.ofHours(1)).toString());
      amber.getByTestId("message-text").fill("spring tide");
      amber.reload();
      amber.getByTestId("channel-button").click();
      assertThat(amber.getByTestId("warning-asked")).hasValue("keep off the river bed");
      amber.getByTestId("message-send").click();
      assertThat(amber.getByTestId("warning-doubt")).containsText("look swapped", SOON);
      assertThat(amber.getByTestId("message-said")).containsText("Not sent", SOON);
      Boards.screenshot("warning-doubted", amber, cobalt);

      amber.getByTestId("warning-position").fill("47.1234, 8.7654");
      amber.getByTestId("message-send").click();
      assertThat(amber.getByTestId("message-said")).containsText("Sent as amber.1.", SOON);
      for (Page page : new Page[] {amber, cobalt}) {
        assertThat(page.getByTestId("message").first()).containsText("if the dam opens", SOON);
        assertThat(page.getByTestId("message").first()).containsText("Within 4000 m of 47.1234");
      }
      amber.waitForTimeout(1_000);
      Boards.screenshot("warning-on-the-map", amber, cobalt);
      boards.assertSound();
    }
  }

  @Test
  void aLoggedTalkIsDisputedAndBothStatementsStandSideBySide(@TempDir Path directory)
      throws IOException, InterruptedException {
    try (Pair pair = Pair.open(directory);
        Boards boards = Boards.open()) {
      Page amber = boards.signIn(pair.first());
      Page cobalt = boards.signIn(pair.second());
      assertThat(amber.getByTestId("party")).containsText("amber", SOON);
      amber.getByTestId("channel-button").click();
      cobalt.getByTestId("channel-button").click();
      amber.getByTestId("message-kind").selectOption("talk");
      amber.getByTestId("talk-medium").selectOption("radio");
      amber.getByTestId("matter-start").fill(now.minusSeconds(900).toString());
      amber.getByTestId("message-text").fill("They wait at the ford until 1500Z");
      amber.getByTestId("message-send").click();
      assertThat(amber.getByTestId("message-said")).containsText("talk.end", SOON);
      amber.getByTestId("matter-end").fill(now.minusSeconds(600).toString());
      amber.getByTestId("message-send").click();
      assertThat(amber.getByTestId("message-said")).containsText("Sent as amber.1.", SOON);

      assertThat(cobalt.getByTestId("message")).containsText("Talk by radio", SOON);
      cobalt.getByTestId("talk-words").fill("We wait until 1400Z only");
      cobalt.getByTestId("message").getByText("It was not").click();
      for (Page page : new Page[] {amber, cobalt}) {
        assertThat(page.getByTestId("talk-sides")).containsText("They wait at the ford", SOON);
        assertThat(page.getByTestId("talk-sides")).containsText("We wait until 1400Z only");
      }
      Boards.screenshot("talk-disputed", amber, cobalt);
      boards.assertSound();
    }
  }
}
