package org.wideberth.conflict;

import java.util.HashMap;
import java.util.Map;
import org.wideberth.party.PartyId;

/// A number for each party of whom there ever was an operation: these are few. One writer, and any
/// number of readers beside it.
final class PartyNumbers {
  /// Of whoever never had an operation.
  static final int NOBODY = -1;

  private volatile Map<PartyId, Integer> numbers = Map.of();

  int of(PartyId party) {
    return numbers.getOrDefault(party, NOBODY);
  }

  /// The same, but whoever has none is given one. For the writer.
  int given(PartyId party) {
    int number = of(party);
    if (number != NOBODY) {
      return number;
    }
    Map<PartyId, Integer> more = new HashMap<>(numbers);
    more.put(party, more.size());
    numbers = Map.copyOf(more);
    return more.size() - 1;
  }
}
