package org.wideberth.refusal;

/// Why the caller may not: stable names that clients match on. Once published, a name is never
/// renamed.
///
/// Thread-safe (an enum).
public enum RefusalCode {
  /// Bytes that are not what the format says: syntax, duplicate or unknown keys, wrong types,
  /// trailing bytes.
  MALFORMED,
  /// A value outside its range, such as a latitude of 91°.
  OUT_OF_RANGE,
  /// More than a named limit; the detail names it.
  LIMIT_EXCEEDED,
  /// A shape that encloses nothing definite: self-crossing, zero area, unclosed.
  BAD_SHAPE,
  /// A time window or altitude band whose end is not after its start.
  INVERTED_INTERVAL,
  /// The thing named does not exist here.
  NOT_FOUND,
  /// The thing named is in a state from which this cannot be done.
  WRONG_STATE,
  /// Signed in, but this role may not do this.
  FORBIDDEN,
  /// Nobody is signed in.
  UNAUTHENTICATED,
  /// A party that may not take part here: not enrolled, or not a member.
  UNKNOWN_PARTY,
  /// A revision would take a volume out of the sight of somebody who has seen it.
  AUDIENCE_SHRINKS,
  /// A rules document that leaves a pair of kinds without a minimum.
  MINIMUM_MISSING,
  /// A signature, hash or proof that does not hold.
  UNPROVEN,
  /// The node may not sign for now; the detail says why and what to do.
  NOT_SIGNING,
  /// Too many wrong tries; the detail says how long to wait.
  SLOW_DOWN,
  /// Probably not what was meant; the detail says why, and how to say that it is.
  DOUBTFUL,
  /// The node is shutting down or cannot write to its disk.
  UNAVAILABLE
}
