package org.wideberth.channel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.party.PartyId;

/// Messages that wait for a person, by author. Nobody's messages hide another's: each author's
/// first one comes before anybody's second one of the same precedence.
final class Awaiting {
  private final NavigableMap<PartyId, TreeSet<Letter>> byAuthor = new TreeMap<>();

  /// @param rank how many messages of that author and precedence come before it
  private record Ranked(Letter letter, int rank) implements Comparable<Ranked> {
    private static final Comparator<Ranked> ORDER =
        Comparator.comparing((Ranked each) -> each.letter().precedence())
            .reversed()
            .thenComparingInt(Ranked::rank)
            .thenComparing(Ranked::letter);

    @Override
    public int compareTo(Ranked other) {
      return ORDER.compare(this, other);
    }
  }

  void add(Letter letter) {
    byAuthor.computeIfAbsent(author(letter), _ -> new TreeSet<>(Letter.BY_URGENCY)).add(letter);
  }

  void remove(Letter letter) {
    byAuthor.computeIfPresent(
        author(letter),
        (_, letters) -> {
          letters.remove(letter);
          return letters.isEmpty() ? null : letters;
        });
  }

  private static PartyId author(Letter letter) {
    return letter.at().origin().party();
  }

  List<Letter> first(int countMax) {
    List<Ranked> ranked = new ArrayList<>();
    for (TreeSet<Letter> letters : byAuthor.values()) {
      int rank = 0;
      int taken = 0;
      Precedence last = letters.first().precedence();
      for (Letter letter : letters) {
        if (taken++ == countMax) {
          break;
        }
        rank = letter.precedence() == last ? rank : 0;
        last = letter.precedence();
        ranked.add(new Ranked(letter, rank++));
      }
    }
    return ranked.stream().sorted().limit(countMax).map(Ranked::letter).toList();
  }

  NavigableMap<PartyId, List<Letter>> flashes() {
    NavigableMap<PartyId, List<Letter>> flashes = new TreeMap<>();
    byAuthor.forEach(
        (author, letters) -> {
          List<Letter> of =
              letters.stream().takeWhile(each -> each.precedence() == Precedence.FLASH).toList();
          if (!of.isEmpty()) {
            flashes.put(author, of);
          }
        });
    return flashes;
  }
}
