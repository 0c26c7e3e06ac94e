package org.wideberth.channel;

import java.time.Instant;
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
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;

/// Messages of one party and to it of which a reader still owes something, by time: a look at an
/// hour of them goes through no more than that hour's.
///
/// Not thread-safe.
public final class OpenLetters {
  /// Which messages are looked for.
  ///
  /// @param author who wrote them
  /// @param reader who owes
  public record Of(PartyId author, PartyId reader, Owed owed, Precedence precedence) {}

  /// @param reader empty of own messages to every party, whoever that is
  private record Key(PartyId author, Optional<PartyId> reader, Owed owed, Precedence precedence) {}

  private final PartyId self;
  private final Map<Key, NavigableMap<Instant, NavigableSet<Letter>>> open = new HashMap<>();

  OpenLetters(PartyId self) {
    this.self = self;
  }

  /// Takes in a message, or that more is said of it.
  void look(Letter letter, Said said) {
    for (Key key : keys(letter)) {
      if (key.reader().filter(reader -> said.has(reader, key.owed())).isPresent()) {
        remove(key, letter);
      } else {
        open.computeIfAbsent(key, _ -> new TreeMap<>())
            .computeIfAbsent(letter.time(), _ -> new TreeSet<>())
            .add(letter);
      }
    }
  }

  void remove(Letter letter) {
    keys(letter).forEach(key -> remove(key, letter));
  }

  private void remove(Key key, Letter letter) {
    NavigableMap<Instant, NavigableSet<Letter>> of = open.get(key);
    if (of != null) {
      of.computeIfPresent(
          letter.time(),
          (_, letters) -> {
            letters.remove(letter);
            return letters.isEmpty() ? null : letters;
          });
    }
  }

  private Set<Key> keys(Letter letter) {
    PartyId author = letter.at().origin().party();
    Set<Optional<PartyId>> readers = new HashSet<>();
    if (letter.isFor(self)) {
      readers.add(Optional.of(self));
    } else if (author.equals(self)) {
      if (letter.to() instanceof Audience.Named(var parties)) {
        parties.stream().filter(letter::isFor).forEach(each -> readers.add(Optional.of(each)));
      } else {
        readers.add(Optional.empty());
      }
    }
    Set<Key> keys = new HashSet<>();
    for (Owed owed : Owed.values()) {
      if (owed.isOf(letter.content())) {
        readers.forEach(each -> keys.add(new Key(author, each, owed, letter.precedence())));
      }
    }
    return keys;
  }

  /// The first of those written then or later, and before that.
  ///
  /// @param still whether a message to everybody is still open for that reader
  List<Letter> between(Of of, Instant from, Instant before, int countMax, Predicate<Letter> still) {
    if (!from.isBefore(before)) {
      return List.of();
    }
    Key named = new Key(of.author(), Optional.of(of.reader()), of.owed(), of.precedence());
    Key toAll = new Key(of.author(), Optional.empty(), of.owed(), of.precedence());
    return Stream.of(named, toAll)
        .flatMap(
            key ->
                during(key, from, before)
                    .filter(letter -> letter.isFor(of.reader()) && still.test(letter))
                    .limit(countMax))
        .sorted()
        .limit(countMax)
        .toList();
  }

  private Stream<Letter> during(Key key, Instant from, Instant before) {
    NavigableMap<Instant, NavigableSet<Letter>> letters = open.get(key);
    return letters == null
        ? Stream.empty()
        : letters.subMap(from, true, before, false).values().stream().flatMap(NavigableSet::stream);
  }
}
