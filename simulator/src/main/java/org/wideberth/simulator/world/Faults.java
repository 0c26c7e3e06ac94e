package org.wideberth.simulator.world;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// What a run injected, counted, so that a seed says what it went through.
public final class Faults {
  /// What can be done to a run.
  public enum Kind {
    FRAME_LOST,
    FRAME_DOUBLED,
    FRAME_LATE,
    LINK_CUT,
    LINK_HEALED,
    LINK_SILENT,
    COURIER,
    CRASH_BETWEEN_WRITES,
    CRASH_DURING_WRITE,
    RESTART,
    LATE_JOIN
  }

  private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

  void count(Kind kind) {
    counts.merge(kind, 1, Integer::sum);
  }

  /// How often that was done.
  public int of(Kind kind) {
    return counts.getOrDefault(kind, 0);
  }

  /// Adds the counts of another run.
  public void addAll(Faults other) {
    other.counts.forEach((kind, count) -> counts.merge(kind, count, Integer::sum));
  }

  @Override
  public String toString() {
    StringBuilder words = new StringBuilder();
    for (Kind kind : Kind.values()) {
      words
          .append(words.isEmpty() ? "" : " ")
          .append(kind.name().toLowerCase(Locale.ROOT))
          .append('=')
          .append(of(kind));
    }
    return words.toString();
  }
}
