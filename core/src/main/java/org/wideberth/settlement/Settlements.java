package org.wideberth.settlement;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.channel.MessageId;
import org.wideberth.operation.OperationId;
import org.wideberth.record.Branch;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;

/// What parties have said of findings between them: a fold over their entries, by finding. A
/// finding need not be here when its first entry comes, nor any more. What it comes to depends on
/// which entries were added, not on their order; and an entry costs no more work for what was said
/// before, for of what one party says of one finding only the first [#SAYINGS_MAX] entries count.
///
/// Not thread-safe.
public final class Settlements {
  /// Of each party about each finding: taking it up, and thirty offers back and forth. Who is no
  /// further then has to speak on the channel.
  public static final int SAYINGS_MAX = 64;

  private final NavigableMap<Hash, Sayings> byFinding = new TreeMap<>();
  private final NavigableMap<MessageId, Hash> byOffer = new TreeMap<>();
  private final Map<OperationId, Set<Hash>> singles = new HashMap<>();
  private final NavigableSet<Hash> changed = new TreeSet<>();

  /// Adds an entry whose author may say it: see [SettlementBody#problem].
  ///
  /// @param time when it was written, as its author says
  /// @param told whether the other side is addressed
  /// @param branch of which history of the log it is, if of a second one
  public void add(
      EntryPlace at, Instant time, boolean told, Optional<Branch> branch, SettlementBody body) {
    Hash finding = body.finding().id();
    Sayings of = byFinding.computeIfAbsent(finding, _ -> new Sayings(body.finding()));
    if (body.finding() instanceof FindingName.Single single) {
      singles.computeIfAbsent(single.operation(), _ -> new TreeSet<>()).add(finding);
    }
    of.offerIds().forEach(byOffer::remove);
    of.add(new Sayings.Saying(MessageId.of(at, branch), at, time, told, body));
    of.offerIds().forEach(id -> byOffer.put(id, finding));
    changed.add(finding);
  }

  /// Findings of which something else is said than at the last call.
  public NavigableSet<Hash> drainChanged() {
    NavigableSet<Hash> findings = new TreeSet<>(changed);
    changed.clear();
    return findings;
  }

  /// Every finding of which anything was said, sorted by id.
  public Collection<Hash> findings() {
    return Collections.unmodifiableCollection(byFinding.keySet());
  }

  /// What was said of that finding, if anything.
  public Optional<TakenUp> of(Hash finding) {
    return Optional.ofNullable(byFinding.get(finding)).map(Sayings::takenUp);
  }

  /// The entries that say what is said of findings about that operation by itself, in order.
  public Set<EntryPlace> places(OperationId operation) {
    Set<EntryPlace> places = new TreeSet<>();
    for (Hash finding : singles.getOrDefault(operation, Set.of())) {
      places.addAll(places(finding));
    }
    return places;
  }

  /// The entries that say what is said of that finding, in order: those that count.
  public Set<EntryPlace> places(Hash finding) {
    return Optional.ofNullable(byFinding.get(finding)).map(Sayings::places).orElse(Set.of());
  }

  /// That offer, if it counts.
  public Optional<Offer> offer(MessageId id) {
    return Optional.ofNullable(byOffer.get(id))
        .flatMap(this::of)
        .flatMap(
            takenUp ->
                takenUp.offers().stream().filter(offer -> offer.id().equals(id)).findFirst());
  }
}
