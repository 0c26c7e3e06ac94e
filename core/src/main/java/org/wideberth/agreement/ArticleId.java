package org.wideberth.agreement;

import java.util.regex.Pattern;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The short name of a line or a zone: a letter, then up to 31 of a to z, 0 to 9 and -. It names
/// the article through all versions of the rules. Ordered as text.
///
/// @param text the name itself
public record ArticleId(String text) implements Comparable<ArticleId> {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  public ArticleId {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException("not the id of an article");
    }
  }

  public static Outcome<ArticleId> parse(String text) {
    return NAME.matcher(text).matches()
        ? Outcome.accept(new ArticleId(text))
        : Outcome.refuse(
            RefusalCode.MALFORMED,
            "the id of an article is a letter a to z, then up to 31 of a to z, 0 to 9 and -");
  }

  @Override
  public int compareTo(ArticleId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
