package org.wideberth.node.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.wideberth.node.api.Method;
import org.wideberth.record.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Crossings that one side reports and another contests.
@Command(
    name = "crossing",
    description = "Report, contest and see crossings of agreed lines and zones.",
    subcommands = {
      CrossingCommand.Show.class,
      CrossingCommand.Report.class,
      CrossingCommand.Contest.class,
      CrossingCommand.Agree.class,
      CrossingCommand.Correct.class,
      CrossingCommand.TakeBack.class
    },
    footer = {
      "",
      "What one side reports and the other contests stays two claims, side by side. Arithmetic"
          + " says",
      "where a claimed position lies, and not whether the claim is so.",
      "",
      "Example:",
      "  wideberth crossing list"
    })
final class CrossingCommand {
  private static final String PATH = "/api/v1/crossings";

  private CrossingCommand() {}

  @Command(
      name = "list",
      description = "List what is claimed, the latest reports first.",
      footer = {"", "Example:", "  wideberth crossing list"})
  static final class Show extends Listing {
    @Override
    String path() {
      return PATH;
    }

    @Override
    void print(JsonTree answer, PrintWriter out) {
      List<JsonTree> crossings = answer.items("crossings");
      if (crossings.isEmpty()) {
        out.println("Nothing is claimed.");
      }
      crossings.forEach(each -> CrossingCommand.print(each, out));
      if (answer.find("next").isPresent()) {
        out.println("The latest of %s are shown.".formatted(answer.number("total")));
      }
    }
  }

  static void print(JsonTree crossing, PrintWriter out) {
    out.println(
        "crossing %s  %s, said to be of %s: %s"
            .formatted(
                crossing.text("id"),
                crossing.text("article")
                    + crossing.find("name").map(_ -> named(crossing)).orElse(""),
                crossing.text("of"),
                crossing.text("state").replace('-', ' ')));
    for (JsonTree claim : crossing.items("claims")) {
      String standing = claim.text("standing").replace('-', ' ');
      out.println(
          "  %-10s %s%s at %s%s: \"%s\""
              .formatted(
                  claim.text("party"),
                  claim.text("sort"),
                  person(claim),
                  Shown.time(claim.text("time")),
                  standing.equals("stands") ? "" : ", " + standing,
                  Table.printable(claim.text("words"))));
      if (claim.find("position").isPresent()) {
        out.println("             where       " + claim.text("position") + within(claim, "m"));
      }
      if (claim.find("seen").isPresent()) {
        out.println(
            "             when        " + Shown.time(claim.text("seen")) + within(claim, "s"));
      }
      claim
          .find("arithmetic")
          .ifPresent(
              each ->
                  out.println("             arithmetic  " + Table.printable(each.text("words"))));
      claim.find("taken_back").ifPresent(back -> takenBack(back, out));
    }
  }

  static void takenBack(JsonTree back, PrintWriter out) {
    out.println(
        "             taken back at %s%s%s"
            .formatted(
                Shown.time(back.text("time")),
                person(back),
                back.text("words").isEmpty()
                    ? ""
                    : ": \"" + Table.printable(back.text("words")) + "\""));
  }

  private static String named(JsonTree crossing) {
    return " (" + Table.printable(crossing.text("name")) + ")";
  }

  private static String within(JsonTree claim, String unit) {
    String name = "within_" + unit;
    return claim.find(name).isPresent() && claim.number(name).signum() > 0
        ? ", within " + claim.number(name) + " " + unit
        : "";
  }

  static String person(JsonTree item) {
    return item.find("by").isPresent() ? " (" + Table.printable(item.text("by")) + ")" : "";
  }

  /// Where and when, as a person types it.
  static final class Seen {
    @Option(
        names = "--at",
        paramLabel = "POSITION",
        description = "Where: decimal degrees, degrees-minutes-seconds or MGRS.")
    private Optional<String> position = Optional.empty();

    @Option(
        names = "--within-m",
        paramLabel = "METRES",
        description = "How far off the position may be.")
    private Optional<Integer> withinM = Optional.empty();

    @Option(names = "--time", paramLabel = "TIME", description = "When: ISO-8601 or a DTG.")
    private Optional<String> time = Optional.empty();

    @Option(
        names = "--within-s",
        paramLabel = "SECONDS",
        description = "How far off the time may be.")
    private Optional<Integer> withinS = Optional.empty();

    @Option(names = "--words", paramLabel = "TEXT", description = "What was seen, or why not.")
    private Optional<String> words = Optional.empty();

    @Option(
        names = "--as-typed",
        description = "The position is meant as it is typed, whatever is doubted of it.")
    private boolean asTyped;

