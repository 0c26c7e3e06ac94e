package org.wideberth.gateway.tracks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wideberth.gateway.geojson.OperationInput;
import org.wideberth.geo.Area;
import org.wideberth.geo.Areas;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.operation.OperationContent;
import org.wideberth.record.Audience;
import org.wideberth.refusal.Outcome;

/// Turns one flight into operations: a corridor for each minute of it. Not thread-safe.
final class FlightPlanner {
  static final long SEGMENT_MS = 60_000;
  static final int HALF_WIDTH_CM = 50_000;
  static final int ALTITUDE_MARGIN_FT = 100;

  /// A body takes 512 KiB; counted at their longest, a vertex is 26 bytes of it and the rest of a
  /// volume 200, and the last few KiB are for the operation itself.
  private static final int BODY_BYTES_MAX = 500 * 1024;

  private static final int VERTEX_BYTES = 26;
  private static final int VOLUME_BYTES = 200;

  private final long shiftMs;
  private final TrackOperations.Remarks remarks;

  /// @param shiftMs is added to every recorded time
  FlightPlanner(long shiftMs, TrackOperations.Remarks remarks) {
    this.shiftMs = shiftMs;
    this.remarks = remarks;
  }

  /// The operations of one flight: as a rule one, none if it lasts no time.
  ///
  /// @param flight fixes of one aircraft in order of time
  Outcome<List<OperationInput>> plan(List<Fix> flight) {
    long start = flight.getFirst().timeMs();
    long end = flight.getLast().timeMs();
    if (start == end) {
      remarks.add(TrackRemark.SINGLE_FIX);
      return Outcome.accept(List.of());
    }
    List<Volume> volumes = new ArrayList<>();
    int first = 0;
    for (long from = start; from < end; from += SEGMENT_MS) {
      long to = Math.min(from + SEGMENT_MS, end);
      // From the last fix at or before the minute to the first at or after it: where the aircraft
      // was in between, it was somewhere between these.
      while (first + 1 < flight.size() && flight.get(first + 1).timeMs() <= from) {
        first++;
      }
      int last = first;
      while (flight.get(last).timeMs() < to) {
        last++;
      }
      Outcome<TimeWindow> time = TimeWindow.ofEpochMillis(from + shiftMs, to + shiftMs);
      if (time instanceof Outcome.Refused<TimeWindow>(var refusal)) {
        return Outcome.refuse(refusal);
      }
      volume(flight.subList(first, last + 1), time.orThrow()).ifPresent(volumes::add);
    }
    return Outcome.accept(operations(flight.getFirst(), volumes));
  }

  private Optional<Volume> volume(List<Fix> fixes, TimeWindow time) {
    List<Position> path = new ArrayList<>();
    int lowerFt = Integer.MAX_VALUE;
    int upperFt = Integer.MIN_VALUE;
    for (Fix fix : fixes) {
      if (path.isEmpty() || !path.getLast().equals(fix.at())) {
        path.add(fix.at());
      }
      lowerFt = Math.min(lowerFt, fix.lowerFt());
      upperFt = Math.max(upperFt, fix.upperFt());
    }
    HeightBand heights =
        new HeightBand(
            Datum.PRESSURE,
            lowerFt - ALTITUDE_MARGIN_FT,
            upperFt + ALTITUDE_MARGIN_FT,
            Optional.empty());
    return area(path).map(area -> new Volume(area, heights, time));
  }

  private Optional<Area> area(List<Position> path) {
    if (path.size() == 1) {
      remarks.add(TrackRemark.STOOD_STILL);
      return Optional.of(new Area.Circle(path.getFirst(), HALF_WIDTH_CM));
    }
    return switch (Areas.corridor(path, HALF_WIDTH_CM)) {
      case Outcome.Accepted<Area>(var corridor) -> Optional.of(corridor);
      case Outcome.Refused<Area> refused -> {
        remarks.add(TrackRemark.SHAPE_REFUSED);
        yield Optional.empty();
      }
    };
  }

  /// One operation as long as its limits last, then another that goes on.
  private List<OperationInput> operations(Fix first, List<Volume> volumes) {
    List<OperationInput> operations = new ArrayList<>();
    String address = String.format(Locale.ROOT, "%06x", first.icao24());
    String name = first.callsign().isEmpty() ? address : first.callsign() + " (" + address + ")";
    List<Volume> part = new ArrayList<>();
    for (Volume volume : volumes) {
      if (!part.isEmpty() && !fits(part, volume)) {
        remarks.add(TrackRemark.FLIGHT_SPLIT);
        operations.add(operation(name, operations.size(), part));
        part.clear();
      }
      part.add(volume);
    }
    if (!part.isEmpty()) {
      operations.add(operation(name, operations.size(), part));
    }
    return operations;
  }

  private static boolean fits(List<Volume> part, Volume next) {
    long vertices = next.area().vertices().size();
    for (Volume volume : part) {
      vertices += volume.area().vertices().size();
    }
    long bytes = vertices * VERTEX_BYTES + (part.size() + 1L) * VOLUME_BYTES;
    long days =
        Duration.between(part.getFirst().time().start(), next.time().end())
            .plusDays(1)
            .minusMillis(1)
            .toDays();
    return vertices <= OperationContent.VERTICES_MAX
        && bytes <= BODY_BYTES_MAX
        && days <= OperationContent.DAYS_MAX;
  }

  private static OperationInput operation(String name, int before, List<Volume> volumes) {
    String full = before == 0 ? name : name + " part " + (before + 1);
    return new OperationInput(
        full, Kind.AIR, 0, Grain.EXACT, Optional.of(Audience.everyone()), volumes);
  }
}
