package org.wideberth.node.cli;

import java.io.PrintWriter;
import java.util.Optional;
import org.wideberth.record.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Who sits at which desk, and handing it over.
@Command(
    name = "watch",
    description = "Say and see who sits at which duty desk.",
    subcommands = {
      WatchCommand.Show.class,
      WatchCommand.Take.class,
      WatchCommand.HandOver.class,
      WatchCommand.Leave.class
    },
    footer = {
      "",
      "Everybody sees who has a desk, and since when; one that nobody has is shown as unmanned.",
      "The note for the relief stays within the party.",
      "",
      "Example:",
      "  wideberth watch show"
    })
final class WatchCommand {
  private WatchCommand() {}

  @Command(
      name = "show",
      description = "List the desks of all parties.",
      footer = {"", "Example:", "  wideberth watch show"})
  static final class Show extends Listing {
    @Override
    String path() {
      return "/api/v1/watch";
    }

    @Override
    void print(JsonTree answer, PrintWriter out) {
      WatchCommand.print(answer, out);
    }
  }

  private static void print(JsonTree answer, PrintWriter out) {
    Table table = new Table("PARTY", "DESK", "WATCH", "SINCE");
    for (JsonTree watch : answer.items("watches")) {
      table.row(
          watch.text("party"),
          watch.text("desk"),
          watch.flag("manned") ? Table.printable(watch.text("by")) : "unmanned",
          watch.find("since").isPresent() ? Shown.time(watch.text("since")) : "ever");
    }
    table.print(out);
    for (JsonTree watch : answer.items("watches")) {
      watch
          .find("note")
          .ifPresent(
              note ->
                  out.println(
                      "%s desk, for the relief (%s, by %s): %s"
                          .formatted(
                              watch.text("desk"),
                              note.text("id"),
                              Table.printable(note.text("by")),
                              Table.printable(note.text("text")))));
    }
  }

  /// What the commands have that say something of an own desk.
  abstract static class Say extends NodeCommand {
    @Option(names = "--as", paramLabel = "NAME", required = true, description = "Who says so.")
    private String by = "";

    @Option(names = "--desk", description = "Which desk (default ${DEFAULT-VALUE}).")
    private String desk = "duty";

    final void say(
        NodeClient node, PrintWriter out, String verb, Optional<String> note, String text) {
      byte[] body =
          JsonWriter.object(
              json -> {
                json.put("by", by);
                note.ifPresent(id -> json.put("note", id));
                if (!text.isEmpty()) {
                  json.put("text", text);
                }
              });
      print(node.post("/api/v1/watch/" + encoded(desk) + "/" + verb, body), out);
    }
  }

  @Command(
      name = "take",
      description = "Sit down at a desk of this party.",
      footer = {"", "Example:", "  wideberth watch take --as \"Lt Weir\" --note amber.1.20"})
  static final class Take extends Say {
    @Option(
        names = "--note",
        paramLabel = "ID",
        description = "The note for the relief, which you have read.")
    private Optional<String> note = Optional.empty();

    @Override
    void run(NodeClient node, PrintWriter out) {
      say(node, out, "take", note, "");
    }
  }

  @Command(
      name = "hand-over",
      description = "Leave a note for the relief.",
      footer = {"", "Example:", "  wideberth watch hand-over --as \"Lt Weir\" \"Convoy at 1400Z\""})
  static final class HandOver extends Say {
    @Parameters(paramLabel = "NOTE", description = "What the relief has to know.")
    private String text = "";

    @Override
    void run(NodeClient node, PrintWriter out) {
      say(node, out, "hand-over", Optional.empty(), text);
    }
  }

  @Command(
      name = "leave",
      description = "Leave a desk of this party unmanned.",
      footer = {"", "Example:", "  wideberth watch leave --as \"Lt Weir\""})
  static final class Leave extends Say {
    @Override
    void run(NodeClient node, PrintWriter out) {
      say(node, out, "leave", Optional.empty(), "");
    }
  }
}
