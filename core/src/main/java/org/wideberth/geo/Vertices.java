package org.wideberth.geo;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Positions as a list that takes eight bytes for each, and the chain through them once it was
/// made, unless that is long. Unmodifiable.
final class Vertices extends AbstractList<Position> {
  /// A longer chain takes more memory than the vertices are worth when nobody compares them.
  private static final int KEPT_PIECES_MAX = 256;

  /// Latitude and longitude of each.
  private final int[] e7;

  /// A chain is immutable, and the same whoever makes it.
  private @Nullable Chain open;

  private @Nullable Chain closed;

  /// Whether [Areas] found nothing wrong with the line through them, and with the ring.
  private boolean openIsSound;

  private boolean closedIsSound;

  private Vertices(int[] e7) {
    this.e7 = e7;
  }

  /// The positions that are in a list now.
  static Vertices of(List<Position> positions) {
    if (positions instanceof Vertices vertices) {
      return vertices;
    }
    int[] e7 = new int[2 * positions.size()];
    int at = 0;
    for (Position each : positions) {
      e7[at++] = each.latE7();
      e7[at++] = each.lonE7();
    }
    return new Vertices(e7);
  }

  /// The chain through them.
  ///
  /// @param isClosed whether it leads from the last to the first
  /// @throws IllegalArgumentException if an edge is so long that its geodesic is not found
  Chain chain(boolean isClosed) {
    Chain known = isClosed ? closed : open;
    return known == null ? chain(points(), isClosed) : known;
  }

  /// As above, from their [#points].
  Chain chain(double[] points, boolean isClosed) {
    Chain known = isClosed ? closed : open;
    if (known != null) {
      return known;
    }
    Chain made = new Chain(this, points, isClosed);
    if (made.pieces() <= KEPT_PIECES_MAX) {
      if (isClosed) {
        closed = made;
      } else {
        open = made;
      }
    }
    return made;
  }

  /// Takes note that [Areas] found nothing wrong with them.
  void isSound(boolean isClosed) {
    openIsSound |= !isClosed;
    closedIsSound |= isClosed;
  }

  /// True after [#isSound].
  boolean wasSound(boolean isClosed) {
    return isClosed ? closedIsSound : openIsSound;
  }

  /// Where each is at height 0: x, y and z one after another.
  double[] points() {
    double[] points = new double[3 * size()];
    for (int i = 0; i < size(); i++) {
      Ellipsoid.toEcef(e7[2 * i], e7[2 * i + 1], points, 3 * i);
    }
    return points;
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
