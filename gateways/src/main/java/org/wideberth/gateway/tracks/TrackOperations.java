package org.wideberth.gateway.tracks;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.wideberth.gateway.geojson.OperationInput;

/// What a recording came to. Immutable.
///
/// @param operations in order of their start, then of their aircraft's address
/// @param fixes rows of ours that were read
/// @param flights runs of fixes under one callsign without a gap
/// @param volumes of all operations together
/// @param remarks how often each thing out of the ordinary happened; absent means never
public record TrackOperations(
    List<OperationInput> operations,
    long fixes,
    long flights,
    long volumes,
    Map<TrackRemark, Long> remarks) {
  public TrackOperations {
    operations = List.copyOf(operations);
    remarks = Map.copyOf(remarks);
  }

  /// How often it happened.
  public long count(TrackRemark remark) {
    return remarks.getOrDefault(remark, 0L);
  }

  /// Counts while the recording is read; not thread-safe.
  static final class Remarks {
    private final Map<TrackRemark, Long> counts = new EnumMap<>(TrackRemark.class);

    void add(TrackRemark remark) {
      counts.merge(remark, 1L, Long::sum);
    }

    Map<TrackRemark, Long> counts() {
      return counts;
    }
  }
}
