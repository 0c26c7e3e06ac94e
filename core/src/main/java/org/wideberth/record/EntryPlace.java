package org.wideberth.record;

/// Where an entry stands, and which one it is: on a forked log two entries share a place. Ordered
/// by log, then place, then hash.
///
/// @param origin the log
/// @param seq the place in it, from 0
/// @param leaf SHA-256 of the entry's bytes
public record EntryPlace(Origin origin, long seq, Hash leaf) implements Comparable<EntryPlace> {
  @Override
  public int compareTo(EntryPlace other) {
    int order = origin.compareTo(other.origin);
    order = order == 0 ? Long.compare(seq, other.seq) : order;
    return order == 0 ? leaf.compareTo(other.leaf) : order;
  }

  /// The hash of the entry tells places apart by itself.
  @Override
  public int hashCode() {
    return leaf.hashCode();
  }
}
