package org.wideberth.claim;

import org.wideberth.agreement.ArticleId;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// A line or a zone of one rules document.
///
/// @param agreement SHA-256 of the document
/// @param article as in `lines/dnipro` or `zones/hospital`
public record ArticleRef(Hash agreement, String article) {
  static final int CHARS_MAX = 64;

  private static final String LINES = "lines/";
  private static final String ZONES = "zones/";

  /// @throws IllegalArgumentException if [#of] would refuse it
  public ArticleRef {
    if (!isLineOrZone(article)) {
      throw new IllegalArgumentException("not a line or a zone: " + article);
    }
  }

  /// The article that somebody names.
  public static Outcome<ArticleRef> of(Hash agreement, String article) {
    return isLineOrZone(article)
        ? Outcome.accept(new ArticleRef(agreement, article))
        : Outcome.refuse(
            RefusalCode.MALFORMED,
            "article: a line or a zone is named like lines/dnipro or zones/hospital");
  }

  private static boolean isLineOrZone(String article) {
    return (article.startsWith(LINES) || article.startsWith(ZONES))
        && ArticleId.parse(article.substring(LINES.length())) instanceof Outcome.Accepted;
  }

  /// Whether it is a line; else it is a zone.
  public boolean isLine() {
    return article.startsWith(LINES);
  }
}
