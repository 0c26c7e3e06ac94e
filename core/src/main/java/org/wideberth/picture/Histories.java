package org.wideberth.picture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.wideberth.operation.OperationHistory;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationStep;
import org.wideberth.record.Branch;
import org.wideberth.record.EntryPlace;

/// The history of each operation; where its author signed two histories of its log, also what the
/// second one makes of it.
///
/// Not thread-safe.
final class Histories {
  private final Map<OperationId, OperationHistory> histories = new HashMap<>();
  private final Map<OperationId, Set<Branch>> variants = new HashMap<>();

  /// Adds a step to the operation, or to what the second history of its log makes of it: that has
  /// the steps that both histories have in common, and its own.
  ///
  /// @param erased whether the content of an operation was erased here
  /// @return the operations that it touches
  Set<OperationId> add(OperationStep step, Optional<Branch> branch, Predicate<OperationId> erased) {
    OperationId id = step.message().operation();
    Set<OperationId> ids = new TreeSet<>();
    Set<Branch> known = variants.getOrDefault(id, Set.of());
    if (branch.isPresent()) {
      OperationId variant = id.variant(branch.get());
      if (!known.contains(branch.get())) {
        variants.computeIfAbsent(id, each -> new TreeSet<>()).add(branch.get());
        OperationHistory history = new OperationHistory(variant);
        histories.put(variant, history);
        if (erased.test(id)) {
          history.erased();
        }
        Optional.ofNullable(histories.get(id))
            .ifPresent(
                first ->
                    first.steps().stream()
                        .filter(each -> isCommon(each, branch.get()))
                        .forEach(history::add));
      }
      history(variant).add(step);
      ids.add(variant);
      return ids;
    }
    history(id).add(step);
    ids.add(id);
    for (Branch each : known) {
      if (isCommon(step, each)) {
        history(id.variant(each)).add(step);
        ids.add(id.variant(each));
      }
    }
    return ids;
  }

  /// That history, begun if there is none.
  OperationHistory history(OperationId id) {
    return histories.computeIfAbsent(id, each -> new OperationHistory());
  }

  private static boolean isCommon(OperationStep step, Branch branch) {
    return !step.at().origin().equals(branch.origin()) || step.at().seq() < branch.from();
  }

  Optional<OperationHistory> known(OperationId id) {
    return Optional.ofNullable(histories.get(id));
  }

  /// Why a step does not count, in whichever of two histories it stands.
  Optional<String> problem(OperationHistory history, EntryPlace at) {
    OperationId id = history.steps().iterator().next().message().operation();
    if (!variants.containsKey(id)) {
      return history.problem(at);
    }
    return family(id).stream().flatMap(each -> each.problem(at).stream()).findFirst();
  }

  /// Operations as their parties name them, whichever of two histories speak of them.
  NavigableSet<OperationId> families() {
    NavigableSet<OperationId> ids = new TreeSet<>(variants.keySet());
    histories.keySet().stream().filter(id -> !id.isVariant()).forEach(ids::add);
    return ids;
  }

  /// That operation, and what it is in second histories.
  Set<OperationId> familyIds(OperationId id) {
    Set<OperationId> ids = new TreeSet<>(Set.of(id));
    variants.getOrDefault(id, Set.of()).forEach(branch -> ids.add(id.variant(branch)));
    return ids;
  }

  /// What is known under [#familyIds].
  List<OperationHistory> family(OperationId id) {
    return familyIds(id).stream().flatMap(each -> known(each).stream()).toList();
  }
}
