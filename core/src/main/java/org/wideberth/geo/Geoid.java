package org.wideberth.geo;

/// How far mean sea level is from the ellipsoid.
final class Geoid {
  private Geoid() {}

  /// The heights of mean sea level above the ellipsoid, in centimetres.
  record Undulation(int lowerCm, int upperCm) {}

  /// Bounds of the undulation within `reach`.
  static Undulation undulation(Reach reach) {
    return new Undulation(-11_000, 9_000);
  }
}
