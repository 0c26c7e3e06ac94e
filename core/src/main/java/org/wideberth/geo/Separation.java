package org.wideberth.geo;

import java.util.Optional;

/// How two volumes lie to each other.
///
/// @param verdict what that means under the minimum
/// @param lowerMm the areas are at least this far apart over the ellipsoid, in whole millimetres;
///     rounded down
/// @param upperMm the areas are at most this far apart, rounded up; at most 100 mm above `lowerMm`
///     when within tolerance, and possibly far above it when apart
/// @param overlap when both are there; empty if never
/// @param at a place where they are closest (in both, where they meet); present unless apart
/// @param heightNote one sentence on why the heights could not be compared and count as
///     overlapping; empty if they could
public record Separation(
    Verdict verdict,
    long lowerMm,
    long upperMm,
    Optional<TimeWindow> overlap,
    Optional<Position> at,
    Optional<String> heightNote) {
  public Separation {
    if (lowerMm < 0 || lowerMm > upperMm) {
      throw new IllegalArgumentException("bounds " + lowerMm + " to " + upperMm);
    }
  }
}
