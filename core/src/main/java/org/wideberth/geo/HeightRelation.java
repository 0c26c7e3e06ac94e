package org.wideberth.geo;

import java.util.Optional;

/// How the heights of a volume lie to a band.
///
/// Heights of different datums are widened by what is unknown, see [HeightInterval], on the safe
/// side: what may overlap overlaps, and what may be outside is outside.
///
/// @param overlaps whether some height may be in both; heights that only touch do not overlap
/// @param outsideMm how far the volume may go past the band, above or below, in millimetres; 0 if
///     it keeps within it for certain
/// @param note why the two cannot be compared, and so count as overlapping and as outside
public record HeightRelation(boolean overlaps, long outsideMm, Optional<String> note) {
  private static final long TENTH_MM_PER_MM = 10;

  /// Compares them by what the parties agreed on.
  public static HeightRelation of(PreparedVolume volume, HeightBand band, HeightContext context) {
    HeightBand heights = volume.volume().heights();
    if (heights.datum() == band.datum() && band.datum() != Datum.AGL) {
      HeightInterval own = HeightInterval.own(band);
      return of(HeightInterval.own(heights), own, own.lowerTenthMm(), own.upperTenthMm());
    }
    boolean pressure = heights.datum() == Datum.PRESSURE || band.datum() == Datum.PRESSURE;
    if (pressure && context.qnh().isEmpty()) {
      return new HeightRelation(
          true,
          HeightBand.MAX_HEIGHT_CM * 10L,
          Optional.of(
              "Heights over %s cannot be compared with %s because the rules state no QNH interval."
                  .formatted(heights.datum(), band.datum())));
    }
    HeightInterval own = HeightInterval.own(band);
    HeightInterval wide = onTheDay(own, band, volume, context);
    long lowest = onTheDay(edge(own.lowerTenthMm()), band, volume, context).upperTenthMm();
    long highest = onTheDay(edge(own.upperTenthMm()), band, volume, context).lowerTenthMm();
    HeightInterval theirs = volume.aboveSea();
    HeightInterval mine =
        heights.datum() == Datum.PRESSURE ? theirs.onDaysWith(context.qnh().orElseThrow()) : theirs;
    return of(mine, wide, lowest, highest);
  }

  private static HeightInterval edge(long tenthMm) {
    return new HeightInterval(tenthMm, tenthMm);
  }

  private static HeightInterval onTheDay(
      HeightInterval own, HeightBand band, PreparedVolume volume, HeightContext context) {
    HeightInterval aboveSea = HeightInterval.aboveSea(own, band, volume.reach());
    return band.datum() == Datum.PRESSURE
        ? aboveSea.onDaysWith(context.qnh().orElseThrow())
        : aboveSea;
  }

  private static HeightRelation of(
      HeightInterval heights, HeightInterval band, long lowest, long highest) {
    long outside =
        Math.max(0, Math.max(lowest - heights.lowerTenthMm(), heights.upperTenthMm() - highest));
    return new HeightRelation(
        heights.gapTenthMm(band) < 0,
        (outside + TENTH_MM_PER_MM - 1) / TENTH_MM_PER_MM,
        Optional.empty());
  }
}
