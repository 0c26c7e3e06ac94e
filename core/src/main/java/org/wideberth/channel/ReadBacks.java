package org.wideberth.channel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.wideberth.channel.Readings.ItemReading;
import org.wideberth.channel.Readings.Reading;
import org.wideberth.channel.WarningRead.Item;
import org.wideberth.geo.Distances;
import org.wideberth.geo.Position;
import org.wideberth.party.PartyId;
import org.wideberth.record.EntryPlace;

/// What is read back of messages, which may not be here. However much somebody reads back, it grows
/// by no more than that party's latest readings of each place, area and time.
final class ReadBacks {
  private final Map<EntryPlace, Map<PartyId, OfParty>> byMessage = new HashMap<>();

  /// Entries that came before their message: whether they count is not known yet.
  private final Map<EntryPlace, List<Unjudged>> unjudged = new HashMap<>();

  private record Unjudged(EntryPlace at, ChannelBody.ReadBack said) {}

  private record Entered(Instant time, ChannelBody.ReadBack said) {}

  private static final class OfParty {
    final NavigableMap<Integer, Latest> places = new TreeMap<>();
    final Map<Item, Latest> items = new EnumMap<>(Item.class);
  }

  /// The latest readings of one thing by one party, by where their entries stand.
  private static final class Latest {
    private final NavigableMap<EntryPlace, Entered> latest = new TreeMap<>();

    /// @return whether it is new and among them
    boolean add(EntryPlace at, Entered entered) {
      boolean isNew = latest.put(at, entered) == null;
      if (latest.size() > Readings.EACH_MAX) {
        latest.remove(latest.firstKey());
      }
      return isNew && latest.containsKey(at);
    }

    /// Those that count: an entry that speaks of what is not there counts nowhere.
    List<Map.Entry<EntryPlace, Entered>> of(Letter letter) {
      return latest.descendingMap().entrySet().stream()
          .filter(each -> isThere(letter, each.getValue().said()))
          .toList();
    }
  }

  /// Adds an entry.
  ///
  /// @return whether any of it is among what is shown
  boolean add(EntryPlace at, Instant time, ChannelBody.ReadBack said) {
    OfParty of =
        byMessage
            .computeIfAbsent(said.message(), _ -> new HashMap<>())
            .computeIfAbsent(at.origin().party(), _ -> new OfParty());
    Entered entered = new Entered(time, said);
    boolean changes = false;
    for (int place : said.places().keySet()) {
      changes |= of.places.computeIfAbsent(place, _ -> new Latest()).add(at, entered);
    }
    for (Item item : said.warning().items()) {
      changes |= of.items.computeIfAbsent(item, _ -> new Latest()).add(at, entered);
    }
    return changes;
  }

  void judgeLater(EntryPlace at, ChannelBody.ReadBack said) {
    unjudged.computeIfAbsent(said.message(), _ -> new ArrayList<>()).add(new Unjudged(at, said));
  }

  /// What was said of a message before it came, with why it does not count if so.
  Map<EntryPlace, Optional<String>> drainUnjudged(Letter letter) {
    Map<EntryPlace, Optional<String>> verdicts = new HashMap<>();
    List<Unjudged> waiting = unjudged.remove(letter.at());
    if (waiting != null) {
      waiting.forEach(each -> verdicts.put(each.at(), problem(letter, each.at(), each.said())));
    }
    return verdicts;
  }

  static Optional<String> problem(Letter letter, EntryPlace at, ChannelBody.ReadBack said) {
    if (!letter.isFor(at.origin().party())) {
      return Optional.of("it reads back a message that is not addressed to its author");
    }
    return isThere(letter, said)
        ? Optional.empty()
        : Optional.of("it reads back a place, area or time that the message does not have");
  }

  private static boolean isThere(Letter letter, ChannelBody.ReadBack said) {
    return (said.places().isEmpty()
            || said.places().lastKey() <= letter.content().about().places().size())
        && WarningRead.of(letter.content()).items().containsAll(said.warning().items());
  }

  /// What those have read back who are to read the message.
  NavigableMap<PartyId, Readings> of(Letter letter) {
    NavigableMap<PartyId, Readings> all = new TreeMap<>();
    byMessage
        .getOrDefault(letter.at(), Map.of())
        .forEach(
            (party, of) -> {
              Readings readings = readings(letter, of);
              if (letter.isFor(party) && !readings.isEmpty()) {
                all.put(party, readings);
              }
            });
    return all;
  }

  private static Readings readings(Letter letter, OfParty of) {
    List<NamedPlace> sent = letter.content().about().places();
    Map<Integer, List<Reading>> places = new TreeMap<>();
    of.places
        .headMap(sent.size(), true)
        .forEach(
            (place, latest) -> {
              Position meant = sent.get(place - 1).at();
              List<Reading> readings =
                  latest.of(letter).stream().map(each -> reading(each, place, meant)).toList();
              if (!readings.isEmpty()) {
                places.put(place, readings);
              }
            });
    WarningRead warning = WarningRead.of(letter.content());
    Map<Item, List<ItemReading>> items = new EnumMap<>(Item.class);
    of.items.forEach(
        (item, latest) -> {
          List<ItemReading> readings =
              latest.of(letter).stream().map(each -> reading(each, item, warning)).toList();
          if (!readings.isEmpty()) {
            items.put(item, readings);
          }
        });
    return new Readings(sent.size(), places, warning.items(), items);
  }

  private static Reading reading(Map.Entry<EntryPlace, Entered> each, int place, Position meant) {
    ChannelBody.ReadBack said = each.getValue().said();
    Position read = Optional.ofNullable(said.places().get(place)).orElseThrow();
    long off = Distances.cm(meant, read);
    return new Reading(each.getKey(), each.getValue().time(), read, off, said.by());
  }

  private static ItemReading reading(
      Map.Entry<EntryPlace, Entered> each, Item item, WarningRead sent) {
    ChannelBody.ReadBack said = each.getValue().said();
    return new ItemReading(
        item,
        each.getKey(),
        each.getValue().time(),
        said.warning(),
        WarningRead.difference(item, sent, said.warning()),
        said.by());
  }
}
