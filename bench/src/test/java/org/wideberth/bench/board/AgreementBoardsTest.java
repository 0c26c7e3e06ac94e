package org.wideberth.bench.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.simulator.process.Pair;

/// Commanders of two parties counter and sign an agreement, and one party suspends it.
class AgreementBoardsTest {
  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

  @Test
  void rulesAreCounteredComparedAndSignedAndASuspensionTakesTwoPeopleAndLeavesFlashAlone(
      @TempDir Path directory) throws IOException, InterruptedException {
    try (Pair pair = Pair.open(directory);
        Boards boards = Boards.open()) {
      Page anna = boards.signIn(pair.first(), "Anna", "commander");
      Page ben = boards.signIn(pair.first(), "Ben", "commander");
      Page cobalt = boards.signIn(pair.second(), "Carl", "commander");
      assertThat(anna.getByTestId("party")).containsText("amber", SOON);
      for (Page page : new Page[] {anna, ben, cobalt}) {
        page.getByTestId("rules-button").click();
        assertThat(page.getByTestId("rules-1")).containsText("in force", SOON);
      }

      anna.getByTestId("counter-1").click();
      String text = anna.getByTestId("counter-text").inputValue();
      anna.getByTestId("counter-text")
          .fill(text.replace("\"Range\"", "\"Range and river\"").replaceFirst("926000", "463000"));
      anna.locator("dialog").getByText("Propose", exact()).click();
      assertThat(cobalt.getByTestId("rules-2")).containsText("counter-proposed by amber", SOON);
      cobalt.getByTestId("changes-2").click();
      assertThat(cobalt.getByTestId("changes-of-2"))
          .containsText("minima/air-air changed: from 9260 m lateral, 1000 ft (304.8 m)", SOON);
      assertThat(cobalt.getByTestId("changes-of-2")).containsText("title changed", SOON);
      Boards.screenshot("agreement-counter", anna, cobalt);
      for (Page page : new Page[] {anna, cobalt}) {
        page.getByTestId("adopt-2").click();
        page.locator("dialog").getByText("Adopt", exact()).click();
      }
      assertThat(anna.getByTestId("rules-2")).containsText("in force", SOON);
      assertThat(anna.getByTestId("rules-2")).containsText("cobalt by Carl, commander", SOON);

      anna.getByTestId("suspend-2").click();
      anna.getByTestId("step-reason").fill("The bridge is out");
      anna.getByTestId("step-more").fill("minima/air-air");
      anna.locator("dialog").getByText("Ask", exact()).click();
      assertThat(ben.getByTestId("agreement-ask")).containsText("The bridge is out", SOON);
      assertThat(anna.getByTestId("agreement-ask").getByText("Confirm", exact())).hasCount(0);
      ben.getByTestId("agreement-ask").getByText("Confirm", exact()).click();
      assertThat(cobalt.getByTestId("rules-2"))
          .containsText("amber has suspended minima/air-air", SOON);
      assertThat(cobalt.getByTestId("alarms")).containsText("AGREEMENT_SUSPENDED", SOON);

      anna.getByTestId("rules-room").getByText("Close", exact()).click();
      anna.getByTestId("channel-button").click();
      anna.getByTestId("message-phrase").selectOption("stop");
      anna.getByTestId("message-text").fill("convoy at the ford");
      anna.getByTestId("message-send").click();
      assertThat(cobalt.getByTestId("flash")).containsText("convoy at the ford", SOON);
      Boards.screenshot("agreement-suspended", ben, cobalt);
      boards.assertSound();
    }
  }

  private static Locator.GetByTextOptions exact() {
    return new Locator.GetByTextOptions().setExact(true);
  }
}
