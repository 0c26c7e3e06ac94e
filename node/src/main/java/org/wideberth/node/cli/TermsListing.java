package org.wideberth.node.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// What rules say of the channel, in words, and by which article something is agreed.
final class TermsListing {
  private TermsListing() {}

  /// The articles of a document about the channel, a line for each.
  static void articles(JsonTree document, PrintWriter out) {
    document
        .find("ladder")
        .ifPresent(
            ladder ->
                out.println(
                    "  ladder      next desk after %s s, the commander %s s later"
                        .formatted(ladder.text("next_desk_s"), ladder.text("commander_s"))));
    if (document.find("answer_deadlines").isPresent()) {
      for (JsonTree each : document.items("answer_deadlines")) {
        List<String> within = new ArrayList<>();
        for (String step : List.of("acknowledged", "answered")) {
          each.find(step + "_s")
              .ifPresent(_ -> within.add(step + " within " + each.text(step + "_s") + " s"));
        }
        out.println(
            "  answer-deadlines/%s  %s"
                .formatted(each.text("precedence"), String.join(", ", within)));
      }
    }
    if (document.find("test_times").isPresent()) {
      out.println(
          "  test-times  daily at %s UTC"
              .formatted(String.join(", ", document.texts("test_times"))));
    }
  }

  /// What a reader owes of a message and has not done in time, a line for each.
  static void due(JsonTree state, PrintWriter out) {
    if (state.find("due").isEmpty()) {
      return;
    }
    for (JsonTree each : state.items("due")) {
      boolean open = each.find("done").isEmpty();
      if (open || each.flag("late")) {
        String standing = each.flag("overdue") ? "OVERDUE" : open ? "due" : "LATE";
        out.println(
            "  %-11s%s: %s by %s, %s"
                .formatted(
                    "", standing, each.text("what"), Shown.time(each.text("until")), source(each)));
      }
    }
  }

  /// By which article of which version.
  static String source(JsonTree agreed) {
    List<String> versions = new ArrayList<>();
    for (JsonTree rules : agreed.items("rules")) {
      versions.add(
          "%s number %s".formatted(Table.printable(rules.text("title")), rules.text("number")));
    }
    return "article %s of %s%s"
        .formatted(
            agreed.text("article"),
            String.join(" and ", versions),
            agreed.flag("disputed") ? "; versions differ, the strictest counts" : "");
  }
}
