package org.wideberth.channel;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wideberth.geo.Position;
import org.wideberth.party.DisplayName;
import org.wideberth.record.EntryPlace;

/// What one party has read back of a message's places: entered by itself, from what it read or
/// heard. Immutable.
///
/// A later reading of a place stands in the place of an earlier one, which stays visible.
///
/// @param places how many places the message has
/// @param byPlace of each place that was read back, counted from 1, its readings, the latest first
public record Readings(int places, Map<Integer, List<Reading>> byPlace) {
  /// As far as a place that is read back may be from the one that was sent, in centimetres.
  public static final int DIFFERENCE_CM_MAX = 10_000;

  /// Readings of one place by one party that are shown: whoever goes on reading back the same one
  /// would make the message grow without end. The log keeps all of them.
  public static final int EACH_MAX = 4;

  /// Whether the places have come over as they were sent.
  public enum State {
    /// Not all of them have been read back.
    NOT_READ_BACK,
    /// The latest reading of each is within [#DIFFERENCE_CM_MAX].
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

  public Readings {
    SortedMap<Integer, List<Reading>> copy = new TreeMap<>();
    byPlace.forEach((place, readings) -> copy.put(place, List.copyOf(readings)));
    byPlace = Collections.unmodifiableMap(copy);
  }

  /// Nothing is read back yet.
  public static Readings none(int places) {
    return new Readings(places, Map.of());
  }

  public State state() {
    if (latest().stream().anyMatch(Reading::differs)) {
      return State.DIFFERS;
    }
    return byPlace.size() < places ? State.NOT_READ_BACK : State.CONFIRMED;
  }

  /// How far the worst of the latest readings is off.
  public long differenceCm() {
    return latest().stream().mapToLong(Reading::differenceCm).max().orElse(0);
  }

  private Collection<Reading> latest() {
    return byPlace.values().stream().map(List::getFirst).toList();
  }
}
