package org.wideberth.node.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wideberth.record.BodyWords;
import org.wideberth.record.Json;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.Limits;
import org.wideberth.refusal.Outcome;

/// Says which findings an opened body speaks of. What it names is its author's word, and whatever
/// it is, it becomes a sentence.
final class FindingSentences {
  /// Of a long note as many as fit on a screen; the rest is a number.
  private static final int NAMED_MAX = 8;

  private static final int NOTES_MAX = 1_000;

  private FindingSentences() {}

  /// Which finding: ` of amber.1.3 under lines/river`; empty if it does not say.
  static String of(JsonObject from) {
    return from.optional("finding")
        .filter(field -> field.tree() instanceof Json.Obj)
        .map(field -> field.asObject(FindingSentences::named))
        .orElse("");
  }

  private static String named(JsonObject from) {
    List<String> operations = new ArrayList<>();
    for (String name : List.of("operation", "a", "b")) {
      from.optional(name).ifPresent(field -> operations.add(field.asText(128)));
    }
    String article = from.optional("article").map(field -> field.asText(128)).orElse("");
    from.ignoreOthers();
    return " of %s under %s".formatted(String.join(" and ", operations), article);
  }

  /// What a note of findings says.
  static String noted(byte[] body) {
    return switch (Json.read(body, Limits.BODY_BYTES_MAX, FindingSentences::notes)) {
      case Outcome.Accepted<String>(var words) -> Table.printable(words);
      case Outcome.Refused<String> _ -> BodyWords.TYPE_ONLY.words("findings-noted", body);
    };
  }

  private static String notes(JsonObject from) {
    List<String> words = new ArrayList<>();
    for (String list : List.of("opened", "closed", "articles_opened", "articles_closed")) {
      Optional<JsonField> field = from.optional(list);
      boolean opened = list.endsWith("opened");
      field.ifPresent(
          each ->
              words.addAll(
                  each.asList(NOTES_MAX, note -> note.asObject(item -> note(item, opened)))));
    }
    from.ignoreOthers();
    int more = words.size() - NAMED_MAX;
    return "noted which findings it opened and closed: "
        + words.stream().limit(NAMED_MAX).collect(Collectors.joining("; "))
        + (more > 0 ? "; and %d more".formatted(more) : "");
  }

  private static String note(JsonObject from, boolean opened) {
    List<String> operations = new ArrayList<>();
    for (String name : List.of("operation", "a", "b")) {
      from.optional(name).ifPresent(field -> operations.add(field.asText(128)));
    }
    String verdict = from.optional("verdict").map(field -> field.asText(64)).orElse("");
    String article = from.optional("article").map(field -> field.asText(128)).orElse("");
    from.ignoreOthers();
    return "%s %s%s (%s)"
        .formatted(
            opened ? "opened" : "closed",
            String.join(" and ", operations),
            article.isEmpty() ? "" : " under " + article,
            verdict.replace('-', ' '));
  }
}
