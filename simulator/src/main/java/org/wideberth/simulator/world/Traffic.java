package org.wideberth.simulator.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.wideberth.geo.Area;
import org.wideberth.geo.Areas;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Basis;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.party.PartyId;
import org.wideberth.picture.OperationRequest;
import org.wideberth.record.Audience;

/// Made-up operations in one valley and one day, close enough to each other that some conflict.
public final class Traffic {
  static final double SOUTH_DEG = 46.05;
  static final double WEST_DEG = 7.0;
  static final double SPAN_DEG = 0.6;

  private final RandomGenerator random;
  private final Instant dayStart;

  /// @param dayStart all operations lie in the 24 hours after it
  public Traffic(RandomGenerator random, Instant dayStart) {
    this.random = random;
    this.dayStart = dayStart;
  }

  /// An operation for everybody, or for some of the others.
  public OperationRequest next(List<PartyId> others, boolean everybody) {
    List<Kind> kinds = List.of(Kind.values());
    Kind kind = kinds.get(random.nextInt(kinds.size()));
    int volumes = 1 + random.nextInt(3);
    List<Volume> list = new ArrayList<>();
    Instant start = dayStart.plusSeconds(60L * random.nextInt(20 * 60));
    for (int i = 0; i < volumes; i++) {
      list.add(volume(start.plusSeconds(600L * i)));
    }
    return new OperationRequest(
        kind,
        random.nextInt(5),
        Grain.EXACT,
        "%s %d".formatted(kind.word(), random.nextInt(1000)),
        list,
        Optional.of(everybody ? Audience.everyone() : some(others)),
        basis());
  }

  /// On what some of them are said to rest.
  private Optional<Basis> basis() {
    return random.nextInt(3) > 0
        ? Optional.empty()
        : Optional.of(
            new Basis(
                "word " + random.nextInt(10),
                "en",
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  /// What an operation might become; it keeps its readers.
  public OperationRequest revision() {
    OperationRequest other = next(List.of(), true);
    return new OperationRequest(
        other.kind(),
        other.priority(),
        Grain.EXACT,
        other.name(),
        other.volumes(),
        Optional.empty(),
        other.basis());
  }

  private Audience some(List<PartyId> others) {
    Set<PartyId> chosen = new TreeSet<>();
    for (PartyId party : others) {
      if (random.nextInt(3) > 0) {
        chosen.add(party);
      }
    }
    return Audience.of(chosen);
  }

  private Volume volume(Instant start) {
    int lower = random.nextInt(20) * 500;
    HeightBand heights =
        new HeightBand(Datum.PRESSURE, lower, lower + 500 + random.nextInt(2000), Optional.empty());
    TimeWindow time = new TimeWindow(start, start.plusSeconds(600 + random.nextInt(7200)));
    return new Volume(area(), heights, time);
  }

  private Area area() {
    Position at = position(SOUTH_DEG, WEST_DEG, SPAN_DEG);
    double lat = at.latitudeDeg();
    double lon = at.longitudeDeg();
    return switch (random.nextInt(3)) {
      case 0 -> Areas.circle(at, 10_000 + random.nextInt(300_000)).orThrow();
      case 1 ->
          Areas.corridor(
                  List.of(at, position(lat + 0.02, lon + 0.02, 0.1)),
                  5_000 + random.nextInt(100_000))
              .orThrow();
      default ->
          Areas.polygon(
                  List.of(
                      at,
                      position(lat, lon + 0.03, 0.01),
                      position(lat + 0.03, lon + 0.03, 0.01),
                      position(lat + 0.03, lon, 0.01)),
                  0)
              .orThrow();
    };
  }

  private Position position(double south, double west, double span) {
    return Position.ofDegrees(
        south + span * random.nextDouble(), west + span * random.nextDouble());
  }
}
