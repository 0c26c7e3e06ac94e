package org.wideberth.bench.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.wideberth.geo.Area;
import org.wideberth.geo.Areas;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationContent;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationState;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;

/// A nation's small aircraft on one day, made up: over a square of land and 24 hours, a third each
/// polygons (4 to 40 vertices, 0.2 to 5 km radius), circles (0.2 to 5 km) and corridors (5 to 50 km
/// long, 0.2 to 2 km wide); bands of 30 to 120 m within 0 to 720 m; 10 to 60 minutes.
final class Traffic {
  static final List<PartyId> PARTIES = parties();

  private static final int PARTY_COUNT = 20;
  private static final Instant MIDNIGHT = Instant.parse("2026-11-23T00:00:00Z");
  private static final TheatreId THEATRE = new TheatreId("nation");
  private static final double M_PER_DEGREE = 111_200;
  private static final int DAY_S = 24 * 60 * 60;

  private final Random random;
  private final Place middle;
  private final double sideM;
  private int count;

  /// Where the middle of the square is, in degrees.
  enum Place {
    /// Land in the middle latitudes.
    NATION(47.5, 8),
    /// Where a square of thousands of kilometres is one.
    EQUATOR(0, 8);

    final double lat;
    final double lon;

    Place(double lat, double lon) {
      this.lat = lat;
      this.lon = lon;
    }
  }

  /// @param sideM of the square
  Traffic(long seed, Place middle, double sideM) {
    this.random = new Random(seed);
    this.middle = middle;
    this.sideM = sideM;
  }

  private static List<PartyId> parties() {
    List<PartyId> parties = new ArrayList<>();
    for (int i = 0; i < PARTY_COUNT; i++) {
      parties.add(new PartyId("operator-" + i));
    }
    return List.copyOf(parties);
  }

  /// One more operation, anywhere in the square.
  Operation next() {
    return next(1);
  }

  /// One more operation, in the middle of the square.
  ///
  /// @param share of its side
  Operation next(double share) {
    PartyId party = PARTIES.get(random.nextInt(PARTY_COUNT));
    return operation(new OperationId(party, "1." + count++), 1, share);
  }

  /// Another revision of an operation, somewhere else.
  Operation moved(OperationId id, int revision) {
    return operation(id, revision, 1);
  }

  private Operation operation(OperationId id, int revision, double share) {
    while (true) {
      if (area(share) instanceof Outcome.Accepted<Area>(var area)) {
        Volume volume = new Volume(area, heights(), time());
        return new Operation(
            id,
            revision,
            OperationState.DECLARED,
            new OperationContent(Kind.AIR, 0, Grain.EXACT, "", List.of(volume)),
            Audience.everyone(),
            MIDNIGHT,
            new EntryPlace(new Origin(THEATRE, id.party(), 1), count, Hash.sha256(new byte[] {1})));
      }
    }
  }

  private HeightBand heights() {
    int thick = between(3_000, 12_000);
    int lower = random.nextInt(72_000 - thick);
    return new HeightBand(Datum.MSL, lower, lower + thick, Optional.empty());
  }

  private TimeWindow time() {
    int seconds = between(600, 3_600);
    Instant start = MIDNIGHT.plusSeconds(random.nextInt(DAY_S - seconds));
    return new TimeWindow(start, start.plusSeconds(seconds));
  }

  private int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  private Outcome<Area> area(double share) {
    double eastM = share * sideM * (random.nextDouble() - 0.5);
    double northM = share * sideM * (random.nextDouble() - 0.5);
    return switch (random.nextInt(3)) {
      case 0 -> polygon(eastM, northM);
      case 1 -> Areas.circle(at(eastM, northM), between(20_000, 500_000));
      default -> corridor(eastM, northM);
    };
  }

  private Position at(double eastM, double northM) {
    double lat = middle.lat + northM / M_PER_DEGREE;
    return Position.ofDegrees(
        lat, middle.lon + eastM / (M_PER_DEGREE * Math.cos(Math.toRadians(lat))));
  }

  /// Like a star round its middle, so that no two edges cross.
  private Outcome<Area> polygon(double eastM, double northM) {
    int vertices = between(4, 40);
    double radius = between(200, 5_000);
    List<Position> ring = new ArrayList<>();
    for (int i = 0; i < vertices; i++) {
      double angle = 2 * Math.PI * i / vertices;
      double out = radius * (0.6 + 0.4 * random.nextDouble());
      ring.add(at(eastM + out * Math.sin(angle), northM + out * Math.cos(angle)));
    }
    return Areas.polygon(ring, 0);
  }

  /// Four legs that bend by up to 30 degrees.
  private Outcome<Area> corridor(double eastM, double northM) {
    double leg = between(5_000, 50_000) / 4.0;
    double course = 2 * Math.PI * random.nextDouble();
    List<Position> path = new ArrayList<>();
    double east = eastM;
    double north = northM;
    path.add(at(east, north));
    for (int i = 0; i < 4; i++) {
      east += leg * Math.sin(course);
      north += leg * Math.cos(course);
      path.add(at(east, north));
      course += Math.toRadians(60 * random.nextDouble() - 30);
    }
    return Areas.corridor(path, between(10_000, 100_000));
  }
}
