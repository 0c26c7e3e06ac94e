package org.wideberth.geo;

/// One of eight directions, as people say them.
public enum Bearing {
  NORTH("north", 1, 0),
  NORTH_EAST("north-east", Bearing.DIAGONAL, Bearing.DIAGONAL),
  EAST("east", 0, 1),
  SOUTH_EAST("south-east", -Bearing.DIAGONAL, Bearing.DIAGONAL),
  SOUTH("south", -1, 0),
  SOUTH_WEST("south-west", -Bearing.DIAGONAL, -Bearing.DIAGONAL),
  WEST("west", 0, -1),
  NORTH_WEST("north-west", Bearing.DIAGONAL, -Bearing.DIAGONAL);

  /// The sine of 45°.
  private static final double DIAGONAL = 0.7071067811865476;

  private final String word;
  private final double north;
  private final double east;

  Bearing(String word, double north, double east) {
    this.word = word;
    this.north = north;
    this.east = east;
  }

  /// As it is said and written: `north-east`.
  public String word() {
    return word;
  }

  double north() {
    return north;
  }

  double east() {
    return east;
  }
}
