package org.wideberth.bench.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.record.BundleVerifier;
import org.wideberth.simulator.process.Pair;

/// Two duty officers speak to each other, each at their own party's board.
class ChannelBoardsTest {
  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);
  private static final LocatorAssertions.HasCountOptions COUNT_SOON =
      new LocatorAssertions.HasCountOptions().setTimeout(20_000);

  @Test
  void aFlashStandsOnEveryDeskUntilAPersonAcknowledgesItAndTheSenderSeesEachStep(
      @TempDir Path directory) throws IOException, InterruptedException {
    try (Pair pair = Pair.open(directory);
        Boards boards = Boards.open()) {
      Page amber = boards.signIn(pair.first());
      Page cobalt = boards.signIn(pair.second());
      Page second = boards.signIn(pair.second(), "Maj Khan");
      assertThat(amber.getByTestId("party")).containsText("amber", SOON);

      amber.keyboard().press("c");
      amber.getByTestId("message-phrase").selectOption("stop");
      amber.getByTestId("message-text").fill("convoy at the ford");
      amber.reload();
      amber.getByTestId("channel-button").click();
      assertThat(amber.getByTestId("message-text")).hasValue("convoy at the ford");
      amber.getByTestId("message-send").click();
      assertThat(amber.getByTestId("message-said")).containsText("Sent as amber.1.", SOON);

      for (Page page : new Page[] {cobalt, second}) {
        assertThat(page.getByTestId("flash")).containsText("convoy at the ford", SOON);
      }
      second.reload();
      assertThat(second.getByTestId("flash")).containsText("Stop.", SOON);
      Boards.screenshot("flash-on-every-desk", cobalt, second);
      assertThat(amber.getByTestId("state-cobalt")).containsText("delivered", SOON);
      Boards.screenshot("channel-flash", amber, cobalt);

      cobalt.getByTestId("flash-acknowledge").click();
      assertThat(second.getByTestId("flash")).hasCount(0, COUNT_SOON);
      assertThat(cobalt.getByTestId("flash")).hasCount(0, COUNT_SOON);
      assertThat(amber.getByTestId("state-cobalt")).containsText("acknowledged", SOON);
      assertThat(amber.getByTestId("state-cobalt")).not().containsText("read");

      cobalt.getByTestId("channel-button").click();
      cobalt.getByTestId("message").click();
      assertThat(amber.getByTestId("state-cobalt")).containsText("read", SOON);
      cobalt.getByTestId("message").getByText("Answer").click();
      cobalt.getByTestId("message-text").fill("all stopped");
      cobalt.getByTestId("message-send").click();
      Locator answer =
          amber
              .getByTestId("message")
              .filter(new Locator.FilterOptions().setHasText("all stopped"));
      assertThat(answer).hasCount(1, COUNT_SOON);
      assertThat(amber.getByTestId("state-cobalt").first()).containsText("answered by", SOON);
      Boards.screenshot("channel-answered", amber, cobalt);
      boards.assertSound();
    }
  }

  @Test
  void theDeskIsTakenHandedOverWithANoteAndTheOtherSideSeesWhoHasIt(@TempDir Path directory)
      throws IOException, InterruptedException {
    try (Pair pair = Pair.open(directory);
        Boards boards = Boards.open()) {
      Page weir = boards.signIn(pair.first(), "Lt Weir");
      Page khan = boards.signIn(pair.first(), "Maj Khan");
      Page cobalt = boards.signIn(pair.second());
      assertThat(cobalt.getByTestId("desk-of-amber")).containsText("unmanned", SOON);

      weir.getByTestId("desk-duty").getByText("Take").click();
      assertThat(cobalt.getByTestId("desk-of-amber")).containsText("Lt Weir since", SOON);
      weir.getByTestId("desk-duty").getByText("Note").click();
      weir.getByTestId("handover-text").fill("Convoy at 1400Z");
      weir.getByText("Leave this note").click();

      assertThat(khan.getByTestId("desk-duty")).containsText("note by Lt Weir", SOON);
      khan.getByTestId("desk-duty").getByText("Take").click();
      assertThat(khan.locator("dialog")).containsText("Convoy at 1400Z");
      Boards.screenshot("watch-handover", khan, cobalt);
      khan.getByText("I have read this and take the desk").click();
      assertThat(cobalt.getByTestId("desk-of-amber")).containsText("Maj Khan since", SOON);
      assertThat(weir.getByTestId("desk-duty")).containsText("Maj Khan", SOON);

      khan.getByTestId("desk-duty").getByText("Leave").click();
      khan.getByText("Leave it unmanned").click();
      assertThat(cobalt.getByTestId("desk-of-amber")).containsText("unmanned since", SOON);
      cobalt.keyboard().press("p");
      Locator row = cobalt.locator("dialog tr", new Page.LocatorOptions().setHasText("amber"));
      Boards.screenshot("party-evidence", cobalt);
      Path file = cobalt.waitForDownload(() -> row.getByText("Evidence").click()).path();
      String proven = BundleVerifier.verify(Files.readAllBytes(file), List.of()).words();
      Assertions.assertThat(proven)
          .contains("watch-left")
          .doesNotContain("watch-handed-over", "PROBLEM");
      boards.assertSound();
    }
  }
}
