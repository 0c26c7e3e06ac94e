package org.wideberth.conflict.proposal;

/// How much a search may still cost. It counts comparisons, not time, so that every
/// node gives up at the same place. Owned by one search.
final class Work {
  /// Looks at two volumes, in one search for one kind of change. Of those that need their geometry
  /// compared, each counts as [#GEOMETRY]: some 12,000 of them, a quarter of a second at most.
  static final int LOOKS_MAX = 200_000;

  static final int GEOMETRY = 16;

  private long left;

  Work(long looks) {
    this.left = looks;
  }

  /// Takes so many; false if there were not so many left.
  boolean spend(long looks) {
    left -= looks;
    return left >= 0;
  }

  boolean isSpent() {
    return left < 0;
  }
}
