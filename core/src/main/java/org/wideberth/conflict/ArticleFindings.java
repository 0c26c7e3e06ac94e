package org.wideberth.conflict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
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
import org.wideberth.agreement.Rules;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.record.Hash;

/// What is found about live operations, each by itself, under the articles that bind its author.
/// While rules are disputed, every version counts and says so. What it holds depends on the
/// operations and rules only, not on the order in which they came.
///
/// One writer; not thread-safe.
public final class ArticleFindings {

  /// One before and after. At least one of the two is there, and they differ.
  public record Change(Optional<ArticleFinding> before, Optional<ArticleFinding> after) {}

  private final NavigableMap<Hash, ArticleFinding> byId = new TreeMap<>();
  private final Map<OperationId, Set<Hash>> byOperation = new HashMap<>();
  private final Map<PartyId, PairRules> binding = new HashMap<>();
  private final Map<Hash, ReadyArticles> ready = new HashMap<>();
  private AgreementState agreement = AgreementState.empty();

  /// Sorted by id; read-only, and live.
  public Collection<ArticleFinding> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  /// Some of them in order of id.
  ///
  /// @param after only those behind this id, which need not be there any more
  public List<ArticleFinding> page(Optional<Hash> after, int countMax) {
    return after.map(id -> byId.tailMap(id, false)).orElse(byId).values().stream()
        .limit(countMax)
        .toList();
  }

  public Optional<ArticleFinding> byId(Hash id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// What is found about that operation; sorted by id.
  public List<ArticleFinding> of(OperationId operation) {
    return byOperation.getOrDefault(operation, Set.of()).stream()
        .map(id -> Objects.requireNonNull(byId.get(id)))
        .toList();
  }

  /// Takes in operations that are new or not what they were, and the rules as they are now.
  ///
  /// @param findings which took them in before
  /// @return what changed, sorted by finding id
  public List<Change> refresh(
      Collection<Operation> changed, AgreementState rules, Findings findings) {
    NavigableMap<OperationId, LiveOperation> live = findings.live();
    NavigableSet<OperationId> again = new TreeSet<>();
    if (rules != agreement) {
      again.addAll(underOther(rules, findings));
    }
    for (Operation operation : changed) {
      if (mayBeFound(operation.id())) {
        again.add(operation.id());
      }
    }
    NavigableMap<Hash, ArticleFinding> before = new TreeMap<>();
    NavigableMap<Hash, ArticleFinding> after = new TreeMap<>();
    for (OperationId id : again) {
      for (Hash finding : byOperation.getOrDefault(id, Set.of())) {
        before.put(finding, Objects.requireNonNull(byId.remove(finding)));
      }
      byOperation.remove(id);
      LiveOperation operation = live.get(id);
      if (operation != null) {
        for (ArticleFinding found : check(operation)) {
          after.put(found.id(), found);
          byOperation.computeIfAbsent(id, each -> new TreeSet<>()).add(found.id());
        }
      }
    }
    byId.putAll(after);
    return changes(before, after);
  }

  /// The live operations of parties that other articles bind now.
  private NavigableSet<OperationId> underOther(AgreementState rules, Findings findings) {
    agreement = rules;
    Map<PartyId, PairRules> was = new HashMap<>(binding);
    binding.clear();
    Set<Hash> used = new HashSet<>();
    Set<PartyId> others = new HashSet<>();
    for (PartyId party : findings.parties()) {
      PairRules held = binding(party);
      used.addAll(held.hashes());
      if (!held.equals(was.get(party))) {
        others.add(party);
      }
    }
    ready.keySet().retainAll(used);
    NavigableSet<OperationId> again = new TreeSet<>();
    if (byOperation.isEmpty() && others.stream().noneMatch(this::isBound)) {
      return again;
    }
    for (OperationId id : findings.live().keySet()) {
      if (others.contains(id.party()) && mayBeFound(id)) {
        again.add(id);
      }
    }
    return again;
  }

  /// False of most where no rules have articles.
  private boolean mayBeFound(OperationId id) {
    return byOperation.containsKey(id) || isBound(id.party());
  }

  private boolean isBound(PartyId party) {
    for (Rules each : binding(party).rules()) {
      if (!each.document().articles().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private PairRules binding(PartyId party) {
    return binding.computeIfAbsent(party, agreement::binding);
  }

  private List<ArticleFinding> check(LiveOperation live) {
    return BindingArticles.of(
        live,
        binding(live.operation().party()),
        each -> ready.computeIfAbsent(each.hash(), hash -> ReadyArticles.of(each)));
  }

  /// What binds a party, for operations that are only thought of. Changes nothing here.
  public BindingArticles articlesOf(PartyId party) {
    return new BindingArticles(agreement.binding(party), ready);
  }

  private static List<Change> changes(
      NavigableMap<Hash, ArticleFinding> before, NavigableMap<Hash, ArticleFinding> after) {
    NavigableSet<Hash> ids = new TreeSet<>(before.keySet());
    ids.addAll(after.keySet());
    List<Change> changes = new ArrayList<>();
    for (Hash id : ids) {
      Optional<ArticleFinding> was = Optional.ofNullable(before.get(id));
      Optional<ArticleFinding> is = Optional.ofNullable(after.get(id));
      if (!was.equals(is)) {
        changes.add(new Change(was, is));
      }
    }
    return changes;
  }
}
