package org.wideberth.node.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wideberth.record.Json;
import org.wideberth.record.JsonWriter;
import org.wideberth.record.Limits;
import org.wideberth.refusal.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands that compare rules, and by which two people of a party suspend, resume or end them.
final class AgreementCommands {
  private AgreementCommands() {}

  @Command(
      name = "diff",
      description = "Show in what a document differs from another, article by article.",
      footer = {"", "Example:", "  wideberth rules diff 3f9a01c7 --from 81d0ee42"})
  static final class Diff extends Listing {
    @Parameters(paramLabel = "HASH", description = "At least 8 hex digits of the document.")
    private String hash = "";

    @Option(
        names = "--from",
        paramLabel = "HASH",
        description = "The document to compare with; else the one in force, or that it counters.")
    private Optional<String> from = Optional.empty();

    @Override
    String path() {
      return "/api/v1/rules/%s/changes%s"
          .formatted(encoded(hash), from.map(each -> "?from=" + encoded(each)).orElse(""));
    }

    @Override
    void print(JsonTree answer, PrintWriter out) {
      out.println(
          "from %s to %s"
              .formatted(Shown.hash(answer.text("from")), Shown.hash(answer.text("to"))));
      Table table = new Table("ARTICLE", "CHANGE", "WORDS");
      List<JsonTree> changes = answer.items("changes");
      for (JsonTree change : changes) {
        table.row(
            change.text("article"), change.text("change"), Table.printable(change.text("words")));
      }
      if (changes.isEmpty()) {
        out.println("They say the same.");
      } else {
        table.print(out);
      }
    }
  }

  /// What one person asks for.
  abstract static class Asking extends NodeCommand {
    @Parameters(paramLabel = "HASH", description = "At least 8 hex digits of the document.")
    private String hash = "";

    @Option(names = "--reason", required = true, description = "Why, for everybody to read.")
    private String reason = "";

    @Option(
        names = "--by",
        required = true,
        paramLabel = "NAME",
        description = "The person who asks.")
    private String by = "";

    abstract String verb();

    abstract void more(JsonWriter json);

    @Override
    void run(NodeClient node, PrintWriter out) {
      JsonTree asked =
          node.post(
              "/api/v1/rules/" + encoded(hash) + "/" + verb(),
              JsonWriter.object(
                  json -> {
                    json.put("reason", reason).put("by", by);
                    more(json);
                  }));
      out.println("asked; nothing is changed yet");
      out.println(
          "Another person of this party confirms within 24 hours with: wideberth rules confirm %s"
              .formatted(Shown.hash(asked.text("id"))));
    }
  }

  /// What is asked of an agreement or of articles of it.
  abstract static class AskingOfArticles extends Asking {
    @Option(
        names = "--article",
        paramLabel = "NAME",
        description = "Only this one, as in lines/river; may be given more than once.")
    private List<String> articles = List.of();

    @Override
    void more(JsonWriter json) {
      if (!articles.isEmpty()) {
        json.array("articles", articles, JsonWriter.Elements::add);
      }
    }
  }

  @Command(
      name = "suspend",
      description = "Ask that this party suspend an agreement, or articles of it.",
      footer = {
        "",
        "It takes two people: another one confirms. All see it at once. Findings are computed and",
        "shown as before; links, receipts, watches and messages go on as they are.",
        "",
        "Example:",
        "  wideberth rules suspend 3f9a01c7 --article lines/river --reason \"Flood\" --by Anna"
      })
  static final class Suspend extends AskingOfArticles {
    @Override
    String verb() {
      return "suspend";
    }
  }

  @Command(
      name = "resume",
      description = "Ask that this party resume what it has suspended.",
      footer = {
        "",
        "Example:",
        "  wideberth rules resume 3f9a01c7 --reason \"Flood over\" --by Anna"
      })
  static final class Resume extends AskingOfArticles {
    @Override
    String verb() {
      return "resume";
    }
  }

  @Command(
      name = "end",
      description = "Ask that this party hold itself to an agreement no more, from a time on.",
      footer = {
        "",
        "Example:",
        "  wideberth rules end 3f9a01c7 --from 2026-06-01T06:00:00Z --reason \"Over\" --by Anna"
      })
  static final class End extends Asking {
    @Option(
        names = "--from",
        required = true,
        paramLabel = "TIME",
        description = "From when, as in 2026-06-01T06:00:00Z.")
    private String from = "";

    @Override
    String verb() {
      return "end";
    }

    @Override
    void more(JsonWriter json) {
      json.put("from", from);
    }
  }

  @Command(
      name = "confirm",
      description = "Do what another person of this party asked for.",
      footer = {"", "Example:", "  wideberth rules confirm 5c20d9aa --by Ben"})
  static final class Confirm extends NodeCommand {
    @Parameters(paramLabel = "ID", description = "At least 8 hex digits, as rules show prints it.")
    private String id = "";

    @Option(
        names = "--by",
        required = true,
        paramLabel = "NAME",
        description = "The person who confirms; not the one who asked.")
    private String by = "";

