package org.wideberth.conflict;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationContent;

/// An operation with as much around it as it might be moved by: what an index is asked with.
/// Immutable; made without any lock, because making volumes ready takes a while.
///
/// @param operation the one that is widened, its volumes as they are
/// @param parts each volume by itself, its time widened
/// @param furtherCm how much further than the minimum to look
public record Widened(Operation operation, List<LiveOperation> parts, long furtherCm) {
  /// The widest that an operation may be: a volume that is longer when widened is cut.
  private static final long MILLIS_MAX = Duration.ofDays(OperationContent.DAYS_MAX).toMillis();

  public Widened {
    parts = List.copyOf(parts);
  }

  /// Widened by that time at either end, and to all sides.
  public static Widened of(Operation operation, Duration by, long furtherCm) {
    List<LiveOperation> parts = new ArrayList<>();
    for (Volume volume : operation.content().volumes()) {
      long start = volume.time().start().minus(by).toEpochMilli();
      long end = volume.time().end().plus(by).toEpochMilli();
      for (long from = start; from < end; from += MILLIS_MAX) {
        TimeWindow time =
            new TimeWindow(
                Instant.ofEpochMilli(from), Instant.ofEpochMilli(Math.min(end, from + MILLIS_MAX)));
        parts.add(
            LiveOperation.of(with(operation, new Volume(volume.area(), volume.heights(), time))));
      }
    }
    return new Widened(operation, parts, furtherCm);
  }

  private static Operation with(Operation operation, Volume volume) {
    OperationContent content = operation.content();
    return new Operation(
        operation.id(),
        operation.revision(),
        operation.state(),
        new OperationContent(content.kind(), 0, content.grain(), "", List.of(volume)),
        operation.readers(),
        operation.noticed(),
        operation.latest());
  }
}
