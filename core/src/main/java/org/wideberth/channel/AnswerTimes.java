package org.wideberth.channel;

import java.util.Optional;
import java.util.stream.Stream;

/// Within how many seconds of its time a message is to be acknowledged, and to be answered.
///
/// @param acknowledgedS empty if nothing is agreed of it; so is `answeredS`, but not both
public record AnswerTimes(Optional<Integer> acknowledgedS, Optional<Integer> answeredS) {
  /// A person needs that long to read a line.
  public static final int MIN_S = 10;

  /// A week.
  public static final int MAX_S = 7 * 86_400;

  public AnswerTimes {
    problem(acknowledgedS, answeredS)
        .ifPresent(
            words -> {
              throw new IllegalArgumentException(words);
            });
  }

  /// Why there can be no such times, in words.
  public static Optional<String> problem(
      Optional<Integer> acknowledgedS, Optional<Integer> answeredS) {
    if (acknowledgedS.isEmpty() && answeredS.isEmpty()) {
      return Optional.of("\"acknowledged_s\", \"answered_s\", or both are expected");
    }
    if (Stream.concat(acknowledgedS.stream(), answeredS.stream())
        .anyMatch(seconds -> seconds < MIN_S || seconds > MAX_S)) {
      return Optional.of("seconds are within %d to %d".formatted(MIN_S, MAX_S));
    }
    return acknowledgedS.isPresent()
            && answeredS.isPresent()
            && acknowledgedS.get() > answeredS.get()
        ? Optional.of("what is answered is acknowledged: \"answered_s\" is not the shorter one")
        : Optional.empty();
  }

  public Optional<Integer> seconds(Owed owed) {
    return switch (owed) {
      case ACKNOWLEDGED -> acknowledgedS;
      case ANSWERED -> answeredS;
    };
  }

  /// The shorter of both, each for itself. An acknowledgement is not due later than the answer.
  public AnswerTimes strictest(AnswerTimes other) {
    Optional<Integer> answered = shorter(answeredS, other.answeredS);
    return new AnswerTimes(
        shorter(acknowledgedS, other.acknowledgedS)
            .map(seconds -> Math.min(seconds, answered.orElse(seconds))),
        answered);
  }

  private static Optional<Integer> shorter(Optional<Integer> one, Optional<Integer> other) {
    return Stream.concat(one.stream(), other.stream()).min(Integer::compare);
  }

  @Override
  public String toString() {
    return Stream.concat(
            acknowledgedS.stream().map(seconds -> "acknowledged within " + seconds + " s"),
            answeredS.stream().map(seconds -> "answered within " + seconds + " s"))
        .reduce((one, other) -> one + ", " + other)
        .orElseThrow();
  }
}
