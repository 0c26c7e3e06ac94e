package org.wideberth.picture;

import org.wideberth.record.EntryPlace;

/// An entry that needs no second look. The very same may stand in both histories of a log, and
/// then counts in both.
///
/// @param second whether it is of the second history
record Settled(EntryPlace at, boolean second) {
  static Settled of(HeldEntry held) {
    return new Settled(
        new EntryPlace(held.origin(), held.seq(), held.leafHash()), held.branch().isPresent());
  }
}
