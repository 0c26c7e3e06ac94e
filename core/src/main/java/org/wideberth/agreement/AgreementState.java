package org.wideberth.agreement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.wideberth.agreement.Commitment.Adopted;
import org.wideberth.geo.TimeWindow;
import org.wideberth.party.PartyId;
import org.wideberth.record.Hash;

/// Which rules documents are known, who adopted which, and what of them is suspended. Immutable.
public final class AgreementState {
  private final Map<PartyId, List<Commitment>> said;
  private final NavigableMap<PartyId, List<Commitment>> logs;
  private final NavigableMap<PartyId, List<Commitment>> otherLogs;
  private final NavigableMap<Hash, Rules> documents;
  private final Steps steps;
  private final NavigableMap<Hash, Instant> from = new TreeMap<>();
  private final Map<PartyId, Set<Hash>> everAdopted = new HashMap<>();
  private final NavigableMap<PartyId, List<Holding>> holdings = new TreeMap<>();
  private final NavigableMap<PartyId, List<Holding>> otherHoldings = new TreeMap<>();
  private final TermHoldings terms;

  /// The state that these adoptions make, each at once.
  ///
  /// @param adoptions for each party the documents it adopted, in the order of its log
  /// @param known the documents that were proposed or adopted; all adopted ones are among them
  public AgreementState(Map<PartyId, List<Hash>> adoptions, Collection<Rules> known) {
    this(at(adoptions), Map.of(), known, Steps.NONE);
  }

  private static Map<PartyId, List<Commitment>> at(Map<PartyId, List<Hash>> adoptions) {
    Map<PartyId, List<Commitment>> logs = new HashMap<>();
    adoptions.forEach(
        (party, hashes) ->
            logs.put(
                party,
                hashes.stream()
                    .<Commitment>map(hash -> new Adopted(hash, TimeWindow.FIRST, Optional.empty()))
                    .toList()));
    return logs;
  }

  /// The state that these logs make.
  ///
  /// @param logs for each party what it said, in the order of its log
  /// @param otherLogs the same of second histories that parties have signed of their logs
  /// @param steps what is suspended
  public AgreementState(
      Map<PartyId, List<Commitment>> logs,
      Map<PartyId, List<Commitment>> otherLogs,
      Collection<Rules> known,
      Steps steps) {
    NavigableMap<Hash, Rules> byHash = new TreeMap<>();
    known.forEach(rules -> byHash.put(rules.hash(), rules));
    this.documents = Collections.unmodifiableNavigableMap(byHash);
    this.said = new TreeMap<>(logs);
    this.logs = adopting(logs);
    this.otherLogs = adopting(otherLogs);
    this.steps = steps;
    Map<PartyId, Map<Hash, Instant>> first = new HashMap<>();
    this.logs.forEach((party, log) -> first.put(party, firstAdopted(log)));
    first.forEach((party, adopted) -> everAdopted.put(party, adopted.keySet()));
    documents.forEach((hash, rules) -> from.put(hash, from(rules, first)));
    this.logs.forEach((party, log) -> holdings.put(party, holdings(log)));
    this.otherLogs.forEach((party, log) -> otherHoldings.put(party, holdings(log)));
    this.terms = new TermHoldings(List.of(this.logs, this.otherLogs), from);
  }

  private NavigableMap<PartyId, List<Commitment>> adopting(Map<PartyId, List<Commitment>> all) {
    NavigableMap<PartyId, List<Commitment>> some = new TreeMap<>();
    all.forEach(
        (party, log) -> {
          if (!adopted(log).isEmpty()) {
            some.put(party, List.copyOf(log));
          }
          if (!documents.keySet().containsAll(adopted(log))) {
            throw new IllegalArgumentException("adopted, but not known");
          }
        });
    return Collections.unmodifiableNavigableMap(some);
  }

  private static List<Hash> adopted(List<Commitment> log) {
    return log.stream().filter(Adopted.class::isInstance).map(Commitment::rules).toList();
  }

  private static Map<Hash, Instant> firstAdopted(List<Commitment> log) {
    Map<Hash, Instant> first = new HashMap<>();
    for (Commitment each : log) {
      if (each instanceof Adopted(Hash hash, Instant time, var _)) {
        first.putIfAbsent(hash, time);
      }
    }
    return first;
  }

