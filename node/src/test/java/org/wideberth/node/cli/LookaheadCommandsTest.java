package org.wideberth.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proposals, what if and windows as a person types them.
class LookaheadCommandsTest {
  private final Instant start =
      Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(54));

  private Path directory;

  @BeforeEach
  void agree(@TempDir Path temporary) throws IOException {
    directory = temporary;
    for (String party : List.of("amber", "cobalt")) {
      ok("init", "--theatre", "lower-valley", "--party", party, "--name", party, data(party));
      Files.writeString(directory.resolve(party + ".card"), ok("card", data(party)));
    }
    ok("enrol", directory.resolve("cobalt.card").toString(), data("amber"));
    ok("enrol", directory.resolve("amber.card").toString(), data("cobalt"));
    Path rules = directory.resolve("rules.json");
    Files.writeString(rules, ok("rules", "propose", "--template", data("amber")));
    String hash =
        ok("rules", "propose", rules.toString(), data("amber"))
            .lines()
            .findFirst()
            .orElseThrow()
            .replace("proposed ", "");
    carry("amber", "cobalt");
    ok("rules", "adopt", hash, data("amber"));
    ok("rules", "adopt", hash, data("cobalt"));
    carry("amber", "cobalt");
    carry("cobalt", "amber");
  }

  private String file(String name, Instant from) throws IOException {
    Path file = directory.resolve(name + ".geojson");
    Files.writeString(
        file,
        """
        {"type":"Feature","geometry":{"type":"Point","coordinates":[8.1,47.5]},"properties":{
          "name":"%s","kind":"air","start":"%s","end":"%s",
          "lower":100,"upper":300,"unit":"m","datum":"MSL","radius_m":1000}}
        """
            .formatted(name, from, from.plus(Duration.ofHours(1))));
    return file.toString();
  }

  @Test
  void whatIfNamesConflictsAndWaysOutInSentencesAndFilesNothing() throws IOException {
    ok("declare", file("survey", start.minus(Duration.ofMinutes(48))), data("cobalt"));
    carry("cobalt", "amber");
    String ferry = file("ferry", start);
    String asked = ok("declare", ferry, "--what-if", data("amber"));
    String day = start.toString().substring(0, 10);
    assertThat(asked)
        .contains("amber.1.")
        .contains("(ferry) as it would be: 1 in conflict with it.")
        .contains("CONFLICT  minima/air-air  with cobalt", "survey")
        .contains("  proposal   amber starts 12 minutes later: 06:12Z to 07:12Z on " + day)
        .contains("(cost 12)")
        .endsWith("Nothing was filed.\n");
    assertThat(ok("operations", data("amber"))).doesNotContain("ferry");

    assertThat(ok("declare", ferry, "--propose", data("amber")))
        .contains("is declared", "CONFLICT  minima/air-air  ")
        .contains("amber starts 12 minutes later", "cobalt starts 12 minutes sooner");
    assertThat(ok("findings", "--propose", data("amber")))
        .contains("  proposal   amber starts 12 minutes later");
    String id =
        ok("findings", data("amber"))
            .lines()
            .filter(l -> l.contains("ferry"))
            .findFirst()
            .orElseThrow()
            .strip()
            .split(" +", -1)[1];
    String later = file("ferry", start.plus(Duration.ofMinutes(12)));
    assertThat(ok("revise", id, later, "--what-if", data("amber")))
        .contains("no conflict with what was disclosed to you.", "It would end finding ")
        .endsWith("Nothing was filed.\n");
    assertThat(ok("findings", data("amber"))).contains("1 open.");
  }

  @Test
  void windowsAreListedBetweenTwoTimes() throws IOException {
    ok("declare", file("survey", start), data("cobalt"));
    carry("cobalt", "amber");
    String ferry = file("ferry", start);
    String from = start.minus(Duration.ofHours(1)).toString();
    String to = start.plus(Duration.ofHours(4)).toString();
    assertThat(ok("windows", ferry, "--minutes", "90", "--from", from, "--to", to, data("amber")))
        .startsWith(start.plus(Duration.ofHours(1)) + " ")
        .contains("  180 min\n")
        .endsWith("In these, no conflict is known with what was disclosed to you.\n");
    assertThat(ok("windows", ferry, "--from", from, "--to", to, data("amber")).lines()).hasSize(3);
    assertThat(
            ok(
                "windows",
                ferry,
                "--from",
                start.toString(),
                "--to",
                start.plus(Duration.ofHours(1)).toString(),
                data("amber")))
        .startsWith("There is no such window");
  }

  @Test
  void whatIsKeptAsADraftIsNotAskedAbout() throws IOException {
    String ferry = file("ferry", start);
    StringWriter out = new StringWriter();
    PrintWriter to = new PrintWriter(out, true);
    assertThat(Main.run(to, to, "declare", "--draft", "--what-if", ferry, data("amber")))
        .isEqualTo(ExitCode.USAGE);
    assertThat(out.toString()).contains("--what-if and --propose go with a FILE");
  }

  private void carry(String from, String to) {
    String file = directory.resolve(from + "-to-" + to).toString();
    ok("export", "--to", to, file, data(from));
    ok("import", file, data(to));
  }

  private String data(String party) {
    return "--data=" + directory.resolve(party);
  }

  private static String ok(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    assertThat(exitCode).as(String.join(" ", args) + "\n" + err).isZero();
    return out.toString();
  }
}
