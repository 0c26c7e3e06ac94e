package org.wideberth.geo;

import java.util.Iterator;

/// A volume made ready for many comparisons: its edges split into pieces, its heights brought to
/// mean sea level where that does not depend on the pressure, and a ball around it all.
///
/// About 16 bytes a kilometre of edge. Immutable; safe to share between threads.
public final class PreparedVolume {
  private final Volume volume;
  private final Chain chain;
  private final double xM;
  private final double yM;
  private final double zM;
  private final double radiusM;
  private final long startMillis;
  private final long endMillis;
  private final long lowerAboveSeaTenthMm;
  private final long upperAboveSeaTenthMm;
  private final HeightFrame heightFrame;

  private PreparedVolume(Volume volume) {
    this.volume = volume;
    boolean closed = volume.area() instanceof Area.Polygon;
    chain = Vertices.of(volume.area().vertices()).chain(closed);
    Reach reach = chain.reach(widthM());
    xM = reach.xM();
    yM = reach.yM();
    zM = reach.zM();
    radiusM = reach.radiusM();
    startMillis = volume.time().start().toEpochMilli();
    endMillis = volume.time().end().toEpochMilli();
    HeightInterval aboveSea = HeightInterval.aboveSea(volume.heights(), reach);
    lowerAboveSeaTenthMm = aboveSea.lowerTenthMm();
    upperAboveSeaTenthMm = aboveSea.upperTenthMm();
    heightFrame = frameOf(volume.heights().datum());
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
    return new Reach(xM, yM, zM, radiusM);
  }

  /// Balls that hold the area between them: one, or for a corridor those around pieces of it, each
  /// of a radius of at most `mostM` where a piece is not wider or longer than that itself.
  public void balls(double mostM, Balls to) {
    if (volume.area() instanceof Area.Corridor) {
      chain.balls(mostM, widthM(), to);
    } else {
      to.add(xM, yM, zM, radiusM);
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

  /// Whether both are there at some moment.
  public boolean overlapsInTime(PreparedVolume other) {
    return startMillis < other.endMillis && other.startMillis < endMillis;
  }

  /// The heights above mean sea level; for pressure altitudes the heights on a standard day.
  HeightInterval aboveSea() {
    return new HeightInterval(lowerAboveSeaTenthMm, upperAboveSeaTenthMm);
  }

  /// Over what its heights are compared with those of others.
  public HeightFrame heightFrame() {
    return heightFrame;
  }

  private static HeightFrame frameOf(Datum datum) {
    return switch (datum) {
      case MSL, AGL -> HeightFrame.SEA;
      case WGS84 -> HeightFrame.ELLIPSOID;
      case PRESSURE -> HeightFrame.PRESSURE;
    };
  }

  /// The lowest height in its [#heightFrame], in tenths of a millimetre.
  public long lowerTenthMm() {
    return heightFrame == HeightFrame.ELLIPSOID
        ? HeightInterval.own(volume.heights()).lowerTenthMm()
        : lowerAboveSeaTenthMm;
  }

  /// The greatest height.
  public long upperTenthMm() {
    return heightFrame == HeightFrame.ELLIPSOID
        ? HeightInterval.own(volume.heights()).upperTenthMm()
        : upperAboveSeaTenthMm;
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
