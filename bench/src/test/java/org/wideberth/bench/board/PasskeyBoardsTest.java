package org.wideberth.bench.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

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
}
