package org.wideberth.agreement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.party.PartyId;
import org.wideberth.record.Hash;

/// Which rules documents are known and who adopted which. Immutable.
public final class AgreementState {
  private final NavigableMap<PartyId, List<Hash>> adoptions;
  private final NavigableMap<PartyId, Hash> otherwise;
  private final NavigableMap<Hash, Rules> documents;

  /// The state that these adoptions make.
  ///
  /// @param adoptions for each party the documents it adopted, in the order of its log
  /// @param known the documents that were proposed or adopted; all adopted ones are among them
  public AgreementState(Map<PartyId, List<Hash>> adoptions, Collection<Rules> known) {
    this(adoptions, Map.of(), known);
  }

  /// As above, where parties have signed two histories of their logs.
  ///
  /// @param otherwise what such a party adopted last in the second one, if it is not what it
  /// adopted
  ///     last in the first
  public AgreementState(
      Map<PartyId, List<Hash>> adoptions, Map<PartyId, Hash> otherwise, Collection<Rules> known) {
    NavigableMap<PartyId, List<Hash>> adopted = new TreeMap<>();
    adoptions.forEach(
        (party, hashes) -> {
          if (!hashes.isEmpty()) {
            adopted.put(party, List.copyOf(hashes));
          }
        });
    NavigableMap<Hash, Rules> byHash = new TreeMap<>();
    known.forEach(rules -> byHash.put(rules.hash(), rules));
    for (List<Hash> hashes : adopted.values()) {
      if (!byHash.keySet().containsAll(hashes)) {
        throw new IllegalArgumentException("adopted, but not known");
      }
    }
    this.otherwise = Collections.unmodifiableNavigableMap(new TreeMap<>(otherwise));
    if (!byHash.keySet().containsAll(otherwise.values())) {
      throw new IllegalArgumentException("adopted, but not known");
    }
    this.adoptions = Collections.unmodifiableNavigableMap(adopted);
    this.documents = Collections.unmodifiableNavigableMap(byHash);
  }

  /// Nobody has proposed or adopted anything.
  public static AgreementState empty() {
    return new AgreementState(Map.of(), List.of());
  }

  /// Documents proposed or adopted, by hash.
  public NavigableMap<Hash, Rules> documents() {
    return documents;
  }

  /// What the party adopted last.
  public Optional<Rules> latest(PartyId party) {
    List<Hash> hashes = adoptions.get(party);
    return hashes == null ? Optional.empty() : Optional.ofNullable(documents.get(hashes.getLast()));
  }

  /// The parties whose latest adoption that document is.
  public Set<PartyId> adoptedBy(Hash hash) {
    Set<PartyId> parties = new TreeSet<>();
    adoptions.forEach(
        (party, hashes) -> {
          if (hashes.getLast().equals(hash)) {
            parties.add(party);
          }
        });
    return parties;
  }

  /// The document that everybody who adopted anything adopted last, if its members have all done
  /// so.
  public Optional<Rules> inForce() {
    Set<Hash> latest = new TreeSet<>(otherwise.values());
    adoptions.values().forEach(hashes -> latest.add(hashes.getLast()));
    if (latest.size() != 1) {
      return Optional.empty();
    }
    return Optional.ofNullable(documents.get(latest.iterator().next()))
        .filter(rules -> rules.document().members().containsAll(adoptions.keySet()))
        .filter(this::isComplete);
  }

  /// True if something was adopted, but nothing is in force.
  public boolean disputed() {
    return !(adoptions.isEmpty() && otherwise.isEmpty()) && inForce().isEmpty();
  }

  /// What holds between two different parties, in either order.
  public PairRules between(PartyId one, PartyId other) {
    Set<Hash> hashes = new TreeSet<>();
    for (PartyId party : List.of(one, other)) {
      latest(party).ifPresent(rules -> hashes.add(rules.hash()));
      Optional.ofNullable(otherwise.get(party)).ifPresent(hashes::add);
    }
    List<Rules> rules = new ArrayList<>(hashes.size());
    hashes.forEach(hash -> rules.add(Objects.requireNonNull(documents.get(hash))));
    boolean agreed =
        latest(one).isPresent()
            && latest(other).isPresent()
            && rules.size() == 1
            && isComplete(rules.getFirst())
            && rules.getFirst().document().members().containsAll(List.of(one, other));
    return new PairRules(rules, !agreed);
  }

  /// The documents that somebody holds to and of which that party is a member: its operations are
  /// looked at by their articles. Disputed unless there is just one, which it and every other
  /// member adopted.
  public PairRules binding(PartyId party) {
    Set<Hash> hashes = new TreeSet<>(otherwise.values());
    adoptions.values().forEach(adopted -> hashes.add(adopted.getLast()));
    List<Rules> rules =
        hashes.stream()
            .map(hash -> Objects.requireNonNull(documents.get(hash)))
            .filter(each -> each.document().members().contains(party))
            .toList();
    boolean agreed =
        rules.size() == 1
            && latest(party).equals(Optional.of(rules.getFirst()))
            && isComplete(rules.getFirst());
    return new PairRules(rules, !agreed);
  }

  /// Every member adopted it at some time. One who has moved on since is at odds with the others
  /// over what comes next; between the others it still holds.
  private boolean isComplete(Rules rules) {
    return rules.document().members().stream()
        .allMatch(member -> adoptions.getOrDefault(member, List.of()).contains(rules.hash()));
  }

  /// The widest lateral minimum of anything that is some party's latest, in centimetres; 0 if there
  /// is none.
  public long lateralMaxCm() {
    Set<Hash> hashes = new TreeSet<>(otherwise.values());
    adoptions.values().forEach(adopted -> hashes.add(adopted.getLast()));
    return hashes.stream()
        .map(hash -> Objects.requireNonNull(documents.get(hash)))
        .mapToLong(rules -> rules.document().lateralMaxCm())
        .max()
        .orElse(0);
  }

  /// Everybody who adopted something.
  public Set<PartyId> adopters() {
    return adoptions.keySet();
  }

  /// One line for each adoption and document: equal states have equal lines.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    adoptions.forEach((party, hashes) -> lines.add("adopted " + party + " " + hashes));
    otherwise.forEach((party, hash) -> lines.add("otherwise " + party + " " + hash));
    documents.keySet().forEach(hash -> lines.add("document " + hash));
    return lines;
  }
}
