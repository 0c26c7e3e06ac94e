package org.wideberth.bench.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.Pair;

/// Two parties agree on how fast their channel answers, and a FLASH that nobody takes follows it.
class AgreedTermsBoardsTest {
  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);
  private static final String TERMS =
      "\"ladder\":{\"next_desk_s\":10,\"commander_s\":10},\"answer_deadlines\":[{\"precedence\":"
          + "\"flash\",\"acknowledged_s\":10,\"answered_s\":3600}],"
          + "\"test_times\":[\"05:30\",\"17:30\"],";

  @Test
  void aFlashClimbsTheAgreedLadderAndBothBoardsShowThatItIsOverdueByArticleAndVersion(
      @TempDir Path directory) throws IOException, InterruptedException {
    try (Pair pair = Pair.open(directory);
        Boards boards = Boards.open()) {
      Page amber = boards.signIn(pair.first(), "Anna", "commander");
      Page cobalt = boards.signIn(pair.second(), "Carl", "commander");
      for (Page page : new Page[] {amber, cobalt}) {
        page.getByTestId("rules-button").click();
        assertThat(page.getByTestId("rules-1")).containsText("in force", SOON);
      }
      amber.getByTestId("counter-1").click();
      String text = amber.getByTestId("counter-text").inputValue();
      amber.getByTestId("counter-text").fill(text.replaceFirst("\\{", "{" + TERMS));
      amber.locator("dialog").getByText("Propose", exact()).click();
      assertThat(cobalt.getByTestId("rules-2"))
          .containsText("FLASH is acknowledged within 10 s, answered within 1 h", SOON);
      cobalt.getByTestId("changes-2").click();
      assertThat(cobalt.getByTestId("changes-of-2"))
          .containsText("next desk after 10 s, the commander 10 s later", SOON);
      for (Page page : new Page[] {amber, cobalt}) {
        page.getByTestId("adopt-2").click();
        page.locator("dialog").getByText("Adopt", exact()).click();
      }
      assertThat(amber.getByTestId("rules-2")).containsText("in force", SOON);
      assertThat(cobalt.getByTestId("rules-2")).containsText("in force", SOON);
      Boards.screenshot("terms-rules", amber, cobalt);

      for (Page page : new Page[] {amber, cobalt}) {
        page.getByTestId("rules-room").getByText("Close", exact()).click();
        page.getByTestId("channel-button").click();
      }
      assertThat(amber.getByTestId("test-of-cobalt"))
          .containsText("at 05:30,17:30, test-times of Range, number 2", SOON);
      amber.getByTestId("message-phrase").selectOption("stop");
      amber.getByTestId("message-text").fill("convoy at the ford");
      amber.getByTestId("message-send").click();
      assertThat(amber.getByTestId("state-cobalt")).containsText("desk commander called", SOON);
      assertThat(amber.getByTestId("state-cobalt"))
          .containsText("OVERDUE: not acknowledged, was due", SOON);
      assertThat(amber.getByTestId("alarms"))
          .containsText("The ladder: next desk after 10 s, the commander 10 s later", SOON);
      assertThat(cobalt.getByTestId("alarms"))
          .containsText("by article answer-deadlines/flash of rules \"Range\" number 2", SOON);
      Boards.screenshot("terms-overdue", amber, cobalt);
      said(pair.first(), "messages", "OVERDUE: acknowledged by");
      said(pair.first(), "channel-tests", "with cobalt: 05:30,17:30, by article test-times of");
      said(pair.second(), "rules", "answer-deadlines/flash  acknowledged within 10 s");

      cobalt.getByTestId("flash-acknowledge").click();
      assertThat(amber.getByTestId("state-cobalt")).containsText("acknowledged LATE", SOON);
      assertThat(cobalt.getByTestId("alarms"))
          .not()
          .containsText(
              "ANSWER_OWED", new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
      boards.assertSound();
    }
  }

  private static void said(Machine machine, String command, String words) {
    String[] line =
        command.equals("rules") ? new String[] {"rules", "show"} : new String[] {command};
    assertThat(machine.must(line).out()).contains(words);
  }

  private static Locator.GetByTextOptions exact() {
    return new Locator.GetByTextOptions().setExact(true);
  }
}
