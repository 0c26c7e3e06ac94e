package org.wideberth.node.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wideberth.gateway.geojson.OperationInput;
import org.wideberth.geo.Distances;
import org.wideberth.geo.Doubt;
import org.wideberth.geo.EntryChecks;
import org.wideberth.geo.Position;
import org.wideberth.geo.Slip;
import org.wideberth.geo.Surroundings;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Operation;
import org.wideberth.picture.Picture;
import org.wideberth.refusal.Outcome;

/// Looks at the vertices of operations that are about to be declared. An operation may be anywhere,
/// so being far from the others is no reason to doubt one by itself: a slip must explain it.
final class DeclaredPositions {
  /// More vertices in one request than this nobody has typed.
  static final int TYPED_VERTICES_MAX = 200;

  /// A vertex is out of place if the nearest other is further than this many times what the others
  /// span, and 10 km.
  private static final int SPANS_MAX = 3;

  private static final long OUT_OF_PLACE_CM = 1_000_000;

  /// A ten-millionth of a degree is at most 1.117 cm, of latitude at a pole.
  private static final long STEP_CM_MAX_PERCENT = 112;

  /// One degree: at most 160 km.
  private static final long NEAR_E7 = 10_000_000;

  private DeclaredPositions() {}

  /// The operations, unless one has a vertex that is doubted.
  static Outcome<List<OperationInput>> check(List<OperationInput> inputs, Core core) {
    if (vertices(inputs) > TYPED_VERTICES_MAX) {
      return Outcome.accept(inputs);
    }
    boolean near = core.read(view -> isNearAll(inputs, view.picture()));
    Surroundings theatre = near ? Surroundings.unknown() : EntryContext.NONE.in(core);
    for (int i = 0; i < inputs.size(); i++) {
      List<Volume> volumes = inputs.get(i).volumes();
      for (int k = 0; k < volumes.size(); k++) {
        List<Position> vertices = volumes.get(k).area().vertices();
        for (int n = 0; n < vertices.size(); n++) {
          if (near && !isOutOfPlace(vertices, n)) {
            continue;
          }
          List<Doubt> doubts = doubts(vertices, n, theatre);
          if (!doubts.isEmpty()) {
            return TypedPlaces.doubted(
                "operation %d, volume %d, position %d: ".formatted(i + 1, k + 1, n + 1), doubts);
          }
        }
      }
    }
    return Outcome.accept(inputs);
  }

  /// Mostly true, and soon: then nothing more is looked at.
  private static boolean isNearAll(List<OperationInput> inputs, Picture picture) {
    Optional<Position> known = Optional.empty();
    for (OperationInput input : inputs) {
      for (Volume volume : input.volumes()) {
        for (Position vertex : volume.area().vertices()) {
          // What is near one vertex is mostly near the next.
          if (known.isEmpty() || !isNear(vertex, known.get())) {
            known = near(vertex, picture);
          }
          if (known.isEmpty()) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static Optional<Position> near(Position vertex, Picture picture) {
    for (Operation each : picture.operations()) {
      if (each.isLive()) {
        Position at = each.content().volumes().getFirst().area().vertices().getFirst();
        if (isNear(vertex, at)) {
          return Optional.of(at);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isNear(Position one, Position other) {
    return Math.abs((long) one.latE7() - other.latE7()) < NEAR_E7
        && Math.abs((long) one.lonE7() - other.lonE7()) < NEAR_E7;
  }

  private static int vertices(List<OperationInput> inputs) {
    return inputs.stream()
        .flatMap(each -> each.volumes().stream())
        .mapToInt(each -> each.area().vertices().size())
        .sum();
  }

  private static List<Doubt> doubts(List<Position> vertices, int at, Surroundings theatre) {
    Position vertex = vertices.get(at);
    List<Doubt> doubts =
        isOutOfPlace(vertices, at)
            ? EntryChecks.check(vertex, Surroundings.about(List.of(), others(vertices, at)))
            : EntryChecks.check(vertex, theatre);
    return doubts.stream().filter(DeclaredPositions::isExplained).toList();
  }

  private static boolean isExplained(Doubt doubt) {
    return doubt.slip() == Slip.SWAPPED
        || doubt.slip() == Slip.HEMISPHERE
        || doubt.slip() == Slip.DIGIT;
  }

  private static List<Position> others(List<Position> vertices, int at) {
    List<Position> others = new ArrayList<>(vertices);
    others.remove(at);
    return others;
  }

  private static boolean isOutOfPlace(List<Position> vertices, int at) {
    Position vertex = vertices.get(at);
    int count = vertices.size();
    if (count < 3
        || isWithinReach(vertex, vertices.get((at + 1) % count))
        || isWithinReach(vertex, vertices.get((at + count - 1) % count))) {
      return false;
    }
    List<Position> others = others(vertices, at);
    Optional<Long> nearest =
        others.stream().map(each -> Distances.cm(vertex, each)).min(Long::compare);
    long span = 0;
    for (Position each : others) {
      span = Math.max(span, Distances.cm(others.getFirst(), each));
    }
    return nearest.orElse(0L) > SPANS_MAX * span + OUT_OF_PLACE_CM;
  }

  /// True only if two positions are nearer than what is out of place at all, whatever the others
  /// span: the way along the meridian and then along the parallel is longer than the straight one.
  private static boolean isWithinReach(Position one, Position other) {
    long steps =
        Math.abs((long) one.latE7() - other.latE7()) + Math.abs((long) one.lonE7() - other.lonE7());
    return steps * STEP_CM_MAX_PERCENT / 100 < OUT_OF_PLACE_CM;
  }
}
