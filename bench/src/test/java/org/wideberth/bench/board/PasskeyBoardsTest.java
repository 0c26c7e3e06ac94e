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

/// A person makes a passkey, signs in with it, and signs what the own board shows; the other party
/// sees who signed.
class PasskeyBoardsTest {
  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

  @Test
  void aFlashIsAcknowledgedByPasskeyAndTheSenderSeesWhoSigned(@TempDir Path directory)
      throws IOException, InterruptedException {
    try (Pair pair = Pair.open(directory);
        Boards boards = Boards.open()) {
      Page amber = boards.signIn(pair.first());
      Page weir = boards.invited(pair.second(), "Lt Weir", "duty-officer");

      assertThat(weir.getByTestId("enrol"))
          .containsText("You are invited as Lt Weir, duty officer.", SOON);
      Boards.screenshot("passkey-invited", weir);
      weir.getByTestId("make-passkey").click();
      assertThat(weir.getByTestId("enrolled")).containsText("is on the roster", SOON);
      weir.getByTestId("sign-in-passkey").click();
      assertThat(weir.getByTestId("party")).containsText("cobalt", SOON);

      weir.context().clearCookies();
      weir.reload();
      weir.getByTestId("sign-in-passkey").click();
      assertThat(weir.getByTestId("party")).containsText("cobalt", SOON);

      amber.keyboard().press("c");
      amber.getByTestId("message-phrase").selectOption("stop");
      amber.getByTestId("message-text").fill("convoy at the ford");
      amber.getByTestId("message-send").click();
      assertThat(weir.getByTestId("flash")).containsText("convoy at the ford", SOON);
      weir.getByTestId("flash-acknowledge").click();
      assertThat(weir.getByTestId("to-sign"))
          .containsText("Acknowledge amber's message amber.1.", SOON);
      assertThat(weir.getByTestId("to-sign")).containsText("\"type\":\"message-acknowledged\"");
      Boards.screenshot("passkey-to-sign", amber, weir);
      weir.locator("dialog .act").click();

      assertThat(amber.getByTestId("state-cobalt"))
          .containsText("signed by Lt Weir, duty officer, passkey", SOON);
      assertThat(weir.getByTestId("flash")).hasCount(0);
      Boards.screenshot("passkey-signed", amber, weir);
      boards.assertSound();
    }
  }

  @Test
  void twoCommandersSuspendByPasskeyAndTheOtherPartySeesBothNames(@TempDir Path directory)
      throws IOException, InterruptedException {
    try (Pair pair = Pair.open(directory);
        Boards boards = Boards.open()) {
      Page cobalt = boards.signIn(pair.second(), "Carl", "commander");
      Page khan = commander(boards, pair, "Maj Khan");
      Page lund = commander(boards, pair, "Maj Lund");
      for (Page page : new Page[] {cobalt, khan, lund}) {
        page.getByTestId("rules-button").click();
        assertThat(page.getByTestId("rules-1")).containsText("in force", SOON);
      }

      khan.getByTestId("suspend-1").click();
      khan.getByTestId("step-reason").fill("The bridge is out");
      khan.locator("dialog").getByText("Ask", exact()).click();
      assertThat(khan.getByTestId("to-sign")).containsText("The bridge is out", SOON);
      sign(khan);
      assertThat(lund.getByTestId("agreement-ask")).containsText("The bridge is out", SOON);
      lund.getByTestId("agreement-ask").getByText("Confirm", exact()).click();
      assertThat(lund.getByTestId("to-sign"))
          .containsText("Do what Maj Khan (commander) asked for, the suspension", SOON);
      Boards.screenshot("passkey-suspension", khan, lund);
      sign(lund);

      assertThat(cobalt.getByTestId("rules-1")).containsText("amber has suspended", SOON);
      assertThat(cobalt.getByTestId("rules-1")).containsText("Maj Khan", SOON);
      assertThat(cobalt.getByTestId("rules-1")).containsText("Maj Lund", SOON);
      Boards.screenshot("passkey-suspended", lund, cobalt);
      boards.assertSound();
    }
  }

  private static Page commander(Boards boards, Pair pair, String name)
      throws IOException, InterruptedException {
    Page page = boards.invited(pair.first(), name, "commander");
    page.getByTestId("make-passkey").click();
    page.getByTestId("sign-in-passkey").click();
    assertThat(page.getByTestId("party")).containsText("amber", SOON);
    return page;
  }

  private static void sign(Page page) {
    page.locator("dialog").filter(signing()).locator(".act").click();
  }

  private static Locator.FilterOptions signing() {
    return new Locator.FilterOptions().setHasText("Your passkey signs exactly this");
  }

  private static Locator.GetByTextOptions exact() {
    return new Locator.GetByTextOptions().setExact(true);
  }
}
