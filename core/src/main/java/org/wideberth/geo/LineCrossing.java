package org.wideberth.geo;

/// An area lies partly on the other side of a line than it should.
///
/// @param leastMm how far beyond the line it reaches at least, in millimetres; not negative
/// @param mostMm how far at most; more than the line's tolerance, and at most its reach
/// @param at a place of the area about as far beyond the line as any, or where it comes over
public record LineCrossing(long leastMm, long mostMm, Position at) {
  public LineCrossing {
    if (leastMm < 0 || mostMm < leastMm) {
      throw new IllegalArgumentException("not a crossing");
    }
  }
}
