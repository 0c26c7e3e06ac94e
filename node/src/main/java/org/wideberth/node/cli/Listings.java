package org.wideberth.node.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The commands that list what the node knows.
final class Listings {
  private Listings() {}

  /// What is asked about, if not all.
  static final class Around {
    @Option(
        names = "--near",
        paramLabel = "POSITION",
        description = "Only operations that are live around there at one moment, at any height.")
    private Optional<String> near = Optional.empty();

    @Option(
        names = "--radius-m",
        paramLabel = "METRES",
        description = "With --near: how far around; 10000 if left out.")
    private Optional<String> radiusM = Optional.empty();

    @Option(
        names = "--at",
        paramLabel = "TIME",
        description = "With --near: that moment, ISO-8601 or DTG; now if left out.")
    private Optional<String> at = Optional.empty();

    boolean isGiven() {
      return near.isPresent();
    }

    void addTo(StringJoiner query) {
      near.ifPresent(text -> query.add("near=" + NodeCommand.encoded(text)));
      radiusM.ifPresent(text -> query.add("radius_m=" + NodeCommand.encoded(text)));
      at.ifPresent(text -> query.add("at=" + NodeCommand.encoded(text)));
    }
  }

  @Command(
      name = "operations",
      description = "List every operation this node holds, own drafts included.",
      footer = {
        "",
        "Examples:",
        "  wideberth operations --live",
        "  wideberth operations --near 47.5,8.25 --radius-m 5000 --at 010600ZDEC26"
      })
  static final class Operations extends PagedListing {
    @Option(names = "--live", description = "Leave out drafts and what has ended or was withdrawn.")
    private boolean live;

    @Mixin private Around around = new Around();

    @Override
    String list() {
      return "/api/v1/operations";
    }

    @Override
    String path() {
      StringJoiner query = new StringJoiner("&");
      query.add(super.path());
      if (live) {
        query.add("live=true");
      }
      around.addTo(query);
      return query.toString();
    }

    @Override
    void print(JsonTree answer, PrintWriter out) {
      Map<String, Row> rows = new LinkedHashMap<>();
      for (JsonTree feature : answer.items("features")) {
        JsonTree about = feature.at("properties");
        rows.merge(about.text("id"), Row.of(about), Row::with);
      }
      Table table = new Table("OPERATION", "REV", "STATE", "KIND", "VOLUMES", "FROM", "TO", "NAME");
      for (Row row : rows.values()) {
        JsonTree about = row.about();
        table.row(
            about.text("id"),
            about.text("revision"),
            about.text("state"),
            about.text("kind"),
            "" + row.volumes(),
            Shown.time(row.start()),
            Shown.time(row.end()),
            about.text("name"));
      }
      if (rows.isEmpty()) {
        out.println("No operations" + (live ? " that are live" : "") + " are held here.");
      } else {
        table.print(out);
      }
      if (answer.find("next").isPresent()) {
        out.println(
            "%d of %s are shown; the next: the same with --after %s"
                .formatted(rows.size(), answer.number("total"), answer.text("next")));
      }
    }

    /// ISO times of one form compare as text.
    private record Row(JsonTree about, int volumes, String start, String end) {
      static Row of(JsonTree about) {
        return new Row(about, 1, about.text("start"), about.text("end"));
      }

      Row with(Row other) {
        return new Row(
            about,
            volumes + other.volumes,
            start.compareTo(other.start) <= 0 ? start : other.start,
            end.compareTo(other.end) >= 0 ? end : other.end);
      }
    }
  }

  @Command(
      name = "findings",
      description = "List where operations come closer than was agreed.",
      footer = {
        "",
        "Only what was disclosed to this party is compared. Absence of a finding takes away",
        "nobody's protection.",
        "",
        "Examples:",
        "  wideberth findings --propose",
        "  wideberth findings --near 47.5,8.25 --radius-m 5000"
      })
  static final class Findings extends PagedListing {
    @Option(
        names = "--propose",
        description = "With each, changes of either side that would end it.")
    private boolean propose;

    @Mixin private Around around = new Around();

    private Consumer<String> beside = finding -> {};

    @Override
    String list() {
      return "/api/v1/findings";
    }

    @Override
    String path() {
      StringJoiner query = new StringJoiner("&");
      query.add(super.path());
      around.addTo(query);
      return query.toString();
    }

    @Override
    void print(JsonTree answer, NodeClient node, PrintWriter out) {
      if (propose) {
        beside = finding -> Foreseen.ofFinding(node, finding, out);
      }
      print(answer, out);
    }

