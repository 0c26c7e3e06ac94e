package org.wideberth.node.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.wideberth.record.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Testing the channel, and how the tests stand.
final class ChannelTestCommands {
  private ChannelTestCommands() {}

  @Command(
      name = "channel-test",
      description = "Test the channel: a person at each other duty desk is to acknowledge.",
      footer = {
        "",
        "Due twice a day; see wideberth channel-tests. Who gets one answers it with",
        "wideberth acknowledge ID.",
        "",
        "Example:",
        "  wideberth channel-test --to cobalt"
      })
  static final class Send extends NodeCommand {
    @Option(
        names = "--to",
        paramLabel = "PARTY",
        split = ",",
        description = "A party, or several with commas between; default: every one enrolled.")
    private List<String> to = List.of();

    @Override
    void run(NodeClient node, PrintWriter out) {
      byte[] body =
          JsonWriter.object(
              json -> {
                if (!to.isEmpty()) {
                  json.array("to", to, (list, party) -> list.add(party));
                }
              });
      JsonTree sent = node.post("/api/v1/channel-tests", body);
      out.println(
          "%s is sent to %s. Who has answered: wideberth channel-tests"
              .formatted(sent.text("id"), String.join(", ", sent.texts("to"))));
    }
  }

  @Command(
      name = "channel-tests",
      description = "How the tests of the links and the channel stand, with each party.",
      footer = {
        "",
        "LINK: by machines, every hour; the offset is how far the other clock is ahead, as it says",
        "itself. PEOPLE: by persons at the duty desks; whose turn it is sends.",
        "",
        "Example:",
        "  wideberth channel-tests"
      })
  static final class Show extends Listing {
    @Override
    String path() {
      return "/api/v1/channel-tests";
    }

    @Override
    void print(JsonTree answer, PrintWriter out) {
      Table table =
          new Table("PARTY", "LINK", "ROUND TRIP", "OFFSET", "PEOPLE", "DUE", "TURN", "ANSWERED");
      for (JsonTree test : answer.items("tests")) {
        JsonTree link = test.at("link");
        JsonTree people = test.at("people");
        Optional<JsonTree> measured = link.find("now").or(() -> link.find("passed"));
        Optional<JsonTree> last = people.find("last");
        table.row(
            test.text("party"),
            link.flag("missed")
                ? "MISSED"
                : link.find("passed").isPresent() ? "passed" : "due " + time(link, "due"),
            measured.map(it -> it.number("round_trip_ms") + " ms").orElse("-"),
            measured.map(it -> it.number("offset_ms") + " ms").orElse("-"),
            people.flag("missed") ? "MISSED" : people.text("standing"),
            time(people, people.find("next").isPresent() ? "next" : "due"),
            people.find("turn").isPresent() ? people.text("turn") : "-",
            last.map(it -> time(it, "answered")).orElse("never"));
      }
      table.print(out);
      out.println("People test at (UTC): " + answer.text("times"));
      for (JsonTree test : answer.items("tests")) {
        test.find("agreed")
            .ifPresent(
                agreed ->
                    out.println(
                        "  with %s: %s, by %s"
                            .formatted(
                                test.text("party"),
                                agreed.text("times"),
                                TermsListing.source(agreed))));
      }
    }

    private static String time(JsonTree of, String name) {
      return of.find(name).isPresent() ? Shown.time(of.text(name)) : "-";
    }
  }
}
