package org.wideberth.people;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wideberth.record.EntryPlace;

/// The roster of one party at every place of its log: a fold over the entries about its people, the
/// same in whichever order they come. Of a log with two histories both count.
///
/// Not thread-safe.
public final class Roster {
  /// Entries of one party that count, the first ones of its log: a duty post that changes people
  /// every week for twenty years needs fewer, and looking at signatures anew for each entry that
  /// comes late stays bearable.
  public static final int ENTRIES_MAX = 2_000;

  /// What one person is after an entry about him or her.
  private record Standing(RosterBody said, Optional<RosterBody.Enrolled> is) {}

  private final NavigableMap<EntryPlace, PersonId> places = new TreeMap<>();
  private final NavigableMap<EntryPlace, PersonId> enrolments = new TreeMap<>();
  private final Map<PersonId, NavigableMap<EntryPlace, Standing>> people = new HashMap<>();

  /// Adds an entry.
  ///
  /// @return the entry that does not count any more for it, which may be the same: there are too
  ///     many, and it is the last one
  public Optional<EntryPlace> add(EntryPlace at, RosterBody body) {
    places.put(at, body.person());
    if (body instanceof RosterBody.Enrolled) {
      enrolments.put(at, body.person());
    }
    NavigableMap<EntryPlace, Standing> of =
        people.computeIfAbsent(body.person(), _ -> new TreeMap<>());
    of.put(at, new Standing(body, Optional.empty()));
    refold(of, at);
    if (places.size() <= ENTRIES_MAX) {
      return Optional.empty();
    }
    EntryPlace last = places.lastKey();
    PersonId person = Objects.requireNonNull(places.remove(last));
    enrolments.remove(last);
    NavigableMap<EntryPlace, Standing> left = Objects.requireNonNull(people.get(person));
    left.remove(last);
    if (left.isEmpty()) {
      people.remove(person);
    }
    return Optional.of(last);
  }

  private static void refold(NavigableMap<EntryPlace, Standing> of, EntryPlace from) {
    Map.@Nullable Entry<EntryPlace, Standing> before = of.lowerEntry(from);
    Optional<RosterBody.Enrolled> is = before == null ? Optional.empty() : before.getValue().is();
    for (Map.Entry<EntryPlace, Standing> each : of.tailMap(from, true).entrySet()) {
      RosterBody said = each.getValue().said();
      is = after(is, said);
      each.setValue(new Standing(said, is));
    }
  }

  private static Optional<RosterBody.Enrolled> after(
      Optional<RosterBody.Enrolled> is, RosterBody said) {
    return switch (said) {
      case RosterBody.Enrolled enrolled -> Optional.of(enrolled);
      case RosterBody.RoleChanged(var person, var role) ->
          is.map(
              was ->
                  new RosterBody.Enrolled(
                      person, was.name(), role, was.credential(), was.key(), was.site()));
      case RosterBody.Left _ -> Optional.empty();
    };
  }

  /// True if anybody was ever enrolled before that place: from then on acts need signatures, even
  /// when all have left since.
  public boolean isKeptBefore(EntryPlace place) {
    return !enrolments.isEmpty() && enrolments.firstKey().compareTo(place) < 0;
  }

  /// True if anybody was ever enrolled.
  public boolean isKept() {
    return !enrolments.isEmpty();
  }

  /// Who that person was right before that place, if on the roster then.
  public Optional<RosterBody.Enrolled> before(EntryPlace place, PersonId person) {
    NavigableMap<EntryPlace, Standing> of = people.get(person);
    Map.@Nullable Entry<EntryPlace, Standing> last = of == null ? null : of.lowerEntry(place);
    return last == null ? Optional.empty() : last.getValue().is();
  }

  /// Who that person is now, if on the roster.
  public Optional<RosterBody.Enrolled> now(PersonId person) {
    NavigableMap<EntryPlace, Standing> of = people.get(person);
    return of == null ? Optional.empty() : of.lastEntry().getValue().is();
  }

  /// Who is on the roster now, by id.
  public NavigableMap<PersonId, RosterBody.Enrolled> now() {
    NavigableMap<PersonId, RosterBody.Enrolled> all = new TreeMap<>();
    people.keySet().forEach(person -> now(person).ifPresent(each -> all.put(person, each)));
    return all;
  }

  /// The entries about that person that count, in order.
  public List<EntryPlace> entries(PersonId person) {
    NavigableMap<EntryPlace, Standing> of = people.get(person);
    return of == null ? List.of() : List.copyOf(of.keySet());
  }

  /// How many entries count.
  public int size() {
    return places.size();
  }
}
