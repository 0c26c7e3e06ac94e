package org.wideberth.geo;

/// A ball that holds all of an area: what an index needs to know about it. Earth-centred,
/// Earth-fixed metres: x towards 0° N 0° E, y towards 0° N 90° E, z towards the north pole.
///
/// @param xM centre
/// @param yM centre
/// @param zM centre
/// @param radiusM radius, the width of the area included
public record Reach(double xM, double yM, double zM, double radiusM) {

  /// A lower bound, in metres, of the distance over the ellipsoid between what the two hold.
  public double apartM(Reach other) {
    double dx = xM - other.xM;
    double dy = yM - other.yM;
    double dz = zM - other.zM;
    return Math.max(0, Math.sqrt(dx * dx + dy * dy + dz * dz) - radiusM - other.radiusM);
  }
}
