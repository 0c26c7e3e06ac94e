package org.wideberth.node.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.wideberth.operation.OperationId;
import org.wideberth.picture.HeldEntry;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;

/// Which bodies were here and were erased, and when. Owned by the engine.
final class ErasedBodies {
  private record Place(Origin origin, long seq, Hash body) {}

  private final Map<Place, Kept.BodyErased> byPlace = new HashMap<>();
  private final Map<Origin, SortedSet<Long>> byLog = new HashMap<>();
  private final Map<OperationId, List<Kept.BodyErased>> byOperation = new HashMap<>();

  void add(Kept.BodyErased erased) {
    Place place = new Place(erased.origin(), erased.seq(), erased.hash());
    if (byPlace.putIfAbsent(place, erased) == null) {
      byLog.computeIfAbsent(erased.origin(), _ -> new TreeSet<>()).add(erased.seq());
      erased
          .operation()
          .ifPresent(id -> byOperation.computeIfAbsent(id, _ -> new ArrayList<>()).add(erased));
    }
  }

  boolean isErased(Origin origin, long seq, Hash body) {
    return byPlace.containsKey(new Place(origin, seq, body));
  }

  Optional<Instant> when(Origin origin, long seq, Hash body) {
    return Optional.ofNullable(byPlace.get(new Place(origin, seq, body)))
        .map(erased -> Instant.ofEpochMilli(erased.epochMillis()));
  }

  /// As the picture takes it.
  Optional<HeldEntry.Erased> at(Origin origin, long seq, Hash body) {
    return Optional.ofNullable(byPlace.get(new Place(origin, seq, body)))
        .map(erased -> new HeldEntry.Erased(erased.operation()));
  }

  /// Where in a log they stood.
  SortedSet<Long> of(Origin log) {
    return Collections.unmodifiableSortedSet(byLog.getOrDefault(log, new TreeSet<>()));
  }

  /// The entries about an operation whose bodies were erased.
  List<Kept.BodyErased> about(OperationId operation) {
    return byOperation.getOrDefault(operation, List.of());
  }
}
