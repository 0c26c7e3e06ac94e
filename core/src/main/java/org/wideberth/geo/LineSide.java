package org.wideberth.geo;

/// Where a point lies to a [DividingLine], seen in the direction in which its vertices stand.
public enum LineSide {
  LEFT,
  RIGHT,
  /// No further from the line than its tolerance.
  ON,
  /// Further from the line than it reaches: it says nothing about the point.
  BEYOND;

  /// The other one of left and right.
  public LineSide opposite() {
    return switch (this) {
      case LEFT -> RIGHT;
      case RIGHT -> LEFT;
      case ON, BEYOND -> throw new IllegalStateException("not a side");
    };
  }

  /// True for left and right.
  public boolean isSide() {
    return this == LEFT || this == RIGHT;
  }
}
