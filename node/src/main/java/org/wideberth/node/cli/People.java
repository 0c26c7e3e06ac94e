package org.wideberth.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.wideberth.record.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands that let peers and people in.
final class People {
  private People() {}

  @Command(
      name = "enrol",
      description = "Enrol a peer's card that was handed over in person.",
      footer = {
        "",
        "Read the fingerprint to each other by voice before you rely on it.",
        "",
        "Example:",
        "  wideberth enrol cobalt.card"
      })
  static final class Enrol extends NodeCommand {
    @Parameters(paramLabel = "FILE", description = "The card; - is standard input.")
    private Path file = Path.of("-");

    @Override
    void run(NodeClient node, PrintWriter out) throws IOException {
      JsonTree card = node.post("/api/v1/cards", read(file));
      out.println(
          "%s (%s) is enrolled.".formatted(card.text("party"), Table.printable(card.text("name"))));
      out.println("Compare by voice: " + card.text("fingerprint"));
    }
  }

  @Command(
      name = "invite",
      description = "Make a one-time sign-in link for a person of this party.",
      footer = {
        "",
        "The link is shown once and works once. The running node must be reachable from the",
        "person's browser.",
        "",
        "Example:",
        "  wideberth invite \"Kim Lund\" --role duty-officer"
      })
  static final class Invite extends NodeCommand {
    @Parameters(paramLabel = "PERSON", description = "The name by which others know the person.")
    private String person = "";

    @Option(names = "--role", required = true, description = "observer, duty-officer or commander.")
    private String role = "";

    @Override
    void run(NodeClient node, PrintWriter out) {
      JsonTree invitation =
          node.post(
              "/api/v1/invitations",
              JsonWriter.object(json -> json.put("person", person).put("role", role)));
      out.println(invitation.text("link"));
      out.println("works once, until " + Shown.time(invitation.text("expires")));
    }
  }
}
