package org.wideberth.node.engine;

import java.util.Optional;
import org.wideberth.picture.HeldEntry;
import org.wideberth.record.Branch;
import org.wideberth.record.Hash;
import org.wideberth.record.LogCopy;

/// Two histories of one log that this node holds, and which of them every node calls the second.
///
/// @param from the place of the first entry that differs
/// @param second the mark of the second history
/// @param secondIsOther whether the second is the one that came later here
record Split(long from, Branch second, boolean secondIsOther) {

  /// Compares two copies that differ somewhere; empty if one is the beginning of the other.
  static Optional<Split> of(LogCopy main, LogCopy other) {
    long end = Math.min(main.size(), other.size());
    for (long seq = 0; seq < end; seq++) {
      Hash here = Hash.sha256(main.entry(seq));
      Hash there = Hash.sha256(other.entry(seq));
      if (!here.equals(there)) {
        boolean otherIsSecond = here.compareTo(there) < 0;
        Branch second = new Branch(main.origin(), seq, otherIsSecond ? there : here);
        return Optional.of(new Split(seq, second, otherIsSecond));
      }
    }
    return Optional.empty();
  }

  /// An entry of one of the two as the picture takes it.
  HeldEntry mark(HeldEntry entry, boolean isOther) {
    return isOther == secondIsOther && entry.seq() >= from ? entry.in(second) : entry;
  }
}
