package org.wideberth.bench.index;

import com.google.common.geometry.S1Angle;
import com.google.common.geometry.S2Cap;
import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Polygon;
import com.google.common.geometry.S2Region;
import com.google.common.geometry.S2RegionCoverer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.wideberth.conflict.LiveOperation;
import org.wideberth.geo.Area;
import org.wideberth.geo.Position;
import org.wideberth.operation.Operation;

/// The cells of level 13 that a covering has, for each hour who is in it: as the InterUSS DSS keeps
/// operational intents (`pkg/geo/s2.go`: minimum and maximum level 13).
final class S2Cells extends Baseline {
  private static final int LEVEL = 13;
  private static final double EARTH_M = 6_371_010;

  private final S2RegionCoverer coverer =
      S2RegionCoverer.builder()
          .setMinLevel(LEVEL)
          .setMaxLevel(LEVEL)
          .setMaxCells(Integer.MAX_VALUE)
          .build();

  private record Key(long cell, long hour) {}

  private record Covering(Set<S2CellId> cells) implements Shape {}

  private final Map<Key, List<LiveOperation>> in = new HashMap<>();

  @Override
  String name() {
    return "s2";
  }

  @Override
  Shape shape(Operation operation) {
    Set<S2CellId> cells = new HashSet<>();
    switch (operation.content().volumes().getFirst().area()) {
      case Area.Circle(Position centre, int radiusCm) -> cover(cap(centre, radiusCm), cells);
      case Area.Polygon(List<Position> ring, int _) -> cover(polygon(points(ring)), cells);
      case Area.Corridor(List<Position> path, int halfWidthCm) -> {
        for (int i = 0; i + 1 < path.size(); i++) {
          cover(leg(path.get(i), path.get(i + 1), halfWidthCm), cells);
        }
      }
    }
    return new Covering(cells);
  }

  private void cover(S2Region region, Set<S2CellId> to) {
    ArrayList<S2CellId> cells = new ArrayList<>();
    coverer.getCovering(region, cells);
    to.addAll(cells);
  }

  private static S2Point point(Position position) {
    return S2LatLng.fromDegrees(position.latitudeDeg(), position.longitudeDeg()).toPoint();
  }

  private static List<S2Point> points(List<Position> positions) {
    List<S2Point> points = new ArrayList<>();
    positions.forEach(each -> points.add(point(each)));
    return points;
  }

  private static double radians(int cm) {
    return (cm + Live.MINIMUM.lateralCm()) / 100.0 / EARTH_M;
  }

  private static S2Region cap(Position centre, int radiusCm) {
    return S2Cap.fromAxisAngle(point(centre), S1Angle.radians(radians(radiusCm)));
  }

  private static S2Region polygon(List<S2Point> ring) {
    S2Loop loop = new S2Loop(ring);
    loop.normalize();
    return new S2Polygon(loop);
  }

  /// A rectangle around one leg of a corridor, as long as the leg and its two ends.
  private static S2Region leg(Position from, Position to, int halfWidthCm) {
    double aside = radians(halfWidthCm);
    S2Point a = point(from);
    S2Point b = point(to);
    S2Point left = S2Point.normalize(S2Point.crossProd(a, b));
    S2Point along = S2Point.normalize(S2Point.crossProd(left, a));
    S2Point back = S2Point.normalize(S2Point.sub(a, S2Point.mul(along, aside)));
    S2Point on = S2Point.normalize(S2Point.add(b, S2Point.mul(along, aside)));
    return polygon(
        new ArrayList<>(
            List.of(
                beside(back, left, -aside),
                beside(on, left, -aside),
                beside(on, left, aside),
                beside(back, left, aside))));
  }

  private static S2Point beside(S2Point point, S2Point left, double aside) {
    return S2Point.normalize(S2Point.add(point, S2Point.mul(left, aside)));
  }

  @Override
  void add(LiveOperation operation, Shape shape, long hour) {
    for (S2CellId cell : ((Covering) shape).cells) {
      in.computeIfAbsent(new Key(cell.id(), hour), key -> new ArrayList<>()).add(operation);
    }
  }

  @Override
  void look(Shape shape, long hour, Consumer<LiveOperation> to) {
    for (S2CellId cell : ((Covering) shape).cells) {
      in.getOrDefault(new Key(cell.id(), hour), List.of()).forEach(to);
    }
  }
}
