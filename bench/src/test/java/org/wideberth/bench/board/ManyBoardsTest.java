package org.wideberth.bench.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.simulator.process.Pair;

/// A board of a node that holds more operations than a page can.
class ManyBoardsTest {
  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

  private static final int ALL = 20_040;
  private static final int NOW = 40;
  private static final int ABREAST = 20;

  /// On a grid of a kilometre and a half; the first are there now, and all others tomorrow.
  private static String feature(int which, Instant hour) {
    Instant start = which < NOW ? hour : hour.plus(1, ChronoUnit.DAYS);
    return String.format(
        Locale.ROOT,
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[%.4f,%.4f]},"
            + "\"properties\":{\"name\":\"flight %d\",\"kind\":\"air\",\"radius_m\":200,"
            + "\"start\":\"%s\",\"end\":\"%s\",\"lower\":100,\"upper\":300,\"unit\":\"m\","
            + "\"datum\":\"MSL\"}}",
        8 + which % ABREAST * 0.02,
        47 + which / ABREAST % ABREAST * 0.015,
        which,
        start,
        start.plus(8, ChronoUnit.HOURS));
  }

  @Test
  void thoseInForceWhereOneLooksAreShownAndSaidToBeSome(@TempDir Path directory)
      throws IOException, InterruptedException {
    try (Pair pair = Pair.open(directory);
        Boards boards = Boards.open()) {
      Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
      List<String> features = new ArrayList<>();
      for (int i = 0; i < ALL; i++) {
        features.add(feature(i, hour));
      }
      Path file = Files.write(directory.resolve("many.ndjson"), features);
      pair.first().must("declare", file.toString());
      Page amber = boards.signIn(pair.first(), "Lt Weir");
      assertThat(amber.getByTestId("around"))
          .containsText("Of 20,040 operations, more than a page can hold, the 40 in force", SOON);
      assertThat(amber.getByTestId("operation-item").first()).isVisible();
      assertThat(amber.getByText("40 shown, 40 live")).isVisible();
      Boards.screenshot("many", amber);

      // Out, until it is more than a node looks around.
      for (int i = 0; i < 4; i++) {
        amber.getByTestId("map").press("-");
        amber.waitForTimeout(400);
      }
      assertThat(amber.getByTestId("around")).containsText("200 are shown. Zoom in", SOON);
      boards.assertSound();
    }
  }
}
