package org.wideberth.conflict.proposal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Open intervals of whole numbers: their ends do not belong to them. Not thread-safe.
final class Spans {
  private record Span(long after, long before) {}

  private final List<Span> spans = new ArrayList<>();
  private boolean merged = true;

  /// Everything between the two; nothing if there is nothing between them.
  void add(long after, long before) {
    if (before - after > 1) {
      spans.add(new Span(after, before));
      merged = false;
    }
  }

  /// The first multiple of `step` from there upwards that is in none.
  long upFrom(long from, long step) {
    long at = Math.ceilDiv(from, step) * step;
    for (Span span : merged()) {
      if (span.after() < at && at < span.before()) {
        at = Math.ceilDiv(span.before(), step) * step;
      }
    }
    return at;
  }

  /// The first multiple of `step` from there downwards that is in none.
  long downFrom(long from, long step) {
    long at = Math.floorDiv(from, step) * step;
    for (Span span : merged().reversed()) {
      if (span.after() < at && at < span.before()) {
        at = Math.floorDiv(span.after(), step) * step;
      }
    }
    return at;
  }

  boolean contains(long number) {
    return spans.stream().anyMatch(span -> span.after() < number && number < span.before());
  }

  /// In order, none overlapping another; two may share an end, which is in neither.
  private List<Span> merged() {
    if (!merged) {
      spans.sort(Comparator.comparingLong(Span::after));
      List<Span> whole = new ArrayList<>();
      for (Span each : spans) {
        if (!whole.isEmpty() && each.after() < whole.getLast().before()) {
          Span last = whole.removeLast();
          whole.add(new Span(last.after(), Math.max(last.before(), each.before())));
        } else {
          whole.add(each);
        }
      }
      spans.clear();
      spans.addAll(whole);
      merged = true;
    }
    return spans;
  }

  /// What of `from` to `to` is in none: each from its first number to the one past its last.
  List<long[]> gaps(long from, long to) {
    List<long[]> gaps = new ArrayList<>();
    long at = from;
    for (Span span : merged()) {
      if (span.before() > at && span.after() < to) {
        if (span.after() >= at) {
          gaps.add(new long[] {at, span.after() + 1});
        }
        at = span.before();
      }
    }
    if (at <= to) {
      gaps.add(new long[] {at, to + 1});
    }
    return gaps;
  }
}
