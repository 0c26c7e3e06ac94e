package org.wideberth.geo;

/// Whether a band of heights is far enough above or below those of another volume: the arithmetic
/// of [Separations], for a band that is only thought of. Stateless.
public final class HeightGap {
  private HeightGap() {}

  /// True if the heights of the two can be compared at all.
  public static boolean comparable(HeightBand band, PreparedVolume other, HeightContext context) {
    return context.qnh().isPresent()
        || (band.datum() == Datum.PRESSURE) == (other.volume().heights().datum() == Datum.PRESSURE);
  }

  /// By how much the band is above the other volume; negative by how far it falls short of that.
  /// It grows with the band. The heights must be comparable.
  ///
  /// @param over the area over which the band is
  public static long aboveTenthMm(
      HeightBand band, Reach over, PreparedVolume other, HeightContext context) {
    HeightInterval mine = mine(band, over, other, context);
    return mine.lowerTenthMm() - theirs(band, other, context).upperTenthMm();
  }

  /// By how much the band is below the other volume; it falls as the band grows.
  public static long belowTenthMm(
      HeightBand band, Reach over, PreparedVolume other, HeightContext context) {
    HeightInterval mine = mine(band, over, other, context);
    return theirs(band, other, context).lowerTenthMm() - mine.upperTenthMm();
  }

  private static boolean sameDatum(HeightBand band, PreparedVolume other) {
    return band.datum() == other.volume().heights().datum() && band.datum() != Datum.AGL;
  }

  private static HeightInterval mine(
      HeightBand band, Reach over, PreparedVolume other, HeightContext context) {
    return sameDatum(band, other)
        ? HeightInterval.own(band)
        : onTheDay(HeightInterval.aboveSea(band, over), band.datum(), context);
  }

  private static HeightInterval theirs(
      HeightBand band, PreparedVolume other, HeightContext context) {
    HeightBand heights = other.volume().heights();
    return sameDatum(band, other)
        ? HeightInterval.own(heights)
        : onTheDay(other.aboveSea(), heights.datum(), context);
  }

  private static HeightInterval onTheDay(
      HeightInterval aboveSea, Datum datum, HeightContext context) {
    return datum == Datum.PRESSURE ? aboveSea.onDaysWith(context.qnh().orElseThrow()) : aboveSea;
  }
}
