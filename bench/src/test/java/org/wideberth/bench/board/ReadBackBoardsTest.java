package org.wideberth.bench.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.simulator.process.Pair;

/// A place goes from one duty officer to the other, and comes back as the other has entered it.
class ReadBackBoardsTest {
  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);
  private static final LocatorAssertions.HasCountOptions COUNT_SOON =
      new LocatorAssertions.HasCountOptions().setTimeout(20_000);

  private static void send(Page page, String position, String text) {
    page.getByTestId("place-label").fill("ford");
    page.getByTestId("place-position").fill(position);
    page.getByTestId("message-text").fill(text);
    page.getByTestId("message-send").click();
  }

  @Test
  void aPlaceIsReadBackWrongThenRightAndASwappedOneIsDoubtedBeforeItGoes(@TempDir Path directory)
      throws IOException, InterruptedException {
    try (Pair pair = Pair.open(directory);
        Boards boards = Boards.open()) {
      Page amber = boards.signIn(pair.first());
      Page cobalt = boards.signIn(pair.second());
      assertThat(amber.getByTestId("party")).containsText("amber", SOON);
      amber.getByTestId("channel-button").click();
      cobalt.getByTestId("channel-button").click();
      send(amber, "47.1234, 8.7654", "convoy here");
      assertThat(amber.getByTestId("message-said")).containsText("Sent as amber.1.", SOON);
      assertThat(cobalt.getByTestId("read-back-1")).hasValue("");
      assertThat(amber.getByTestId("read-back-of-cobalt")).containsText("not read back yet", SOON);

      cobalt.getByTestId("read-back-1").fill("47.2034, 8.7654");
      cobalt.getByTestId("read-back-send").click();
      for (Page page : new Page[] {amber, cobalt}) {
        assertThat(page.getByTestId("read-back-of-cobalt"))
            .containsText("READ BACK 8.9 km OFF, not confirmed", SOON);
      }
      Boards.screenshot("read-back-wrong", amber, cobalt);

      cobalt.getByTestId("read-back-1").fill("47 07.404 N 8 45.924 E");
      cobalt.getByTestId("read-back-send").click();
      for (Page page : new Page[] {amber, cobalt}) {
        assertThat(page.getByTestId("read-back-of-cobalt"))
            .containsText("read back, confirmed", SOON);
        assertThat(page.getByTestId("read-back-of-cobalt")).containsText("8.9 km OFF");
      }
      assertThat(cobalt.getByTestId("read-back-1")).hasCount(0, COUNT_SOON);

      cobalt.getByTestId("message").getByText("Answer").click();
      send(cobalt, "8.7654, 47.1234", "still here");
      assertThat(cobalt.getByTestId("place-doubt")).containsText("look swapped", SOON);
      assertThat(cobalt.getByTestId("message-said")).containsText("Not sent", SOON);
      Boards.screenshot("place-doubted", amber, cobalt);
      cobalt.getByTestId("place-as-typed").check();
      cobalt.getByTestId("message-send").click();
      assertThat(cobalt.getByTestId("message-said")).containsText("Sent as cobalt.1.", SOON);
      boards.assertSound();
    }
  }

  @Test
  void theAreaAndTimesOfAWarningAreReadBackWrongThenRight(@TempDir Path directory)
      throws IOException, InterruptedException {
    try (Pair pair = Pair.open(directory);
        Boards boards = Boards.open()) {
      Page amber = boards.signIn(pair.first());
      Page cobalt = boards.signIn(pair.second());
      assertThat(amber.getByTestId("party")).containsText("amber", SOON);
      amber.getByTestId("channel-button").click();
      cobalt.getByTestId("channel-button").click();
      pair.first()
          .must(
              "send",
              "--to",
              "cobalt",
              "--condition",
              "if the dam opens",
              "--asked",
              "keep off",
              "--start",
              "2026-11-26T14:00:00Z",
              "--end",
              "2026-11-26T18:00:00Z",
              "--around",
              "47.1234, 8.7654",
              "--radius",
              "500",
              "--language",
              "en",
              "dam");
      assertThat(cobalt.getByTestId("read-back-of-cobalt")).containsText("not read back yet", SOON);

      cobalt.getByTestId("read-back-around").fill("47.1234, 8.7654");
      cobalt.getByTestId("read-back-radius").fill("500");
      cobalt.getByTestId("read-back-start").fill("261410ZNOV26");
      cobalt.getByTestId("read-back-end").fill("261800ZNOV26");
      cobalt.getByTestId("read-back-send").click();
      for (Page page : new Page[] {amber, cobalt}) {
        assertThat(page.getByTestId("read-back-of-cobalt"))
            .containsText("READ BACK 600 s OFF, not confirmed", SOON);
      }
      Boards.screenshot("read-back-time-wrong", amber, cobalt);

      cobalt.getByTestId("read-back-start").fill("261400ZNOV26");
      cobalt.getByTestId("read-back-send").click();
      for (Page page : new Page[] {amber, cobalt}) {
        assertThat(page.getByTestId("read-back-of-cobalt"))
            .containsText("read back, confirmed", SOON);
      }
      boards.assertSound();
    }
  }
}
