package org.wideberth.agreement;

import java.util.List;
import org.wideberth.record.Hash;

/// What holds between two parties, or by its articles for one.
///
/// @param rules under which findings are computed, in the order of their hashes: none, one, or the
///     parties' different ones, whose findings are shown together
/// @param disputed true unless both parties and every other member adopted the same document, in
///     which both are members
public record PairRules(List<Rules> rules, boolean disputed) {
  public PairRules {
    rules = List.copyOf(rules);
  }

  /// True if nothing can be computed because neither party has adopted anything.
  public boolean none() {
    return rules.isEmpty();
  }

  public List<Hash> hashes() {
    return rules.stream().map(Rules::hash).toList();
  }
}
