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

/// A board of a node that holds more operations, and more findings, than a page can.
class ManyBoardsTest {
  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

  private static final int ALL = 20_040;
  private static final int NOW = 40;
  private static final int ABREAST = 20;

  /// On a grid of a kilometre and a half; the first are there now, and all others tomorrow.
  private static String flight(int which, Instant hour) {
    Instant start = which < NOW ? hour : hour.plus(1, ChronoUnit.DAYS);
    return feature(
        "flight " + which,
        8 + which % ABREAST * 0.02,
        47 + which / ABREAST % ABREAST * 0.015,
        200,
        start);
  }

  private static String feature(
      String name, double longitude, double latitude, int radiusM, Instant start) {
    return String.format(
        Locale.ROOT,
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[%.4f,%.4f]},"
            + "\"properties\":{\"name\":\"%s\",\"kind\":\"air\",\"radius_m\":%d,"
            + "\"start\":\"%s\",\"end\":\"%s\",\"lower\":100,\"upper\":300,\"unit\":\"m\","
            + "\"datum\":\"MSL\"}}",
        longitude,
        latitude,
        name,
        radiusM,
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
        features.add(flight(i, hour));
      }
      Path file = Files.write(directory.resolve("many.ndjson"), features);
      pair.first().must("declare", file.toString());
      // Over all that is there tomorrow, and next to half of what is there now.
      Instant tomorrow = hour.plus(1, ChronoUnit.DAYS);
      for (String other :
          List.of(
              feature("survey", 8.19, 47.14, 40_000, tomorrow),
              feature("patrol", 8.06, 47, 200, hour))) {
        pair.second()
            .must("declare", Files.writeString(directory.resolve("one.json"), other).toString());
      }
      Pair.until(
          pair.first(), "/api/v1/findings?limit=1", found -> found.path("total").asInt() == 20_020);
      Page amber = boards.signIn(pair.first(), "Lt Weir");
      assertThat(amber.getByTestId("around"))
          .containsText("Of 20,042 operations, more than a page can hold, the 41 in force", SOON);
      assertThat(amber.getByTestId("operation-item").first()).isVisible();
      assertThat(amber.getByText("41 shown, 41 live")).isVisible();
      assertThat(amber.getByTestId("caveats"))
          .containsText(
              "Of 20,020 findings, more than a page can hold, the 20 of operations", SOON);
      assertThat(amber.getByTestId("finding-item").first()).containsText("patrol");
      Boards.screenshot("many", amber);

      for (int i = 0; i < 12; i++) {
        amber.getByTestId("map").press("ArrowUp");
        amber.waitForTimeout(200);
      }
      assertThat(amber.getByTestId("nothing-found"))
          .containsText("where you look; 20,020 are open elsewhere", SOON);
      // Wherever one looks.
      assertThat(amber.getByTestId("untaken")).containsText("at least 2", SOON);
      Boards.screenshot("many-elsewhere", amber);

      // Out, until it is more than a node looks around.
      for (int i = 0; i < 4; i++) {
        amber.getByTestId("map").press("-");
        amber.waitForTimeout(400);
      }
      assertThat(amber.getByTestId("around")).containsText("200 are shown. Zoom in", SOON);
      assertThat(amber.getByTestId("caveats")).containsText("200 are shown. Zoom in", SOON);
      Boards.screenshot("many-far", amber);
      boards.assertSound();
    }
  }
}
