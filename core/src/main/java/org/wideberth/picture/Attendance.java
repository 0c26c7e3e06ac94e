package org.wideberth.picture;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.party.PartyId;
import org.wideberth.record.EntryPlace;

/// Which parties are in the theatre, and which have left it. Not thread-safe.
final class Attendance {
  private final Set<PartyId> parties = new TreeSet<>();
  private final NavigableMap<EntryPlace, PartyLeft> departures = new TreeMap<>();

  void here(PartyId party) {
    parties.add(party);
  }

  void leaves(EntryPlace at, PartyLeft left) {
    departures.put(at, left);
  }

  /// Everybody who was ever here.
  Set<PartyId> parties() {
    return Collections.unmodifiableSet(parties);
  }

  /// Those that have left, with the reason that they gave last.
  Map<PartyId, String> departures() {
    Map<PartyId, String> left = new TreeMap<>();
    departures.forEach((at, said) -> left.put(at.origin().party(), said.reason()));
    return left;
  }
}
