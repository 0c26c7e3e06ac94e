package org.wideberth.channel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.party.PartyId;
import org.wideberth.record.EntryPlace;

/// Who sits at which desk: a fold over what each party says of its own. The last entry counts.
///
/// Not thread-safe.
public final class Watches {
  private record Said(Instant time, WatchBody body) {}

  private final NavigableMap<PartyId, NavigableMap<EntryPlace, Said>> said = new TreeMap<>();
  private final Set<PartyId> changed = new TreeSet<>();

  /// Adds an entry.
  ///
  /// @param time when it was written, as its author says
  public void add(EntryPlace at, Instant time, WatchBody body) {
    PartyId party = at.origin().party();
    said.computeIfAbsent(party, _ -> new TreeMap<>()).put(at, new Said(time, body));
    changed.add(party);
  }

  /// Parties whose watches are not what they were at the last call.
  public Set<PartyId> drainChanged() {
    Set<PartyId> parties = new TreeSet<>(changed);
    changed.clear();
    return parties;
  }

  /// All desks of a party: the duty desk always, others once they were taken.
  public List<Watch> of(PartyId party) {
    NavigableMap<String, Watch> desks = new TreeMap<>();
    desks.put(Desk.DUTY.name(), unknown(party, Desk.DUTY));
    said.getOrDefault(party, new TreeMap<>())
        .forEach(
            (at, each) -> {
              Desk desk = each.body().desk();
              Watch before = desks.getOrDefault(desk.name(), unknown(party, desk));
              desks.put(desk.name(), next(before, at, each));
            });
    return new ArrayList<>(desks.values());
  }

  private static Watch unknown(PartyId party, Desk desk) {
    return new Watch(party, desk, false, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Watch next(Watch before, EntryPlace at, Said said) {
    return switch (said.body()) {
      case WatchBody.Taken taken ->
          new Watch(
              before.party(),
              taken.desk(),
              true,
              Optional.of(taken.by()),
              Optional.of(said.time()),
              Optional.empty());
      case WatchBody.Left left ->
          new Watch(
              before.party(),
              left.desk(),
              false,
              Optional.of(left.by()),
              Optional.of(said.time()),
              before.note());
      case WatchBody.HandedOver handed ->
          new Watch(
              before.party(),
              before.desk(),
              before.manned(),
              before.by(),
              before.since(),
              Optional.of(
                  new Watch.HandoverNote(
                      MessageId.of(at, Optional.empty()),
                      handed.by(),
                      said.time(),
                      handed.note())));
    };
  }

  /// The entry with the note for the relief at a desk, if there is one since it was taken.
  public Optional<EntryPlace> note(PartyId party, Desk desk) {
    Optional<EntryPlace> note = Optional.empty();
    for (var each : said.getOrDefault(party, new TreeMap<>()).entrySet()) {
      WatchBody body = each.getValue().body();
      if (body.desk().equals(desk)) {
        note =
            switch (body) {
              case WatchBody.HandedOver _ -> Optional.of(each.getKey());
              case WatchBody.Taken _ -> Optional.empty();
              case WatchBody.Left _ -> note;
            };
      }
    }
    return note;
  }
}
