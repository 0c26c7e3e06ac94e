package org.wideberth.picture;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.record.BodiesErased;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Origin;

/// What is known of erased bodies: operations whose content was erased here, what authors say that
/// they have erased, and entries of which no body ever came.
///
/// What an author says counts for entries that it wrote long enough before it says so. Later ones
/// are withheld, whatever it calls that: what they said cannot be over for long.
final class Erasures {
  private record Said(Instant time, BodiesErased what) {}

  private record Lacking(EntryPlace at, Instant written) {}

  private record Place(Origin origin, long seq) {
    static Place of(EntryPlace at) {
      return new Place(at.origin(), at.seq());
    }
  }

  private final Set<OperationId> operations = new HashSet<>();
  private final Map<Origin, List<Said>> said = new HashMap<>();
  private final Map<Origin, NavigableMap<EntryPlace, Lacking>> lacking = new HashMap<>();
  private final Set<Place> erasedByAuthors = new HashSet<>();

  /// The content of an operation was erased here.
  void erasedHere(OperationId operation) {
    operations.add(operation);
  }

  boolean isErasedHere(OperationId operation) {
    return operations.contains(operation);
  }

  Set<OperationId> erasedHere() {
    return Set.copyOf(operations);
  }

  /// An author says that it has erased bodies.
  ///
  /// @return the entries of which no body came and for which it counts
  List<EntryPlace> say(Instant time, BodiesErased what) {
    Said claim = new Said(time, what);
    said.computeIfAbsent(what.log(), _ -> new ArrayList<>()).add(claim);
    List<EntryPlace> excused =
        lacking.getOrDefault(what.log(), Collections.emptyNavigableMap()).values().stream()
            .filter(each -> counts(claim, each))
            .map(Lacking::at)
            .toList();
    excused.forEach(at -> erasedByAuthors.add(Place.of(at)));
    return excused;
  }

  /// The body of an entry has not come.
  ///
  /// @return true if its author has said that it is erased, and that counts
  boolean lacks(EntryPlace at, Instant written) {
    Lacking entry = new Lacking(at, written);
    lacking.computeIfAbsent(at.origin(), _ -> new TreeMap<>()).put(at, entry);
    boolean excused =
        said.getOrDefault(at.origin(), List.of()).stream().anyMatch(claim -> counts(claim, entry));
    if (excused) {
      erasedByAuthors.add(Place.of(at));
    }
    return excused;
  }

  /// The body came after all.
  void came(EntryPlace at) {
    NavigableMap<EntryPlace, Lacking> ofThatLog = lacking.get(at.origin());
    if (ofThatLog != null && ofThatLog.remove(at) != null) {
      erasedByAuthors.remove(Place.of(at));
    }
  }

  /// True if no body of that entry came, and its author has erased it.
  boolean isErasedByAuthor(Origin origin, long seq) {
    return erasedByAuthors.contains(new Place(origin, seq));
  }

  private static boolean counts(Said claim, Lacking entry) {
    Duration age = Duration.between(entry.written(), claim.time());
    return claim.what().covers(entry.at().origin(), entry.at().seq())
        && age.compareTo(Erasure.RETENTION_MIN) >= 0;
  }

  /// True if an entry of that party may say so of that log.
  static boolean maySay(PartyId author, BodiesErased what) {
    return what.log().party().equals(author);
  }
}
