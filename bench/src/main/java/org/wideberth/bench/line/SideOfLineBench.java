package org.wideberth.bench.line;

import java.io.PrintStream;
import org.wideberth.bench.Figures;
import org.wideberth.geo.DividingLine;
import org.wideberth.geo.LineSide;
import org.wideberth.geo.Position;

/// `wideberth bench side-of-line --points N`: N random points through the kernel and the oracle, 50
/// to a line. Ends with 1 if they disagree on any.
public final class SideOfLineBench {
  private static final int POINTS_A_LINE = 50;
  private static final int ROUNDS = 5;

  private SideOfLineBench() {}

  /// The result is the exit code.
  public static int run(PrintStream out, long seed, int points) {
    if (points < 1) {
      out.println("--points must be at least 1");
      return 2;
    }
    out.printf(
        "side-of-line: %d random points from seed %d, %d to a line, kernel against GeographicLib"
            + " oracle (error %.3f m)%n",
        points, seed, POINTS_A_LINE, SideOracle.ERROR_M);
    Figures figures = Figures.start("side-of-line");
    SideTally tally = compare(DividingLine::sideOf, seed, points);
    tally.disagreements.forEach(out::println);
    out.printf(
        "%d points, %d lines of up to %d vertices: %d left, %d right, %d on the line, %d beyond;"
            + " %d wrong%n",
        tally.points,
        tally.lines,
        tally.verticesMost,
        tally.verdicts.get(LineSide.LEFT),
        tally.verdicts.get(LineSide.RIGHT),
        tally.verdicts.get(LineSide.ON),
        tally.verdicts.get(LineSide.BEYOND),
        tally.wrong);
    out.println(
        figures
            .put("seed", seed)
            .put("points", tally.points)
            .put("lines", tally.lines)
            .put("vertices_most", tally.verticesMost)
            .put("near_tolerance", tally.nearTolerance)
            .put("near_reach", tally.nearReach)
            .put("polar", tally.polar)
            .put("antimeridian", tally.antimeridian)
            .put("long_edges", tally.longEdges)
            .put("within_error", tally.withinError)
            .put("wrong", tally.wrong)
            .put("kernel_us", kernelMicros(seed, Math.min(points, 5_000)))
            .line());
    return tally.wrong == 0 ? 0 : 1;
  }

  /// A tally of the first points of a seed.
  static SideTally compare(SideKernel kernel, long seed, int points) {
    LinesAndPoints source = new LinesAndPoints(seed);
    SideTally tally = new SideTally(kernel);
    for (int i = 0; i < points; i++) {
      if (i % POINTS_A_LINE == 0) {
        if (i > 0) {
          source.changeLine();
        }
        tally.line(source.line());
      }
      tally.compare(
          source.line(), source.oracle(), source.nextPoint(), "seed " + seed + ", point " + i);
    }
    return tally;
  }

  /// The kernel alone, warm, on lines that are ready: microseconds a point.
  private static double kernelMicros(long seed, int points) {
    LinesAndPoints source = new LinesAndPoints(seed);
    long bestOfAll = 0;
    for (int done = 0; done < points; done += POINTS_A_LINE) {
      Position[] at = new Position[POINTS_A_LINE];
      for (int i = 0; i < POINTS_A_LINE; i++) {
        at[i] = source.nextPoint();
      }
      long best = Long.MAX_VALUE;
      int sides = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long start = System.nanoTime();
        for (Position each : at) {
          sides += source.line().sideOf(each).isSide() ? 1 : 0;
        }
        best = Math.min(best, System.nanoTime() - start);
      }
      if (sides < 0) {
        throw new IllegalStateException("counted downwards");
      }
      bestOfAll += best;
      source.changeLine();
    }
    return bestOfAll / 1e3 / points;
  }
}
