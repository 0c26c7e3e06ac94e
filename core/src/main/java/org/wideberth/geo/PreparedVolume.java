package org.wideberth.geo;

import java.util.Iterator;

/// A volume made ready for many comparisons: its edges split into pieces, its heights brought to
/// mean sea level where that does not depend on the pressure, and a ball around it all.
///
/// About 16 bytes a kilometre of edge. Immutable; safe to share between threads.
public final class PreparedVolume {
  private final Volume volume;
  private final Chain chain;
  private final long startMillis;
  private final long endMillis;
  private final long lowerAboveSeaTenthMm;
  private final long upperAboveSeaTenthMm;

  private PreparedVolume(Volume volume) {
    this.volume = volume;
    boolean closed = volume.area() instanceof Area.Polygon;
    chain = new Chain(volume.area().vertices(), closed);
    startMillis = volume.time().start().toEpochMilli();
    endMillis = volume.time().end().toEpochMilli();
    HeightInterval aboveSea = HeightInterval.aboveSea(volume.heights(), reach());
    lowerAboveSeaTenthMm = aboveSea.lowerTenthMm();
    upperAboveSeaTenthMm = aboveSea.upperTenthMm();
  }

  /// Prepares a volume whose area passed [Areas].
  ///
  /// @throws IllegalArgumentException if an edge is so long that its geodesic is not found
  public static PreparedVolume of(Volume volume) {
    return new PreparedVolume(volume);
  }

  public Volume volume() {
    return volume;
  }

  /// A ball that holds the area at height 0, its width included.
  public Reach reach() {
    return chain.reach(widthM());
  }

  /// Balls that hold the area between them: one, or for a corridor those around pieces of it, each
  /// of a radius of at most `radiusM` where a piece is not wider or longer than that itself.
  public void balls(double radiusM, Balls to) {
    if (volume.area() instanceof Area.Corridor) {
      chain.balls(radiusM, widthM(), to);
    } else {
      Reach reach = reach();
      to.add(reach.xM(), reach.yM(), reach.zM(), reach.radiusM());
    }
  }

  /// Takes balls, as [Reach] has them.
  @FunctionalInterface
  public interface Balls {
    void add(double xM, double yM, double zM, double radiusM);
  }

  Chain chain() {
    return chain;
  }

  /// Half the width of a corridor, the radius of a circle, 0 of a polygon; metres.
  public double widthM() {
    return volume.area().widthCm() / 100.0;
  }

  /// When it starts, in milliseconds since 1970-01-01T00:00Z.
  public long startMillis() {
    return startMillis;
  }

  /// When it has ended.
  public long endMillis() {
    return endMillis;
  }

  boolean isPolygon() {
    return volume.area() instanceof Area.Polygon;
  }

  boolean overlapsInTime(PreparedVolume other) {
    return startMillis < other.endMillis && other.startMillis < endMillis;
  }

  /// The heights above mean sea level; for pressure altitudes the heights on a standard day.
  HeightInterval aboveSea() {
    return new HeightInterval(lowerAboveSeaTenthMm, upperAboveSeaTenthMm);
  }

  /// Over what its heights are compared with those of others.
  public HeightFrame heightFrame() {
    return switch (volume.heights().datum()) {
      case MSL, AGL -> HeightFrame.SEA;
      case WGS84 -> HeightFrame.ELLIPSOID;
      case PRESSURE -> HeightFrame.PRESSURE;
    };
  }

  /// The lowest height in its [#heightFrame], in tenths of a millimetre.
  public long lowerTenthMm() {
    return inFrame().lowerTenthMm();
  }

  /// The greatest height.
  public long upperTenthMm() {
    return inFrame().upperTenthMm();
  }

  private HeightInterval inFrame() {
    return volume.heights().datum() == Datum.WGS84
        ? HeightInterval.own(volume.heights())
        : aboveSea();
  }

  /// Whether this area comes first in an order that depends on nothing but the two areas, so that
  /// both parties compute a pair the same way round.
  boolean isBefore(PreparedVolume other) {
    int kinds = Integer.compare(kind(), other.kind());
    if (kinds != 0) {
      return kinds < 0;
    }
    int widths = Integer.compare(volume.area().widthCm(), other.volume.area().widthCm());
    if (widths != 0) {
      return widths < 0;
    }
    Iterator<Position> others = other.volume.area().vertices().iterator();
    for (Position mine : volume.area().vertices()) {
      if (!others.hasNext()) {
        return false;
      }
      Position theirs = others.next();
      if (!mine.equals(theirs)) {
        return mine.latE7() != theirs.latE7()
            ? mine.latE7() < theirs.latE7()
            : mine.lonE7() < theirs.lonE7();
      }
    }
    return true;
  }

  private int kind() {
    return switch (volume.area()) {
      case Area.Circle _ -> 0;
      case Area.Corridor _ -> 1;
      case Area.Polygon _ -> 2;
    };
  }
}
