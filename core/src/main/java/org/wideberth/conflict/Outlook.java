package org.wideberth.conflict;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.record.Hash;

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

  /// What is found between operations within that volume, see [#within], and any others; sorted by
  /// id.
  public List<Finding> findings(Volume volume) {
    NavigableMap<Hash, Finding> found = new TreeMap<>();
    for (Operation operation : within(volume)) {
      findings.of(operation.id()).forEach(each -> found.put(each.id(), each));
    }
    return List.copyOf(found.values());
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
