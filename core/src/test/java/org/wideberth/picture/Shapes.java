package org.wideberth.picture;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesDocument;
import org.wideberth.geo.Area;
import org.wideberth.geo.Areas;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.Minimum;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;

/// Volumes, requests and rules for tests, round a place on a river.
final class Shapes {
  static final Instant MORNING = Instant.parse("2026-11-23T06:00:00Z");
  static final double LAT = 47.5;
  static final double LON = 8.0;

  private Shapes() {}

  /// A circle of 500 m, so many metres (roughly) east of the place, from sea level to 1 km, for an
  /// hour.
  static Volume circle(int eastM) {
    return circle(eastM, 0);
  }

  static Volume circle(int eastM, int startMinutes) {
    Area area = Areas.circle(Position.ofDegrees(LAT, LON + eastM / 75_200.0), 50_000).orThrow();
    return new Volume(
        area, new HeightBand(Datum.MSL, 0, 100_000, Optional.empty()), hours(startMinutes, 60));
  }

  static TimeWindow hours(int startMinutes, int minutes) {
    Instant start = MORNING.plus(Duration.ofMinutes(startMinutes));
    return new TimeWindow(start, start.plus(Duration.ofMinutes(minutes)));
  }

  static OperationRequest request(String name, Volume... volumes) {
    return new OperationRequest(Kind.AIR, 0, Grain.EXACT, name, List.of(volumes), Optional.empty());
  }

  static OperationRequest requestTo(Audience to, String name, Volume... volumes) {
    return new OperationRequest(Kind.AIR, 0, Grain.EXACT, name, List.of(volumes), Optional.of(to));
  }

  static Audience to(String... parties) {
    Set<PartyId> named = new TreeSet<>();
    for (String party : parties) {
      named.add(new PartyId(party));
    }
    return Audience.of(named);
  }

  /// The same minimum for all kinds.
  static Rules rules(int number, int lateralM, String... members) {
    List<PartyId> parties = List.of(members).stream().map(PartyId::new).toList();
    return Rules.of(
        RulesDocument.uniform(
            WrittenLog.THEATRE, number, "minima", parties, Minimum.ofMetresAndFeet(lateralM, 500)));
  }
}
