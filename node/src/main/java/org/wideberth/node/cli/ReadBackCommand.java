package org.wideberth.node.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wideberth.record.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Enters places of a message as the reader has them.
@Command(
    name = "read-back",
    description = {
      "Read back the places of a message to this party, and the area and times of a warning,",
      "as you read or heard them."
    },
    footer = {
      "",
      "Type each place yourself, or read it off your own map: what is copied proves nothing. Both",
      "sides see how far it is from what was sent; more than 100 m or 60 s is flagged: it is",
      "not confirmed until the place is read back right. What was read back before stays visible.",
      "",
      "Example:",
      "  wideberth read-back cobalt.1.17 --place 1 \"47.1234, 8.7654\"",
      "  wideberth read-back cobalt.1.18 --around \"47.12, 8.76\" --radius 500",
      "      --start 261400ZNOV26 --end 261800ZNOV26"
    })
final class ReadBackCommand extends NodeCommand {
  @Parameters(paramLabel = "ID", description = "The message, as in cobalt.1.17.")
  private String id = "";

  @Option(
      names = "--place",
      arity = "2",
      paramLabel = "NUMBER POSITION",
      description = "Which place of the message, counted from 1, and where it is.")
  private List<String> places = List.of();

  @Option(names = "--around", paramLabel = "POSITION", description = "Where a warning holds.")
  private Optional<String> around = Optional.empty();

  @Option(names = "--radius", paramLabel = "M", description = "How far around it, in metres.")
  private Optional<Long> radius = Optional.empty();

  @Option(names = "--start", description = "From when a warning holds, UTC.")
  private Optional<String> start = Optional.empty();

  @Option(names = "--end", description = "Until when it holds, UTC.")
  private Optional<String> end = Optional.empty();

  @Option(names = "--answer-by", description = "Until when an answer is asked for, UTC.")
  private Optional<String> answerBy = Optional.empty();

  @Override
  void run(NodeClient node, PrintWriter out) {
    Map<Integer, String> entered = new TreeMap<>();
    for (int i = 0; i + 1 < places.size(); i += 2) {
      entered.put(number(places.get(i)), places.get(i + 1));
    }
    if (around.isPresent() != radius.isPresent()) {
      throw new Stop(ExitCode.USAGE, "--around and --radius go together: give both");
    }
    byte[] body = JsonWriter.object(json -> write(json, entered));
    JsonTree message = node.post("/api/v1/messages/" + encoded(id) + "/read-back", body);
    message.items("states").forEach(state -> print(state, out));
  }

  private void write(JsonWriter json, Map<Integer, String> entered) {
    json.array(
        "places",
        List.copyOf(entered.entrySet()),
        (list, place) ->
            list.object(
                each -> each.put("place", place.getKey()).put("position", place.getValue())));
    around.ifPresent(
        position ->
            json.object(
                "around",
                each -> each.put("position", position).put("radius_m", radius.orElse(0L))));
    start.ifPresent(time -> json.put("start", time));
    end.ifPresent(time -> json.put("end", time));
    answerBy.ifPresent(time -> json.put("answer_by", time));
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException words) {
      throw new Stop(ExitCode.USAGE, "--place takes a number and a position, not " + text);
    }
  }

  /// What one reader has read back, if the message has places.
  static void print(JsonTree state, PrintWriter out) {
    state
        .find("read_back")
        .ifPresent(
            said -> {
              out.println("  %-11s%s".formatted(state.text("party"), words(said)));
              said.find("warning")
                  .ifPresent(_ -> said.items("warning").forEach(item -> printItem(item, out)));
              for (JsonTree place : said.items("places")) {
                for (JsonTree reading : place.items("readings")) {
                  out.println(
                      "    place %s  %s at %s, %s m off%s"
                          .formatted(
                              place.text("place"),
                              reading.text("position"),
                              Shown.time(reading.text("time")),
                              reading.text("difference_m"),
                              reading.flag("differs") ? "  [DIFFERS]" : ""));
                }
              }
            });
  }

  private static void printItem(JsonTree item, PrintWriter out) {
    for (JsonTree reading : item.items("readings")) {
      boolean isArea = item.text("item").equals("around");
      out.println(
          "    %s  %s at %s, %s off%s"
              .formatted(
                  item.text("item"),
                  isArea
                      ? reading.text("position") + " within " + reading.text("radius_m") + " m"
                      : Shown.time(reading.text("read")),
                  Shown.time(reading.text("time")),
                  isArea
                      ? reading.text("difference_m") + " m"
                      : reading.text("difference_s") + " s",
                  reading.flag("differs") ? "  [DIFFERS]" : ""));
    }
  }

  private static String words(JsonTree said) {
    String seconds =
        said.find("difference_s").map(_ -> " and " + said.text("difference_s") + " s").orElse("");
    String what = seconds.isEmpty() ? "every place" : "every place, area and time";
    return switch (said.text("state")) {
      case "confirmed" -> "has read back " + what + ": confirmed";
      case "differs" ->
          "READ BACK %s m%s OFF: not confirmed, say it again"
              .formatted(said.text("difference_m"), seconds);
      default -> "has not read back " + what + " yet";
    };
  }
}
