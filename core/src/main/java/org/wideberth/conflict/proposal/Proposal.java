package org.wideberth.conflict.proposal;

import java.util.Comparator;
import java.util.List;
import org.wideberth.conflict.ArticleFinding;
import org.wideberth.conflict.Finding;
import org.wideberth.operation.OperationContent;
import org.wideberth.operation.OperationId;

/// A change of one operation that ends a finding against everything known, and opens no other. A
/// fact of arithmetic: it says nothing of whether anybody should.
///
/// The cost is one scale of whole points for all kinds, so that they can be listed together. The
/// most that is looked for costs about 100 points, but in time, where people wait longer than they
/// fly round:
///
/// | change | one point is |
/// |---|---|
/// | in time | 1 minute |
/// | in height | 10 m, or 33 ft |
/// | to one side | 100 m |
/// | of extent | half a percent of all volumes, by time, height or width |
///
/// @param mover which operation changes
/// @param before what it was, as its author gave it
/// @param content what it is then, to be filed as it is
/// @param cost at least 1
/// @param alsoEnds other findings of the mover that are gone then; sorted by id
/// @param alsoEndsArticles what was found about the mover by itself and is gone then; sorted by
///     article
public record Proposal(
    OperationId mover,
    Change change,
    OperationContent before,
    OperationContent content,
    int cost,
    List<Finding> alsoEnds,
    List<ArticleFinding> alsoEndsArticles) {
  /// The least cost first; of equals by kind, then by operation.
  static final Comparator<Proposal> ORDER =
      Comparator.comparingInt(Proposal::cost)
          .thenComparing(proposal -> proposal.change().kind())
          .thenComparing(Proposal::mover);

  public Proposal {
    alsoEnds = List.copyOf(alsoEnds);
    alsoEndsArticles = List.copyOf(alsoEndsArticles);
  }
}
