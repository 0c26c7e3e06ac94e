package org.wideberth.channel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wideberth.geo.TimeWindow;
import org.wideberth.party.PartyId;

/// When two parties' people test the channel between them, where that has changed: a test is due by
/// the times that held then. Immutable.
///
/// @param spans in order, each beginning where the one before ends
public record TestSchedule(List<Span> spans) {
  /// The same times throughout.
  public record Span(TimeWindow during, TestTimes times) {}

  public TestSchedule {
    spans = List.copyOf(spans);
  }

  /// The same times for ever.
  public static TestSchedule always(TestTimes times) {
    return new TestSchedule(
        List.of(new Span(new TimeWindow(TimeWindow.FIRST, TimeWindow.LAST), times)));
  }

  /// The last one until then, that moment included.
  public Optional<Instant> latest(Instant now) {
    for (Span span : spans.reversed()) {
      if (!span.during().start().isAfter(now)) {
        Instant last = span.during().end().minusMillis(1);
        Optional<Instant> latest =
            span.times().latest(last.isBefore(now) ? last : now).filter(span.during()::contains);
        if (latest.isPresent()) {
          return latest;
        }
      }
    }
    return Optional.empty();
  }

  /// The first one after that.
  Optional<Instant> next(Instant now) {
    for (Span span : spans) {
      if (span.during().end().isAfter(now)) {
        Instant before = span.during().start().minusMillis(1);
        Optional<Instant> next =
            span.times().next(before.isAfter(now) ? before : now).filter(span.during()::contains);
        if (next.isPresent()) {
          return next;
        }
      }
    }
    return Optional.empty();
  }

  /// Who of two sends first at one of them.
  Optional<PartyId> turn(Instant due, PartyId one, PartyId other) {
    return spans.stream()
        .filter(span -> span.during().contains(due))
        .findFirst()
        .map(span -> span.times().turn(due, one, other));
  }
}
