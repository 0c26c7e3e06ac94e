package org.wideberth.conflict;

import java.util.List;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;

/// What is known around operations that are moved, or are only thought of. Changes nothing that is
/// found. One reader at a time, and no writer: what it gives is immutable and needs neither.
public final class Outlook {
  private final Findings findings;
  private final ArticleFindings articles;

  public Outlook(Findings findings, ArticleFindings articles) {
    this.findings = findings;
    this.articles = articles;
  }

  /// The live operations of other parties that may matter.
  public Nearby near(Widened operation) {
    return findings.near(operation);
  }

  /// What binds a party.
  public BindingArticles articlesOf(PartyId party) {
    return articles.articlesOf(party);
  }

  /// What is found between that operation and others as they are; sorted by id.
  public List<Finding> findings(OperationId operation) {
    return findings.of(operation);
  }
}
