package org.wideberth.node.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wideberth.node.journal.OwnerOnly;

/// Every procedure of the administrator's guide, typed word for word on clean data directories.
class GuideTest {
  private static final Path DOCS =
      Path.of(System.getProperty("wideberth.root", "..")).resolve("docs");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  /// What the guide calls files and directories by.
  private static final Set<String> PLACES =
      Set.of(
          "amber",
          "cobalt",
          "again",
          "restored",
          "half-1",
          "half-2",
          "backup-of-amber",
          "amber-salvaged",
          "amber.card",
          "cobalt.card",
          "amber.new-keys");

  @TempDir private Path directory;

  /// One heading of the guide and what is to be typed under it.
  record Procedure(String heading, List<String> commands) {
    @Override
    public String toString() {
      return heading;
    }
  }

  static Stream<Procedure> procedures() throws IOException {
    List<Procedure> found = new ArrayList<>();
    for (String guide : List.of("admin-guide.md", "admin/disks.md", "admin/erasure.md")) {
      String heading = guide;
      boolean inside = false;
      List<String> commands = new ArrayList<>();
      for (String line : Files.readAllLines(DOCS.resolve(guide))) {
        if (line.startsWith("## ")) {
          add(heading, commands, found);
          heading = line.substring(3);
          commands = new ArrayList<>();
        } else if (line.startsWith("```")) {
          inside = !inside;
        } else if (inside) {
          commands.add(line);
        }
      }
      add(heading, commands, found);
    }
    return found.stream();
  }

  private static void add(String heading, List<String> commands, List<Procedure> found) {
    if (!commands.isEmpty()) {
      found.add(new Procedure(heading, commands));
    }
  }

  private String type(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    assertThat(exitCode).as(String.join(" ", args) + "\n" + out + err).isZero();
    return out.toString();
  }

  @ParameterizedTest
  @MethodSource("procedures")
  void whatTheGuideSaysCanBeTyped(Procedure procedure) throws IOException {
    prepare(procedure);
    for (String command : procedure.commands()) {
      List<String> words = new ArrayList<>();
      Matcher word = WORD.matcher(command);
      while (word.find()) {
        String text = word.group(1) != null ? word.group(1) : word.group(2);
        words.add(PLACES.contains(text) ? directory.resolve(text).toString() : text);
      }
      assertThat(words.removeFirst()).isEqualTo("wideberth");
      int into = words.indexOf(">");
      String said = type((into < 0 ? words : words.subList(0, into)).toArray(String[]::new));
      if (into >= 0) {
        Files.writeString(Path.of(words.get(into + 1)), said);
      }
    }
  }

  /// Two parties; they know each other, but for a procedure in which they are introduced.
  private void prepare(Procedure procedure) throws IOException {
    for (String party : List.of("amber", "cobalt")) {
      String made =
          type(
              "init",
              "--theatre=valley",
              "--party=" + party,
              "--name=" + party,
              "--data=" + directory.resolve(party));
      if (party.equals("amber")) {
        List<String> halves =
            made.lines()
                .map(String::strip)
                .filter(line -> line.matches("([0-9A-Z]{4}-){13}[0-9A-Z]{4}"))
                .toList();
        assertThat(halves).hasSize(2);
        OwnerOnly.writeNew(directory.resolve("half-1"), halves.getFirst().getBytes(UTF_8));
        OwnerOnly.writeNew(directory.resolve("half-2"), halves.getLast().getBytes(UTF_8));
      }
      Files.writeString(
          directory.resolve(party + ".card"), type("card", "--data=" + directory.resolve(party)));
    }
    if (!procedure.heading().equals("Joining")) {
      type(
          "enrol",
          directory.resolve("cobalt.card").toString(),
          "--data=" + directory.resolve("amber"));
      type(
          "enrol",
          directory.resolve("amber.card").toString(),
          "--data=" + directory.resolve("cobalt"));
    }
  }

  @ParameterizedTest
  @MethodSource("procedures")
  void everyProcedureThatChangesSomethingIsRehearsedFirst(Procedure procedure) {
    boolean rehearsed =
        procedure.commands().stream().anyMatch(command -> command.contains("--rehearse"));
    assertThat(rehearsed || procedure.commands().getFirst().contains("fsck"))
        .as(procedure.heading())
        .isTrue();
  }
}
