package org.wideberth.geo;

/// A point of the ellipsoid, from which chains are seen along its vertical. Coordinates: see
/// [Reach]. Owned by the thread that looks.
final class Vertical {
  private double x;
  private double y;
  private double z;
  private double eastX;
  private double eastY;
  private double northX;
  private double northY;
  private double northZ;

  /// Goes to another point.
  void to(double atX, double atY, double atZ) {
    x = atX;
    y = atY;
    z = atZ;
    double r = Math.sqrt(x * x + y * y + z * z);
    double level = Math.sqrt(x * x + y * y);
    // Any two directions across the vertical will do: over a pole, those of longitude 0.
    double cosLon = level == 0 ? 1 : x / level;
    double sinLon = level == 0 ? 0 : y / level;
    eastX = -sinLon;
    eastY = cosLon;
    northX = -z / r * cosLon;
    northY = -z / r * sinLon;
    northZ = level / r;
  }

  /// By how much the pieces `[from, to)` of a chain turn round the point, in radians.
  ///
  /// @param node of the chain's tree that stands for them
  double turns(Chain chain, int node, int from, int to) {
    if (to - from > 1) {
      double cx = chain.centreX(from, to) - x;
      double cy = chain.centreY(from, to) - y;
      double cz = chain.centreZ(from, to) - z;
      double e = cx * eastX + cy * eastY;
      double n = cx * northX + cy * northY + cz * northZ;
      double radius = chain.radius(node, from, to);
      if (e * e + n * n <= radius * radius) {
        int middle = Chain.middle(from, to);
        return turns(chain, node + 1, from, middle)
            + turns(chain, node + middle - from, middle, to);
      }
    }
    double e1 = east(chain, from);
    double n1 = north(chain, from);
    double e2 = east(chain, to);
    double n2 = north(chain, to);
    return StrictMath.atan2(e1 * n2 - n1 * e2, e1 * e2 + n1 * n2);
  }

  /// How far to the east of the vertical the point is where piece `piece` starts, in metres.
  double east(Chain chain, int piece) {
    return (chain.x(piece) - x) * eastX + (chain.y(piece) - y) * eastY;
  }

  /// How far to the north it is.
  double north(Chain chain, int piece) {
    return (chain.x(piece) - x) * northX
        + (chain.y(piece) - y) * northY
        + (chain.z(piece) - z) * northZ;
  }
}
