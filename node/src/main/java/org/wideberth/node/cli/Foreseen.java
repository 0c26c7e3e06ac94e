package org.wideberth.node.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.wideberth.node.api.Method;
import picocli.CommandLine.Option;

/// What would be found and what would end it, on the command line.
final class Foreseen {
  private static final String PROPOSALS = "  proposal   ";

  private Foreseen() {}

  /// What commands have that are about to file an operation.
  static final class Options {
    @Option(
        names = "--what-if",
        description = "File nothing: print what would be found, and changes that would end it.")
    private boolean whatIf;

    @Option(
        names = "--propose",
        description = "Then print, for each conflict of it, changes of either side that end it.")
    private boolean propose;

    /// Asks instead of filing, if that is wanted.
    ///
    /// @param path of the question, with its query
    /// @return false if it is to be filed
    boolean asked(NodeClient node, PrintWriter out, String path, byte[] body, boolean json) {
      if (whatIf) {
        byte[] answer = AsTyped.orStop(node.ask(Method.POST, path, body));
        if (json) {
          NodeCommand.printJson(out, answer);
        } else {
          print(JsonTree.parse(answer), out);
        }
      }
      return whatIf;
    }

    boolean isAny() {
      return whatIf || propose;
    }

    /// After filing, if that is wanted.
    void propose(NodeClient node, PrintWriter out, List<String> operations) {
      if (propose) {
        ofOperations(node, out, operations);
      }
    }
  }

  private static void print(JsonTree answer, PrintWriter out) {
    List<JsonTree> all =
        answer.find("operations").isPresent() ? answer.items("operations") : List.of(answer);
    for (JsonTree would : all) {
      List<JsonTree> findings = would.items("findings");
      String name = Table.printable(would.text("name"));
      out.println(
          "%s%s as it would be: %s"
              .formatted(
                  would.text("id"),
                  name.isEmpty() ? "" : " (" + name + ")",
                  findings.isEmpty()
                      ? "no conflict with what was disclosed to you."
                      : would.number("total") + " in conflict with it."));
      findings.forEach(finding -> finding(finding, out));
      if (would.number("total").intValueExact() > findings.size()) {
        out.println("Of them %d are shown.".formatted(findings.size()));
      }
      for (JsonTree found : would.items("article_findings")) {
        for (JsonTree under : found.items("under")) {
          out.println(ArticleListing.what(under) + "  " + found.text("article"));
        }
      }
      would
          .texts("ends")
          .forEach(ended -> out.println("It would end finding " + Shown.hash(ended) + "."));
      out.println();
    }
    out.println("Nothing was filed.");
  }

  private static void finding(JsonTree finding, PrintWriter out) {
    out.println(
        "%s  %s  with %s%s"
            .formatted(
                finding.text("verdict").replace('-', ' ').toUpperCase(Locale.ROOT),
                finding.text("article"),
                finding.text("with"),
                finding.flag("disputed") ? "  (rules disputed)" : ""));
    for (JsonTree side : finding.items("operations")) {
      if (side.text("party").equals(finding.text("with"))) {
        out.println(
            "  operation  %s (%s) %s"
                .formatted(side.text("id"), side.text("kind"), Table.printable(side.text("name"))));
      }
    }
    out.println("  together   " + Shown.window(finding.at("interval")));
    if (finding.find("proposals").isPresent()) {
      proposals(finding, out);
    }
  }

  /// One sentence each.
  static void proposals(JsonTree from, PrintWriter out) {
    for (JsonTree proposal : from.items("proposals")) {
      int ends = proposal.items("also_ends").size() + proposal.items("also_ends_articles").size();
      String also = ends == 0 ? "" : "; ends %d more".formatted(ends);
      out.println(
          PROPOSALS
              + "%s (cost %s%s)".formatted(proposal.text("words"), proposal.text("cost"), also));
    }
    from.texts("remarks").forEach(remark -> out.println("  remark     " + remark));
  }

  /// The proposals of a finding, as the node has them.
  static void ofFinding(NodeClient node, String finding, PrintWriter out) {
    proposals(node.get("/api/v1/findings/" + NodeCommand.encoded(finding) + "/proposals"), out);
  }

  /// The findings of these operations, with their proposals.
  private static void ofOperations(NodeClient node, PrintWriter out, List<String> operations) {
    String after = "";
    do {
      JsonTree page = node.get("/api/v1/findings?limit=10000" + after);
      for (JsonTree finding : page.items("findings")) {
        List<String> sides =
            finding.items("operations").stream().map(each -> each.text("id")).toList();
        if (sides.stream().anyMatch(operations::contains)) {
          out.println(
              "%s  %s  %s  finding %s"
                  .formatted(
                      finding.text("verdict").replace('-', ' ').toUpperCase(Locale.ROOT),
                      finding.text("article"),
                      String.join(" and ", sides),
                      Shown.hash(finding.text("id"))));
          ofFinding(node, finding.text("id"), out);
        }
      }
      after = page.text("next");
      after = after.isEmpty() ? "" : "&after=" + NodeCommand.encoded(after);
    } while (!after.isEmpty());
  }
}
