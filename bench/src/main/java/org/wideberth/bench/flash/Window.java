package org.wideberth.bench.flash;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.StepFailed;

/// A browser with a party's board, in front of a duty officer. Owned by one thread, as Playwright
/// wants it.
final class Window implements AutoCloseable {
  private static final List<Path> CHROMIUM =
      List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));
  private static final Pattern LINK = Pattern.compile("http://\\S+#sign-in=\\S+");
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 900;
  private static final int PATIENCE_MS = 60_000;

  /// Looked at before every frame that the page draws.
  private static final String SEEN =
      """
      text => [...document.querySelectorAll('[data-testid="flash"]')]
        .some(each => each.textContent.includes(text) && each.checkVisibility())\
      """;

  private final Playwright playwright;
  private final Page page;

  private Window(Playwright playwright, Page page) {
    this.playwright = playwright;
    this.page = page;
  }

  /// Signs an officer in at a party's board.
  ///
  /// @throws StepFailed if there is no browser
  static Window open(Machine machine) {
    Path chromium =
        CHROMIUM.stream()
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() -> new StepFailed("no Chromium is installed: apt install chromium"));
    Matcher link = LINK.matcher(machine.must("invite", "watch", "--role", "duty-officer").out());
    if (!link.find()) {
      throw new StepFailed("an invitation without a link");
    }
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Page page =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run")))
            .newPage(new Browser.NewPageOptions().setViewportSize(WIDTH, HEIGHT));
    page.setDefaultTimeout(PATIENCE_MS);
    page.navigate(link.group());
    return new Window(playwright, page);
  }

  /// Waits until the board says that it knows so many live operations.
  void awaitOperations(int live) {
    page.waitForFunction(
        "live => document.querySelector('.operations .count')?.textContent.endsWith(live)",
        ", " + live + " live");
  }

  /// Waits until an alarm with these words is to be seen.
  ///
  /// @return when that was known here, on the clock of [System#nanoTime]
  long seenNanos(String words) {
    page.waitForFunction(SEEN, words);
    return System.nanoTime();
  }

  /// Acknowledges what is shown, as a person does, and waits until it is gone.
  void acknowledge() {
    Locator button = page.getByTestId("flash-acknowledge");
    button.first().click();
    page.getByTestId("flash")
        .first()
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
  }

  @Override
  public void close() {
    playwright.close();
  }
}
