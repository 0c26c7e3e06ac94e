package org.wideberth.picture;

import org.wideberth.party.PartyId;
import org.wideberth.record.Hash;

/// A peer computes otherwise than this node over the same operations, revisions and rules: one of
/// the two is broken or lies.
///
/// @param code stable name
/// @param party the peer
/// @param finding the finding they differ on
/// @param words one sentence for people
public record Alarm(Code code, PartyId party, Hash finding, String words) {

  /// What kind of difference.
  public enum Code {
    /// The verdicts differ.
    FINDINGS_DIFFER
  }
}
