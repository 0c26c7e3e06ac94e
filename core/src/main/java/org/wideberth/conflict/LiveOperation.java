package org.wideberth.conflict;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wideberth.geo.Effort;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.Reach;
import org.wideberth.geo.Separations;
import org.wideberth.geo.TimeWindow;
import org.wideberth.operation.Operation;

/// An operation made ready for comparing: its volumes prepared once, and what holds them all.
/// Immutable.
public final class LiveOperation {
  /// Of comparing one volume with an area: some milliseconds.
  private static final long STEPS_MAX = 100_000;

  private final Operation operation;
  private final List<PreparedVolume> volumes;

  /// Of more than one volume.
  private final @Nullable Reach all;

  private final long startMillis;
  private final long endMillis;

  private LiveOperation(Operation operation, List<PreparedVolume> volumes) {
    this.operation = operation;
    this.volumes = volumes;
    this.all = volumes.size() == 1 ? null : around(volumes);
    long start = Long.MAX_VALUE;
    long end = Long.MIN_VALUE;
    for (PreparedVolume each : volumes) {
      start = Math.min(start, each.startMillis());
      end = Math.max(end, each.endMillis());
    }
    this.startMillis = start;
    this.endMillis = end;
  }

  public static LiveOperation of(Operation operation) {
    return new LiveOperation(
        operation, operation.content().volumes().stream().map(PreparedVolume::of).toList());
  }

  /// The same volumes in another state or for other readers.
  LiveOperation with(Operation changed) {
    return changed.content().volumes().equals(operation.content().volumes())
        ? new LiveOperation(changed, volumes)
        : of(changed);
  }

  /// True if the volumes are those of the other, and not made ready anew.
  // Of the very same volumes.
  @SuppressWarnings("ReferenceEquality")
  boolean hasVolumesOf(LiveOperation other) {
    return volumes == other.volumes;
  }

  private static Reach around(List<PreparedVolume> volumes) {
    double x = 0;
    double y = 0;
    double z = 0;
    for (PreparedVolume each : volumes) {
      x += each.reach().xM();
      y += each.reach().yM();
      z += each.reach().zM();
    }
    int n = volumes.size();
    Reach centre = new Reach(x / n, y / n, z / n, 0);
    double radius = 0;
    for (PreparedVolume each : volumes) {
      Reach reach = each.reach();
      radius = Math.max(radius, distanceM(centre, reach) + reach.radiusM());
    }
    return new Reach(centre.xM(), centre.yM(), centre.zM(), radius);
  }

  private static double distanceM(Reach a, Reach b) {
    double dx = a.xM() - b.xM();
    double dy = a.yM() - b.yM();
    double dz = a.zM() - b.zM();
    return Math.sqrt(dx * dx + dy * dy + dz * dz);
  }

  public Operation operation() {
    return operation;
  }

  List<PreparedVolume> volumes() {
    return volumes;
  }

  /// A ball that holds all its areas.
  public Reach reach() {
    return all == null ? volumes.getFirst().reach() : all;
  }

  /// Whether it is in an area at some time of it, whatever the heights; what cannot be told counts
  /// as in.
  boolean sharesWith(PreparedVolume area) {
    for (PreparedVolume each : volumes) {
      if (each.overlapsInTime(area)
          && Separations.touching(each, area, Effort.of(STEPS_MAX)).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /// From the earliest start of a volume to the latest end of one.
  TimeWindow span() {
    return new TimeWindow(Instant.ofEpochMilli(startMillis), Instant.ofEpochMilli(endMillis));
  }

  /// The earliest start of a volume, in milliseconds since 1970-01-01T00:00Z.
  public long startMillis() {
    return startMillis;
  }

  /// The latest end of a volume.
  public long endMillis() {
    return endMillis;
  }
}
