package org.wideberth.node.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.wideberth.channel.LinkResult;

/// What was measured on a link: questions that are out, and how long the answers of the last minute
/// took. Owned by the engine.
///
/// A question has a number that the peer cannot guess, so that no answer comes before it; what the
/// peer says of its clock is a claim.
final class RoundTrips {
  /// An answer that is older says nothing of the link as it is now.
  static final Duration FRESH = Duration.ofMinutes(1);

  /// Questions that are out at once: one a second, for as long as an answer may take.
  static final int ASKED_MAX = 60;

  private final LongSupplier nanos;
  private final Map<Long, Asked> asked = new LinkedHashMap<>();
  private final Deque<Answered> answered = new ArrayDeque<>();

  private record Asked(long nanos, Instant time) {}

  private record Answered(long nanos, LinkResult.Passed measured) {}

  RoundTrips(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// A question goes out.
  ///
  /// @param now by the own clock
  void ask(long number, Instant now) {
    asked.put(number, new Asked(nanos.getAsLong(), now));
    if (asked.size() > ASKED_MAX) {
      asked.remove(asked.keySet().iterator().next());
    }
  }

  /// An answer came. One that nobody asked for tells nothing.
  ///
  /// @param theirs what the peer's clock said when it answered
  void answer(long number, Instant theirs) {
    Asked question = asked.remove(number);
    if (question == null) {
      return;
    }
    long now = nanos.getAsLong();
    Duration roundTrip = Duration.ofNanos(Math.max(0, now - question.nanos()));
    if (roundTrip.toMillis() > LinkResult.Passed.ROUND_TRIP_MS_MAX) {
      return;
    }
    // RFC 5905 §8, with one time for both that the peer would give: it answers at once. The own
    // clock is read once, so that setting it meanwhile changes nothing.
    Duration offset = Duration.between(question.time().plus(roundTrip.dividedBy(2)), theirs);
    answered.addLast(new Answered(now, LinkResult.Passed.of(roundTrip, offset)));
    if (answered.size() > ASKED_MAX) {
      answered.removeFirst();
    }
  }

  /// The last one.
  Optional<LinkResult.Passed> latest() {
    return Optional.ofNullable(answered.peekLast()).map(Answered::measured);
  }

  /// The quickest of the last minute: its offset is the least wrong (RFC 5905 §10).
  Optional<LinkResult.Passed> best() {
    long now = nanos.getAsLong();
    return answered.stream()
        .filter(each -> now - each.nanos() <= FRESH.toNanos())
        .map(Answered::measured)
        .min(Comparator.comparingInt(LinkResult.Passed::roundTripMs));
  }
}
