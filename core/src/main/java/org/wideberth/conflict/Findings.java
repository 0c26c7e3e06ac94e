package org.wideberth.conflict;

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
import org.wideberth.agreement.AgreementState;
import org.wideberth.agreement.PairRules;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.record.Hash;

/// All findings between the live operations, kept up to date as operations and rules change. What
/// it holds depends on the operations and rules only, not on the order in which they came.
///
/// One writer; not thread-safe.
public final class Findings {

  /// One finding before and after. At least one of the two is there, and they differ.
  public record Change(Optional<Finding> before, Optional<Finding> after) {
    /// Which finding.
    public Hash finding() {
      return before.or(() -> after).orElseThrow().id();
    }
  }

  private record Parties(PartyId one, PartyId other) {}

  /// So few are compared sooner than they are shared out.
  private static final int FEW = 64;

  private final ConflictIndex index;
  private final Candidates candidates;
  private final NavigableMap<Hash, Finding> byId = new TreeMap<>();
  private final Map<OperationId, Set<Hash>> byOperation = new HashMap<>();
  private final NavigableMap<OperationId, LiveOperation> live = new TreeMap<>();

  /// Of operations that are or were live: as few as a theatre has.
  private final Set<PartyId> parties = new TreeSet<>();

  private final Map<Parties, PairRules> between = new HashMap<>();
  private AgreementState agreement = AgreementState.empty();
  private long lateralMaxCm = agreement.lateralMaxCm();
  private long verticalMaxTenthMm = agreement.verticalMaxTenthMm();

  public Findings(ConflictIndex index) {
    this.index = index;
    this.candidates = index.candidates();
  }

  /// Sorted by id; read-only, and live.
  public Collection<Finding> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  /// Some of them in order of id.
  ///
  /// @param after only those behind this id, which need not be there any more
  public List<Finding> page(Optional<Hash> after, int countMax) {
    return after.map(id -> byId.tailMap(id, false)).orElse(byId).values().stream()
        .limit(countMax)
        .toList();
  }

