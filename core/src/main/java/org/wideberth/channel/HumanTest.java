package org.wideberth.channel;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;

/// One test of the channel by people: a message with [Phrase#TEST] between this party and a peer,
/// and what a person at the other desk said to it. Immutable.
///
/// @param sent when, as its author says
/// @param by who sent it, as known to that party's node
/// @param answer the earlier of the acknowledgement and the answers
public record HumanTest(
    MessageId message, Instant sent, Optional<DisplayName> by, Optional<Answer> answer)
    implements Comparable<HumanTest> {
  private static final Comparator<HumanTest> ORDER =
      Comparator.comparing((HumanTest test) -> test.answer().map(Answer::time).orElse(Instant.MAX))
          .thenComparing(HumanTest::sent)
          .thenComparing(HumanTest::message);

  /// What the reader said.
  ///
  /// @param time when, as that party says
  /// @param by who said it, as known to that party's node
  public record Answer(Instant time, Optional<DisplayName> by) {}

  /// The party that sent it.
  public PartyId sender() {
    return message.party();
  }

  /// True if it was answered before that moment.
  boolean isAnsweredBefore(Instant moment) {
    return answer.filter(said -> said.time().isBefore(moment)).isPresent();
  }

  @Override
  public int compareTo(HumanTest other) {
    return ORDER.compare(this, other);
  }
}
