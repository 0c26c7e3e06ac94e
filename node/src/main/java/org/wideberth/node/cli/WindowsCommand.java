package org.wideberth.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wideberth.node.api.Method;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// When an operation would have no conflict with what was disclosed.
@Command(
    name = "windows",
    description = "List when an operation would have no conflict with what was disclosed.",
    footer = {
      "",
      "FILE is GeoJSON with one operation, as for declare: where and how high. Its times say only",
      "how long it is, if --minutes does not. Nothing is filed.",
      "",
      "What was not disclosed to this party, or comes later, is in none of it.",
      "",
      "Example:",
      "  wideberth windows survey.geojson --minutes 45 --from 010600ZDEC26 --to 011800ZDEC26"
    })
final class WindowsCommand extends NodeCommand {
  @Parameters(paramLabel = "FILE", description = "GeoJSON; - is standard input.")
  private Path file = Path.of("-");

  @Option(names = "--minutes", paramLabel = "N", description = "How long it needs.")
  private Optional<String> minutes = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "From then on, ISO-8601 or DTG; the next minute if left out.")
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Until then, at most 56 days later; a day if left out.")
  private Optional<String> to = Optional.empty();

  @Option(
      names = "--as-typed",
      description = "The positions are meant as they are typed, whatever is doubted of them.")
  private boolean asTyped;

  @Option(names = "--json", description = "Print the API's JSON.")
  private boolean json;

  @Override
  void run(NodeClient node, PrintWriter out) throws IOException {
    String path =
        "/api/v1/windows?as_typed="
            + asTyped
            + one("minutes", minutes)
            + one("from", from)
            + one("to", to);
    byte[] answer = AsTyped.orStop(node.ask(Method.POST, path, read(file)));
    if (json) {
      printJson(out, answer);
      return;
    }
    JsonTree found = JsonTree.parse(answer);
    List<JsonTree> windows = found.items("windows");
    for (JsonTree window : windows) {
      out.println("%s  %s".formatted(Shown.window(window), lasting(window)));
      for (JsonTree each : window.items("article_findings")) {
        for (JsonTree under : each.items("under")) {
          out.println("  but        " + ArticleListing.what(under) + "  " + each.text("article"));
        }
      }
    }
    out.println(
        windows.isEmpty()
            ? "There is no such window: all of that time is in conflict with what was disclosed."
            : "In these, no conflict is known with what was disclosed to you.");
    if (found.find("next").isPresent()) {
      out.println("There are more: repeat with --from " + found.text("next"));
    }
  }

  private static String one(String name, Optional<String> value) {
    return value.map(text -> "&" + name + "=" + encoded(text)).orElse("");
  }

  private static String lasting(JsonTree window) {
    Duration length =
        Duration.between(Instant.parse(window.text("start")), Instant.parse(window.text("end")));
    return "%,d min".formatted(length.toMinutes());
  }
}
