package org.wideberth.bench.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.wideberth.gateway.geojson.OperationsFromGeoJson;
import org.wideberth.node.cli.Main;

/// What the README tells people to type exists.
class ReadmeTest {
  private static final Set<String> LAUNCHER =
      Set.of("demo", "simulate", "crash", "bench", "test", "--help");

  /// Their second word is a command too.
  private static final Set<String> WITH_PARTS = Set.of("rules", "watch");

  private static final Pattern COMMAND = Pattern.compile("\\./wideberth ([^`#\\n]*)");
  private static final Pattern OPTION = Pattern.compile("(?<= )--[a-z-]+");
  private static final Pattern JSON = Pattern.compile("(?s)```json\\n(.*?)```");

  @Test
  void everyCommandAndOptionInItIsKnown() throws IOException {
    List<String> faults = new ArrayList<>();
    Matcher commands = COMMAND.matcher(readme().replaceAll(" *\\\\\\n +", " "));
    int count = 0;
    while (commands.find()) {
      String line = commands.group(1).strip();
      List<String> words = List.of(line.split(" ", -1));
      String command = words.getFirst();
      if (LAUNCHER.contains(command)) {
        continue;
      }
      count++;
      String help = help(WITH_PARTS.contains(command) ? words.get(1) : "", command);
      Matcher options = OPTION.matcher(line);
      while (options.find()) {
        if (!Pattern.compile("(?m)^ +(-\\w, )?" + options.group() + "\\b").matcher(help).find()) {
          faults.add(line + ": " + options.group() + " is not in its --help");
        }
      }
    }
    assertThat(count).isGreaterThan(15);
    assertThat(faults).isEmpty();
  }

  @Test
  void itsOperationCanBeDeclared() throws IOException {
    Matcher json = JSON.matcher(readme());
    assertThat(json.find()).isTrue();
    byte[] operation = json.group(1).getBytes(StandardCharsets.UTF_8);
    assertThat(OperationsFromGeoJson.parse(operation).orThrow()).hasSize(1);
  }

  private static String help(String part, String command) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] arguments =
        part.isEmpty() ? new String[] {command, "--help"} : new String[] {command, part, "--help"};
    int exitCode = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    assertThat(exitCode).as("wideberth %s %s --help: %s", command, part, err).isZero();
    return out.toString();
  }

  private static String readme() throws IOException {
    return Files.readString(SourceFile.root().resolve("README.md"));
  }
}
