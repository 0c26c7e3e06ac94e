package org.wideberth.conflict;

import static org.wideberth.conflict.TestOperations.AMBER;
import static org.wideberth.conflict.TestOperations.COBALT;
import static org.wideberth.conflict.TestOperations.NOON;
import static org.wideberth.conflict.TestOperations.PARTIES;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.wideberth.agreement.AgreementState;
import org.wideberth.agreement.Articles;
import org.wideberth.agreement.KindPair;
import org.wideberth.agreement.Lineage;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesDocument;
import org.wideberth.geo.Area;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.Minimum;
import org.wideberth.geo.Position;
import org.wideberth.geo.QnhInterval;
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

/// Operations and rules for tests, along the equator, where a thousand metres east are easily said.
final class Declared {
  static final TheatreId THEATRE = new TheatreId("valley");
  static final PartyId RELIEF = PARTIES.getLast();

  /// A degree of longitude on the equator.
  private static final double DEGREE_M = 111_319.4908;

  private Declared() {}

  static Instant minutes(long minutes) {
    return NOON.plusSeconds(60 * minutes);
  }

  static TimeWindow window(long from, long to) {
    return new TimeWindow(minutes(from), minutes(to));
  }

  static Position east(double metres) {
    return Position.ofDegrees(0, 8 + metres / DEGREE_M);
  }

  static HeightBand msl(int lowerM, int upperM) {
    return new HeightBand(Datum.MSL, 100 * lowerM, 100 * upperM, Optional.empty());
  }

  static HeightBand feet(int lower, int upper) {
    return new HeightBand(Datum.PRESSURE, lower, upper, Optional.empty());
  }

  /// A circle of 500 m so far east, minutes from noon, from 0 to 100 m above the sea.
  static Volume volume(double eastM, long from, long to) {
    return volume(eastM, msl(0, 100), window(from, to));
  }

  static Volume volume(double eastM, HeightBand heights, TimeWindow time) {
    return new Volume(new Area.Circle(east(eastM), 50_000), heights, time);
  }

  static OperationId id(PartyId party, String name) {
    return new OperationId(party, name);
  }

  static Operation operation(PartyId party, String name, Volume... volumes) {
    return operation(Kind.AIR, party, name, volumes);
  }

  static Operation operation(Kind kind, PartyId party, String name, Volume... volumes) {
    return new Operation(
        id(party, name),
        1,
        OperationState.DECLARED,
        new OperationContent(kind, 0, Grain.EXACT, "the " + name, List.of(volumes)),
        Audience.everyone(),
        NOON.minusSeconds(600),
        new EntryPlace(new Origin(THEATRE, party, 1), 0, Hash.sha256(new byte[0])));
  }

  static Operation with(Operation is, int revision, OperationState state, Audience readers) {
    return new Operation(
        is.id(), revision, state, is.content(), readers, is.noticed(), is.latest());
  }

  static Operation ended(Operation is) {
    return with(is, is.revision(), OperationState.ENDED, is.readers());
  }

  static LiveOperation live(Operation operation) {
    return LiveOperation.of(operation);
  }

  static RulesDocument document(int number, long lateralM, long verticalFt) {
    return RulesDocument.uniform(
        THEATRE, number, "", PARTIES, Minimum.ofMetresAndFeet(lateralM, verticalFt));
  }

  static Rules rules(int number, long lateralM, long verticalFt) {
    return Rules.of(document(number, lateralM, verticalFt));
  }

  static Rules rules(int number, long lateralM, long verticalFt, QnhInterval qnh) {
    NavigableMap<KindPair, Minimum> minima = new TreeMap<>();
    KindPair.all().forEach(pair -> minima.put(pair, Minimum.ofMetresAndFeet(lateralM, verticalFt)));
    return Rules.of(new RulesDocument(THEATRE, number, "", PARTIES, minima, Optional.of(qnh)));
  }

  static Rules rules(Articles articles) {
    return Rules.of(document(1, 1_000, 500).with(articles));
  }

  /// After those, from so many minutes on.
  static Rules later(Rules first, RulesDocument document, long from) {
    return Rules.of(
        document.with(
            new Lineage(Optional.of(first.hash()), Optional.empty(), Optional.of(minutes(from)))));
  }

  /// All three hold to these, one after another.
  static AgreementState adopted(Rules... rules) {
    Map<PartyId, List<Hash>> adoptions = new HashMap<>();
    for (PartyId party : PARTIES) {
      adoptions.put(party, List.of(rules).stream().map(Rules::hash).toList());
    }
    return new AgreementState(adoptions, List.of(rules));
  }

  /// The two hold to different ones; the third to the first.
  static AgreementState disputed(Rules ambers, Rules cobalts) {
    return new AgreementState(
        Map.of(
            AMBER, List.of(ambers.hash()),
            COBALT, List.of(cobalts.hash()),
            RELIEF, List.of(ambers.hash())),
        List.of(ambers, cobalts));
  }
}
