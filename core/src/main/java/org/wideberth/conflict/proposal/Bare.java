package org.wideberth.conflict.proposal;

import java.util.List;
import org.wideberth.agreement.Period;
import org.wideberth.geo.Area;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.HeightContext;
import org.wideberth.geo.Minimum;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.Separation;
import org.wideberth.geo.Separations;
import org.wideberth.geo.Verdict;
import org.wideberth.geo.Volume;

/// Areas without their widths: how deep two circles or corridors are within each other is seen only
/// from their centres. Stateless.
final class Bare {
  private static final int LEAST_CM = 1;
  private static final long MM_PER_CM = 10;

  private Bare() {}

  /// The base shape, a centimetre wide where it must have a width.
  static Area of(Area area) {
    return switch (area) {
      case Area.Circle circle -> new Area.Circle(circle.centre(), LEAST_CM);
      case Area.Corridor corridor -> new Area.Corridor(corridor.path(), LEAST_CM);
      case Area.Polygon polygon -> new Area.Polygon(polygon.ring(), 0);
    };
  }

  /// The area at all times, made ready.
  static PreparedVolume prepared(Area area, HeightBand heights) {
    return PreparedVolume.of(new Volume(area, heights, Period.ALWAYS));
  }

  /// A lower bound of the distance between two bare areas, as far as it matters, in millimetres; at
  /// least `minimumCm` if it is certainly no less than that.
  static long leastMm(
      PreparedVolume one, PreparedVolume other, long minimumCm, HeightContext heights) {
    Separation found =
        Separations.between(
            one, other, new Minimum(minimumCm, Minimum.MAX_VERTICAL_TENTH_MM), heights);
    return found.verdict() == Verdict.APART
        ? Math.max(found.lowerMm(), minimumCm * MM_PER_CM)
        : found.lowerMm();
  }

  /// How much of the widths is gone from bare areas, in centimetres.
  static long goneCm(List<Area> areas) {
    return areas.stream().mapToLong(area -> area.widthCm() - of(area).widthCm()).sum();
  }
}
