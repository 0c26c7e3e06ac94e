package org.wideberth.geo;

/// Over what heights are kept for comparing. Two bands in the same frame whose heights there are a
/// minimum apart are that far apart by [Separations] too, under whatever rules.
public enum HeightFrame {
  /// Mean sea level: [Datum#MSL], and [Datum#AGL] widened by what is known of the ground.
  SEA(0),
  /// The ellipsoid: [Datum#WGS84].
  ELLIPSOID(1),
  /// The standard pressure: [Datum#PRESSURE].
  PRESSURE(2);

  private final int number;

  HeightFrame(int number) {
    this.number = number;
  }

  /// Tells them apart: 0 to 2.
  public int number() {
    return number;
  }
}
