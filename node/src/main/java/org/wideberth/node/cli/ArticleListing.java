package org.wideberth.node.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;

/// `wideberth article-findings`, and lines, zones and lead times in words.
@Command(
    name = "article-findings",
    description = "List operations that cross a line, enter a zone, or were declared late.",
    footer = {
      "",
      "By the articles of the rules. Each is a fact about one declaration; nobody judges it.",
      "",
      "Example:",
      "  wideberth article-findings --json"
    })
final class ArticleListing extends PagedListing {
  @Override
  String list() {
    return "/api/v1/article-findings";
  }

  @Override
  void print(JsonTree answer, PrintWriter out) {
    List<JsonTree> findings = answer.items("findings");
    for (JsonTree finding : findings) {
      JsonTree operation = finding.at("operation");
      for (JsonTree under : finding.items("under")) {
        out.println(
            "%s  %s%s"
                .formatted(
                    what(under),
                    finding.text("article"),
                    finding.flag("disputed") ? DISPUTED : ""));
        out.println(
            "  operation  %s revision %s (%s) %s"
                .formatted(
                    operation.text("id"),
                    operation.text("revision"),
                    operation.text("kind"),
                    Table.printable(operation.text("name"))));
        out.println("  rules      " + Shown.hash(under.text("rules")));
        out.println("  when       " + Shown.window(under.at("interval")));
        under.find("at").ifPresent(at -> out.println("  at         " + Shown.place(at)));
        under.texts("notes").forEach(note -> out.println("  note       " + note));
        AgreementCommands.suspended(finding, out);
      }
      for (JsonTree facing : finding.items("facing")) {
        out.println(
            "  with       %s: finding %s"
                .formatted(facing.text("party"), Shown.hash(facing.text("finding"))));
        SettlementCommands.print(facing, out);
      }
      out.println();
    }
    out.println(
        findings.isEmpty()
            ? "Nothing is found under an article about what was disclosed to you."
            : answer.number("total") + " open.");
    if (answer.find("next").isPresent()) {
      out.println(
          "%d are shown; the next: wideberth article-findings --after %s"
              .formatted(findings.size(), answer.text("next")));
    }
  }

  private static final String DISPUTED = "  (rules disputed)";

  static String what(JsonTree under) {
    String title = Table.printable(under.text("title"));
    String maybe = under.flag("certain") ? "" : "MAY BE: ";
    return maybe
        + switch (under.text("what")) {
          case "crosses-line" ->
              "CROSSES LINE by %s at most: %s, its party keeps to the %s"
                  .formatted(Shown.metres(under.number("most_m")), title, under.text("keeps"));
          case "enters-zone" -> "ENTERS ZONE: " + title;
          case "enters-at-short-notice" ->
              "ENTERS ZONE AT SHORT NOTICE: %s, %s".formatted(title, lead(under));
          case "leaves-heights" ->
              "LEAVES HEIGHTS by %s at most: %s"
                  .formatted(Shown.metres(under.number("most_m")), title);
          case "late-notice" -> "LATE NOTICE: " + lead(under);
          default -> under.text("what");
        };
  }

  private static String lead(JsonTree under) {
    return "%s s before, %s s were agreed"
        .formatted(under.text("lead_s"), under.text("agreed_lead_s"));
  }

  /// The articles of a document, one a line.
  static void articles(JsonTree document, PrintWriter out) {
    if (document.find("lines").isPresent()) {
      for (JsonTree line : document.items("lines")) {
        List<String> sides =
            line.items("sides").stream()
                .map(side -> side.text("party") + " " + side.text("side"))
                .toList();
        out.println(
            "  lines/%s  %s: %s; tolerance %s mm, reach %s m, %d vertices%s"
                .formatted(
                    line.text("id"),
                    Table.printable(line.text("name")),
                    String.join(", ", sides),
                    line.text("tolerance_mm"),
                    line.text("reach_m"),
                    line.items("path").size(),
                    line.find("start").isPresent() ? ", not always" : ""));
      }
    }
    if (document.find("zones").isPresent()) {
      for (JsonTree zone : document.items("zones")) {
        out.println(
            "  zones/%s  %s: %s for %s%s"
                .formatted(
                    zone.text("id"),
                    Table.printable(zone.text("name")),
                    zone.text("kind").replace('-', ' '),
                    String.join(", ", zone.texts("binds")),
                    zone.find("notice_s")
                        .map(_ -> ", " + zone.text("notice_s") + " s before")
                        .orElse("")));
      }
    }
    if (document.find("lead_times").isPresent()) {
      for (JsonTree lead : document.items("lead_times")) {
        out.println(
            "  lead-times/%s  declared %s s before the start"
                .formatted(lead.text("kind"), lead.text("seconds")));
      }
    }
  }
}
