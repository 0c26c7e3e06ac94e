package org.wideberth.bench.index;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;
import org.wideberth.conflict.LiveOperation;
import org.wideberth.geo.Area;
import org.wideberth.geo.Position;
import org.wideberth.operation.Operation;

/// A packed R-tree of boxes in degrees for each hour (JTS).
final class StrTrees extends Baseline {
  private static final double M_PER_DEGREE = 110_000;

  private final Map<Long, STRtree> trees = new HashMap<>();

  private record Box(Envelope envelope) implements Shape {}

  @Override
  String name() {
    return "strtree";
  }

  @Override
  Shape shape(Operation operation) {
    Area area = operation.content().volumes().getFirst().area();
    Envelope envelope = new Envelope();
    double lat = 0;
    for (Position each : area.vertices()) {
      envelope.expandToInclude(each.longitudeDeg(), each.latitudeDeg());
      lat = Math.max(lat, Math.abs(each.latitudeDeg()));
    }
    double north = (area.widthCm() + Live.MINIMUM.lateralCm()) / 100.0 / M_PER_DEGREE;
    envelope.expandBy(north / Math.cos(Math.toRadians(lat + north)), north);
    return new Box(envelope);
  }

  @Override
  void add(LiveOperation operation, Shape shape, long hour) {
    trees.computeIfAbsent(hour, h -> new STRtree()).insert(((Box) shape).envelope, operation);
  }

  @Override
  void ready() {
    trees.values().forEach(STRtree::build);
  }

  @Override
  void look(Shape shape, long hour, Consumer<LiveOperation> to) {
    STRtree tree = trees.get(hour);
    if (tree != null) {
      tree.query(((Box) shape).envelope, item -> to.accept((LiveOperation) item));
    }
  }
}
