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

/// Two duty officers settle a crossed line, each at their own party's board.
class ArticleSettlingBoardsTest {
  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

  @Test
  void aCrossedLineAlarmsAtBothUntilTakenAndIsSettledByAnOfferThatTheOtherAgreesTo(
      @TempDir Path directory) throws IOException, InterruptedException {
    try (Pair pair = Pair.open(directory);
        Boards boards = Boards.open()) {
      Page amber = boards.signIn(pair.first(), "Lt Weir");
      Page cobalt = boards.signIn(pair.second(), "Maj Khan");
      River.agree(pair);
      declare(pair.first());
      for (Page page : List.of(amber, cobalt)) {
        assertThat(page.getByTestId("untaken")).containsText("1 not taken up", SOON);
        assertThat(page.getByTestId("article-findings")).containsText("crosses The river", SOON);
      }
      Boards.screenshot("articles-untaken", amber, cobalt);
      Locator there = cobalt.getByTestId("facing");
      there.getByTestId("take-finding").click();
      assertThat(amber.getByTestId("facing")).containsText("taken up by cobalt (Maj Khan)", SOON);
      assertThat(cobalt.getByTestId("untaken")).isHidden();

      there.getByTestId("offer-change").click();
      cobalt.getByTestId("offer-withdraw").check();
      cobalt.getByTestId("offer-words").fill("or go by the west bank");
      cobalt.getByText("Offer this").click();
      Locator offer = amber.getByTestId("offer");
      assertThat(offer).containsText("or go by the west bank", SOON);
      Boards.screenshot("articles-offered", amber, cobalt);
      offer.getByText("Agree to").click();
      for (Page page : List.of(amber, cobalt)) {
        assertThat(page.getByTestId("facing"))
            .containsText("agreed, not yet carried out: amber yields", SOON);
      }
      boards.assertSound();
    }
  }

  private static void declare(Machine machine) throws IOException, InterruptedException {
    Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(3, ChronoUnit.HOURS);
    String feature =
        """
        {"type":"Feature","properties":{"operation":"Ferry","kind":"air","start":"%s","end":"%s",
        "lower":120,"upper":130,"unit":"FL","datum":"PRESSURE","half_width_m":200},
        "geometry":{"type":"LineString","coordinates":[[7.28,46.2],[7.34,46.2]]}}\
        """
            .formatted(start, start.plus(1, ChronoUnit.HOURS));
    Machine.Answer answer = machine.api("POST", "/api/v1/operations", feature);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }
}
