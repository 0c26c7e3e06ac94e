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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.Pair;

/// A duty officer asks what would be found before anything is filed, and what would end a conflict.
class LookaheadBoardsTest {
  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);
  private static final LocatorAssertions.HasCountOptions COUNT_SOON =
      new LocatorAssertions.HasCountOptions().setTimeout(20_000);

  @Test
  void aConflictIsSeenBeforeItIsFiledAndAChangeThatEndsItIsPutIntoTheForm(@TempDir Path directory)
      throws IOException, InterruptedException {
    try (Pair pair = Pair.open(directory);
        Boards boards = Boards.open()) {
      Page amber = boards.signIn(pair.first(), "Lt Weir");
      Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(8, ChronoUnit.HOURS);
      declare(pair.second(), feature("Patrol", 7.36, start.minus(48, ChronoUnit.MINUTES)));
      assertThat(amber.getByTestId("operation-item")).hasCount(1, COUNT_SOON);

      amber.getByTestId("declaring").click();
      amber.getByTestId("declaring-text").fill(feature("Transit", 7.30, start));
      amber.getByTestId("what-if").click();
      assertThat(amber.getByTestId("would-words")).containsText("1 conflict with", SOON);
      Locator later = amber.getByTestId("proposal").getByText("12 minutes later");
      assertThat(amber.getByTestId("would-finding")).containsText("amber starts 12 minutes later");
      Boards.screenshot("what-if", amber);
      later.getByTestId("take-into-form").click();
      assertThat(amber.getByTestId("would")).containsText("Nothing was filed");
      assertThat(amber.getByTestId("operation-item")).hasCount(1);
      amber.getByTestId("what-if").click();
      assertThat(amber.getByTestId("would-words")).containsText("no conflict with", SOON);
      Boards.screenshot("what-if-moved", amber);

      amber.getByTestId("declaring-text").fill(feature("Transit", 7.30, start));
      amber.getByTestId("windows").click();
      assertThat(amber.getByTestId("windows-words")).containsText("Nothing was filed", SOON);
      assertThat(amber.getByTestId("window")).hasCount(2);
      Boards.screenshot("windows", amber);
      amber.getByTestId("window-into-form").last().click();
      amber.getByTestId("what-if").click();
      assertThat(amber.getByTestId("would-words")).containsText("no conflict with", SOON);
      amber.getByTestId("windows-from").fill("tomorrow");
      amber.getByTestId("windows").click();
      assertThat(amber.getByTestId("would")).containsText("from: ", SOON);

      amber.getByTestId("declaring-text").fill(feature("Transit", 7.30, start));
      amber.getByTestId("declare").click();
      amber.getByTestId("finding-item").first().click();
      amber.getByTestId("look-for-ways-out").click();
      assertThat(amber.getByTestId("ways-out")).containsText("amber starts 12 minutes later", SOON);
      amber.getByTestId("take-finding").click();
      assertThat(amber.getByTestId("settling")).containsText("taken up by amber", SOON);
      assertThat(amber.getByTestId("take-finding")).hasCount(0);
      assertThat(amber.getByTestId("ways-out")).containsText("cobalt starts 12 minutes sooner");
      amber.getByTestId("ways-out").scrollIntoViewIfNeeded();
      Boards.screenshot("ways-out", amber);
      amber.getByTestId("into-form").first().click();
      amber.getByTestId("declare").click();
      assertThat(amber.getByTestId("finding-item")).hasCount(0, COUNT_SOON);
      Page looker = boards.signIn(pair.first(), "Sgt Orr", "observer");
      assertThat(looker.getByTestId("operation-item")).hasCount(2, COUNT_SOON);
      assertThat(looker.getByTestId("declaring")).isHidden();
      boards.assertSound();
    }
  }

  private static String feature(String name, double longitude, Instant start) {
    return """
    {"type":"Feature","properties":{"name":"%s","kind":"air","start":"%s","end":"%s",
    "lower":120,"upper":130,"unit":"FL","datum":"PRESSURE","half_width_m":2000},
    "geometry":{"type":"LineString","coordinates":[[%f,46.10],[%f,46.30]]}}\
    """
        .formatted(name, start, start.plus(1, ChronoUnit.HOURS), longitude, longitude + 0.1);
  }

  private static void declare(Machine machine, String feature)
      throws IOException, InterruptedException {
    Machine.Answer answer = machine.api("POST", "/api/v1/operations", feature);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }
}
