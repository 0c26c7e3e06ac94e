package org.wideberth.conflict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.wideberth.agreement.AgreementState;
import org.wideberth.agreement.PairRules;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;

/// The live operations of other parties that may matter to one operation wherever it is moved
/// within its widening, as they were at one moment. Immutable: whoever has it needs no lock.
///
/// @param others sorted by id
public record Nearby(List<Other> others) {

  /// One of them.
  ///
  /// @param volumes as it has them, made ready
  /// @param rules between its party and the one that is moved
  public record Other(LiveOperation operation, List<PreparedVolume> volumes, PairRules rules) {
    public Other {
      volumes = List.copyOf(volumes);
    }

    public OperationId id() {
      return operation.operation().id();
    }
  }

  public Nearby {
    others = List.copyOf(others);
  }

  static Nearby of(ConflictIndex index, AgreementState agreement, Widened around) {
    long lateralCm = agreement.lateralMaxCm();
    if (lateralCm == 0) {
      return new Nearby(List.of());
    }
    PartyId party = around.operation().party();
    Map<PartyId, PairRules> rules = new HashMap<>();
    NavigableMap<OperationId, Other> others = new TreeMap<>();
    Candidates candidates = index.candidates();
    long reachCm = lateralCm + around.furtherCm();
    for (LiveOperation part : around.parts()) {
      candidates.forEach(
          part,
          reachCm,
          Candidates.ANY_HEIGHT,
          other -> {
            PartyId theirs = other.operation().party();
            others.computeIfAbsent(
                other.operation().id(),
                id ->
                    new Other(
                        other,
                        other.volumes(),
                        rules.computeIfAbsent(theirs, each -> agreement.between(party, each))));
            return true;
          });
    }
    return new Nearby(new ArrayList<>(others.values()));
  }
}
