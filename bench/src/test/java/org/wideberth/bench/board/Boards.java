package org.wideberth.bench.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.wideberth.simulator.process.Machine;

/// A browser in which people of several parties are signed in, each in a page of its own.
final class Boards implements AutoCloseable {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 900;
  private static final Pattern LINK = Pattern.compile("http://\\S+#sign-in=\\S+");

  private static final Pattern ENROL = Pattern.compile("http://localhost\\S+#enrol=\\S+");

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> foreign = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();

  private Boards(Playwright playwright) {
    this.playwright = playwright;
    this.browser = playwright.chromium().launch(options());
  }

  static Boards open() {
    return new Boards(playwright());
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

  /// The board of a party, in front of a duty officer called watch.
  Page signIn(Machine machine) {
    return signIn(machine, "watch");
  }

  /// The board of a party, in front of that duty officer.
  Page signIn(Machine machine, String person) {
    return signIn(machine, person, "duty-officer");
  }

  /// The board of a party, in front of that person in that role.
  Page signIn(Machine machine, String person, String role) {
    Machine.Said invited = machine.command("invite", person, "--role", role);
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

  /// A browser with an authenticator that verifies its user, in front of a link that makes that
  /// person's passkey.
  Page invited(Machine machine, String person, String role) {
    Machine.Said invited = machine.command("invite", person, "--role", role);
    Matcher link = ENROL.matcher(invited.out());
    assertThat(link.find()).as("a link that enrols in: %s", invited).isTrue();
    BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT));
    Page page = context.newPage();
    page.onPageError(errors::add);
    CDPSession devTools = context.newCDPSession(page);
    devTools.send("WebAuthn.enable");
    JsonObject authenticator = new JsonObject();
    authenticator.addProperty("protocol", "ctap2");
    authenticator.addProperty("transport", "internal");
    for (String can :
        List.of(
            "hasResidentKey",
            "hasUserVerification",
            "isUserVerified",
            "automaticPresenceSimulation")) {
      authenticator.addProperty(can, true);
    }
    JsonObject options = new JsonObject();
    options.add("options", authenticator);
    devTools.send("WebAuthn.addVirtualAuthenticator", options);
    page.navigate(link.group());
    return page;
  }

  /// No page has failed or asked anybody but its own node.
  void assertSound() {
    assertThat(foreign).as("requests that left the node's origin").isEmpty();
    assertThat(errors).as("errors in the pages").isEmpty();
  }

  /// Pages side by side, for people to look at: `target/screenshots`.
  static void screenshot(String name, Page... pages) throws IOException {
    BufferedImage all = new BufferedImage(pages.length * WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = all.createGraphics();
    for (int i = 0; i < pages.length; i++) {
      BufferedImage one = ImageIO.read(new ByteArrayInputStream(pages[i].screenshot()));
      canvas.drawImage(one, i * WIDTH, 0, null);
    }
    canvas.dispose();
    Path file = Path.of("target", "screenshots", name + ".png");
    Files.createDirectories(file.getParent());
    assertThat(ImageIO.write(all, "png", file.toFile())).isTrue();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
