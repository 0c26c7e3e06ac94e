package org.wideberth.gateway.tracks;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wideberth.gateway.geojson.OperationInput;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Turns recorded flights into operations, as if they had been declared beforehand.
///
/// The file is CSV, packed with gzip or not, with the columns [#COLUMNS]: one row per fix, times in
/// seconds since 1970, positions in degrees on WGS-84, pressure altitude in feet. A flight ends
/// where an aircraft changes its callsign or is not heard for more than 60 s. It becomes one
/// operation of kind air, exact, for everyone, with one corridor per 60 s along its fixes: 500 m to
/// either side, from 100 ft below the lowest to 100 ft above the highest pressure altitude flown in
/// that time. A flight past the limits of an operation becomes several. Whatever does not fit this
/// is counted as a [TrackRemark].
///
/// Without state. Reads from the stream and does nothing else outside.
public final class OperationsFromTracks {
  /// The header that a recording must have.
  public static final String COLUMNS = Fix.HEADER;

  /// 30 hours of 1,000 aircraft heard every 10 s.
  static final int MAX_ROWS = 10_000_000;

  static final long MAX_GAP_MS = 60_000;

  private OperationsFromTracks() {}

  /// The operations at the times at which they were flown.
  ///
  /// @throws IOException if the file cannot be read
  public static Outcome<TrackOperations> read(InputStream file, PartyRule rule) throws IOException {
    return new Recording(rule).read(Rows.of(file)).then(recording -> recording.plan(0));
  }

  /// The operations moved in time so that the first fix of the whole file, whoever's it is, is at
  /// `startAt`: parties that read the same file with different rules stay in step.
  ///
  /// @throws IOException if the file cannot be read
  public static Outcome<TrackOperations> readStartingAt(
      InputStream file, PartyRule rule, Instant startAt) throws IOException {
    return new Recording(rule)
        .read(Rows.of(file))
        .then(recording -> recording.plan(startAt.toEpochMilli() - recording.firstMs));
  }

  /// Our part of a file while it is read.
  private static final class Recording {
    private final PartyRule rule;
    private final TrackOperations.Remarks remarks = new TrackOperations.Remarks();
    private final Map<Integer, List<Fix>> byAircraft = new TreeMap<>();
    private long firstMs = Long.MAX_VALUE;
    private long fixes;

    Recording(PartyRule rule) {
      this.rule = rule;
    }

    Outcome<Recording> read(Rows rows) throws IOException {
      if (!rows.next().equals(Optional.of(COLUMNS))) {
        return Outcome.refuse(
            RefusalCode.MALFORMED, "the first line must name the columns: " + COLUMNS);
      }
      int count = 0;
      for (Optional<String> row = rows.next(); row.isPresent(); row = rows.next()) {
        if (++count > MAX_ROWS) {
          return Outcome.refuse(
              RefusalCode.LIMIT_EXCEEDED,
              "the recording has more than " + MAX_ROWS + " rows: split it");
        }
        Fix.parse(row.get())
            .ifPresentOrElse(this::take, () -> remarks.add(TrackRemark.UNREADABLE_ROW));
      }
      return firstMs == Long.MAX_VALUE
          ? Outcome.refuse(RefusalCode.MALFORMED, "the recording holds no fix that can be read")
          : Outcome.accept(this);
    }

    private void take(Fix fix) {
      firstMs = Math.min(firstMs, fix.timeMs());
      if (rule.takes(fix.icao24())) {
        fixes++;
        byAircraft.computeIfAbsent(fix.icao24(), aircraft -> new ArrayList<>()).add(fix);
      }
    }

    Outcome<TrackOperations> plan(long shiftMs) {
      FlightPlanner planner = new FlightPlanner(shiftMs, remarks);
      List<OperationInput> operations = new ArrayList<>();
      long flightCount = 0;
      for (List<Fix> heard : byAircraft.values()) {
        heard.sort(Comparator.comparingLong(Fix::timeMs));
        for (List<Fix> flight : flights(heard)) {
          flightCount++;
          switch (planner.plan(flight)) {
            case Outcome.Accepted<List<OperationInput>>(var planned) -> operations.addAll(planned);
            case Outcome.Refused<List<OperationInput>>(var refusal) -> {
              return Outcome.refuse(refusal);
            }
          }
        }
      }
      // Stable: operations that start together stay in the order of their aircraft.
      operations.sort(Comparator.comparing(op -> op.volumes().getFirst().time().start()));
      long volumes = operations.stream().mapToLong(op -> op.volumes().size()).sum();
      return Outcome.accept(
          new TrackOperations(operations, fixes, flightCount, volumes, remarks.counts()));
    }

    private static List<List<Fix>> flights(List<Fix> heard) {
      List<List<Fix>> flights = new ArrayList<>();
      int start = 0;
      for (int i = 1; i <= heard.size(); i++) {
        if (i == heard.size() || breaks(heard.get(i - 1), heard.get(i))) {
          flights.add(heard.subList(start, i));
          start = i;
        }
      }
      return flights;
    }

    private static boolean breaks(Fix before, Fix after) {
      return !before.callsign().equals(after.callsign())
          || after.timeMs() - before.timeMs() > MAX_GAP_MS;
    }
  }
}
