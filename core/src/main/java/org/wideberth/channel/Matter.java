package org.wideberth.channel;

import java.time.Instant;
import java.util.Optional;
import org.wideberth.geo.Area;
import org.wideberth.geo.TimeWindow;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// What a message is beside its words. Immutable.
public sealed interface Matter {
  /// A warning under a condition: what may happen, where, in which time, and what is asked of whom
  /// is warned.
  ///
  /// @param condition under which it holds, in the author's words; not blank
  /// @param asked what the readers are asked to do; not blank
  /// @param around where it holds; empty where the places and operations of the message say it
  /// @param validity when it holds
  /// @param answerBy until when an answer is asked for, if one is
  record Warning(
      String condition,
      String asked,
      Optional<Area.Circle> around,
      TimeWindow validity,
      Optional<Instant> answerBy)
      implements Matter {
    /// A few sentences.
    public static final int CHARS_MAX = 1_000;

    /// @throws IllegalArgumentException if [#of] would refuse it
    public Warning {
      problem(condition, asked)
          .ifPresent(
              words -> {
                throw new IllegalArgumentException(words);
              });
    }

    /// Checks what somebody wrote.
    public static Outcome<Warning> of(
        String condition,
        String asked,
        Optional<Area.Circle> around,
        TimeWindow validity,
        Optional<Instant> answerBy) {
      return problem(condition, asked)
          .map(words -> Outcome.<Warning>refuse(RefusalCode.MALFORMED, words))
          .orElseGet(
              () -> Outcome.accept(new Warning(condition, asked, around, validity, answerBy)));
    }

    private static Optional<String> problem(String condition, String asked) {
      if (condition.isBlank()) {
        return Optional.of("condition: say under which condition the warning holds");
      }
      if (asked.isBlank()) {
        return Optional.of("asked: say what those who are warned are asked to do");
      }
      return FreeText.problem(condition, CHARS_MAX)
          .map(words -> "condition: " + words)
          .or(() -> FreeText.problem(asked, CHARS_MAX).map(words -> "asked: " + words));
    }
  }

  /// A talk outside the system, as its author remembers it. The text of the message says what was
  /// said; the other side says whether it was so.
  ///
  /// @param time from when to when it took place
  record TalkLog(Medium medium, TimeWindow time) implements Matter {}

  /// By what means people talked.
  enum Medium {
    PHONE,
    RADIO,
    IN_PERSON,
    OTHER
  }
}
