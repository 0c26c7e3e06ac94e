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

/// Two duty officers settle a conflict, each at their own party's board.
class SettlingBoardsTest {
  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);
  private static final LocatorAssertions.HasCountOptions COUNT_SOON =
      new LocatorAssertions.HasCountOptions().setTimeout(20_000);

  @Test
  void aConflictAlarmsAtBothUntilTakenAndIsSettledByAnOfferThatTheOtherAgreesTo(
      @TempDir Path directory) throws IOException, InterruptedException {
    try (Pair pair = Pair.open(directory);
        Boards boards = Boards.open()) {
      Page amber = boards.signIn(pair.first(), "Lt Weir");
      Page cobalt = boards.signIn(pair.second(), "Maj Khan");
      Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(2, ChronoUnit.HOURS);
      declare(pair.first(), "Transit", 7.30, start);
      declare(pair.second(), "Patrol", 7.36, start);

      for (Page page : List.of(amber, cobalt)) {
        assertThat(page.getByTestId("untaken")).containsText("1 not taken up", SOON);
        page.getByTestId("finding-item").first().click();
        assertThat(page.getByTestId("settlement")).containsText("nobody has taken it up", SOON);
      }
      Boards.screenshot("settling-untaken", amber, cobalt);
      amber.getByTestId("take-finding").click();
      assertThat(amber.getByTestId("untaken")).isHidden();
      assertThat(cobalt.getByTestId("settling")).containsText("taken up by amber (Lt Weir)", SOON);
      assertThat(cobalt.getByTestId("untaken")).isVisible();

      amber.getByTestId("offer-change").click();
      amber.getByTestId("offer-start").fill(start.plus(3, ChronoUnit.HOURS).toString());
      amber.getByTestId("offer-end").fill(start.plus(4, ChronoUnit.HOURS).toString());
      amber.getByTestId("offer-words").fill("after your patrol");
      amber.getByText("Offer this").click();
      Locator offer = cobalt.getByTestId("offer");
      assertThat(offer).containsText("amber yields", SOON);
      assertThat(offer).containsText("after your patrol");
      Boards.screenshot("settling-offered", amber, cobalt);
      offer.getByText("Agree to").click();
      for (Page page : List.of(amber, cobalt)) {
        assertThat(page.getByTestId("settlement"))
            .containsText("agreed, not yet carried out: amber yields", SOON);
      }
      assertThat(cobalt.getByTestId("untaken")).isHidden();
      Boards.screenshot("settling-agreed", amber, cobalt);

      String transit =
          pair.first()
              .get("/api/v1/operations")
              .path("features")
              .get(0)
              .path("properties")
              .path("operation")
              .asString();
      revise(pair.first(), transit, 7.30, start.plus(3, ChronoUnit.HOURS));
      for (Page page : List.of(amber, cobalt)) {
        assertThat(page.getByTestId("finding-item")).hasCount(0, COUNT_SOON);
      }
      boards.assertSound();
    }
  }

  private static String feature(String name, double longitude, Instant start) {
    return """
    {"type":"Feature","properties":{"operation":"%s","kind":"air","start":"%s","end":"%s",
    "lower":120,"upper":130,"unit":"FL","datum":"PRESSURE","half_width_m":2000},
    "geometry":{"type":"LineString","coordinates":[[%f,46.10],[%f,46.30]]}}\
    """
        .formatted(name, start, start.plus(1, ChronoUnit.HOURS), longitude, longitude + 0.1);
  }

  private static void declare(Machine machine, String name, double longitude, Instant start)
      throws IOException, InterruptedException {
    Machine.Answer answer =
        machine.api("POST", "/api/v1/operations", feature(name, longitude, start));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  private static void revise(Machine machine, String id, double longitude, Instant start)
      throws IOException, InterruptedException {
    Machine.Answer answer =
        machine.api(
            "POST", "/api/v1/operations/" + id + "/revise", feature("Transit", longitude, start));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }
}