  /// From when a document holds: at once, or from its time on, but not before its last member
  /// adopted it.
  private static Instant from(Rules rules, Map<PartyId, Map<Hash, Instant>> adopted) {
    Optional<Instant> said = rules.document().lineage().inForceFrom();
    if (said.isEmpty()) {
      return Period.ALWAYS.start();
    }
    Instant latest = said.get();
    for (PartyId member : rules.document().members()) {
      Instant time = adopted.getOrDefault(member, Map.of()).getOrDefault(rules.hash(), latest);
      latest = time.isAfter(latest) ? time : latest;
    }
    return latest.isBefore(Period.ALWAYS.end()) ? latest : Period.ALWAYS.end();
  }

  private List<Holding> holdings(List<Commitment> log) {
    return Holding.of(log, adopted -> inForceFrom(adopted.rules()));
  }

  /// Nobody has proposed or adopted anything.
  public static AgreementState empty() {
    return new AgreementState(Map.of(), List.of());
  }

  /// Documents proposed or adopted, by hash.
  public NavigableMap<Hash, Rules> documents() {
    return documents;
  }

  /// What is suspended, by whom and since when, and what was asked for.
  public Steps steps() {
    return steps;
  }

  /// What the party adopted last.
  public Optional<Rules> latest(PartyId party) {
    List<Commitment> log = logs.get(party);
    return log == null
        ? Optional.empty()
        : Optional.ofNullable(documents.get(adopted(log).getLast()));
  }

  /// True if the party holds itself to that document at some time, if only from a later one on.
  public boolean holds(PartyId party, Hash hash) {
    return holdings.getOrDefault(party, List.of()).stream()
        .anyMatch(each -> each.rules().equals(hash));
  }

  /// True if the party holds itself to that document without an end.
  public boolean holdsOn(PartyId party, Hash hash) {
    List<Holding> held = holdings.getOrDefault(party, List.of());
    return !held.isEmpty()
        && held.getLast().rules().equals(hash)
        && held.getLast().during().end().equals(Period.ALWAYS.end());
  }

  /// The parties that hold themselves to that document at some time.
  public Set<PartyId> adoptedBy(Hash hash) {
    Set<PartyId> parties = new TreeSet<>();
    holdings.keySet().stream().filter(party -> holds(party, hash)).forEach(parties::add);
    return parties;
  }

  /// Who proposed that document, and who has adopted it last.
  public <C extends Commitment> Map<PartyId, C> saying(Class<C> what, Hash hash) {
    Map<PartyId, C> by = new TreeMap<>();
    said.forEach(
        (party, log) ->
            log.stream()
                .filter(what::isInstance)
                .map(what::cast)
                .filter(each -> each.rules().equals(hash))
                .forEach(each -> by.put(party, each)));
    return by;
  }

  /// From when a document holds, for those who adopted it.
  public Instant inForceFrom(Hash hash) {
    return Objects.requireNonNull(from.get(hash));
  }

  /// The document that everybody who adopted anything holds to at that time, if its members have
  /// all adopted it.
  public Optional<Rules> inForce(Instant at) {
    Set<Hash> hashes = held(at);
    boolean all = holdings.values().stream().allMatch(each -> at(each, at).isPresent());
    if (hashes.size() != 1 || !all) {
      return Optional.empty();
    }
    return Optional.ofNullable(documents.get(hashes.iterator().next()))
        .filter(rules -> rules.document().members().containsAll(holdings.keySet()))
        .filter(this::isComplete);
  }

  /// True if somebody holds to something at that time, but nothing is in force.
  public boolean disputed(Instant at) {
    return !held(at).isEmpty() && inForce(at).isEmpty();
  }

  private Set<Hash> held(Instant at) {
    Set<Hash> hashes = new TreeSet<>();
    holdings.values().forEach(each -> at(each, at).ifPresent(hashes::add));
    otherHoldings.values().forEach(each -> at(each, at).ifPresent(hashes::add));
    return hashes;
  }

  private static Optional<Hash> at(List<Holding> holdings, Instant at) {
    return holdings.stream()
        .filter(each -> each.during().contains(at))
        .map(Holding::rules)
        .findFirst();
  }

  /// What holds between two different parties, in either order.
  public PairRules between(PartyId one, PartyId other) {
    Set<PartyId> both = new TreeSet<>(List.of(one, other));
    List<Period> periods = new ArrayList<>();
    for (TimeWindow window : windows(both)) {
      Instant at = window.start();
      Set<Hash> hashes = new TreeSet<>();
      both.forEach(party -> holdsAt(party, at, hashes));
      List<Rules> rules = rules(hashes);
      boolean agreed =
          rules.size() == 1
              && both.stream().allMatch(party -> first(party, at).isPresent())
              && isComplete(rules.getFirst())
              && rules.getFirst().document().members().containsAll(both);
      periods.add(new Period(window, rules, !agreed));
    }
    return new PairRules(periods);
  }

