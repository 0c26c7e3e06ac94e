package org.wideberth.conflict;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wideberth.geo.Area;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.HeightContext;
import org.wideberth.geo.Minimum;
import org.wideberth.geo.Position;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.Separations;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Verdict;
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

/// Operations of which the index minds the volumes and the party only.
final class TestOperations {
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  static final PartyId AMBER = new PartyId("amber");
  static final PartyId COBALT = new PartyId("cobalt");
  static final List<PartyId> PARTIES = List.of(AMBER, COBALT, new PartyId("relief"));

  private static final double SPHERE_M = 6_371_000;

  private TestOperations() {}

  static Operation operation(OperationId id, int revision, List<Volume> volumes) {
    return operation(id, revision, OperationState.DECLARED, volumes);
  }

  static Operation operation(
      OperationId id, int revision, OperationState state, List<Volume> volumes) {
    return new Operation(
        id,
        revision,
        state,
        new OperationContent(Kind.AIR, 0, Grain.EXACT, "", volumes),
        Audience.everyone(),
        NOON,
        new EntryPlace(
            new Origin(new TheatreId("valley"), id.party(), 1), 0, Hash.sha256(new byte[0])));
  }

  /// Whether two operations are not known to be apart, volume by volume.
  static boolean isMet(LiveOperation one, LiveOperation other, Minimum minimum) {
    for (PreparedVolume a : one.volumes()) {
      for (PreparedVolume b : other.volumes()) {
        if (Separations.between(a, b, minimum, HeightContext.NONE).verdict() != Verdict.APART) {
          return true;
        }
      }
    }
    return false;
  }

  /// From the sea up to 90 m.
  static HeightBand low() {
    return new HeightBand(Datum.MSL, 0, 9_000, Optional.empty());
  }

  /// From so many seconds past noon until so many past noon.
  static TimeWindow seconds(long from, long until) {
    return new TimeWindow(NOON.plusSeconds(from), NOON.plusSeconds(until));
  }

  static Volume circle(double lat, double lon, int radiusM, TimeWindow time) {
    return new Volume(new Area.Circle(Position.ofDegrees(lat, lon), 100 * radiusM), low(), time);
  }

  /// On a sphere: nobody asks how far exactly.
  static Position moved(Position from, double metres, double azimuthDeg) {
    double lat = Math.toRadians(from.latitudeDeg());
    double azimuth = Math.toRadians(azimuthDeg);
    double angle = metres / SPHERE_M;
    double sin =
        Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(azimuth);
    double east =
        Math.atan2(
            Math.sin(azimuth) * Math.sin(angle) * Math.cos(lat),
            Math.cos(angle) - Math.sin(lat) * sin);
    double lon = from.longitudeDeg() + Math.toDegrees(east);
    return Position.ofDegrees(
        Math.toDegrees(Math.asin(Math.clamp(sin, -1, 1))), Math.IEEEremainder(lon, 360));
  }
}