    @Override
    void run(NodeClient node, PrintWriter out) {
      JsonTree done =
          node.post(
              "/api/v1/agreement-asks/" + encoded(id) + "/confirm",
              JsonWriter.object(json -> json.put("by", by)));
      out.println("done (entry %s of log %s)".formatted(done.text("seq"), done.text("origin")));
    }
  }

  /// The document with what it answers, follows and waits for, as the options say.
  static byte[] with(
      byte[] document,
      NodeClient node,
      Optional<String> counters,
      Optional<String> amends,
      Optional<String> from) {
    if (counters.isEmpty() && amends.isEmpty() && from.isEmpty()) {
      return document;
    }
    if (!(Json.parse(document, Limits.BODY_BYTES_MAX)
        instanceof Outcome.Accepted<Json>(Json.Obj(var given)))) {
      throw new Stop(ExitCode.USAGE, "the document of rules is not a JSON object");
    }
    Map<String, Json> members = new LinkedHashMap<>(given);
    counters.ifPresent(hash -> members.put("counters", known(node, hash)));
    amends.ifPresent(hash -> members.put("amends", known(node, hash)));
    from.ifPresent(time -> members.put("in_force_from", millis(time)));
    return JsonWriter.object(json -> members.forEach(json::put));
  }

  /// The one document that a person means by some digits of its hash.
  private static Json known(NodeClient node, String digits) {
    List<byte[]> meant =
        node.get("/api/v1/rules").items("documents").stream()
            .map(document -> Base64.getUrlDecoder().decode(document.text("hash")))
            .filter(hash -> HexFormat.of().formatHex(hash).startsWith(digits))
            .toList();
    if (digits.length() < 8 || meant.size() != 1) {
      throw new Stop(
          ExitCode.USAGE,
          "\"%s\" is to be at least 8 hex digits of one document, as rules show prints them"
              .formatted(digits));
    }
    return new Json.Str(Base64.getEncoder().encodeToString(meant.getFirst()));
  }

  private static Json millis(String time) {
    try {
      return new Json.Int(Instant.parse(time).toEpochMilli());
    } catch (DateTimeParseException | ArithmeticException notTime) {
      throw new Stop(
          ExitCode.USAGE, "--in-force-from: a time as in 2026-06-01T06:00:00Z is expected");
    }
  }

  /// What a document answers, follows and waits for, and who proposed it.
  static void lineage(JsonTree document, PrintWriter out) {
    document
        .find("counters")
        .ifPresent(_ -> out.println("  counters    " + Shown.hash(document.text("counters"))));
    document
        .find("amends")
        .ifPresent(_ -> out.println("  amends      " + Shown.hash(document.text("amends"))));
    document
        .find("in_force_from")
        .ifPresent(
            _ -> out.println("  in force    from " + Shown.time(document.text("in_force_from"))));
    for (JsonTree said : document.items("signatures")) {
      said.find("by")
          .ifPresent(
              by ->
                  out.println(
                      "  adopted     %s by %s, %s"
                          .formatted(
                              said.text("party"),
                              Table.printable(by.text("name")),
                              by.text("role"))));
    }
  }

  /// Who has suspended the article of a finding.
  static void suspended(JsonTree finding, PrintWriter out) {
    if (finding.find("suspended").isPresent()) {
      for (JsonTree each : finding.items("suspended")) {
        out.println(
            "  SUSPENDED by %s since %s: %s"
                .formatted(
                    each.text("party"),
                    Shown.time(each.text("since")),
                    Table.printable(each.text("reason"))));
      }
    }
  }

  /// What is suspended, ended and asked for.
  static void steps(JsonTree answer, PrintWriter out) {
    for (JsonTree each : answer.items("suspensions")) {
      out.println(
          "SUSPENDED by %s since %s: %s of %s, by %s and %s: %s"
              .formatted(
                  each.text("party"),
                  Shown.time(each.text("since")),
                  each.find("article").isPresent() ? each.text("article") : "all",
                  Shown.hash(each.text("rules")),
                  Table.printable(each.at("asked_by").text("name")),
                  Table.printable(each.at("by").text("name")),
                  Table.printable(each.text("reason"))));
    }
    for (JsonTree each : answer.items("ends")) {
      out.println(
          "ENDED by %s from %s: %s: %s"
              .formatted(
                  each.text("party"),
                  Shown.time(each.text("from")),
                  Shown.hash(each.text("rules")),
                  Table.printable(each.text("reason"))));
    }
    for (JsonTree each : answer.items("asked")) {
      out.println(
          "ASKED by %s of %s: %s of %s (%s), id %s: %s"
              .formatted(
                  Table.printable(each.at("by").text("name")),
                  each.text("party"),
                  each.text("step"),
                  each.texts("articles").isEmpty()
                      ? "all"
                      : String.join(", ", each.texts("articles")),
                  Shown.hash(each.text("rules")),
                  Shown.hash(each.text("id")),
                  Table.printable(each.text("reason"))));
    }
  }
}
