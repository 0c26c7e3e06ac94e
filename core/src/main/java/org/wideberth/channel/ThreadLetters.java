package org.wideberth.channel;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.wideberth.record.EntryPlace;

/// The messages of one thread. What it comes to is at hand without going through them.
final class ThreadLetters {
  /// A thread by its latest message.
  record Place(Instant time, EntryPlace first) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int order = other.time.compareTo(time);
      return order == 0 ? first.compareTo(other.first) : order;
    }
  }

  private final EntryPlace first;
  private final NavigableSet<Letter> letters = new TreeSet<>();
  private final EnumMap<Precedence, Integer> count = new EnumMap<>(Precedence.class);

  ThreadLetters(EntryPlace first) {
    this.first = first;
  }

  void add(Letter letter) {
    if (letters.add(letter)) {
      count.merge(letter.precedence(), 1, Integer::sum);
    }
  }

  void remove(Letter letter) {
    if (letters.remove(letter)) {
      count.computeIfPresent(letter.precedence(), (_, each) -> each == 1 ? null : each - 1);
    }
  }

  boolean isEmpty() {
    return letters.isEmpty();
  }

  EntryPlace first() {
    return first;
  }

  NavigableSet<Letter> letters() {
    return letters;
  }

  Place place() {
    return new Place(letters.last().time(), first);
  }

  /// @param name of the first message
  MessageThread summary(MessageId name) {
    Letter latest = letters.last();
    Precedence urgency = count.keySet().stream().max(Comparator.naturalOrder()).orElseThrow();
    return new MessageThread(name, letters.size(), latest.id(), latest.time(), urgency);
  }
}
