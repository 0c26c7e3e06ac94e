package org.wideberth.record;

import java.util.Comparator;

/// Where an entry stands, and which one it is: on a forked log two entries share a place. Ordered
/// by log, then place, then hash.
///
/// @param origin the log
/// @param seq the place in it, from 0
/// @param leaf SHA-256 of the entry's bytes
public record EntryPlace(Origin origin, long seq, Hash leaf) implements Comparable<EntryPlace> {
  private static final Comparator<EntryPlace> ORDER =
      Comparator.comparing(EntryPlace::origin)
          .thenComparingLong(EntryPlace::seq)
          .thenComparing(EntryPlace::leaf);

  @Override
  public int compareTo(EntryPlace other) {
    return ORDER.compare(this, other);
  }
}
