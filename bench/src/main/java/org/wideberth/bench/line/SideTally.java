package org.wideberth.bench.line;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wideberth.geo.DividingLine;
import org.wideberth.geo.LineSide;
import org.wideberth.geo.Position;

/// Compares a kernel with the oracle, point by point, and counts. Single-threaded.
final class SideTally {
  private static final int POLAR_E7 = 880_000_000;
  private static final int FAR_EAST_E7 = 1_790_000_000;
  private static final double LONG_EDGE_M = 200_000;
  private static final int MOST_LISTED = 20;

  int points;
  int lines;
  int verticesMost;
  int nearTolerance;
  int nearReach;
  int polar;
  int antimeridian;
  int longEdges;
  int withinError;
  int wrong;
  final Map<LineSide, Integer> verdicts = new EnumMap<>(LineSide.class);

  /// The first few disagreements, in words.
  final List<String> disagreements = new ArrayList<>();

  private final SideKernel kernel;

  SideTally(SideKernel kernel) {
    this.kernel = kernel;
    for (LineSide side : LineSide.values()) {
      verdicts.put(side, 0);
    }
  }

  void line(DividingLine line) {
    lines++;
    verticesMost = Math.max(verticesMost, line.vertices().size());
  }

  void compare(DividingLine line, SideOracle oracle, Position point, String name) {
    points++;
    SideOracle.Seen seen = oracle.look(point);
    Set<LineSide> right = oracle.sides(seen);
    LineSide found = kernel.sideOf(line, point);
    verdicts.merge(found, 1, Integer::sum);
    nearTolerance += Math.abs(seen.continuedM() - line.toleranceMm() / 1e3) <= 1 ? 1 : 0;
    nearReach += Math.abs(seen.drawnM() - line.reachM()) <= 1 ? 1 : 0;
    polar += Math.abs(point.latE7()) > POLAR_E7 ? 1 : 0;
    antimeridian += Math.abs((long) point.lonE7()) > FAR_EAST_E7 ? 1 : 0;
    boolean isLong = line.lengthM() > LONG_EDGE_M * (line.vertices().size() - 1);
    longEdges += isLong && found != LineSide.BEYOND ? 1 : 0;
    withinError += right.size() > 1 ? 1 : 0;
    if (!right.contains(found)) {
      wrong++;
      if (disagreements.size() < MOST_LISTED) {
        disagreements.add(
            "%s: %s, but %s: %s (%d vertices, tolerance %d mm, reach %d m; %s)"
                .formatted(
                    name,
                    found,
                    right,
                    point,
                    line.vertices().size(),
                    line.toleranceMm(),
                    line.reachM(),
                    seen));
      }
    }
  }
}
