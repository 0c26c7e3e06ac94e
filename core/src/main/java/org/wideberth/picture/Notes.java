package org.wideberth.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.geo.Verdict;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.picture.FindingNote.Says;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;

/// What every party noted last of each finding, and where a peer's note differs from what this node
/// computes over the very same things.
///
/// Notes and operations of two logs arrive at different times, so a note is compared only while
/// both operations are live here at the revisions it names and the same rules hold here. Otherwise
/// one of the two is merely behind, and there is nothing to compare yet.
final class Notes {
  /// Whose note about which finding.
  private record Key(PartyId author, Hash finding) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::author).thenComparing(Key::finding);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private record Noted(EntryPlace at, FoundNote note) {}

  private final PartyId self;
  private final Map<Key, Noted> latest = new HashMap<>();
  private final Map<OperationId, Set<Key>> byOperation = new HashMap<>();
  private final Map<EntryPlace, Set<OperationId>> entries = new HashMap<>();
  private final Map<OperationId, NavigableSet<EntryPlace>> underArticles = new HashMap<>();
  private final Set<Key> unchecked = new TreeSet<>();
  private boolean uncheckedAll;
  private final Set<Hash> changed = new HashSet<>();
  private final NavigableSet<Hash> due = new TreeSet<>();
  private final NavigableMap<Key, Alarm> alarms = new TreeMap<>();

  Notes(PartyId self) {
    this.self = self;
  }

  /// Takes in one entry. Of two notes about one finding that of the later entry counts, and within
  /// an entry that of the later list.
  void add(EntryPlace at, FindingsNoted noted) {
    Set<OperationId> about = new TreeSet<>();
    for (FoundNote note : noted.all()) {
      add(at, note);
      about.addAll(note.operations());
      if (note instanceof SingleNote single) {
        underArticles.computeIfAbsent(single.name().operation(), _ -> new TreeSet<>()).add(at);
      }
    }
    entries.put(at, about);
  }

  private void add(EntryPlace at, FoundNote note) {
    Key key = new Key(at.origin().party(), note.finding());
    Noted before = latest.get(key);
    if (before != null && before.at().compareTo(at) > 0) {
      return;
    }
    if (before != null) {
      before.note().operations().forEach(operation -> unlink(operation, key));
    }
    latest.put(key, new Noted(at, note));
    for (OperationId operation : note.operations()) {
      byOperation.computeIfAbsent(operation, id -> new TreeSet<>()).add(key);
    }
    unchecked.add(key);
  }

  private void unlink(OperationId operation, Key key) {
    byOperation.computeIfPresent(
        operation,
        (id, keys) -> {
          keys.remove(key);
          return keys.isEmpty() ? null : keys;
        });
  }

  /// Every entry with notes, and the operations that it speaks of.
  Map<EntryPlace, Set<OperationId>> entries() {
    return entries;
  }

  /// The entries that note what is found about an operation under articles, in order.
  NavigableSet<EntryPlace> underArticles(OperationId operation) {
    return underArticles.getOrDefault(operation, new TreeSet<>());
  }

  /// What is known of an operation changed.
  void touched(OperationId operation) {
    if (!uncheckedAll) {
      unchecked.addAll(byOperation.getOrDefault(operation, Set.of()));
    }
  }

  /// The rules changed.
  void touchedAll() {
    unchecked.addAll(latest.keySet());
    uncheckedAll = true;
  }

  /// A finding opened, changed or closed.
  void changed(Hash finding) {
    changed.add(finding);
  }

  /// Compares what has to be compared again.
  void compare(Picture picture) {
    for (Key key : unchecked) {
      if (key.author().equals(self)) {
        changed.add(key.finding());
      }
      Noted noted = latest.get(key);
      alarms.remove(key);
      if (noted != null && !key.author().equals(self)) {
        difference(picture, key.author(), noted.note()).ifPresent(a -> alarms.put(key, a));
      }
    }
    unchecked.clear();
    uncheckedAll = false;
    for (Hash finding : changed) {
      if (FindingNotes.due(picture, finding).isPresent()) {
        due.add(finding);
      } else {
        due.remove(finding);
      }
    }
    changed.clear();
  }

  /// Findings of which the own log does not say what this node computes.
  NavigableSet<Hash> due() {
    return due;
  }

  private static Optional<Alarm> difference(Picture picture, PartyId author, FoundNote noted) {
    return switch (noted) {
      case FindingNote pair -> difference(picture, author, pair);
      case SingleNote single ->
          single.differs(picture, author).map(here -> alarm(author, single, here));
    };
  }

  private static Alarm alarm(PartyId author, SingleNote note, Says here) {
    return new Alarm(
        Alarm.Code.FINDINGS_DIFFER,
        author,
        note.finding(),
        "%s computes \"%s\" for %s at revision %d under %s, this node \"%s\""
            .formatted(
                author,
                words(note.says()),
                note.name().operation(),
                note.revision(),
                note.name().article(),
                words(here)));
  }

  private static Optional<Alarm> difference(Picture picture, PartyId author, FindingNote note) {
    Optional<Operation> a = held(picture, note.a(), note.aRevision());
    Optional<Operation> b = held(picture, note.b(), note.bRevision());
    boolean same =
        note.says() != Says.ENDED
            && a.isPresent()
            && b.isPresent()
            && !note.a().party().equals(note.b().party())
            && picture.rulesOver(note.a(), note.b()).equals(note.rules());
    if (!same) {
      return Optional.empty();
    }
    Says here = picture.finding(note.finding()).map(f -> says(f.verdict())).orElse(Says.APART);
    return here == note.says()
        ? Optional.empty()
        : Optional.of(
            new Alarm(
                Alarm.Code.FINDINGS_DIFFER,
                author,
                note.finding(),
                "%s computes \"%s\" for %s and %s at revisions %d and %d, this node \"%s\""
                    .formatted(
                        author,
                        words(note.says()),
                        note.a(),
                        note.b(),
                        note.aRevision(),
                        note.bRevision(),
                        words(here))));
  }

  private static Optional<Operation> held(Picture picture, OperationId id, int revision) {
    return picture.operation(id).filter(Operation::isLive).filter(o -> o.revision() == revision);
  }

  static Says says(Verdict verdict) {
    return switch (verdict) {
      case APART -> Says.APART;
      case WITHIN_TOLERANCE -> Says.WITHIN_TOLERANCE;
      case CONFLICT -> Says.CONFLICT;
    };
  }

  private static String words(Says says) {
    return switch (says) {
      case CONFLICT -> "conflict";
      case WITHIN_TOLERANCE -> "within tolerance";
      case APART -> "apart";
      case ENDED -> "ended";
    };
  }

  /// Sorted by party and finding.
  List<Alarm> alarms() {
    return new ArrayList<>(alarms.values());
  }

  /// What that party noted last of that finding.
  Optional<FoundNote> latest(PartyId author, Hash finding) {
    return Optional.ofNullable(latest.get(new Key(author, finding))).map(Noted::note);
  }
}
