package org.wideberth.operation;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wideberth.operation.OperationMessage.Carried;
import org.wideberth.operation.OperationMessage.Carrier;
import org.wideberth.operation.OperationMessage.Move;
import org.wideberth.operation.OperationMessage.Moved;
import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;

/// The entries about one operation, and what they come to. A step that its author was not entitled
/// to take changes nothing and is listed with the reason; the operation stays as it was before.
///
/// The outcome depends on which steps there are and on their places, never on the order in which
/// they were added. Not thread-safe.
public final class OperationHistory {
  private static final NavigableMap<EntryPlace, OperationStep> NONE =
      Collections.emptyNavigableMap();

  /// The only step, of most operations; of a million each byte counts.
  private @Nullable OperationStep only;

  /// All steps, if there is more than one.
  private NavigableMap<EntryPlace, OperationStep> many = NONE;

  private Map<EntryPlace, String> notValid = Map.of();
  private Set<EntryPlace> judged = Set.of();
  private final Optional<OperationId> shownAs;
  private @Nullable Operation current;
  private boolean late;
  private boolean erased;

  /// Of an operation under its own id.
  public OperationHistory() {
    this.shownAs = Optional.empty();
  }

  /// Of an operation as a log's second history has it.
  ///
  /// @param variant the id under which it is shown
  public OperationHistory(OperationId variant) {
    this.shownAs = Optional.of(variant);
  }

  /// Adds a step, which must be about the same operation as the others and stand in a log of its
  /// party. Once more the same changes nothing. What it comes to shows after [#settle].
  public void add(OperationStep step) {
    if (only == null && many.isEmpty()) {
      only = step;
      take(step);
      return;
    }
    if (only != null) {
      if (only.at().equals(step.at())) {
        return;
      }
      many = new TreeMap<>(Map.of(only.at(), only));
      only = null;
    }
    if (many.putIfAbsent(step.at(), step) != null) {
      return;
    }
    if (late || !many.lastKey().equals(step.at())) {
      late = true;
    } else {
      take(step);
    }
  }

  /// What was said of the operation before was erased here, when it was over for long. What still
  /// comes to end it counts and changes nothing; what goes on with it does not count.
  public void erased() {
    erased = true;
  }

  /// True after [#erased].
  public boolean isErased() {
    return erased;
  }

  /// Folds anew if a step came late.
  ///
  /// @return the places of the steps that were judged, or judged again, since the last call
  public Set<EntryPlace> settle() {
    if (late) {
      current = null;
      notValid = Map.of();
      steps().forEach(this::take);
      late = false;
    }
    Set<EntryPlace> result = judged;
    judged = Set.of();
    return result;
  }

  /// As it stands after the last step that counts; empty if none does.
  public Optional<Operation> operation() {
    return Optional.ofNullable(current);
  }

  /// Why that step does not count; empty if it does.
  public Optional<String> problem(EntryPlace at) {
    return Optional.ofNullable(notValid.get(at));
  }

  /// All steps, in order.
  public Collection<OperationStep> steps() {
    return only == null ? Collections.unmodifiableCollection(many.values()) : List.of(only);
  }

  /// The steps that count, in order.
  public List<OperationStep> counting() {
    return steps().stream().filter(step -> !notValid.containsKey(step.at())).toList();
  }

  private void take(OperationStep step) {
    if (current == null && ends(step.message())) {
      // Its declaration was erased, here or by its author, or has not come: that is told of there.
      // Of an operation that is over nothing is missed.
      judged(step.at());
      return;
    }
    String problem =
        step.to() instanceof Audience.Sealed
            ? "an entry about an operation must name its readers"
            : problem(current, step);
    if (problem == null) {
      current = next(current, step);
    } else {
      notValid = notValid.isEmpty() ? new TreeMap<>() : notValid;
      notValid.put(step.at(), problem);
    }
    judged(step.at());
  }

  private void judged(EntryPlace at) {
    if (judged.isEmpty()) {
      judged = Set.of(at);
    } else {
      judged = judged instanceof TreeSet<EntryPlace> ? judged : new TreeSet<>(judged);
      judged.add(at);
    }
  }

  private static boolean ends(OperationMessage message) {
    return message instanceof Moved moved && !moved.move().to().isLive();
  }

