package org.wideberth.settlement;

/// What has become of an offer.
public enum OfferState {
  /// Nobody has answered it.
  OPEN,
  /// The other side agreed to it.
  AGREED,
  /// The other side declined it.
  DECLINED,
  /// Whoever made it offers it no longer.
  WITHDRAWN,
  /// The other side offered something else in its place.
  COUNTERED,
  /// The other side agreed to it and whoever made it withdrew it: each may have done so before
  /// knowing of the other. Both stand, and nothing is settled by it.
  CROSSED
}
