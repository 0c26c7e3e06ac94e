package org.wideberth.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The commands about the rules that the parties agree on.
@Command(
    name = "rules",
    description = "Propose, compare, adopt, show, suspend and end the rules that parties agree on.",
    subcommands = {
      RulesCommand.Propose.class,
      RulesCommand.Adopt.class,
      RulesCommand.Show.class,
      AgreementCommands.Diff.class,
      AgreementCommands.Suspend.class,
      AgreementCommands.Resume.class,
      AgreementCommands.End.class,
      AgreementCommands.Confirm.class
    },
    footer = {"", "Example:", "  wideberth rules show"})
final class RulesCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say propose, adopt, show, diff, suspend, resume, end or confirm");
  }

  @Command(
      name = "propose",
      description = "Propose a document of rules to every party.",
      footer = {
        "",
        "FILE is JSON with every pair of kinds in minima, each with lateral_nm or lateral_m or",
        "lateral_cm, and vertical_ft or vertical_m or vertical_tenth_mm. theatre may be left out.",
        "A document that is written in centimetres and tenths of millimetres throughout is",
        "proposed byte for byte. --counters and --amends name what it answers or is to follow,",
        "--in-force-from from when it is to hold.",
        "",
        "Example:",
        "  wideberth rules propose --template > rules.json",
        "  wideberth rules propose rules.json"
      })
  static final class Propose extends NodeCommand {
    @Option(
        names = "--template",
        description = "Print a document with all 15 pairs to edit, and propose nothing.")
    private boolean template;

    @Option(
        names = "--counters",
        paramLabel = "HASH",
        description = "The proposal that it answers, as rules show prints it.")
    private Optional<String> counters = Optional.empty();

    @Option(
        names = "--amends",
        paramLabel = "HASH",
        description = "The document that it is to follow.")
    private Optional<String> amends = Optional.empty();

    @Option(
        names = "--in-force-from",
        paramLabel = "TIME",
        description = "From when it is to hold, as in 2026-06-01T06:00:00Z.")
    private Optional<String> from = Optional.empty();

    @Parameters(
        arity = "0..1",
        paramLabel = "FILE",
        description = "The document; - is standard input.")
    private Optional<Path> file = Optional.empty();

    @Override
    void run(NodeClient node, PrintWriter out) throws IOException {
      String theatre = node.get("/api/v1/me").text("theatre");
      if (template) {
        List<String> parties =
            node.get("/api/v1/cards").items("cards").stream()
                .map(card -> card.text("party"))
                .sorted()
                .toList();
        out.print(FriendlyRules.template(theatre, parties));
        return;
      }
      Path source = file.orElseThrow(() -> new Stop(ExitCode.USAGE, "name the FILE to propose"));
      byte[] document =
          AgreementCommands.with(
              FriendlyRules.document(read(source), theatre), node, counters, amends, from);
      JsonTree proposed = node.post("/api/v1/rules", document);
      String hash = Shown.hash(proposed.text("hash"));
      out.println("proposed " + hash);
      out.println("Every member adopts with: wideberth rules adopt " + hash);
    }
  }

  @Command(
      name = "adopt",
      description = "Adopt a proposed document for this party.",
      footer = {"", "Example:", "  wideberth rules adopt 3f9a01c7"})
  static final class Adopt extends NodeCommand {
    @Parameters(
        paramLabel = "HASH",
        description = "At least 8 hex digits of it, as shown by rules show.")
    private String hash = "";

    @Override
    void run(NodeClient node, PrintWriter out) {
      JsonTree adopted = node.post("/api/v1/rules/" + encoded(hash) + "/adopt", new byte[0]);
      out.println(
          "adopted %s (entry %s of log %s)"
              .formatted(
                  Shown.hash(adopted.text("hash")), adopted.text("seq"), adopted.text("origin")));
    }
  }

  @Command(
      name = "show",
      description = "Show the documents, who adopted which, and what is in force.",
      footer = {"", "Example:", "  wideberth rules show --json"})
  static final class Show extends Listing {
    @Override
    String path() {
      return "/api/v1/rules";
    }

    @Override
    void print(JsonTree answer, PrintWriter out) {
      String inForce = answer.text("in_force");
      for (JsonTree document : answer.items("documents")) {
        boolean holds = document.text("hash").equals(inForce);
        out.println(
            "%s  number %s  %s%s"
                .formatted(
                    Shown.hash(document.text("hash")),
                    document.text("number"),
                    Table.printable(document.text("title")),
                    holds ? "  [in force]" : ""));
        out.println("  members     " + document.text("members"));
        String adopters = document.text("adopted_by");
        out.println("  adopted by  " + (adopters.isEmpty() ? "nobody yet" : adopters));
        AgreementCommands.lineage(document, out);
        Table table = new Table("  PAIR", "LATERAL", "VERTICAL");
        for (JsonTree minimum : document.at("document").items("minima")) {
          table.row(
              "  " + String.join(" and ", minimum.texts("kinds")),
              Shown.metres(minimum.number("lateral_cm").movePointLeft(2)),
              "%,.1f m (%,.0f ft)"
                  .formatted(
                      minimum.number("vertical_tenth_mm").movePointLeft(4),
                      minimum.number("vertical_tenth_mm").doubleValue() / 3048));
        }
        table.print(out);
        ArticleListing.articles(document.at("document"), out);
        TermsListing.articles(document.at("document"), out);
        out.println();
      }
      AgreementCommands.steps(answer, out);
      if (inForce.isEmpty()) {
        out.println("No rules are in force: no document is adopted by all its members.");
      }
      if (answer.flag("disputed")) {
        out.println(
            "Rules disputed: findings are computed under every version, and all are shown.");
      }
    }
  }
}
