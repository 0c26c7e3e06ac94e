package org.wideberth.geo;

/// The heights that the terrain takes under an area, as the author of the area states them.
///
/// @param lowerCm the lowest ground, in centimetres above mean sea level
/// @param upperCm the highest ground, in centimetres above mean sea level, not below `lowerCm`
public record Ground(int lowerCm, int upperCm) {
  /// @throws IllegalArgumentException if inverted or past [HeightBand#MAX_HEIGHT_CM]
  public Ground {
    if (lowerCm > upperCm) {
      throw new IllegalArgumentException("the lowest ground is above the highest");
    }
    if (Math.max(Math.abs((long) lowerCm), Math.abs((long) upperCm)) > HeightBand.MAX_HEIGHT_CM) {
      throw new IllegalArgumentException("ground past " + HeightBand.MAX_HEIGHT_CM + " cm");
    }
  }
}
