package org.wideberth.picture;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationHistory;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationMessage;
import org.wideberth.operation.OperationStep;
import org.wideberth.record.EntryPlace;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Which bodies may be erased: what was said of operations that are over for long, and notes of
/// findings that speak of nothing else. Of an operation all entries go, or none; of a log with two
/// histories, what both say of it. Never an entry that does not count or is not here whole, and
/// nothing but operations and notes.
///
/// Pure. Times of entries are their authors' claims: an author that dates its own entries back can
/// have no more of it than that its own operation is erased sooner.
public final class Erasure {
  /// So that nothing is erased that is still wanted: who has to answer for an incident hears of it
  /// within a month. The rules of a theatre may well ask for more.
  public static final Duration RETENTION_MIN = Duration.ofDays(30);

  /// What one request erases, give or take the last operation: one append, and one more folding of
  /// the picture, hold the node up for seconds and not for minutes. The next request goes on.
  public static final int ENTRIES_MAX = 10_000;

  private final Picture picture;
  private final Function<EntryPlace, Instant> written;
  private final Set<EntryPlace> wanted;
  private final Instant before;

  private Erasure(
      Picture picture,
      Function<EntryPlace, Instant> written,
      Set<EntryPlace> wanted,
      Instant before) {
    this.picture = picture;
    this.written = written;
    this.wanted = wanted;
    this.before = before;
  }

  /// What is asked for.
  ///
  /// @param olderThan how long the operations must be over
  /// @param only this one, or all
  public record Request(Duration olderThan, Optional<OperationId> only) {}

  /// One entry whose body may go.
  ///
  /// @param operation what it is about; a note of findings is about none
  public record Item(EntryPlace at, Optional<OperationId> operation) {}

  /// What goes.
  ///
  /// @param operations sorted
  /// @param items their entries, and notes
  /// @param left operations that qualify too and are left to the next request
  public record Plan(List<OperationId> operations, List<Item> items, int left) {
    public Plan {
      operations = List.copyOf(operations);
      items = List.copyOf(items);
    }
  }

  /// Decides.
  ///
  /// @param written when an entry was written, as it says
  /// @param wanted entries that must stay, whatever they are about
  public static Outcome<Plan> decide(
      Picture picture,
      Request request,
      Instant now,
      Function<EntryPlace, Instant> written,
      Set<EntryPlace> wanted) {
    if (request.olderThan().compareTo(RETENTION_MIN) < 0) {
      return Outcome.refuse(
          RefusalCode.LIMIT_EXCEEDED,
          "older-than: nothing is erased within %d days of its end"
              .formatted(RETENTION_MIN.toDays()));
    }
    Erasure erasure = new Erasure(picture, written, wanted, now.minus(request.olderThan()));
    if (request.only().isPresent()) {
      OperationId id = request.only().get();
      Collection<OperationHistory> family = picture.histories().family(id);
      if (id.isVariant() || family.isEmpty()) {
        return Outcome.refuse(
            RefusalCode.NOT_FOUND,
            id.isVariant()
                ? "operation: name it without -x and what follows; what both histories say goes"
                : "operation: no operation " + id + " is held here");
      }
      Optional<String> why = erasure.keeps(family);
      if (why.isPresent()) {
        return Outcome.refuse(RefusalCode.WRONG_STATE, "operation: " + id + " " + why.get());
      }
    }
    return Outcome.accept(erasure.plan(request.only().map(List::of)));
  }

  private Plan plan(Optional<List<OperationId>> only) {
    List<OperationId> operations = new ArrayList<>();
    Set<EntryPlace> places = new TreeSet<>();
    List<Item> items = new ArrayList<>();
    int left = 0;
    for (OperationId id :
        only.<Collection<OperationId>>map(ids -> ids).orElse(picture.histories().families())) {
      Collection<OperationHistory> family = picture.histories().family(id);
      if (keeps(family).isPresent()) {
        continue;
      }
      if (items.size() >= ENTRIES_MAX) {
        left++;
        continue;
      }
      operations.add(id);
      for (OperationHistory history : family) {
        for (OperationStep step : history.steps()) {
          if (places.add(step.at())) {
            items.add(new Item(step.at(), Optional.of(id)));
          }
        }
      }
    }
    Set<OperationId> gone = new TreeSet<>(picture.erasedHere());
    operations.forEach(id -> gone.addAll(picture.familyIds(id)));
    for (Map.Entry<EntryPlace, Set<OperationId>> note : picture.notes().entries().entrySet()) {
      boolean over = !written.apply(note.getKey()).isAfter(before);
      if (over && gone.containsAll(note.getValue()) && !wanted.contains(note.getKey())) {
        items.add(new Item(note.getKey(), Optional.empty()));
      }
    }
    return new Plan(operations, items, left);
  }

  /// Why an operation stays; empty if it may go.
  private Optional<String> keeps(Collection<OperationHistory> family) {
    return family.stream().flatMap(history -> keeps(history).stream()).findFirst();
  }

  private Optional<String> keeps(OperationHistory history) {
    Instant over = Instant.MIN;
    boolean nothing = history.steps().isEmpty();
    for (OperationStep step : history.steps()) {
      if (history.problem(step.at()).isPresent()) {
        return Optional.of("stays: an entry about it does not count");
      }
      if (wanted.contains(step.at())) {
        return Optional.of("stays: another entry has a body in common with it");
      }
      over = later(over, written.apply(step.at()));
    }
    Optional<Operation> operation = history.operation();
    if (nothing || (operation.isEmpty() && !history.isErased())) {
      return Optional.of("was erased already, or does not count");
    }
    if (operation.isPresent() && !isEnded(operation.get())) {
      if (picture.unresolved(operation.get().party())) {
        return Optional.of("stays: not everything that its author said is here or counts");
      }
      over = later(over, lastEnd(history));
    }
    return over.isAfter(before)
        ? Optional.of("is not over for long enough: only since " + over)
        : Optional.empty();
  }

  /// Not merely no longer live: a draft was never anything else.
  private static boolean isEnded(Operation operation) {
    return switch (operation.state()) {
      case ENDED, WITHDRAWN -> true;
      case DRAFT, DECLARED, ACTIVE, NONCONFORMING, CONTINGENT -> false;
    };
  }

  /// When the last volume of any revision ends.
  private static Instant lastEnd(OperationHistory history) {
    Instant last = Instant.MIN;
    for (OperationStep step : history.steps()) {
      if (step.message() instanceof OperationMessage.Carried carried) {
        for (Volume volume : carried.content().volumes()) {
          last = later(last, volume.time().end());
        }
      }
    }
    return last;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
