package org.wideberth.geo;

/// What a height is measured from.
public enum Datum {
  /// Above the WGS-84 ellipsoid, in centimetres: what a satellite receiver computes.
  WGS84,
  /// Above mean sea level, taken as the EGM96 geoid, in centimetres.
  MSL,
  /// Above the ground, in centimetres; its author states the interval of the ground below.
  AGL,
  /// Pressure altitude: what an altimeter set to 1013.25 hPa shows, in whole feet. Flight level 350
  /// is 35,000 ft of it.
  PRESSURE
}