  public Optional<Finding> byId(Hash id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// What is found between that operation and others; sorted by id.
  public List<Finding> of(OperationId operation) {
    return byOperation.getOrDefault(operation, Set.of()).stream()
        .map(id -> Objects.requireNonNull(byId.get(id)))
        .toList();
  }

  /// The live operations, made ready for comparing; sorted by id, read-only.
  NavigableMap<OperationId, LiveOperation> live() {
    return Collections.unmodifiableNavigableMap(live);
  }

  /// Whose operations are or were live.
  Set<PartyId> parties() {
    return Collections.unmodifiableSet(parties);
  }

  /// How many operations are live.
  public int liveOperations() {
    return live.size();
  }

  /// What holds between two different parties.
  public PairRules rulesBetween(PartyId one, PartyId other) {
    Parties key = one.compareTo(other) < 0 ? new Parties(one, other) : new Parties(other, one);
    // Looked for first: many threads may ask at once when all are known.
    PairRules known = between.get(key);
    return known == null
        ? between.computeIfAbsent(key, pair -> agreement.between(pair.one(), pair.other()))
        : known;
  }

  /// What holds between two operations of different parties: while both take place, if they are
  /// live and do so at the same time.
  public PairRules rulesOver(OperationId one, OperationId other) {
    PairRules rules = rulesBetween(one.party(), other.party());
    LiveOperation a = live.get(one);
    LiveOperation b = live.get(other);
    return a == null || b == null
        ? rules
        : a.span().intersection(b.span()).map(rules::during).orElse(rules);
  }

  /// What may matter to an operation that is moved, or is only thought of.
  public Nearby near(Widened operation) {
    return Nearby.of(index, agreement, operation);
  }

  /// The live operations that share a point of their areas with one at some time of it, whatever
  /// their heights; sorted by id.
  List<Operation> within(PreparedVolume volume) {
    NavigableMap<OperationId, Operation> within = new TreeMap<>();
    index
        .candidates()
        .forEach(
            List.of(volume),
            Optional.empty(),
            0,
            Candidates.ANY_HEIGHT,
            other -> {
              if (other.sharesWith(volume)) {
                within.put(other.operation().id(), other.operation());
              }
              return true;
            });
    return List.copyOf(within.values());
  }

  /// Takes in operations that are new or not what they were, and the rules as they are now.
  ///
  /// @return what changed, sorted by finding id
  public List<Change> refresh(Collection<Operation> changed, AgreementState rules) {
    return refresh(changed, rules, Workers.alone());
  }

  /// As above.
  ///
  /// @param workers who compare, where there is much to
  public List<Change> refresh(
      Collection<Operation> changed, AgreementState rules, Workers workers) {
    boolean none = live.isEmpty();
    NavigableSet<OperationId> again = rules == agreement ? new TreeSet<>() : underOther(rules);
    for (Operation operation : changed) {
      if (replace(operation)) {
        again.add(operation.id());
      }
    }
    return compare(again, none, workers);
  }

  /// The live operations of parties between whom something else holds now.
  private NavigableSet<OperationId> underOther(AgreementState rules) {
    Map<Parties, PairRules> before = new HashMap<>();
    for (PartyId one : parties) {
      for (PartyId other : parties) {
        if (one.compareTo(other) < 0) {
          before.put(new Parties(one, other), rulesBetween(one, other));
        }
      }
    }
    agreement = rules;
    lateralMaxCm = rules.lateralMaxCm();
    verticalMaxTenthMm = rules.verticalMaxTenthMm();
    between.clear();
    Set<PartyId> affected = new TreeSet<>();
    before.forEach(
        (pair, held) -> {
          if (!held.equals(rulesBetween(pair.one(), pair.other()))) {
            affected.add(pair.one());
            affected.add(pair.other());
          }
        });
    NavigableSet<OperationId> again = new TreeSet<>(live.keySet());
    again.removeIf(id -> !affected.contains(id.party()));
    return again;
  }

  /// Puts the operation into the index as it is now.
  ///
  /// @return true if its findings may have changed
  private boolean replace(Operation operation) {
    LiveOperation before = live.get(operation.id());
    if (!operation.isLive()) {
      index.remove(operation.id());
      live.remove(operation.id());
      return before != null;
    }
    live.put(operation.id(), index.put(operation));
    parties.add(operation.id().party());
    return before == null
        || before.operation().revision() != operation.revision()
        || !before.operation().content().equals(operation.content())
        || !before.operation().readers().equals(operation.readers());
  }

  /// @param all whether every live operation is one of them
  private List<Change> compare(NavigableSet<OperationId> again, boolean all, Workers workers) {
    NavigableMap<Hash, Finding> before = new TreeMap<>();
    List<LiveOperation> operations = new ArrayList<>();
    for (OperationId id : again) {
      for (Hash finding : List.copyOf(byOperation.getOrDefault(id, Set.of()))) {
        take(finding).ifPresent(taken -> before.put(finding, taken));
      }
      LiveOperation operation = live.get(id);
      if (operation != null) {
        operations.add(operation);
      }
    }
    NavigableMap<Hash, Finding> after = new TreeMap<>();
    if (lateralMaxCm > 0) {
      if (operations.size() <= FEW) {
        Comparing one = new Comparing(candidates, again, all, after);
        operations.forEach(one::compare);
      } else {
        knowAllRules();
        workers.forEach(
            operations.size(),
            () -> {
              Comparing one = new Comparing(index.candidates(), again, all, after);
              return i -> one.compare(operations.get(i));
            });
      }
    }
    after.values().forEach(this::put);
    return changes(before, after);
  }

  /// So that [#rulesBetween] changes nothing: many threads ask.
  private void knowAllRules() {
    for (PartyId one : parties) {
      for (PartyId other : parties) {
        if (one.compareTo(other) < 0) {
          rulesBetween(one, other);
        }
      }
    }
  }

  /// Compares operations with those around them. One for each thread.
  private final class Comparing {
    private final Candidates near;
    private final Set<OperationId> again;
    private final boolean all;
    private final Map<Hash, Finding> found;
    private final PairCheck check = new PairCheck();

    Comparing(Candidates near, Set<OperationId> again, boolean all, Map<Hash, Finding> found) {
      this.near = near;
      this.again = again;
      this.all = all;
      this.found = found;
    }

    void compare(LiveOperation operation) {
      OperationId id = operation.operation().id();
      near.forEach(
          operation,
          lateralMaxCm,
          verticalMaxTenthMm,
          other -> {
            OperationId otherId = other.operation().id();
            boolean done = otherId.compareTo(id) < 0 && (all || again.contains(otherId));
            if (!done) {
              check
                  .between(operation, other, rulesBetween(id.party(), otherId.party()))
                  .ifPresent(this::add);
            }
            return true;
          });
    }

    private void add(Finding finding) {
      synchronized (found) {
        found.put(finding.id(), finding);
      }
    }
  }

  private static List<Change> changes(
      NavigableMap<Hash, Finding> before, NavigableMap<Hash, Finding> after) {
    NavigableSet<Hash> ids = new TreeSet<>(before.keySet());
    ids.addAll(after.keySet());
    List<Change> changes = new ArrayList<>();
    for (Hash id : ids) {
      Optional<Finding> was = Optional.ofNullable(before.get(id));
      Optional<Finding> is = Optional.ofNullable(after.get(id));
      if (!was.equals(is)) {
        changes.add(new Change(was, is));
      }
    }
    return changes;
  }

  private void put(Finding finding) {
    byId.put(finding.id(), finding);
    for (Finding.Side side : List.of(finding.first(), finding.second())) {
      byOperation.computeIfAbsent(side.operation(), id -> new TreeSet<>()).add(finding.id());
    }
  }

  private Optional<Finding> take(Hash id) {
    Finding finding = byId.remove(id);
    if (finding == null) {
      return Optional.empty();
    }
    for (Finding.Side side : List.of(finding.first(), finding.second())) {
      byOperation.computeIfPresent(
          side.operation(),
          (operation, ids) -> {
            ids.remove(id);
            return ids.isEmpty() ? null : ids;
          });
    }
    return Optional.of(finding);
  }
}
