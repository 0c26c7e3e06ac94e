package org.wideberth.record;

import java.util.Comparator;

/// The second of two histories that one party signed of a log, as every node that holds both tells
/// them apart: the first is the one whose first differing leaf has the smaller SHA-256. Immutable.
///
/// @param from the place of the first entry that differs
/// @param leaf SHA-256 of that entry's bytes in this history
public record Branch(Origin origin, long from, Hash leaf) implements Comparable<Branch> {
  private static final Comparator<Branch> ORDER =
      Comparator.comparing(Branch::origin)
          .thenComparingLong(Branch::from)
          .thenComparing(Branch::leaf);

  public Branch {
    if (from < 0 || from > Limits.LOG_SIZE_MAX) {
      throw new IllegalArgumentException("from " + from);
    }
  }

  @Override
  public int compareTo(Branch other) {
    return ORDER.compare(this, other);
  }
}
