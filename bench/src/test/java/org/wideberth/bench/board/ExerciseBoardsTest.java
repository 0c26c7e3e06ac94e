package org.wideberth.bench.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PageAssertions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.simulator.process.Pair;

/// Two duty officers test the channel in an exercise, each at their own party's board.
class ExerciseBoardsTest {
  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);
  private static final PageAssertions.HasTitleOptions TITLE_SOON =
      new PageAssertions.HasTitleOptions().setTimeout(20_000);

  @Test
  void anExerciseCannotBeOverlookedAndTheChannelIsTestedInIt(@TempDir Path directory)
      throws IOException, InterruptedException {
    try (Pair pair = Pair.exercise(directory);
        Boards boards = Boards.open()) {
      Page amber = boards.signIn(pair.first());
      Page cobalt = boards.signIn(pair.second());
      for (Page page : new Page[] {amber, cobalt}) {
        assertThat(page).hasTitle(Pattern.compile("^EXERCISE .*"), TITLE_SOON);
        page.getByTestId("channel-button").click();
        for (String bar : new String[] {"exercise-top", "exercise-bottom"}) {
          assertThat(page.getByTestId(bar)).containsText("EXERCISE", SOON);
          assertThat(page.getByTestId(bar)).isInViewport();
        }
      }

      assertThat(amber.getByTestId("test-of-cobalt")).containsText("never answered", SOON);
      amber.getByTestId("send-test-cobalt").click();
      assertThat(cobalt.getByTestId("message")).containsText("test of the channel", SOON);
      Boards.screenshot("exercise-channel-test", amber, cobalt);
      cobalt.getByTestId("message").locator("button:has-text('Acknowledge')").click();
      assertThat(amber.getByTestId("test-of-cobalt")).containsText("last answered", SOON);
      assertThat(cobalt.getByTestId("test-of-amber")).containsText("last answered", SOON);
      boards.assertSound();
    }
  }
}
