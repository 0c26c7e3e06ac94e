package org.wideberth.channel;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wideberth.party.DisplayName;
import org.wideberth.record.EntryPlace;

/// What one party has said of a message. Immutable.
///
/// @param steps of each step the first note
/// @param answers its messages that answer it, in the order of its log: the first [#ANSWERS_MAX]
/// @param escalations desks that its node has called to it, in the order of its log: the first
///     [#ESCALATIONS_MAX]
public record Handling(
    Map<Step, Note> steps, List<MessageId> answers, List<Escalation> escalations) {
  /// More stand in the thread, but are not listed with the message: whoever goes on answering the
  /// same message would make it grow without end, and with it every answer about it.
  public static final int ANSWERS_MAX = 16;

  /// A ladder has few rungs.
  public static final int ESCALATIONS_MAX = 4;

  /// One note.
  ///
  /// @param at the entry that says it
  /// @param time when, as its author says
  public record Note(EntryPlace at, Instant time, String words, Optional<DisplayName> by) {}

  /// A desk was called to a message that nobody took.
  ///
  /// @param at the entry that says so
  /// @param time when, as its author says
  public record Escalation(EntryPlace at, Instant time, Desk desk)
      implements Comparable<Escalation> {
    @Override
    public int compareTo(Escalation other) {
      return at.compareTo(other.at);
    }
  }

  public Handling {
    steps = Collections.unmodifiableMap(new TreeMap<>(steps));
    answers = List.copyOf(answers);
    escalations = List.copyOf(escalations);
  }

  public Optional<Note> step(Step step) {
    return Optional.ofNullable(steps.get(step));
  }
}
