package org.wideberth.node.cli;

import java.io.PrintWriter;
import org.wideberth.record.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Who is on the rosters, and changes of the own one, which are made at the node's machine only.
@Command(
    name = "people",
    description = "List who is on the rosters of the parties: who signs for them by passkey.",
    subcommands = {RosterCommand.ChangeRole.class, RosterCommand.Leave.class},
    footer = {
      "",
      "A person comes onto the roster by opening the link of `wideberth invite` and making a",
      "passkey. From the first one on, what this party acknowledges and adopts is signed.",
      "",
      "Example:",
      "  wideberth people leave 3f9c0a71b2d4e5f60718"
    })
final class RosterCommand extends NodeCommand {
  @Override
  void run(NodeClient node, PrintWriter out) {
    list(node.get("/api/v1/people"), out);
  }

  private static void list(JsonTree people, PrintWriter out) {
    if (people.items("people").isEmpty()) {
      out.println("Nobody is on a roster.");
    }
    for (JsonTree each : people.items("people")) {
      out.println(
          "%s  %s  %s  %s  at %s"
              .formatted(
                  each.text("party"),
                  each.text("id"),
                  each.text("role"),
                  Table.printable(each.text("person")),
                  each.text("host")));
    }
  }

  @Command(
      name = "role",
      description = "Give a person of this party another role.",
      footer = {"", "Example:", "  wideberth people role 3f9c0a71b2d4e5f60718 --role commander"})
  static final class ChangeRole extends NodeCommand {
    @Parameters(paramLabel = "ID", description = "As `wideberth people` lists it.")
    private String id = "";

    @Option(names = "--role", required = true, description = "observer, duty-officer or commander.")
    private String role = "";

    @Override
    void run(NodeClient node, PrintWriter out) {
      byte[] body = JsonWriter.object(json -> json.put("role", role));
      list(node.post("/api/v1/people/" + encoded(id) + "/role", body), out);
    }
  }

  @Command(
      name = "leave",
      description =
          "Take a person of this party off its roster: what he or she signs from then on"
              + " does not count, and what was signed before stands.",
      footer = {"", "Example:", "  wideberth people leave 3f9c0a71b2d4e5f60718"})
  static final class Leave extends NodeCommand {
    @Parameters(paramLabel = "ID", description = "As `wideberth people` lists it.")
    private String id = "";

    @Override
    void run(NodeClient node, PrintWriter out) {
      list(node.post("/api/v1/people/" + encoded(id) + "/leave", new byte[0]), out);
    }
  }
}
