package org.wideberth.agreement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.wideberth.geo.TimeWindow;
import org.wideberth.record.Hash;

/// What one party holds itself to, and when: its last adoption from the time on from which it is in
/// force, before that the one before, and so on back.
///
/// @param rules which document
/// @param during when
record Holding(Hash rules, TimeWindow during) {
  /// Versions of one party that count: one in force and one that is to follow are usual. A party
  /// that adopts thousands ahead of time does not make anybody else look at more; what it held
  /// before its last eight no longer counts for it, and still counts for whoever holds to it.
  static final int VERSIONS_MAX = 8;

  /// In order of time.
  ///
  /// @param log of one history of the party's log, in its order
  /// @param from the time from which a document that was adopted holds
  static List<Holding> of(List<Commitment> log, Function<Commitment.Adopted, Instant> from) {
    List<Holding> holdings = new ArrayList<>();
    Map<Hash, Instant> ended = new HashMap<>();
    Instant until = Period.ALWAYS.end();
    for (Commitment each : log.reversed()) {
      if (!until.isAfter(Period.ALWAYS.start()) || holdings.size() >= VERSIONS_MAX) {
        break;
      }
      switch (each) {
        case Commitment.Ended(Hash rules, Instant end) ->
            ended.merge(rules, end, (a, b) -> a.isBefore(b) ? a : b);
        case Commitment.Proposed _ -> {}
        case Commitment.Adopted adopted -> {
          Hash rules = adopted.rules();
          Instant start = from.apply(adopted);
          Instant end = ended.getOrDefault(rules, until);
          Instant stop = end.isBefore(until) ? end : until;
          if (start.isBefore(stop)) {
            holdings.add(new Holding(rules, new TimeWindow(start, stop)));
          }
          until = start.isBefore(until) ? start : until;
        }
      }
    }
    Collections.reverse(holdings);
    return List.copyOf(holdings);
  }
}
