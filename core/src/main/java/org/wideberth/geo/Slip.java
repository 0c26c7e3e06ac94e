package org.wideberth.geo;

/// What people do wrong when they type a position.
public enum Slip {
  /// Latitude and longitude, or easting and northing, in each other's place.
  SWAPPED,
  /// North for south, or east for west.
  HEMISPHERE,
  /// Another 100-km square, or another grid zone.
  SQUARE,
  /// One digit is another one, or two neighbours are in each other's place.
  DIGIT,
  /// Read off a map of another datum.
  DATUM,
  /// Far from everything that it is about, and nothing above explains it.
  FAR
}
