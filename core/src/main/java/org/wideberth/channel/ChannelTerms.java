package org.wideberth.channel;

import java.util.Arrays;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What a document of rules says of the channel between its members.
///
/// @param ladder how a FLASH message climbs that nobody takes
/// @param answers within which time messages of a precedence are answered
/// @param tests when people test the channel
public record ChannelTerms(
    Optional<LadderTimes> ladder,
    NavigableMap<Precedence, AnswerTimes> answers,
    Optional<TestTimes> tests) {
  /// It says nothing.
  public static final ChannelTerms NONE =
      new ChannelTerms(Optional.empty(), new TreeMap<>(), Optional.empty());

  /// The article about the ladder.
  public static final String LADDER = "ladder";

  /// The article about the times of tests.
  public static final String TEST_TIMES = "test-times";

  public ChannelTerms {
    answers = Collections.unmodifiableNavigableMap(new TreeMap<>(answers));
    if (tests.filter(times -> times.times().isEmpty() || !times.isApart()).isPresent()) {
      throw new IllegalArgumentException("times of tests: " + tests);
    }
  }

  public Optional<AnswerTimes> answers(Precedence precedence) {
    return Optional.ofNullable(answers.get(precedence));
  }

  /// True if that is the name of an article about the channel.
  public static boolean isArticle(String name) {
    return name.equals(LADDER)
        || name.equals(TEST_TIMES)
        || Arrays.stream(Precedence.values()).anyMatch(of -> name.equals(answersArticle(of)));
  }

  /// The article about answers to messages of a precedence: `answer-deadlines/flash`.
  public static String answersArticle(Precedence precedence) {
    return "answer-deadlines/" + precedence.word();
  }
}
