package org.wideberth.node.cli;

import java.io.PrintWriter;
import java.util.List;
import org.wideberth.record.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Leaves the theatre.
@Command(
    name = "leave",
    description = "Leave the theatre: end all own operations and say so to every party.",
    footer = {
      "",
      "The record stays, here and at every peer; keep the node up until every peer has receipted",
      "it (wideberth links). The others then need rules that do not name this party.",
      "",
      "Example:",
      "  wideberth leave --reason \"our mission has ended\" --rehearse"
    })
final class LeaveCommand extends NodeCommand {
  private static final List<String> OVER = List.of("ended", "withdrawn");

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why; every party can read it.")
  private String reason = "";

  @Option(names = "--rehearse", description = "Say what would end, and change nothing.")
  private boolean rehearse;

  @Override
  void run(NodeClient node, PrintWriter out) {
    if (rehearse) {
      String self = node.get("/api/v1/me").text("party");
      // Drafts go, too.
      long live =
          node.all("/api/v1/operations", "features").stream()
              .map(feature -> feature.at("properties"))
              .filter(properties -> properties.text("party").equals(self))
              .filter(properties -> !OVER.contains(properties.text("state")))
              .map(properties -> properties.text("id"))
              .distinct()
              .count();
      out.println("%,d operations of %s would end.".formatted(live, self));
      out.println("This was a rehearsal: nothing was changed.");
      return;
    }
    JsonTree left =
        node.post("/api/v1/leave", JsonWriter.objectText(json -> json.put("reason", reason)));
    out.println("Left; %s operations were ended.".formatted(left.text("ended")));
  }
}
