package org.wideberth.bench.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.Pair;

/// Two duty officers, each at their own party's board: one reports a crossing, the other contests
/// it; one states a basis, the other contests that.
class ClaimBoardsTest {
  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

  @Test
  void aCrossingReportedByOneAndContestedByTheOtherStandsAsTwoClaimsOnBothBoards(
      @TempDir Path directory) throws IOException, InterruptedException {
    try (Pair pair = Pair.open(directory);
        Boards boards = Boards.open()) {
      Page amber = boards.signIn(pair.first(), "Lt Weir");
      Page cobalt = boards.signIn(pair.second(), "Maj Khan");
      River.agree(pair);
      for (Page page : List.of(amber, cobalt)) {
        page.getByTestId("claims-button").click();
        assertThat(page.getByTestId("crossings")).containsText("Nothing is claimed");
      }
      report(cobalt);
      assertThat(amber.getByTestId("claims-button")).containsText("1 unanswered", SOON);
      Locator told = amber.getByTestId("claims-of-cobalt");
      assertThat(told).containsText("reports it", SOON);
      assertThat(told).containsText("two boats");
      assertThat(told.getByTestId("arithmetic"))
          .containsText("lies to the right of the line; amber keeps to the left");

      amber.getByTestId("contest").click();
      amber.getByTestId("claim-position").fill("46.2, 7.296");
      amber.getByTestId("claim-words").fill("they stayed on our bank");
      amber.getByText("Contest it", new Page.GetByTextOptions().setExact(true)).click();
      for (Page page : List.of(amber, cobalt)) {
        assertThat(page.getByTestId("crossing-state")).containsText("contested", SOON);
        Locator answer = page.getByTestId("claims-of-amber");
        assertThat(answer).containsText("they stayed on our bank");
        assertThat(answer.getByTestId("arithmetic")).containsText("to the left of the line");
        assertThat(page.getByTestId("claims-of-cobalt")).containsText("two boats");
      }
      assertThat(amber.getByTestId("claims-button")).containsText("Claims (x)");
      Boards.screenshot("claims-side-by-side", amber, cobalt);
      for (Page page : List.of(amber, cobalt)) {
        page.getByTestId("show-crossing").click();
        assertThat(page.getByTestId("claims-room")).isHidden();
      }
      amber.waitForTimeout(600);
      Boards.screenshot("claims-on-the-map", amber, cobalt);
      amber.getByTestId("claims-button").click();
      cobalt.getByTestId("claims-button").click();

      cobalt.getByTestId("take-back").click();
      cobalt.getByTestId("claim-words").fill("it was a buoy");
      cobalt.getByText("Take it back").click();
      for (Page page : List.of(amber, cobalt)) {
        assertThat(page.getByTestId("crossing-state")).containsText("taken back", SOON);
        assertThat(page.getByTestId("claims-of-cobalt")).containsText("it was a buoy");
        assertThat(page.getByTestId("claims-of-amber")).containsText("they stayed on our bank");
      }
      boards.assertSound();
    }
  }

  /// The position is typed with its halves swapped first, and the node says so.
  private static void report(Page page) {
    page.getByTestId("report-crossing").click();
    page.getByTestId("report-of").selectOption("amber");
    page.getByTestId("claim-position").fill("7.304, 46.2");
    page.getByTestId("claim-time").fill("2026-11-26T06:00:00Z");
    page.getByTestId("claim-within").fill("100");
    page.getByTestId("claim-words").fill("two boats");
    page.getByText("Report it", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.getByTestId("claim-doubt")).containsText("as_typed", SOON);
    page.getByTestId("claim-position").fill("46.2, 7.304");
    page.getByText("Report it", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.getByTestId("crossing-state")).containsText("unanswered", SOON);
  }

  @Test
  void aBasisStandsBesideItsContestOnBothBoards(@TempDir Path directory)
      throws IOException, InterruptedException {
    try (Pair pair = Pair.open(directory);
        Boards boards = Boards.open()) {
      Page amber = boards.signIn(pair.first(), "Lt Weir");
      Page cobalt = boards.signIn(pair.second(), "Maj Khan");
      declare(pair.first());
      for (Page page : List.of(amber, cobalt)) {
        page.getByTestId("operation-item").first().click();
        assertThat(page.getByTestId("basis")).containsText("as of the truce", SOON);
      }
      assertThat(amber.getByTestId("contest-basis")).isHidden();
      cobalt.getByTestId("contest-basis").click();
      cobalt.getByTestId("claim-words").fill("the truce ended on Monday");
      cobalt.getByText("Contest it", new Page.GetByTextOptions().setExact(true)).click();
      for (Page page : List.of(amber, cobalt)) {
        assertThat(page.getByTestId("basis-contest"))
            .containsText("contested by cobalt (Maj Khan)", SOON);
        assertThat(page.getByTestId("basis")).containsText("the truce ended on Monday");
        assertThat(page.getByTestId("basis")).containsText("as of the truce");
      }
      Boards.screenshot("basis-contested", amber, cobalt);
      cobalt.getByTestId("take-back-contest").click();
      cobalt.getByText("Take it back").click();
      assertThat(amber.getByTestId("basis-contest")).containsText("taken back (Maj Khan)", SOON);
      boards.assertSound();
    }
  }

  private static void declare(Machine machine) throws IOException, InterruptedException {
    Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(3, ChronoUnit.HOURS);
    String feature =
        """
        {"type":"Feature","properties":{"operation":"Ferry","kind":"air","start":"%s","end":"%s",
        "lower":120,"upper":130,"unit":"FL","datum":"PRESSURE","half_width_m":200,
        "basis":{"text":"as of the truce","language":"en"}},
        "geometry":{"type":"LineString","coordinates":[[7.28,46.2],[7.34,46.2]]}}\
        """
            .formatted(start, start.plus(1, ChronoUnit.HOURS));
    Machine.Answer answer = machine.api("POST", "/api/v1/operations", feature);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }
}
