package org.wideberth.channel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.wideberth.channel.Readings.Reading;
import org.wideberth.geo.Distances;
import org.wideberth.geo.Position;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.record.EntryPlace;

/// What is read back of messages, which may not be here. However much somebody reads back, it grows
/// by no more than that party's latest readings of each place.
// Times are read back like places as soon as a message can carry one: the same, with 60 s.
final class ReadBacks {
  private final Map<EntryPlace, Map<PartyId, NavigableMap<Integer, Kept>>> byMessage =
      new HashMap<>();

  /// Entries that came before their message: whether they count is not known yet.
  private final Map<EntryPlace, List<Unjudged>> unjudged = new HashMap<>();

  /// @param last the last place that it speaks of
  private record Unjudged(EntryPlace at, int last) {}

  /// @param last the last place that its entry speaks of
  private record Entered(Instant time, Position read, int last, Optional<DisplayName> by) {}

  /// The latest readings of one place by one party, by where their entries stand.
  private static final class Kept {
    private final NavigableMap<EntryPlace, Entered> latest = new TreeMap<>();

    /// @return whether it is new and among them
    boolean add(EntryPlace at, Entered entered) {
      boolean isNew = latest.put(at, entered) == null;
      if (latest.size() > Readings.EACH_MAX) {
        latest.remove(latest.firstKey());
      }
      return isNew && latest.containsKey(at);
    }

    /// Those that count: an entry that speaks of a place that is not there counts nowhere.
    List<Reading> readings(List<NamedPlace> sent, int place) {
      Position meant = sent.get(place - 1).at();
      List<Reading> readings = new ArrayList<>();
      latest
          .descendingMap()
          .forEach(
              (at, each) -> {
                if (each.last() <= sent.size()) {
                  long off = Distances.cm(meant, each.read());
                  readings.add(new Reading(at, each.time(), each.read(), off, each.by()));
                }
              });
      return readings;
    }
  }

  /// Adds an entry.
  ///
  /// @return whether any of it is among what is shown
  boolean add(EntryPlace at, Instant time, ChannelBody.ReadBack said) {
    NavigableMap<Integer, Kept> of =
        byMessage
            .computeIfAbsent(said.message(), _ -> new HashMap<>())
            .computeIfAbsent(at.origin().party(), _ -> new TreeMap<>());
    boolean changes = false;
    for (Map.Entry<Integer, Position> place : said.places().entrySet()) {
      Kept kept = of.computeIfAbsent(place.getKey(), _ -> new Kept());
      Entered entered = new Entered(time, place.getValue(), said.places().lastKey(), said.by());
      changes |= kept.add(at, entered);
    }
    return changes;
  }

  void judgeLater(EntryPlace at, ChannelBody.ReadBack said) {
    unjudged
        .computeIfAbsent(said.message(), _ -> new ArrayList<>())
        .add(new Unjudged(at, said.places().lastKey()));
  }

  /// What was said of a message before it came, with why it does not count if so.
  Map<EntryPlace, Optional<String>> drainUnjudged(Letter letter) {
    Map<EntryPlace, Optional<String>> verdicts = new HashMap<>();
    List<Unjudged> waiting = unjudged.remove(letter.at());
    if (waiting != null) {
      waiting.forEach(each -> verdicts.put(each.at(), problem(letter, each.at(), each.last())));
    }
    return verdicts;
  }

  static Optional<String> problem(Letter letter, EntryPlace at, ChannelBody.ReadBack said) {
    return problem(letter, at, said.places().lastKey());
  }

  private static Optional<String> problem(Letter letter, EntryPlace at, int last) {
    if (!letter.isFor(at.origin().party())) {
      return Optional.of("it reads back a message that is not addressed to its author");
    }
    return last > letter.content().about().places().size()
        ? Optional.of("it reads back a place that the message does not have")
        : Optional.empty();
  }

  /// What those have read back who are to read the message.
  NavigableMap<PartyId, Readings> of(Letter letter) {
    List<NamedPlace> sent = letter.content().about().places();
    NavigableMap<PartyId, Readings> all = new TreeMap<>();
    byMessage
        .getOrDefault(letter.at(), Map.of())
        .forEach(
            (party, kept) -> {
              Map<Integer, List<Reading>> places = new TreeMap<>();
              kept.headMap(sent.size(), true)
                  .forEach(
                      (place, each) -> {
                        List<Reading> readings = each.readings(sent, place);
                        if (!readings.isEmpty()) {
                          places.put(place, readings);
                        }
                      });
              if (letter.isFor(party) && !places.isEmpty()) {
                all.put(party, new Readings(sent.size(), places));
              }
            });
    return all;
  }
}
