package org.wideberth.picture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wideberth.party.PartyId;
import org.wideberth.record.EntryPlace;

/// The placeholders of a picture, and what became of them since the last [#drain].
final class Placeholders {
  private final NavigableMap<EntryPlace, Placeholder> byPlace = new TreeMap<>();
  private final Map<PartyId, Integer> counts = new HashMap<>();
  private final NavigableMap<EntryPlace, Optional<Placeholder>> before = new TreeMap<>();

  Collection<Placeholder> all() {
    return Collections.unmodifiableCollection(byPlace.values());
  }

  boolean any(PartyId party) {
    return counts.containsKey(party);
  }

  void put(Placeholder placeholder) {
    remember(placeholder.at());
    if (byPlace.put(placeholder.at(), placeholder) == null) {
      counts.merge(placeholder.party(), 1, Integer::sum);
    }
  }

  void lacks(EntryPlace at) {
    put(new Placeholder(at, Placeholder.Reason.MISSING_BODY, "the body has not come yet"));
  }

  /// What was found of an entry that can be read.
  void judged(EntryPlace at, Optional<String> problem) {
    problem
        .map(words -> new Placeholder(at, Placeholder.Reason.NOT_VALID, words))
        .ifPresentOrElse(this::put, () -> remove(at));
  }

  void remove(EntryPlace at) {
    if (byPlace.containsKey(at)) {
      remember(at);
      Placeholder removed = Objects.requireNonNull(byPlace.remove(at));
      counts.computeIfPresent(removed.party(), (party, n) -> n == 1 ? null : n - 1);
    }
  }

  private void remember(EntryPlace at) {
    before.putIfAbsent(at, Optional.ofNullable(byPlace.get(at)));
  }

  /// What differs from the last call, in the order of places.
  List<PictureEvent> drain() {
    List<PictureEvent> events = new ArrayList<>();
    before.forEach(
        (at, was) -> {
          @Nullable Placeholder is = byPlace.get(at);
          if (was.equals(Optional.ofNullable(is))) {
            return;
          }
          was.ifPresent(each -> events.add(new PictureEvent.PlaceholderResolved(each)));
          if (is != null) {
            events.add(new PictureEvent.PlaceholderRaised(is));
          }
        });
    before.clear();
    return events;
  }
}
