package org.wideberth.channel;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.wideberth.channel.WarningRead.Item;
import org.wideberth.geo.Position;
import org.wideberth.party.DisplayName;
import org.wideberth.record.EntryPlace;

/// What one party has read back of a message's places, and of the area and times of a warning:
/// entered by itself, from what it read or heard. Immutable.
///
/// A later reading of the same stands in the place of an earlier one, which stays visible.
///
/// @param places how many places the message has
/// @param byPlace of each place that was read back, counted from 1, its readings, the latest first
/// @param items what else it has to be read back
/// @param byItem the readings of each, the latest first
public record Readings(
    int places,
    Map<Integer, List<Reading>> byPlace,
    Set<Item> items,
    Map<Item, List<ItemReading>> byItem) {
  /// As far as a place that is read back may be from the one that was sent, in centimetres.
  public static final int DIFFERENCE_CM_MAX = 10_000;

  /// Readings of one place by one party that are shown: whoever goes on reading back the same one
  /// would make the message grow without end. The log keeps all of them.
  public static final int EACH_MAX = 4;

  /// Whether all has come over as it was sent.
  public enum State {
    /// Not all of it has been read back.
    NOT_READ_BACK,
    /// The latest reading of each is within [#DIFFERENCE_CM_MAX] and
    /// [WarningRead#DIFFERENCE_MS_MAX].
    CONFIRMED,
    /// The latest reading of one is further off.
    DIFFERS
  }

  /// One reading of one place.
  ///
  /// @param at the entry that says it
  /// @param time when, as its author says
  /// @param read the place as it was entered
  /// @param differenceCm how far that is from the place that was sent
  public record Reading(
      EntryPlace at, Instant time, Position read, long differenceCm, Optional<DisplayName> by) {
    public boolean differs() {
      return differenceCm > DIFFERENCE_CM_MAX;
    }
  }

  /// One reading of a warning's area or of one of its times.
  ///
  /// @param at the entry that says it
  /// @param time when, as its author says
  /// @param read has that item as it was entered
  /// @param difference how far that is from what was sent: an area in centimetres, a time in
  ///     milliseconds
  public record ItemReading(
      Item item,
      EntryPlace at,
      Instant time,
      WarningRead read,
      long difference,
      Optional<DisplayName> by) {
    public boolean differs() {
      return difference > (item == Item.AROUND ? DIFFERENCE_CM_MAX : WarningRead.DIFFERENCE_MS_MAX);
    }
  }

  public Readings {
    SortedMap<Integer, List<Reading>> copy = new TreeMap<>();
    byPlace.forEach((place, readings) -> copy.put(place, List.copyOf(readings)));
    byPlace = Collections.unmodifiableMap(copy);
    items = Collections.unmodifiableSet(new TreeSet<>(items));
    Map<Item, List<ItemReading>> itemCopy = new EnumMap<>(Item.class);
    byItem.forEach((item, readings) -> itemCopy.put(item, List.copyOf(readings)));
    byItem = Collections.unmodifiableMap(itemCopy);
  }

  /// Nothing is read back yet.
  static Readings none(MessageContent content) {
    return new Readings(
        content.about().places().size(), Map.of(), WarningRead.of(content).items(), Map.of());
  }

  /// True if nothing was read back.
  public boolean isEmpty() {
    return byPlace.isEmpty() && byItem.isEmpty();
  }

  /// True if the message has anything that can be read back.
  public boolean isDue() {
    return places > 0 || !items.isEmpty();
  }

  public State state() {
    boolean differs =
        latestPlaces().anyMatch(Reading::differs) || latestItems().anyMatch(ItemReading::differs);
    if (differs) {
      return State.DIFFERS;
    }
    return byPlace.size() < places || byItem.size() < items.size()
        ? State.NOT_READ_BACK
        : State.CONFIRMED;
  }

  /// How far the worst of the latest readings of places and area is off.
  public long differenceCm() {
    return Math.max(
        latestPlaces().mapToLong(Reading::differenceCm).max().orElse(0),
        latestItems()
            .filter(each -> each.item() == Item.AROUND)
            .mapToLong(ItemReading::difference)
            .max()
            .orElse(0));
  }

  /// How far the worst of the latest readings of times is off.
  public long differenceMs() {
    return latestItems()
        .filter(each -> each.item() != Item.AROUND)
        .mapToLong(ItemReading::difference)
        .max()
        .orElse(0);
  }

  private Stream<Reading> latestPlaces() {
    return byPlace.values().stream().map(List::getFirst);
  }

  private Stream<ItemReading> latestItems() {
    return byItem.values().stream().map(List::getFirst);
  }
}
