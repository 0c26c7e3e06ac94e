package org.wideberth.gateway.tracks;

/// What of a recording did not become what it would ordinarily become. Each is counted and
/// reported; nothing is dropped in silence.
public enum TrackRemark {
  /// A row that is not a fix: too few columns, or a value that is none. Dropped.
  UNREADABLE_ROW("rows that are not fixes; dropped"),
  /// A flight of a single fix lasts no time, so there is no volume. Dropped.
  SINGLE_FIX("flights of a single fix, which last no time; dropped"),
  /// The aircraft stood still for the whole minute: a circle instead of a corridor.
  STOOD_STILL("minutes without movement; a circle each"),
  /// A minute whose fixes make no area that can be declared. Dropped.
  SHAPE_REFUSED("minutes whose fixes make no valid area; dropped"),
  /// A flight past the limits of one operation: several operations, one after the other.
  FLIGHT_SPLIT("further operations for flights that are too long for one");

  private final String words;

  TrackRemark(String words) {
    this.words = words;
  }

  /// What it means, for a line such as `3 rows that are not fixes; dropped`.
  public String words() {
    return words;
  }
}
