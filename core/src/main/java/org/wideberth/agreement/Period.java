package org.wideberth.agreement;

import java.util.List;
import org.wideberth.geo.TimeWindow;
import org.wideberth.record.Hash;

/// A span of time throughout which the same rules documents hold.
///
/// @param during of the time of operations, not of anybody's clock
/// @param rules in the order of their hashes: none, one, or different ones, whose findings are
///     shown together
/// @param disputed true unless everybody concerned holds to the same complete document
public record Period(TimeWindow during, List<Rules> rules, boolean disputed) {
  /// All times that operations may have.
  public static final TimeWindow ALWAYS = new TimeWindow(TimeWindow.FIRST, TimeWindow.LAST);

  public Period {
    rules = List.copyOf(rules);
  }

  List<Hash> hashes() {
    return rules.stream().map(Rules::hash).toList();
  }
}
