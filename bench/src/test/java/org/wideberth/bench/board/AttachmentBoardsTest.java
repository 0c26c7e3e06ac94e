package org.wideberth.bench.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.simulator.process.Pair;

/// A file goes from one duty officer to the other.
class AttachmentBoardsTest {
  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

  @Test
  void aFileIsAttachedComesOverAndIsSaved(@TempDir Path directory)
      throws IOException, InterruptedException {
    byte[] bytes = new byte[2_000_000];
    new Random(1).nextBytes(bytes);
    Path map = directory.resolve("map of the ford.pdf");
    Files.write(map, bytes);
    try (Pair pair = Pair.open(directory);
        Boards boards = Boards.open()) {
      Page amber = boards.signIn(pair.first());
      Page cobalt = boards.signIn(pair.second());
      assertThat(amber.getByTestId("party")).containsText("amber", SOON);
      amber.getByTestId("channel-button").click();
      cobalt.getByTestId("channel-button").click();
      amber.getByTestId("message-files").setInputFiles(map);
      amber.getByTestId("message-text").fill("see the map");
      amber.getByTestId("message-send").click();
      assertThat(amber.getByTestId("message-said")).containsText("Sent as amber.1.", SOON);
      assertThat(cobalt.getByTestId("attachment-1")).containsText("map of the ford.pdf", SOON);
      for (Page page : new Page[] {amber, cobalt}) {
        assertThat(page.getByTestId("holds-cobalt"))
            .containsText("cobalt holds every attachment", SOON);
      }
      Boards.screenshot("attachment", amber, cobalt);
      Download saved =
          cobalt.waitForDownload(() -> cobalt.getByTestId("attachment-1").locator("a").click());
      assertThat(saved.suggestedFilename()).isEqualTo("map of the ford.pdf");
      assertThat(Files.readAllBytes(saved.path())).isEqualTo(bytes);
      boards.assertSound();
    }
  }
}