    void write(JsonWriter json) {
      position.ifPresent(text -> json.put("position", text));
      withinM.ifPresent(each -> json.put("within_m", each));
      time.ifPresent(text -> json.put("time", text));
      withinS.ifPresent(each -> json.put("within_s", each));
      words.ifPresent(text -> json.put("words", text));
      json.put("as_typed", asTyped);
    }
  }

  private static void post(NodeClient node, PrintWriter out, String path, byte[] body) {
    print(JsonTree.parse(AsTyped.orStop(node.ask(Method.POST, path, body))), out);
  }

  @Command(
      name = "report",
      description = "Report that something crossed an agreed line or entered an agreed zone.",
      footer = {
        "",
        "Example:",
        "  wideberth crossing report --of cobalt --agreement 1f2e3d4c --article lines/dnipro \\",
        "      --at \"46.5121 32.5410\" --within-m 200 --time 011200ZDEC26 --words \"two boats\""
      })
  static final class Report extends NodeCommand {
    @Option(
        names = "--of",
        paramLabel = "PARTY",
        required = true,
        description = "Whose it is said to be.")
    private String of = "";

    @Option(
        names = "--agreement",
        paramLabel = "HASH",
        required = true,
        description = "The agreement: 8 hex digits or more.")
    private String agreement = "";

    @Option(
        names = "--article",
        paramLabel = "ARTICLE",
        required = true,
        description = "Its line or zone, as in lines/dnipro.")
    private String article = "";

    @Mixin private Seen seen = new Seen();

    @Option(
        names = "--operation",
        paramLabel = "ID",
        description = "The operation that it is said to belong to.")
    private Optional<String> operation = Optional.empty();

    @Option(
        names = "--message",
        paramLabel = "ID",
        split = ",",
        description = "Messages that speak of it, with commas between.")
    private List<String> messages = List.of();

    @Option(
        names = "--to",
        paramLabel = "PARTY",
        split = ",",
        description = "Who is told (default: the members of the agreement); * for every party.")
    private List<String> to = List.of();

    @Override
    void run(NodeClient node, PrintWriter out) {
      byte[] body =
          JsonWriter.object(
              json -> {
                json.put("of", of).put("agreement", agreement).put("article", article);
                seen.write(json);
                operation.ifPresent(id -> json.put("operation", id));
                if (!messages.isEmpty()) {
                  json.array("messages", messages, (list, id) -> list.add(id));
                }
                if (to.equals(List.of("*"))) {
                  json.put("to", "*");
                } else if (!to.isEmpty()) {
                  json.array("to", to, (list, party) -> list.add(party));
                }
              });
      post(node, out, PATH, body);
    }
  }

  /// What the commands have that speak of a report.
  abstract static class Speak extends NodeCommand {
    @Parameters(paramLabel = "REPORT", description = "The report, as in amber.1.17.")
    private String id = "";

    final void speak(NodeClient node, PrintWriter out, String verb, byte[] body) {
      post(node, out, PATH + "/" + encoded(id) + "/" + verb, body);
    }
  }

  /// What the commands have that say where and when it was, by this party.
  abstract static class Tell extends Speak {
    @Mixin private Seen seen = new Seen();

    abstract String verb();

    @Override
    final void run(NodeClient node, PrintWriter out) {
      speak(node, out, verb(), JsonWriter.object(seen::write));
    }
  }

  @Command(
      name = "contest",
      description = "Contest a report of another party. Both claims stand.",
      footer = {
        "",
        "Example:",
        "  wideberth crossing contest amber.1.17 --words \"they stayed on our side\" \\",
        "      --at \"46.5121 32.5401\""
      })
  static final class Contest extends Tell {
    @Override
    String verb() {
      return "contest";
    }
  }

  @Command(
      name = "agree",
      description = "Say that it was as another party reports.",
      footer = {"", "Example:", "  wideberth crossing agree amber.1.17 --words \"a ferry adrift\""})
  static final class Agree extends Tell {
    @Override
    String verb() {
      return "agree";
    }
  }

  @Command(
      name = "correct",
      description = "Say something else in place of an own report. The earlier words stay.",
      footer = {
        "",
        "Example:",
        "  wideberth crossing correct amber.1.17 --at \"46.5119 32.5409\" \\",
        "      --time 011205ZDEC26 --words \"one boat\""
      })
  static final class Correct extends Tell {
    @Override
    String verb() {
      return "correct";
    }
  }

  @Command(
      name = "take-back",
      description = "Take back what this party said last in the matter.",
      footer = {"", "Example:", "  wideberth crossing take-back amber.1.17 --words \"a buoy\""})
  static final class TakeBack extends Speak {
    @Option(names = "--words", paramLabel = "TEXT", description = "Why.")
    private Optional<String> words = Optional.empty();

    @Override
    void run(NodeClient node, PrintWriter out) {
      speak(
          node,
          out,
          "take-back",
          JsonWriter.object(json -> words.ifPresent(text -> json.put("words", text))));
    }
  }
}