  private static @Nullable String problem(@Nullable Operation current, OperationStep step) {
    return switch (step.message()) {
      case Carried carried ->
          switch (carried.carrier()) {
            case DRAFTED, DECLARED -> beginning(current, step, carried);
            case REVISED -> revising(current, step, carried);
            case DISCLOSED -> disclosing(current, carried);
          };
      case Moved moved -> moving(current, step, moved);
    };
  }

  private static @Nullable String beginning(
      @Nullable Operation current, OperationStep step, Carried carried) {
    boolean draft = carried.carrier() == Carrier.DRAFTED;
    if (carried.revision() != 1) {
      return "an operation begins with revision 1, not " + carried.revision();
    }
    if (carried.state() != (draft ? OperationState.DRAFT : OperationState.DECLARED)) {
      return "it is %s, but says \"%s\"".formatted(carried.type(), carried.state().word());
    }
    if (draft && !step.to().equals(Audience.authorOnly())) {
      return "a draft is for its author only";
    }
    return current == null || current.state() == OperationState.DRAFT
        ? null
        : "the operation was declared before";
  }

  private static @Nullable String revising(
      @Nullable Operation current, OperationStep step, Carried carried) {
    if (current == null) {
      return "it revises an operation that was not declared here";
    }
    if (!current.isLive()) {
      return "it revises an operation that is " + current.state().word();
    }
    if (carried.revision() != current.revision() + 1) {
      return "revision %d follows revision %d".formatted(carried.revision(), current.revision());
    }
    if (carried.state() != current.state()) {
      return "a revision leaves the state as it is: \"%s\", not \"%s\""
          .formatted(current.state().word(), carried.state().word());
    }
    return shrinking(current, step);
  }

  private static @Nullable String disclosing(@Nullable Operation current, Carried carried) {
    if (!carried.state().isLive()) {
      return "it discloses an operation that is " + carried.state().word();
    }
    if (current == null) {
      return null;
    }
    boolean same =
        carried.revision() == current.revision()
            && carried.state() == current.state()
            && carried.content().equals(current.content());
    return same ? null : "it discloses the operation otherwise than its readers have it";
  }

  private static @Nullable String moving(
      @Nullable Operation current, OperationStep step, Moved moved) {
    if (current == null) {
      return "it speaks of an operation that was not declared here";
    }
    if (!mayMove(current.state(), moved.move())) {
      return "an operation that is %s cannot become %s"
          .formatted(current.state().word(), moved.move().to().word());
    }
    if (moved.revision() != current.revision()) {
      return "it speaks of revision %d, but the operation is at %d"
          .formatted(moved.revision(), current.revision());
    }
    return shrinking(current, step);
  }

  private static @Nullable String shrinking(Operation current, OperationStep step) {
    return Readers.cover(step.to(), current.readers())
        ? null
        : "it is not addressed to everybody who has the operation";
  }

  /// True if an operation in that state may take that step.
  public static boolean mayMove(OperationState from, Move move) {
    return switch (move) {
      case ACTIVATED -> from == OperationState.DECLARED || from == OperationState.NONCONFORMING;
      case NONCONFORMING -> from == OperationState.DECLARED || from == OperationState.ACTIVE;
      case CONTINGENT -> from.isLive() && from != OperationState.CONTINGENT;
      case ENDED -> from.isLive();
      case WITHDRAWN -> from.isLive() || from == OperationState.DRAFT;
    };
  }

  private Operation next(@Nullable Operation current, OperationStep step) {
    return switch (step.message()) {
      case Carried carried ->
          new Operation(
              shownAs.orElse(carried.operation()),
              carried.revision(),
              carried.state(),
              carried.content(),
              current == null ? step.to() : Readers.union(current.readers(), step.to()),
              noticed(current, step, carried),
              step.at());
      case Moved moved -> {
        if (current == null) {
          throw new IllegalStateException("a move was checked to have something to move");
        }
        yield new Operation(
            current.id(),
            current.revision(),
            moved.move().to(),
            current.content(),
            current.readers(),
            current.noticed(),
            step.at());
      }
    };
  }

  /// A draft is no notice; a revision that leaves the volumes as they were gives no new one.
  private static Instant noticed(@Nullable Operation current, OperationStep step, Carried carried) {
    return current != null
            && current.state() != OperationState.DRAFT
            && current.content().kind() == carried.content().kind()
            && current.content().volumes().equals(carried.content().volumes())
        ? current.noticed()
        : step.written();
  }
}
