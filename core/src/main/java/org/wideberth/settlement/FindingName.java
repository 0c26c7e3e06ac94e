package org.wideberth.settlement;

import org.wideberth.agreement.KindPair;
import org.wideberth.conflict.Finding;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.record.Hash;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.refusal.RefusalCode;

/// Which finding is spoken of, whether or not it is found here now: its id follows from the two
/// operations and the article, and so does who may speak of it.
///
/// @param first the smaller operation id
/// @param second of another party
/// @param article of the rules: `minima/air-ground`
public record FindingName(OperationId first, OperationId second, String article) {
  /// `minima/`, and two kinds.
  private static final int ARTICLE_CHARS_MAX = 64;

  /// @throws IllegalArgumentException if no finding has such a name
  public FindingName {
    if (first.compareTo(second) >= 0 || first.party().equals(second.party())) {
      throw new IllegalArgumentException("two operations of different parties, in order");
    }
    if (!isArticle(article)) {
      throw new IllegalArgumentException("no article " + article);
    }
  }

  /// How that finding is named.
  public static FindingName of(Finding finding) {
    return new FindingName(
        finding.first().operation(), finding.second().operation(), finding.article());
  }

  private static boolean isArticle(String text) {
    return KindPair.all().stream().anyMatch(pair -> pair.article().equals(text));
  }

  /// The finding's id, the same on every node.
  public Hash id() {
    return Finding.idOf(first, second, article);
  }

  /// True if one of the two operations is that party's.
  public boolean involves(PartyId party) {
    return first.party().equals(party) || second.party().equals(party);
  }

  /// The party facing that one, which must be one of the two.
  public PartyId across(PartyId party) {
    if (!involves(party)) {
      throw new IllegalArgumentException("not a side of this finding");
    }
    return first.party().equals(party) ? second.party() : first.party();
  }

  /// True if it is one of the two operations.
  public boolean names(OperationId operation) {
    return first.equals(operation) || second.equals(operation);
  }

  static FindingName read(JsonField field) {
    return field.asObject(FindingName::read);
  }

  private static FindingName read(JsonObject from) {
    OperationId a = from.required("a").as(OperationId::parse);
    OperationId b = from.required("b").as(OperationId::parse);
    JsonField article = from.required("article");
    String text = article.asText(ARTICLE_CHARS_MAX);
    if (!isArticle(text)) {
      throw article.refuse(RefusalCode.MALFORMED, "an article is written like minima/air-ground");
    }
    if (a.party().equals(b.party())) {
      throw from.refuse(RefusalCode.MALFORMED, "the two operations must be of different parties");
    }
    if (a.compareTo(b) > 0) {
      throw from.refuse(RefusalCode.MALFORMED, "\"a\" must be the smaller operation id");
    }
    return new FindingName(a, b, text);
  }

  void write(JsonWriter to) {
    to.put("a", first.text()).put("b", second.text()).put("article", article);
  }
}
