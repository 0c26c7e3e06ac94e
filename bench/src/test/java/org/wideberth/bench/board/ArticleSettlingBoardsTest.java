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
import org.wideberth.agreement.RulesDocument;
import org.wideberth.geo.Minimum;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
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
      agreeOnALine(pair, amber);
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

  private static void agreeOnALine(Pair pair, Page amber) throws IOException, InterruptedException {
    String plain =
        RulesDocument.uniform(
                new TheatreId("range"),
                7,
                "River",
                List.of(new PartyId("amber"), new PartyId("cobalt")),
                Minimum.ofMetresAndFeet(100, 100))
            .toText();
    String line =
        ",\"lines\":[{\"id\":\"river\",\"name\":\"The river\",\"path\":[[460000000,73000000],"
            + "[464000000,73000000]],\"tolerance_mm\":50000,\"reach_m\":20000,"
            + "\"sides\":[{\"party\":\"amber\",\"side\":\"left\"}]}]}";
    String text = plain.substring(0, plain.lastIndexOf('}')) + line;
    Machine.Answer proposed = pair.first().api("POST", "/api/v1/rules", text);
    assertThat(proposed.status()).as(proposed.body()).isEqualTo(201);
    String hash = proposed.body().replaceAll("(?s).*\"hash\":\"([^\"]+)\".*", "$1");
    String adopt = "/api/v1/rules/" + hash + "/adopt";
    assertThat(pair.first().api("POST", adopt, "").status()).isEqualTo(200);
    for (int i = 0; i < 100; i++) {
      if (pair.second().api("POST", adopt, "").status() == 200) {
        return;
      }
      amber.waitForTimeout(100);
    }
    throw new AssertionError("the proposal did not come");
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
