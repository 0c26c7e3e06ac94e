package org.wideberth.settlement;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.wideberth.agreement.ArticleId;
import org.wideberth.agreement.Articles;
import org.wideberth.agreement.KindPair;
import org.wideberth.conflict.ArticleFinding;
import org.wideberth.conflict.Finding;
import org.wideberth.operation.Kind;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.record.Hash;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Which finding two parties speak of, whether or not it is found here now: its id follows from
/// what it names, and so does who may speak of it. Immutable.
public sealed interface FindingName {
  /// `minima/` and two kinds, or `lines/` and an id.
  int ARTICLE_CHARS_MAX = 64;

  /// Names the finding as between its two sides; the same on every node.
  Hash id();

  /// The article of the rules.
  String article();

  /// The two sides, in order.
  List<PartyId> sides();

  /// The operations in question: two, or the one that is bound by an article; in order.
  List<OperationId> operations();

  /// Between operations of two parties.
  ///
  /// @param first the smaller operation id
  /// @param second of another party
  /// @param article `minima/air-ground`
  record Pair(OperationId first, OperationId second, String article) implements FindingName {
    /// @throws IllegalArgumentException if no finding has such a name
    public Pair {
      if (first.compareTo(second) >= 0 || first.party().equals(second.party())) {
        throw new IllegalArgumentException("two operations of different parties, in order");
      }
      if (!isOfPairs(article)) {
        throw new IllegalArgumentException("no article " + article);
      }
    }

    @Override
    public Hash id() {
      return Finding.idOf(first, second, article);
    }

    @Override
    public List<PartyId> sides() {
      return List.of(first.party(), second.party());
    }

    @Override
    public List<OperationId> operations() {
      return List.of(first, second);
    }
  }

  /// About one operation, under an article that binds its author: as between the author and one
  /// other member of the rules, for with each it is settled by itself.
  ///
  /// @param article `lines/dnipro`, `zones/hospital`, `lead-times/air`
  record Single(OperationId operation, PartyId member, String article) implements FindingName {
    /// @throws IllegalArgumentException if no finding has such a name
    public Single {
      if (operation.party().equals(member)) {
        throw new IllegalArgumentException("the author and another member");
      }
      if (!isOfOne(article)) {
        throw new IllegalArgumentException("no article " + article);
      }
    }

    @Override
    public Hash id() {
      String text =
          "wideberth/finding-between/v1\n%s\n%s\n%s\n"
              .formatted(operation.text(), member.text(), article);
      return Hash.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The id of what is found, with whomever it is settled.
    public Hash finding() {
      return ArticleFinding.idOf(operation, article);
    }

    @Override
    public List<PartyId> sides() {
      return List.of(operation.party(), member);
    }

    @Override
    public List<OperationId> operations() {
      return List.of(operation);
    }
  }

  /// How that finding is named.
  static FindingName of(Finding finding) {
    return new Pair(finding.first().operation(), finding.second().operation(), finding.article());
  }

  /// How that finding is named between its author and that other member.
  static Single of(ArticleFinding finding, PartyId member) {
    return new Single(finding.operation(), member, finding.article());
  }

  private static boolean isOfPairs(String text) {
    return KindPair.all().stream().anyMatch(pair -> pair.article().equals(text));
  }

  private static boolean isOfOne(String text) {
    for (Kind kind : Kind.values()) {
      if (Articles.leadTimeArticle(kind).equals(text)) {
        return true;
      }
    }
    return isIn(text, "lines/") || isIn(text, "zones/");
  }

  private static boolean isIn(String text, String room) {
    return text.startsWith(room)
        && ArticleId.parse(text.substring(room.length())) instanceof Outcome.Accepted<ArticleId>;
  }

  /// True if it is one of the two sides.
  default boolean involves(PartyId party) {
    return sides().contains(party);
  }

  /// The party facing that one, which must be one of the two.
  default PartyId across(PartyId party) {
    if (!involves(party)) {
      throw new IllegalArgumentException("not a side of this finding");
    }
    return sides().getFirst().equals(party) ? sides().getLast() : sides().getFirst();
  }

  /// True if it is one of the operations in question.
  default boolean names(OperationId operation) {
    return operations().contains(operation);
  }

  /// Reads a name: `a`, `b` and `article`, or `operation`, `member` and `article`.
  static FindingName read(JsonField field) {
    return field.asObject(from -> from.has("operation") ? readSingle(from) : readPair(from));
  }

  private static FindingName readPair(JsonObject from) {
    OperationId a = from.required("a").as(OperationId::parse);
    OperationId b = from.required("b").as(OperationId::parse);
    JsonField article = from.required("article");
    String text = article.asText(ARTICLE_CHARS_MAX);
    if (!isOfPairs(text)) {
      throw article.refuse(RefusalCode.MALFORMED, "an article is written like minima/air-ground");
    }
    if (a.party().equals(b.party())) {
      throw from.refuse(RefusalCode.MALFORMED, "the two operations must be of different parties");
    }
    if (a.compareTo(b) > 0) {
      throw from.refuse(RefusalCode.MALFORMED, "\"a\" must be the smaller operation id");
    }
    return new Pair(a, b, text);
  }

  /// Reads the members of a name about one operation.
  static Single readSingle(JsonObject from) {
    OperationId operation = from.required("operation").as(OperationId::parse);
    JsonField memberField = from.required("member");
    PartyId member = memberField.as(PartyId::parse);
    JsonField article = from.required("article");
    String text = article.asText(ARTICLE_CHARS_MAX);
    if (!isOfOne(text)) {
      throw article.refuse(
          RefusalCode.MALFORMED,
          "an article about one operation is written like lines/river or lead-times/air");
    }
    if (operation.party().equals(member)) {
      throw memberField.refuse(
          RefusalCode.MALFORMED, "the other side is not the author of the operation");
    }
    return new Single(operation, member, text);
  }

  /// Writes what [#read] reads.
  default void write(JsonWriter to) {
    switch (this) {
      case Pair(var first, var second, var article) ->
          to.put("a", first.text()).put("b", second.text()).put("article", article);
      case Single(var operation, var member, var article) ->
          to.put("operation", operation.text())
              .put("member", member.text())
              .put("article", article);
    }
  }
}
