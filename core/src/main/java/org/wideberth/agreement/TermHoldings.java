package org.wideberth.agreement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.geo.TimeWindow;
import org.wideberth.party.PartyId;
import org.wideberth.record.Hash;

/// Which documents parties held to at which moment, for what they say of the channel: never before
/// they adopted it, so that a message is not judged by what was agreed after it. Both histories of
/// a log count alike. Immutable.
final class TermHoldings {
  /// What one history of a party's log holds to, and when.
  private final Map<PartyId, List<List<Holding>>> held = new TreeMap<>();

  /// When a party first adopted what, in either history of its log.
  private final Map<PartyId, Map<Hash, Instant>> adopted = new TreeMap<>();

  /// @param histories of the parties' logs, the first ones and the second ones
  /// @param from when each document is in force
  TermHoldings(List<? extends Map<PartyId, List<Commitment>>> histories, Map<Hash, Instant> from) {
    for (Map<PartyId, List<Commitment>> logs : histories) {
      logs.forEach(
          (party, log) -> {
            held.computeIfAbsent(party, _ -> new ArrayList<>())
                .add(Holding.of(log, each -> later(from, each)));
            Map<Hash, Instant> first = adopted.computeIfAbsent(party, _ -> new HashMap<>());
            for (Commitment each : log) {
              if (each instanceof Commitment.Adopted said) {
                first.merge(said.rules(), later(from, said), (a, b) -> a.isBefore(b) ? a : b);
              }
            }
          });
    }
  }

  private static Instant later(Map<Hash, Instant> from, Commitment.Adopted said) {
    Instant force = Objects.requireNonNull(from.get(said.rules()));
    return said.time().isAfter(force) ? said.time() : force;
  }

  /// @param documents all that were adopted, by hash
  PairRules between(PartyId one, PartyId other, Map<Hash, Rules> documents) {
    List<Period> periods = new ArrayList<>();
    for (TimeWindow window : windows(one, other)) {
      Instant at = window.start();
      Set<Hash> ofOne = at(one, at);
      Set<Hash> ofOther = at(other, at);
      Set<Hash> either = new TreeSet<>(ofOne);
      either.addAll(ofOther);
      // Whoever has ended its agreement, or has none yet, is bound by nothing, and binds nobody.
      boolean both = !ofOne.isEmpty() && !ofOther.isEmpty();
      List<Rules> counting =
          either.stream()
              .filter(hash -> both && isAdopted(one, hash, at) && isAdopted(other, hash, at))
              .map(hash -> Objects.requireNonNull(documents.get(hash)))
              .filter(rules -> rules.document().members().containsAll(List.of(one, other)))
              .toList();
      periods.add(new Period(window, counting, both && either.size() > 1));
    }
    return new PairRules(periods);
  }

  private Set<Hash> at(PartyId party, Instant at) {
    Set<Hash> hashes = new TreeSet<>();
    for (List<Holding> history : held.getOrDefault(party, List.of())) {
      history.stream()
          .filter(each -> each.during().contains(at))
          .forEach(each -> hashes.add(each.rules()));
    }
    return hashes;
  }

  private boolean isAdopted(PartyId party, Hash hash, Instant at) {
    Instant since = adopted.getOrDefault(party, Map.of()).get(hash);
    return since != null && !since.isAfter(at);
  }

  private List<TimeWindow> windows(PartyId one, PartyId other) {
    NavigableSet<Instant> cuts = new TreeSet<>();
    cuts.add(Period.ALWAYS.start());
    cuts.add(Period.ALWAYS.end());
    Set<Hash> hashes = new TreeSet<>();
    for (PartyId party : List.of(one, other)) {
      for (List<Holding> history : held.getOrDefault(party, List.of())) {
        for (Holding each : history) {
          cuts.add(each.during().start());
          cuts.add(each.during().end());
          hashes.add(each.rules());
        }
      }
    }
    for (PartyId party : List.of(one, other)) {
      Map<Hash, Instant> since = adopted.getOrDefault(party, Map.of());
      hashes.stream().filter(since::containsKey).forEach(hash -> cuts.add(at(since, hash)));
    }
    List<TimeWindow> windows = new ArrayList<>();
    Instant start = Period.ALWAYS.start();
    for (Instant end : cuts.subSet(start, false, Period.ALWAYS.end(), true)) {
      windows.add(new TimeWindow(start, end));
      start = end;
    }
    return windows;
  }

  /// One line for each party: equal states have equal lines.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    held.forEach(
        (party, histories) ->
            lines.add(
                "terms %s %s %s"
                    .formatted(
                        party,
                        histories.stream().map(List::toString).sorted().toList(),
                        new TreeMap<>(adopted.getOrDefault(party, Map.of())))));
    return lines;
  }

  private static Instant at(Map<Hash, Instant> since, Hash hash) {
    return Objects.requireNonNull(since.get(hash));
  }
}
