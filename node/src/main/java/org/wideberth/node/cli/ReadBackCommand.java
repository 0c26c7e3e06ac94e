package org.wideberth.node.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wideberth.record.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Enters places of a message as the reader has them.
@Command(
    name = "read-back",
    description = "Read back the places of a message to this party, as you read or heard them.",
    footer = {
      "",
      "Type each place yourself, or read it off your own map: what is copied proves nothing. Both",
      "sides see how far it is from what was sent; more than 100 m is flagged, and the message is",
      "not confirmed until the place is read back right. What was read back before stays visible.",
      "",
      "Example:",
      "  wideberth read-back cobalt.1.17 --place 1 \"47.1234, 8.7654\""
    })
final class ReadBackCommand extends NodeCommand {
  @Parameters(paramLabel = "ID", description = "The message, as in cobalt.1.17.")
  private String id = "";

  @Option(
      names = "--place",
      arity = "2",
      required = true,
      paramLabel = "NUMBER POSITION",
      description = "Which place of the message, counted from 1, and where it is.")
  private List<String> places = List.of();

  @Override
  void run(NodeClient node, PrintWriter out) {
    Map<Integer, String> entered = new TreeMap<>();
    for (int i = 0; i + 1 < places.size(); i += 2) {
      entered.put(number(places.get(i)), places.get(i + 1));
    }
    byte[] body =
        JsonWriter.object(
            json ->
                json.array(
                    "places",
                    List.copyOf(entered.entrySet()),
                    (list, place) ->
                        list.object(
                            each ->
                                each.put("place", place.getKey())
                                    .put("position", place.getValue()))));
    JsonTree message = node.post("/api/v1/messages/" + encoded(id) + "/read-back", body);
    message.items("states").forEach(state -> print(state, out));
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

  private static String words(JsonTree said) {
    return switch (said.text("state")) {
      case "confirmed" -> "has read back every place: confirmed";
      case "differs" ->
          "READ BACK " + said.text("difference_m") + " m OFF: not confirmed, say it again";
      default -> "has not read back every place yet";
    };
  }
}
