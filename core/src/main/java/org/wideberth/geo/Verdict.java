package org.wideberth.geo;

/// What comparing two volumes with a minimum comes to. A statement about geometry only: none of
/// these says that anybody may do anything.
public enum Verdict {
  /// At least one of time, height and lateral distance certainly meets the minimum.
  APART,
  /// The lateral minimum lies between the bounds of the distance, which are at most 0.1 m apart.
  /// Shown with the conflicts.
  WITHIN_TOLERANCE,
  /// Certainly closer than the minimum.
  CONFLICT
}
