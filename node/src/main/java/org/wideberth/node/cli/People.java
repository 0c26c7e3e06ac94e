package org.wideberth.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.wideberth.party.Card;
import org.wideberth.party.Succession.NewKeys;
import org.wideberth.record.JsonWriter;
import org.wideberth.refusal.Outcome;
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
    @Parameters(
        paramLabel = "FILE",
        description = "The card, or a file of new keys; - is standard input.")
    private Path file = Path.of("-");

    @Option(names = "--rehearse", description = "Read the file, say whose it is, change nothing.")
    private boolean rehearse;

    @Override
    void run(NodeClient node, PrintWriter out) throws IOException {
      byte[] bytes = read(file);
      if (rehearse) {
        rehearse(new String(bytes, StandardCharsets.UTF_8), node, out);
        return;
      }
      JsonTree card = node.post("/api/v1/cards", bytes);
      out.println(
          "%s (%s) is enrolled.".formatted(card.text("party"), Table.printable(card.text("name"))));
      out.println("Compare by voice: " + card.text("fingerprint"));
    }

    private static void rehearse(String text, NodeClient node, PrintWriter out) {
      Outcome<Card> read =
          NewKeys.is(text) ? NewKeys.parse(text).map(NewKeys::card) : Card.parse(text);
      Card card =
          switch (read) {
            case Outcome.Accepted<Card>(var whole) -> whole;
            case Outcome.Refused<Card>(var refusal) ->
                throw new Stop(ExitCode.REFUSED, refusal.code() + ": " + refusal.detail());
          };
      boolean known =
          node.get("/api/v1/cards").items("cards").stream()
              .anyMatch(each -> each.text("fingerprint").equals(card.fingerprint()));
      out.println(
          "%s (%s) of %s, fingerprint %s: %s"
              .formatted(
                  card.party(),
                  Table.printable(card.identity().name().text()),
                  card.origin().theatre(),
                  card.fingerprint(),
                  known ? "enrolled already" : "not enrolled yet"));
      out.println("This was a rehearsal: nothing was changed.");
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
      if (!invitation.text("enrol").isEmpty()) {
        out.println("To make a passkey with it instead: " + invitation.text("enrol"));
      }
    }
  }
}
