package org.wideberth.geo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wideberth.refusal.Outcome;

/// Rounds volumes outwards, so that an author can disclose roughly where and when, and still
/// everything of the exact volume is inside what was disclosed.
///
/// | grain | places | heights | times |
/// |---|---|---|---|
/// | 1 km | 0.009° grid | 100 m, 500 ft | 5 min |
/// | 10 km | 0.09° grid | 500 m, 2000 ft | 15 min |
///
/// Vertices move to the nearest point of a grid that everybody shares, and the width grows by as
/// much as the furthest one moved, up to whole grains. A polygon becomes the convex hull of its
/// moved vertices, since moved edges might cross. Deterministic. Stateless.
public final class Coarsening {
  public static final int ONE_KILOMETRE = 1_000;
  public static final int TEN_KILOMETRES = 10_000;

  /// Between points that are at most 1,000 km apart, moving both ends by `d` moves a geodesic by at
  /// most `d / cos(500 km / r)` = 1.0031 d; within 3,000 km of a middle, a hull moves by at most
  /// `d / cos(3,000 km / r)` = 1.13 d.
  private static final double STRETCH = 1.15;

  private static final double CM_PER_M = 100;

  private Coarsening() {}

  /// The volume rounded outwards to a grain.
  ///
  /// @return the refusal of [Areas] if the rounded area is past a limit
  /// @throws IllegalArgumentException for any grain but the two here
  public static Outcome<Volume> outwards(Volume volume, int grainMetres) {
    return outwards(volume.area(), grainMetres)
        .map(
            area ->
                new Volume(
                    area,
                    outwards(volume.heights(), grainMetres),
                    outwards(volume.time(), grainMetres)));
  }

  /// The area rounded outwards to a grain.
  ///
  /// @return the refusal of [Areas] if the rounded area is past a limit
  /// @throws IllegalArgumentException for any grain but the two here
  public static Outcome<Area> outwards(Area area, int grainMetres) {
    boolean fine = isFine(grainMetres);
    List<Position> snapped = new ArrayList<>();
    double movedM = 0;
    for (Position vertex : area.vertices()) {
      Position moved = Grid.snap(vertex, fine);
      movedM = Math.max(movedM, Hull.distanceM(vertex, moved));
      if (snapped.isEmpty() || !snapped.getLast().equals(moved)) {
        snapped.add(moved);
      }
    }
    return switch (area) {
      case Area.Circle circle ->
          Areas.circle(
              snapped.getFirst(), grains(circle.radiusCm() / CM_PER_M + movedM, grainMetres));
      case Area.Corridor corridor ->
          along(snapped, grains(corridor.halfWidthCm() / CM_PER_M + movedM * STRETCH, grainMetres));
      case Area.Polygon polygon -> {
        Hull hull = Hull.of(snapped);
        double widthM = polygon.marginCm() / CM_PER_M + movedM * STRETCH + 2 * hull.geodesicsOffM();
        yield hull.vertices().size() < 3
            ? along(hull.vertices(), grains(widthM, grainMetres))
            : Areas.polygon(hull.vertices(), grains(widthM, grainMetres));
      }
    };
  }

  /// The heights rounded outwards to a grain, within the limits of [HeightBand].
  ///
  /// @throws IllegalArgumentException for any grain but the two here
  public static HeightBand outwards(HeightBand heights, int grainMetres) {
    boolean fine = isFine(grainMetres);
    int metres = fine ? 10_000 : 50_000;
    boolean pressure = heights.datum() == Datum.PRESSURE;
    int step = pressure ? (fine ? 500 : 2_000) : metres;
    int limit = pressure ? HeightBand.MAX_PRESSURE_FT : HeightBand.MAX_HEIGHT_CM;
    Optional<Ground> ground =
        heights
            .ground()
            .map(
                g ->
                    new Ground(
                        down(g.lowerCm(), metres, HeightBand.MAX_HEIGHT_CM),
                        up(g.upperCm(), metres, HeightBand.MAX_HEIGHT_CM)));
    return new HeightBand(
        heights.datum(),
        down(heights.lower(), step, limit),
        up(heights.upper(), step, limit),
        ground);
  }

  /// The window rounded outwards to a grain.
  ///
  /// @throws IllegalArgumentException for any grain but the two here
  public static TimeWindow outwards(TimeWindow time, int grainMetres) {
    long step = isFine(grainMetres) ? 300_000 : 900_000;
    long start = Math.floorDiv(time.start().toEpochMilli(), step) * step;
    long end = -Math.floorDiv(-time.end().toEpochMilli(), step) * step;
    return new TimeWindow(Instant.ofEpochMilli(start), Instant.ofEpochMilli(end));
  }

  private static Outcome<Area> along(List<Position> path, long widthCm) {
    return path.size() == 1
        ? Areas.circle(path.getFirst(), widthCm)
        : Areas.corridor(path, widthCm);
  }

  /// Whole grains, in centimetres, with a metre to spare for what is rounded.
  private static long grains(double metres, int grainMetres) {
    return (long) Math.ceil((metres + 1) / grainMetres) * grainMetres * (long) CM_PER_M;
  }

  private static int down(int value, int step, int limit) {
    return Math.max(-limit, Math.floorDiv(value, step) * step);
  }

  private static int up(int value, int step, int limit) {
    return Math.min(limit, -Math.floorDiv(-value, step) * step);
  }

  private static boolean isFine(int grainMetres) {
    if (grainMetres != ONE_KILOMETRE && grainMetres != TEN_KILOMETRES) {
      throw new IllegalArgumentException("no such grain: " + grainMetres + " m");
    }
    return grainMetres == ONE_KILOMETRE;
  }

  /// Parallels every 0.009° (1.00 km) or 0.09°, and on each of them points just as far apart.
  private static final class Grid {
    /// Half a turn, in 1e-7 degree.
    private static final long HALF = 1_800_000_000L;

    private Grid() {}

    static Position snap(Position position, boolean fine) {
      int step = fine ? 90_000 : 900_000;
      long latE7 = Math.round((double) position.latE7() / step) * step;
      double cos = StrictMath.cos(Ellipsoid.radians((int) latE7));
      // At a pole no longitude is left to tell apart.
      double lonStep = Math.min(3.6e9, step / Math.max(cos, 1e-9));
      long lonE7 = Math.round(Math.rint(position.lonE7() / lonStep) * lonStep);
      return new Position((int) latE7, (int) (Math.floorMod(lonE7 + HALF, 2 * HALF) - HALF));
    }
  }
}
