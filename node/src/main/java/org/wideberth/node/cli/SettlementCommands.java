package org.wideberth.node.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wideberth.record.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Findings taken up and settled.
final class SettlementCommands {
  private SettlementCommands() {}

  /// What is said of a finding, as lines of the list of findings.
  static void print(JsonTree finding, PrintWriter out) {
    String state = finding.text("settlement").replace('-', ' ');
    String level = finding.text("escalation");
    out.println(
        "  settled    %s%s%s"
            .formatted(
                state.equals("agreed") ? "agreed, not yet carried out" : state,
                finding.find("yields").isPresent() ? ", " + finding.text("yields") + " yields" : "",
                level.equals("none") ? "" : "  [" + level.toUpperCase(Locale.ROOT) + "]"));
    for (JsonTree taken : finding.items("taken")) {
      out.println(
          "  taken up   by %s%s at %s%s"
              .formatted(
                  taken.text("party"),
                  person(taken),
                  Shown.time(taken.text("time")),
                  words(taken.text("words"))));
    }
    finding.items("offers").forEach(offer -> offer(offer, out));
  }

  private static void offer(JsonTree offer, PrintWriter out) {
    StringBuilder change = new StringBuilder();
    if (offer.flag("withdraw")) {
      change.append(" withdrawn");
    }
    if (offer.find("start").isPresent()) {
      change.append(' ').append(Shown.window(offer));
    }
    if (offer.find("lower").isPresent()) {
      change.append(' ').append(offer.text("lower")).append(" to ").append(offer.text("upper"));
    }
    out.println(
        "  offer      %s by %s%s, %s: %s%s%s"
            .formatted(
                offer.text("id"),
                offer.text("author"),
                person(offer),
                offer.text("state"),
                offer.text("operation"),
                change,
                words(offer.text("words"))));
    for (String said : List.of("answered", "withdrawn")) {
      offer
          .find(said)
          .ifPresent(
              each ->
                  out.println(
                      "             %s at %s%s%s"
                          .formatted(
                              said,
                              Shown.time(each.text("time")),
                              person(each),
                              words(each.text("words")))));
    }
  }

  private static String person(JsonTree item) {
    return item.find("by").isPresent() ? " (" + Table.printable(item.text("by")) + ")" : "";
  }

  private static String words(String text) {
    return text.isEmpty() ? "" : ": \"" + Table.printable(text) + "\"";
  }

  private static void printAfter(JsonTree answer, PrintWriter out) {
    out.println("finding " + Shown.hash(answer.text("finding")));
    print(answer, out);
  }

  /// What the commands have that name a finding.
  abstract static class Named extends NodeCommand {
    @Parameters(
        paramLabel = "FINDING",
        description = "As wideberth findings or wideberth article-findings shows it.")
    private String id = "";

    @Option(
        names = "--with",
        paramLabel = "PARTY",
        description = "Of what is found under an article: with whom, if there are several.")
    private Optional<String> with = Optional.empty();

    final void say(NodeClient node, PrintWriter out, String verb, byte[] body) {
      String query = with.map(party -> "?with=" + encoded(party)).orElse("");
      printAfter(node.post("/api/v1/findings/" + encoded(id) + "/" + verb + query, body), out);
    }
  }

  @Command(
      name = "take",
      description = "Take a finding up. It alarms at this desk until somebody does.",
      footer = {"", "Example:", "  wideberth take 1f2e3d4c5b6a7988 --words \"Lt Weir has it\""})
  static final class Take extends Named {
    @Option(names = "--words", paramLabel = "TEXT", description = "For the other side.")
    private Optional<String> words = Optional.empty();

    @Override
    void run(NodeClient node, PrintWriter out) {
      byte[] body = JsonWriter.object(json -> words.ifPresent(text -> json.put("words", text)));
      say(node, out, "take", body);
    }
  }

