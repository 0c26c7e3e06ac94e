package org.wideberth.bench.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.Pair;
import org.wideberth.simulator.process.Waiting;

class TwoBoardsTest {
  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

  @Test
  void bothBoardsShowTheSameConflictAndWithTheLinkCutSayHowOldTheirPictureIs(
      @TempDir Path directory) throws IOException, InterruptedException {
    try (Pair pair = Pair.open(directory);
        Boards boards = Boards.open()) {
      Page amber = boards.signIn(pair.first());
      Page cobalt = boards.signIn(pair.second());
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
      Boards.screenshot("two-boards-conflict", amber, cobalt);

      pair.cable().cut();
      assertThat(amber.getByTestId("link-cobalt"))
          .containsText(Pattern.compile("cut.*[3-9] s old"), SOON);
      assertThat(cobalt.getByTestId("link-amber"))
          .containsText(Pattern.compile("cut.*[3-9] s old"), SOON);
      Boards.screenshot("two-boards-cut", amber, cobalt);
      boards.assertSound();
    }
  }

  /// Amber's node is put back to an old copy, on a machine that remembers nothing, and a person
  /// vouches for it wrongly while the link is cut.
  @Test
  void aForkIsShownWithAFileThatProvesItToAnybody(@TempDir Path directory)
      throws IOException, InterruptedException {
    try (Pair pair = Pair.open(directory);
        Boards boards = Boards.open()) {
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

      Page cobalt = boards.signIn(pair.second());
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
      Boards.screenshot("fork", cobalt);
      boards.assertSound();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.exists(to)) {
      Files.createDirectory(
          to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    try (Stream<Path> files = Files.list(to)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
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

  private static void declare(Machine machine, String name, double longitude, int level)
      throws IOException, InterruptedException {
    Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    String geoJson =
        """
        {"type":"Feature","properties":{"operation":"%s","kind":"air","start":"%s","end":"%s",
        "lower":%d,"upper":%d,"unit":"FL","datum":"PRESSURE","half_width_m":2000},
        "geometry":{"type":"LineString","coordinates":[[%f,46.10],[%f,46.30]]}}\
        """
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
}
