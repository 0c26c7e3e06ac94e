package org.wideberth.conflict;

import java.util.List;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;

/// What is known around operations that are moved, or are only thought of. Changes nothing that is
/// found. For any number of readers, but no writer meanwhile: what it gives is immutable and needs
/// no such care.
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

  /// The live operations that share a point of their areas with one at some time of it, whatever
  /// their heights: own ones and those of others that are known here; sorted by id.
  public List<Operation> within(Volume volume) {
    return findings.within(PreparedVolume.of(volume));
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