  /// The documents that count between two different parties for their channel, in either order: at
  /// the time of a moment, not of operations. See [AgreedTerms].
  public PairRules termsBetween(PartyId one, PartyId other) {
    return terms.between(one, other, documents);
  }

  /// What those two have agreed on of their channel, at that moment.
  public AgreedTerms terms(PartyId one, PartyId other, Instant at) {
    return AgreedTerms.at(termsBetween(one, other), at);
  }

  /// The documents that somebody holds to and of which that party is a member: its operations are
  /// looked at by their articles. Disputed unless there is just one, which it holds to and every
  /// other member adopted.
  public PairRules binding(PartyId party) {
    List<Period> periods = new ArrayList<>();
    for (TimeWindow window : windows(holdings.keySet())) {
      Instant at = window.start();
      List<Rules> rules =
          rules(held(at)).stream()
              .filter(each -> each.document().members().contains(party))
              .toList();
      boolean agreed =
          rules.size() == 1
              && first(party, at).equals(Optional.of(rules.getFirst().hash()))
              && isComplete(rules.getFirst());
      periods.add(new Period(window, rules, !agreed));
    }
    return new PairRules(periods);
  }

  private Optional<Hash> first(PartyId party, Instant at) {
    return at(holdings.getOrDefault(party, List.of()), at);
  }

  private void holdsAt(PartyId party, Instant at, Set<Hash> into) {
    first(party, at).ifPresent(into::add);
    at(otherHoldings.getOrDefault(party, List.of()), at).ifPresent(into::add);
  }

  private List<Rules> rules(Set<Hash> hashes) {
    return hashes.stream().map(hash -> Objects.requireNonNull(documents.get(hash))).toList();
  }

  /// All time, cut wherever one of them begins or ceases to hold to something.
  private List<TimeWindow> windows(Set<PartyId> parties) {
    NavigableSet<Instant> cuts = new TreeSet<>();
    cuts.add(Period.ALWAYS.start());
    cuts.add(Period.ALWAYS.end());
    for (PartyId party : parties) {
      for (var of : List.of(holdings, otherHoldings)) {
        for (Holding each : of.getOrDefault(party, List.of())) {
          cuts.add(each.during().start());
          cuts.add(each.during().end());
        }
      }
    }
    List<TimeWindow> windows = new ArrayList<>();
    Instant start = cuts.pollFirst();
    for (Instant end : cuts) {
      windows.add(new TimeWindow(Objects.requireNonNull(start), end));
      start = end;
    }
    return windows;
  }

  /// Every member adopted it at some time. One who has moved on since is at odds with the others
  /// over what comes next; between the others it still holds.
  private boolean isComplete(Rules rules) {
    return rules.document().members().stream()
        .allMatch(member -> everAdopted.getOrDefault(member, Set.of()).contains(rules.hash()));
  }

  /// The widest lateral minimum of anything that some party holds to at some time, in centimetres;
  /// 0 if there is none.
  public long lateralMaxCm() {
    return most(RulesDocument::lateralMaxCm);
  }

  /// The widest vertical minimum of the same, in tenths of a millimetre.
  public long verticalMaxTenthMm() {
    return most(RulesDocument::verticalMaxTenthMm);
  }

  private long most(ToLongFunction<RulesDocument> minimum) {
    Set<Hash> hashes = new TreeSet<>();
    for (var of : List.of(holdings, otherHoldings)) {
      of.values().forEach(all -> all.forEach(each -> hashes.add(each.rules())));
    }
    return rules(hashes).stream().map(Rules::document).mapToLong(minimum).max().orElse(0);
  }

  /// Everybody who adopted something.
  public Set<PartyId> adopters() {
    return logs.keySet();
  }

  /// One line for each adoption and document: equal states have equal lines.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    logs.forEach((party, log) -> lines.add("adopted " + party + " " + adopted(log)));
    holdings.forEach((party, held) -> lines.add("holds " + party + " " + held));
    otherHoldings.forEach((party, held) -> lines.add("otherwise " + party + " " + held));
    documents.keySet().forEach(hash -> lines.add("document " + hash));
    lines.addAll(terms.lines());
    lines.addAll(steps.lines());
    return lines;
  }
}