  @Command(
      name = "offer",
      description = "Offer, or ask for, a change of an operation of a finding.",
      footer = {
        "",
        "Nothing changes by an offer, nor by agreeing to it: whoever yields revises the operation.",
        "",
        "Examples:",
        "  wideberth offer 1f2e3d4c5b6a7988 --yield amber.1.3 --start 011200ZDEC26 \\",
        "      --end 011300ZDEC26 --words \"an hour later\"",
        "  wideberth offer 1f2e3d4c5b6a7988 --yield cobalt.1.7 --withdraw --answers cobalt.1.12"
      })
  static final class Offer extends Named {
    @Option(
        names = "--yield",
        paramLabel = "OPERATION",
        required = true,
        description = "Which one is to change: its party yields.")
    private String operation = "";

    @Option(names = "--start", paramLabel = "TIME", description = "Its new start; with --end.")
    private Optional<String> start = Optional.empty();

    @Option(names = "--end", paramLabel = "TIME", description = "Its new end.")
    private Optional<String> end = Optional.empty();

    @Option(
        names = "--lower",
        paramLabel = "HEIGHT",
        description = "Its new lower height, as in \"300 m MSL\" or FL085; with --upper.")
    private Optional<String> lower = Optional.empty();

    @Option(names = "--upper", paramLabel = "HEIGHT", description = "Its new upper height.")
    private Optional<String> upper = Optional.empty();

    @Option(names = "--withdraw", description = "It is not to take place.")
    private boolean withdraw;

    @Option(
        names = "--answers",
        paramLabel = "OFFER",
        description = "The other side's offer that it takes the place of.")
    private Optional<String> answers = Optional.empty();

    @Option(names = "--words", paramLabel = "TEXT", description = "For the other side.")
    private Optional<String> words = Optional.empty();

    @Override
    void run(NodeClient node, PrintWriter out) {
      byte[] body =
          JsonWriter.object(
              json -> {
                json.put("operation", operation).put("withdraw", withdraw);
                start.ifPresent(text -> json.put("start", text));
                end.ifPresent(text -> json.put("end", text));
                lower.ifPresent(text -> json.put("lower", text));
                upper.ifPresent(text -> json.put("upper", text));
                answers.ifPresent(text -> json.put("answers", text));
                words.ifPresent(text -> json.put("words", text));
              });
      say(node, out, "offer", body);
    }
  }

  /// What the commands have that say something of an offer.
  abstract static class Say extends NodeCommand {
    @Parameters(paramLabel = "OFFER", description = "The offer, as in cobalt.1.17.")
    private String id = "";

    final void say(
        NodeClient node, PrintWriter out, String verb, String field, Optional<String> words) {
      byte[] body = JsonWriter.object(json -> words.ifPresent(text -> json.put(field, text)));
      printAfter(node.post("/api/v1/offers/" + encoded(id) + "/" + verb, body), out);
    }
  }

  @Command(
      name = "agree",
      description = "Agree to an offer of the other side.",
      footer = {
        "",
        "Whoever yields then revises the operation.",
        "",
        "Example:",
        "  wideberth agree cobalt.1.17"
      })
  static final class Agree extends Say {
    @Option(names = "--words", paramLabel = "TEXT", description = "For the other side.")
    private Optional<String> words = Optional.empty();

    @Override
    void run(NodeClient node, PrintWriter out) {
      say(node, out, "agree", "words", words);
    }
  }

  @Command(
      name = "decline",
      description = "Decline an offer of the other side.",
      footer = {"", "Example:", "  wideberth decline cobalt.1.17 --reason \"the bridge is up\""})
  static final class Decline extends Say {
    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        required = true,
        description = "So that the other side can offer something else.")
    private String reason = "";

    @Override
    void run(NodeClient node, PrintWriter out) {
      say(node, out, "decline", "reason", Optional.of(reason));
    }
  }

  @Command(
      name = "withdraw-offer",
      description = "Withdraw an own offer that is not agreed to.",
      footer = {"", "Example:", "  wideberth withdraw-offer amber.1.17"})
  static final class WithdrawOffer extends Say {
    @Option(names = "--words", paramLabel = "TEXT", description = "For the other side.")
    private Optional<String> words = Optional.empty();

    @Override
    void run(NodeClient node, PrintWriter out) {
      say(node, out, "withdraw", "words", words);
    }
  }
}
