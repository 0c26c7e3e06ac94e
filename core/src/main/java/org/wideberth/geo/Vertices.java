package org.wideberth.geo;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

/// Positions as a list that takes eight bytes for each. Unmodifiable.
final class Vertices extends AbstractList<Position> {
  /// Latitude and longitude of each.
  private final int[] e7;

  private Vertices(int[] e7) {
    this.e7 = e7;
  }

  /// The positions that are in a list now.
  static List<Position> of(List<Position> positions) {
    if (positions instanceof Vertices) {
      return positions;
    }
    int[] e7 = new int[2 * positions.size()];
    int at = 0;
    for (Position each : positions) {
      e7[at++] = each.latE7();
      e7[at++] = each.lonE7();
    }
    return new Vertices(e7);
  }

  @Override
  public Position get(int index) {
    return new Position(e7[2 * index], e7[2 * index + 1]);
  }

  @Override
  public int size() {
    return e7.length / 2;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vertices vertices
        ? Arrays.equals(e7, vertices.e7)
        : super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
