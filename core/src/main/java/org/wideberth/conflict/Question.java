package org.wideberth.conflict;

import java.util.List;
import org.wideberth.geo.HeightFrame;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.Reach;

/// One volume that others are asked for, widened by the minima. Reused from one volume to the next;
/// owned by one thread.
final class Question {
  /// Added to the minimum before a volume counts as too far: a thousand times what rounding can do
  /// to numbers of the Earth's size.
  private static final double SLACK_M = 0.01;

  private double x;
  private double y;
  private double z;
  private double radiusM;
  private double marginM;
  private long startMillis;
  private long endMillis;
  private HeightFrame frame = HeightFrame.SEA;
  private int frameNumber;
  private long lower;
  private long upper;
  private final long[] other = new long[Row.LONGS];

  /// @param lateralCm the least distance
  /// @param verticalTenthMm the least difference of height, or [Candidates#ANY_HEIGHT]
  void about(PreparedVolume volume, long lateralCm, long verticalTenthMm) {
    marginM = lateralCm / 100.0 + SLACK_M;
    Reach reach = volume.reach();
    x = reach.xM();
    y = reach.yM();
    z = reach.zM();
    radiusM = reach.radiusM() + marginM;
    startMillis = volume.startMillis();
    endMillis = volume.endMillis();
    frame = volume.heightFrame();
    frameNumber = frame.number();
    boolean any = verticalTenthMm == Candidates.ANY_HEIGHT;
    lower = any ? Long.MIN_VALUE : volume.lowerTenthMm() - verticalTenthMm;
    upper = any ? Long.MAX_VALUE : volume.upperTenthMm() + verticalTenthMm;
  }

  /// By how much it is widened.
  double marginM() {
    return marginM;
  }

  /// The first bin that others may be in at a time of theirs.
  int lowestBin(HeightFrame others) {
    return others == frame ? Heights.bin(lower) : 0;
  }

  int highestBin(HeightFrame others) {
    return others == frame ? Heights.bin(upper) : Cell.LAST_BIN;
  }

  long startMillis() {
    return startMillis;
  }

  long endMillis() {
    return endMillis;
  }

  /// Whether one of these may be closer than the minima at some time.
  boolean isNearAny(List<PreparedVolume> volumes) {
    for (int i = 0; i < volumes.size(); i++) {
      Row.write(other, 0, volumes.get(i), 0, 0);
      if (isNear(other, 0)) {
        return true;
      }
    }
    return false;
  }

  /// The same of one volume by its [Row]. All of that is at hand once one number of it is, so
  /// all is compared: that is quicker than to stop at what cannot be foreseen.
  @SuppressWarnings("ShortCircuitBoolean")
  boolean isNear(long[] rows, int number) {
    double dx = Row.xM(rows, number) - x;
    double dy = Row.yM(rows, number) - y;
    double dz = Row.zM(rows, number) - z;
    double within = Row.radiusM(rows, number) + radiusM;
    return dx * dx + dy * dy + dz * dz < within * within
        & Row.startMillis(rows, number) < endMillis
        & startMillis < Row.endMillis(rows, number)
        & (Row.frame(rows, number) != frameNumber
            | (Row.lowerTenthMm(rows, number) < upper & lower < Row.upperTenthMm(rows, number)));
  }
}
