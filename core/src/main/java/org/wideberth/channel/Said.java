package org.wideberth.channel;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.wideberth.party.PartyId;
import org.wideberth.record.EntryPlace;

/// What others' entries say of one message, which may not be here. However much somebody says, it
/// grows by no more than that party's first notes and first answers.
final class Said {
  private final Map<PartyId, EnumMap<Step, Handling.Note>> steps = new HashMap<>();
  private final Map<PartyId, NavigableSet<EntryPlace>> answers = new HashMap<>();
  private final Map<PartyId, NavigableSet<Handling.Escalation>> escalations = new HashMap<>();

  /// Notes that came before the message: whether they count is not known yet.
  private final Set<EntryPlace> unjudged = new LinkedHashSet<>();

  /// Adds a note.
  ///
  /// @return whether it is the first of its step by that party, as far as is known
  boolean note(EntryPlace at, Instant time, ChannelBody.Noted noted) {
    EnumMap<Step, Handling.Note> of =
        steps.computeIfAbsent(at.origin().party(), _ -> new EnumMap<>(Step.class));
    Handling.Note before = of.get(noted.step());
    if (before != null && before.at().compareTo(at) <= 0) {
      return false;
    }
    of.put(noted.step(), new Handling.Note(at, time, noted.note(), noted.by()));
    return true;
  }

  /// Takes a note back.
  ///
  /// @return whether it was the first of its step by that party
  boolean retract(EntryPlace at, Step step) {
    unjudged.remove(at);
    EnumMap<Step, Handling.Note> of = steps.get(at.origin().party());
    if (of == null) {
      return false;
    }
    Handling.Note before = of.get(step);
    if (before == null || !before.at().equals(at)) {
      return false;
    }
    of.remove(step);
    if (of.isEmpty()) {
      steps.remove(at.origin().party());
    }
    return true;
  }

  /// Adds an answer.
  ///
  /// @return whether it is among those that are listed
  boolean answer(EntryPlace at) {
    return keep(answers, at, at, Handling.ANSWERS_MAX);
  }

  /// Adds that a desk was called.
  ///
  /// @return whether it is among those that are listed
  boolean escalate(EntryPlace at, Instant time, Desk desk) {
    return keep(escalations, at, new Handling.Escalation(at, time, desk), Handling.ESCALATIONS_MAX);
  }

  private static <T extends Comparable<T>> boolean keep(
      Map<PartyId, NavigableSet<T>> kept, EntryPlace at, T each, int countMax) {
    NavigableSet<T> of = kept.computeIfAbsent(at.origin().party(), _ -> new TreeSet<>());
    return of.add(each) && (of.size() <= countMax || !of.removeLast().equals(each));
  }

  void judgeLater(EntryPlace note) {
    unjudged.add(note);
  }

  List<EntryPlace> drainUnjudged() {
    List<EntryPlace> notes = List.copyOf(unjudged);
    unjudged.clear();
    return notes;
  }

  boolean has(PartyId reader, Step step) {
    return steps.containsKey(reader) && steps.get(reader).containsKey(step);
  }

  boolean has(PartyId reader, Owed owed) {
    return switch (owed) {
      case ACKNOWLEDGED -> has(reader, Step.ACKNOWLEDGED);
      case ANSWERED -> answers.containsKey(reader);
    };
  }

  /// What those have said who are to read the message.
  ///
  /// @param names how an answer is called
  NavigableMap<PartyId, Handling> handling(
      Letter of, Function<EntryPlace, Optional<MessageId>> names) {
    TreeSet<PartyId> readers = new TreeSet<>(steps.keySet());
    readers.addAll(answers.keySet());
    readers.addAll(escalations.keySet());
    readers.removeIf(reader -> !of.isFor(reader));
    NavigableMap<PartyId, Handling> handling = new TreeMap<>();
    for (PartyId reader : readers) {
      List<MessageId> ids =
          answers.getOrDefault(reader, new TreeSet<>()).stream()
              .flatMap(at -> names.apply(at).stream())
              .collect(Collectors.toUnmodifiableList());
      handling.put(
          reader,
          new Handling(
              steps.getOrDefault(reader, new EnumMap<>(Step.class)),
              ids,
              List.copyOf(escalations.getOrDefault(reader, new TreeSet<>()))));
    }
    return handling;
  }
}
