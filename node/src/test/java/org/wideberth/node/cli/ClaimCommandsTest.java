package org.wideberth.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Claims as a person types them, between two nodes that sleep.
class ClaimCommandsTest {
  private Path directory;
  private String hash = "";

  @BeforeEach
  void agree(@TempDir Path temporary) throws IOException {
    directory = temporary;
    for (String party : List.of("amber", "cobalt")) {
      ok("init", "--theatre", "lower-valley", "--party", party, "--name", party, data(party));
      Files.writeString(directory.resolve(party + ".card"), ok("card", data(party)));
    }
    ok("enrol", directory.resolve("cobalt.card").toString(), data("amber"));
    ok("enrol", directory.resolve("amber.card").toString(), data("cobalt"));
    String plain = ok("rules", "propose", "--template", data("amber"));
    String line =
        "\"lines\":[{\"id\":\"river\",\"name\":\"The river\",\"path\":[[474000000,80000000],"
            + "[476000000,80000000]],\"tolerance_mm\":50000,\"reach_m\":20000,"
            + "\"sides\":[{\"party\":\"amber\",\"side\":\"left\"}]}]}";
    Path rules = directory.resolve("rules.json");
    Files.writeString(rules, plain.substring(0, plain.lastIndexOf('}')).strip() + "," + line);
    String proposed = ok("rules", "propose", rules.toString(), data("amber"));
    hash = proposed.lines().findFirst().orElseThrow().replace("proposed ", "");
    carry("amber", "cobalt");
    ok("rules", "adopt", hash, data("amber"));
    ok("rules", "adopt", hash, data("cobalt"));
    carry("amber", "cobalt");
    carry("cobalt", "amber");
  }

  private String report(String at, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("crossing", "report", "--of", "amber", "--agreement", hash.substring(0, 16)));
    words.addAll(List.of("--article", "lines/river", "--at", at, "--within-m", "100"));
    words.addAll(List.of("--time", "2026-11-26T06:00:00Z", "--words", "two boats"));
    words.addAll(List.of(more));
    words.add(data("cobalt"));
    StringWriter out = new StringWriter();
    int exitCode =
        Main.run(
            new PrintWriter(out, true), new PrintWriter(out, true), words.toArray(new String[0]));
    return exitCode + " " + out;
  }

  @Test
  void aCrossingIsReportedContestedAndListedAsTwoClaims() {
    assertThat(report("8.004 47.5")).startsWith("1 ").contains("DOUBTFUL", "--as-typed");
    String reported = report("47.5 8.004");
    assertThat(reported).startsWith("0 crossing cobalt.1.").contains("unanswered");
    String id = reported.substring(11, reported.indexOf("  "));
    carry("cobalt", "amber");
    ok("crossing", "contest", id, "--words", "they stayed west", data("amber"));
    carry("amber", "cobalt");
    for (String party : List.of("amber", "cobalt")) {
      assertThat(ok("crossing", "list", data(party)))
          .contains("lines/river (The river), said to be of amber: contested")
          .contains("cobalt     reported at", "amber      contested at", "within 100 m")
          .contains("arithmetic  the claimed position lies to the right of the line");
    }
    assertThat(ok("crossing", "take-back", id, "--words", "a buoy", data("cobalt")))
        .contains("taken back", "\"a buoy\"");
  }

  @Test
  void aBasisIsDeclaredAndContested() throws IOException {
    Path file = directory.resolve("ferry.geojson");
    Files.writeString(
        file,
        """
        {"type":"Feature","geometry":{"type":"Point","coordinates":[8.1,47.5]},"properties":{
          "name":"ferry","kind":"air","start":"2026-12-01T06:00:00Z","end":"2026-12-01T08:00:00Z",
          "lower":100,"upper":300,"unit":"m","datum":"MSL","radius_m":1000}}
        """);
    String said =
        ok(
            "declare",
            file.toString(),
            "--basis",
            "the truce",
            "--basis-language",
            "en",
            "--basis-agreement",
            hash.substring(0, 16),
            data("amber"));
    String id = said.substring(0, said.indexOf(' '));
    carry("amber", "cobalt");
    assertThat(ok("basis", "show", id, data("cobalt"))).contains("\"the truce\" agreement ");
    assertThat(ok("basis", "list", data("cobalt"))).contains("No basis is contested.");
    ok("basis", "contest", id, "--words", "it ended", data("cobalt"));
    carry("cobalt", "amber");
    assertThat(ok("basis", "list", data("amber")))
        .contains(id + " \"ferry\": its basis is contested", "by cobalt", "\"it ended\"");
    assertThat(ok("basis", "take-back", id, data("cobalt"))).contains("taken back");
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
