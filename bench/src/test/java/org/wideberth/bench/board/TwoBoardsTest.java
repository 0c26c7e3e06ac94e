package org.wideberth.bench.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.Pair;
import org.wideberth.simulator.process.Waiting;

class TwoBoardsTest {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 900;
  private static final Pattern LINK = Pattern.compile("http://\\S+#sign-in=\\S+");
  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

  @Test
  void bothBoardsShowTheSameConflictAndWithTheLinkCutSayHowOldTheirPictureIs(
      @TempDir Path directory) throws IOException, InterruptedException {
    List<String> foreign = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    try (Pair pair = Pair.open(directory);
        Playwright playwright = playwright();
        Browser browser = playwright.chromium().launch(options())) {
      Page amber = board(browser, pair.first(), foreign, errors);
      Page cobalt = board(browser, pair.second(), foreign, errors);
      declare(pair.first(), "Transit", 7.30, 120);
      declare(pair.second(), "Patrol", 7.36, 125);

      for (Page page : List.of(amber, cobalt)) {
        assertThat(page.getByTestId("finding-item")).containsText("conflict", SOON);
        assertThat(page.getByTestId("operation-item"))
            .hasCount(2, new LocatorAssertions.HasCountOptions().setTimeout(20_000));
        page.getByTestId("finding-item").first().click();
        page.getByTestId("show-on-map").first().click();
      }
      assertThat(findingId(pair.first())).isEqualTo(findingId(pair.second()));
      assertThat(amber.getByTestId("party")).containsText("amber");
      assertThat(cobalt.getByTestId("party")).containsText("cobalt");
      screenshot("two-boards-conflict", amber, cobalt);

      pair.cable().cut();
      assertThat(amber.getByTestId("link-cobalt"))
          .containsText(Pattern.compile("cut.*[3-9] s old"), SOON);
      assertThat(cobalt.getByTestId("link-amber"))
          .containsText(Pattern.compile("cut.*[3-9] s old"), SOON);
      screenshot("two-boards-cut", amber, cobalt);
      assertThat(foreign).as("requests that left the node's origin").isEmpty();
      assertThat(errors).as("errors in the pages").isEmpty();
    }
  }

  /// Amber's node is put back to an old copy, on a machine that remembers nothing, and a person
  /// vouches for it wrongly while the link is cut.
  @Test
  void aForkIsShownWithAFileThatProvesItToAnybody(@TempDir Path directory)
      throws IOException, InterruptedException {
    List<String> errors = new ArrayList<>();
    try (Pair pair = Pair.open(directory);
        Playwright playwright = playwright();
        Browser browser = playwright.chromium().launch(options())) {
      Machine amber = pair.first();
      amber.stop();
      Path old = directory.resolve("old");
      copy(amber.data(), old);
      amber.start();
      declare(amber, "Told", 7.30, 120);
      Waiting.until("level", 30, pair::level);
      amber.stop();
      pair.cable().cut();
      copy(old, amber.data());
      forgetWhatWasSigned(directory.resolve("state"));
      amber.start();
      amber.must("resume", "--reason", "nothing was ever declared from here");
      declare(amber, "Untold", 7.80, 120);
      pair.cable().heal();

      Page cobalt = board(browser, pair.second(), new ArrayList<>(), errors);
      Locator alarm =
          cobalt.getByTestId("alarm").filter(new Locator.FilterOptions().setHasText("FORK"));
      assertThat(alarm).containsText("two histories", SOON);
      Download download = cobalt.waitForDownload(() -> alarm.getByTestId("alarm-evidence").click());
      Path proof = directory.resolve(download.suggestedFilename());
      download.saveAs(proof);
      Machine.Said verified =
          Machine.run("verify", proof.toString(), "--cards", pair.cards().toString());
      assertThat(verified.exitCode()).as(verified.toString()).isZero();
      assertThat(verified.out()).contains("amber");
      Path picture = Path.of("target", "screenshots", "fork.png");
      Files.createDirectories(picture.getParent());
      cobalt.screenshot(new Page.ScreenshotOptions().setPath(picture));
      assertThat(errors).as("errors in the page").isEmpty();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.exists(to)) {
      Files.createDirectory(
          to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    try (Stream<Path> files = Files.list(to)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static void forgetWhatWasSigned(Path state) throws IOException {
    try (Stream<Path> files = Files.walk(state)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Playwright playwright() {
    return Playwright.create(
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  }

  private static BrowserType.LaunchOptions options() {
    return new BrowserType.LaunchOptions()
        .setExecutablePath(Path.of("/usr/bin/chromium"))
        .setArgs(
            List.of(
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync"));
  }

  private static Page board(
      Browser browser, Machine machine, List<String> foreign, List<String> errors) {
    Machine.Said invited = machine.command("invite", "watch", "--role", "duty-officer");
    Matcher link = LINK.matcher(invited.out());
    assertThat(link.find()).as("a sign-in link in: %s", invited).isTrue();
    BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT));
    Page page = context.newPage();
    page.onRequest(
        request -> {
          if (!request.url().startsWith(machine.address())
              && !request.url().startsWith("data:")
              && !request.url().startsWith("blob:")) {
            foreign.add(request.url());
          }
        });
    page.onPageError(errors::add);
    page.navigate(link.group());
    return page;
  }

  private static void declare(Machine machine, String name, double longitude, int level)
      throws IOException, InterruptedException {
    Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    String geoJson =
        """
        {"type":"Feature","properties":{"operation":"%s","kind":"air","start":"%s","end":"%s",
        "lower":%d,"upper":%d,"unit":"FL","datum":"PRESSURE","half_width_m":2000},
        "geometry":{"type":"LineString","coordinates":[[%f,46.10],[%f,46.30]]}}"""
            .formatted(
                name,
                start,
                start.plus(2, ChronoUnit.HOURS),
                level,
                level + 10,
                longitude,
                longitude + 0.1);
    Machine.Answer answer = machine.api("POST", "/api/v1/operations", geoJson);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  private static String findingId(Machine machine) throws IOException, InterruptedException {
    return machine.get("/api/v1/findings").path("findings").get(0).path("id").asString();
  }

  /// Both pages side by side, for people to look at: `target/screenshots`.
  private static void screenshot(String name, Page left, Page right) throws IOException {
    BufferedImage both = new BufferedImage(2 * WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = both.createGraphics();
    canvas.drawImage(ImageIO.read(new ByteArrayInputStream(left.screenshot())), 0, 0, null);
    canvas.drawImage(ImageIO.read(new ByteArrayInputStream(right.screenshot())), WIDTH, 0, null);
    canvas.dispose();
    Path file = Path.of("target", "screenshots", name + ".png");
    Files.createDirectories(file.getParent());
    assertThat(ImageIO.write(both, "png", file.toFile())).isTrue();
  }
}