    @Override
    void print(JsonTree answer, PrintWriter out) {
      List<JsonTree> findings = answer.items("findings");
      for (JsonTree finding : findings) {
        out.println(
            "%s  %s%s"
                .formatted(
                    finding.text("verdict").replace('-', ' ').toUpperCase(Locale.ROOT),
                    finding.text("article"),
                    finding.flag("disputed") ? "  (rules disputed)" : ""));
        out.println("  finding    " + Shown.hash(finding.text("id")));
        for (JsonTree side : finding.items("operations")) {
          out.println(
              "  operation  %s revision %s (%s) %s%s"
                  .formatted(
                      side.text("id"),
                      side.text("revision"),
                      side.text("kind"),
                      Table.printable(side.text("name")),
                      side.flag("seen_by_other") ? "" : "  [the other party cannot see this]"));
        }
        out.println("  together   " + Shown.window(finding.at("interval")));
        BigDecimal upper = finding.number("upper_m");
        out.println(
            "  distance   %s to %s"
                .formatted(Shown.metres(finding.number("lower_m")), Shown.metres(upper)));
        finding.find("at").ifPresent(at -> out.println("  at         " + Shown.place(at)));
        finding.texts("notes").forEach(note -> out.println("  note       " + note));
        AgreementCommands.suspended(finding, out);
        SettlementCommands.print(finding, out);
        offerDisclosure(finding.items("operations"), out);
        beside.accept(finding.text("id"));
        out.println();
      }
      String there = around.isGiven() ? " there" : "";
      List<String> noRules = answer.texts("no_rules_with");
      List<String> unresolved = answer.texts("unresolved");
      if (!findings.isEmpty()) {
        out.println(answer.number("total") + " open" + there + ".");
        if (answer.find("next").isPresent()) {
          out.println(
              "%d are shown; the next: the same with --after %s"
                  .formatted(findings.size(), answer.text("next")));
        }
      } else if (noRules.isEmpty() && unresolved.isEmpty()) {
        out.println("No conflict%s with what was disclosed to you.".formatted(there));
      } else {
        out.println("No conflict is known, but not everything can be compared:");
      }
      warn(noRules, "No rules are agreed with %s: nothing is compared.", out);
      warn(
          unresolved,
          "Part of the log of %s cannot be read here: nothing of theirs is shown as apart.",
          out);
    }

    /// Whoever cannot see one side cannot find the conflict either.
    private static void offerDisclosure(List<JsonTree> sides, PrintWriter out) {
      for (int i = 0; i < sides.size(); i++) {
        if (!sides.get(i).flag("seen_by_other")) {
          out.println(
              "  to tell    wideberth disclose %s --to %s"
                  .formatted(
                      sides.get(i).text("id"), sides.get(sides.size() - 1 - i).text("party")));
        }
      }
    }

    private static void warn(List<String> parties, String sentence, PrintWriter out) {
      if (!parties.isEmpty()) {
        out.println(sentence.formatted(String.join(", ", parties)));
      }
    }
  }

  @Command(
      name = "receipts",
      description = "List who holds this party's entries, since when.",
      footer = {
        "",
        "delivered: that party's node has signed that it holds the entry and its body.",
        "witnessed: it has signed that it holds the entry; the body was not for it.",
        "",
        "Example:",
        "  wideberth receipts --operation amber.1.17"
      })
  static final class Receipts extends Listing {
    @Option(
        names = "--operation",
        paramLabel = "ID",
        description = "Only the entries of this operation.")
    private Optional<String> operation = Optional.empty();

    @Override
    String path() {
      return "/api/v1/receipts" + operation.map(id -> "?operation=" + encoded(id)).orElse("");
    }

    @Override
    void print(JsonTree answer, PrintWriter out) {
      Table table = new Table("ENTRY", "WRITTEN", "WHAT", "HOLDER", "STATUS", "SINCE");
      for (JsonTree entry : answer.items("entries")) {
        String what = entry.text("type");
        if (!entry.text("operation").isEmpty()) {
          what += " " + entry.text("operation");
        }
        List<JsonTree> holders = entry.items("holders");
        if (holders.isEmpty()) {
          table.row(entry.text("seq"), Shown.time(entry.text("time")), what, "-", "-", "");
        }
        for (JsonTree holder : holders) {
          table.row(
              entry.text("seq"),
              Shown.time(entry.text("time")),
              what,
              holder.text("party"),
              holder.text("status").replace('-', ' '),
              Shown.time(holder.text("since")));
        }
      }
      table.print(out);
    }
  }

  @Command(
      name = "links",
      description = "Show the link to each peer, and how old the picture is.",
      footer = {"", "Example:", "  wideberth links"})
  static final class Links extends Listing {
    @Override
    String path() {
      return "/api/v1/links";
    }

    @Override
    void print(JsonTree answer, PrintWriter out) {
      Table table =
          new Table(
              "PARTY", "LINK", "SINCE", "LAST HEARD", "THEY HOLD OF OURS", "WE HOLD OF THEIRS");
      for (JsonTree link : answer.items("links")) {
        String theirs = link.text("their_size_of_ours");
        table.row(
            link.text("party"),
            link.text("state"),
            Shown.time(link.text("since")),
            link.find("last_heard").isPresent() ? Shown.time(link.text("last_heard")) : "never",
            "%s of %s".formatted(theirs.isEmpty() ? "0" : theirs, link.text("our_size")),
            link.text("our_size_of_theirs"));
      }
      table.print(out);
      String age = answer.text("picture_age_s");
      out.println(
          age.isEmpty()
              ? "The age of the picture is not known: not every peer has been heard."
              : "The picture is " + age + " s old.");
    }
  }

  @Command(
      name = "alarms",
      description = "List what needs a person's attention about logs, peers and this node.",
      footer = {"", "Example:", "  wideberth alarms"})
  static final class Alarms extends Listing {
    @Override
    String path() {
      return "/api/v1/alarms";
    }

    @Override
    void print(JsonTree answer, PrintWriter out) {
      if (answer.items("alarms").isEmpty()) {
        out.println("No alarms.");
        return;
      }
      Table table = new Table("SINCE", "ALARM", "PARTY", "WORDS");
      for (JsonTree alarm : answer.items("alarms")) {
        table.row(
            Shown.time(alarm.text("since")),
            alarm.text("code"),
            alarm.text("party"),
            alarm.text("words"));
      }
      table.print(out);
    }
  }
}
