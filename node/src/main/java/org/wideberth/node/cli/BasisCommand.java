package org.wideberth.node.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.wideberth.record.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// On what operations rest, and who contests it.
@Command(
    name = "basis",
    description = "See and contest on what an operation is said to rest.",
    subcommands = {
      BasisCommand.Show.class,
      BasisCommand.Contested.class,
      BasisCommand.Contest.class,
      BasisCommand.TakeBack.class
    },
    footer = {
      "",
      "The author's basis and another party's contest both stand; nobody judges, and nothing of",
      "the operation changes.",
      "",
      "Example:",
      "  wideberth basis show cobalt.1.7"
    })
final class BasisCommand {
  private BasisCommand() {}

  private static String path(String operation) {
    return "/api/v1/operations/" + NodeCommand.encoded(operation) + "/basis";
  }

  private static void print(JsonTree shown, PrintWriter out) {
    out.println(
        "operation %s \"%s\"%s"
            .formatted(
                shown.text("operation"),
                Table.printable(shown.text("name")),
                shown.flag("contested") ? ": its basis is contested" : ""));
    Optional<JsonTree> basis = shown.find("basis");
    out.println("  basis      " + basis.map(BasisCommand::words).orElse("none is stated"));
    for (JsonTree contest : shown.items("contests")) {
      out.println(
          "  contested  by %s%s at %s%s: \"%s\""
              .formatted(
                  contest.text("party"),
                  CrossingCommand.person(contest),
                  Shown.time(contest.text("time")),
                  contest.flag("of_this_basis") ? "" : ", an earlier basis",
                  Table.printable(contest.text("words"))));
      contest.find("taken_back").ifPresent(back -> CrossingCommand.takenBack(back, out));
    }
  }

  private static String words(JsonTree basis) {
    StringBuilder words = new StringBuilder();
    if (!basis.text("text").isEmpty()) {
      words.append('"').append(Table.printable(basis.text("text"))).append("\" ");
    }
    if (basis.find("agreement").isPresent()) {
      words.append("agreement ").append(Shown.hash(basis.text("agreement"))).append(' ');
    }
    for (String name : List.of("article", "message")) {
      if (basis.find(name).isPresent()) {
        words.append(name).append(' ').append(Table.printable(basis.text(name))).append(' ');
      }
    }
    return words.toString().strip();
  }

  @Command(
      name = "show",
      description = "Show on what an operation rests, and who contests it.",
      footer = {"", "Example:", "  wideberth basis show cobalt.1.7"})
  static final class Show extends NodeCommand {
    @Parameters(paramLabel = "OPERATION", description = "As in cobalt.1.7.")
    private String operation = "";

    @Override
    void run(NodeClient node, PrintWriter out) {
      print(node.get(path(operation)), out);
    }
  }

  @Command(
      name = "list",
      description = "List operations of whose basis it was said that it is contested.",
      footer = {"", "Example:", "  wideberth basis list"})
  static final class Contested extends Listing {
    @Override
    String path() {
      return "/api/v1/contested-bases";
    }

    @Override
    void print(JsonTree answer, PrintWriter out) {
      List<JsonTree> bases = answer.items("bases");
      if (bases.isEmpty()) {
        out.println("No basis is contested.");
      }
      bases.forEach(each -> BasisCommand.print(each, out));
    }
  }

  @Command(
      name = "contest",
      description = "Contest on what another party says that its operation rests.",
      footer = {"", "Example:", "  wideberth basis contest cobalt.1.7 --words \"the truce ended\""})
  static final class Contest extends NodeCommand {
    @Parameters(paramLabel = "OPERATION", description = "As in cobalt.1.7.")
    private String operation = "";

    @Option(names = "--words", paramLabel = "TEXT", required = true, description = "Why.")
    private String words = "";

    @Override
    void run(NodeClient node, PrintWriter out) {
      byte[] body = JsonWriter.object(json -> json.put("words", words));
      print(node.post(path(operation) + "/contest", body), out);
    }
  }

  @Command(
      name = "take-back",
      description = "Contest it no longer.",
      footer = {"", "Example:", "  wideberth basis take-back cobalt.1.7"})
  static final class TakeBack extends NodeCommand {
    @Parameters(paramLabel = "OPERATION", description = "As in cobalt.1.7.")
    private String operation = "";

    @Option(names = "--words", paramLabel = "TEXT", description = "Why.")
    private Optional<String> words = Optional.empty();

    @Override
    void run(NodeClient node, PrintWriter out) {
      byte[] body = JsonWriter.object(json -> words.ifPresent(text -> json.put("words", text)));
      print(node.post(path(operation) + "/take-back", body), out);
    }
  }
}
