package org.wideberth.bench.separation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wideberth.geo.HeightContext;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.Separation;
import org.wideberth.geo.Verdict;

/// Compares a kernel with the oracle, pair by pair, and counts. Single-threaded.
final class SeparationTally {
  /// What is promised: never further apart where within tolerance.
  private static final long MAX_GAP_MM = 100;

  private static final int MOST_LISTED = 20;

  int pairs;
  int nearMinimum;
  int conflicts;
  int polar;
  int antimeridian;
  int withinTolerance;
  int missed;
  int invented;
  int wrongBounds;
  int wideBounds;
  int asymmetric;
  long widestMm;

  /// The first few disagreements, in words.
  final List<String> disagreements = new ArrayList<>();

  private final Kernel kernel;

  SeparationTally(Kernel kernel) {
    this.kernel = kernel;
  }

  int wrong() {
    return missed + invented + wrongBounds + wideBounds + asymmetric;
  }

  void compare(VolumePair pair, String name) {
    pairs++;
    nearMinimum += pair.isNearMinimum() ? 1 : 0;
    conflicts += pair.isConflict() ? 1 : 0;
    polar += pair.isPolar() ? 1 : 0;
    antimeridian += pair.isAtAntimeridian() ? 1 : 0;
    PreparedVolume a = PreparedVolume.of(pair.a());
    PreparedVolume b = PreparedVolume.of(pair.b());
    Separation found = kernel.between(a, b, pair.minimum(), HeightContext.NONE);
    withinTolerance += found.verdict() == Verdict.WITHIN_TOLERANCE ? 1 : 0;
    Optional<String> wrong = wrong(pair, found);
    if (!kernel.between(b, a, pair.minimum(), HeightContext.NONE).equals(found)) {
      asymmetric++;
      wrong = Optional.of("asymmetric");
    }
    if (wrong.isPresent() && disagreements.size() < MOST_LISTED) {
      disagreements.add(
          name
              + ": "
              + wrong.get()
              + ": oracle "
              + pair.distanceM()
              + " m, minimum "
              + pair.minimumM()
              + " m, kernel "
              + found
              + ", "
              + pair.a()
              + " "
              + pair.b());
    }
  }

  private Optional<String> wrong(VolumePair pair, Separation found) {
    double mostM = pair.distanceM();
    double leastM = Math.max(0, mostM - SeparationOracle.ERROR_M);
    if (!pair.together()) {
      invented += found.verdict() == Verdict.APART ? 0 : 1;
      return found.verdict() == Verdict.APART ? Optional.empty() : Optional.of("invented");
    }
    if (mostM < pair.minimumM() && found.verdict() == Verdict.APART) {
      missed++;
      return Optional.of("missed");
    }
    if (leastM >= pair.minimumM() && found.verdict() == Verdict.CONFLICT) {
      invented++;
      return Optional.of("invented");
    }
    if (found.lowerMm() > mostM * 1000 || found.upperMm() < leastM * 1000) {
      wrongBounds++;
      return Optional.of("wrong bounds");
    }
    if (found.verdict() == Verdict.WITHIN_TOLERANCE) {
      long gapMm = found.upperMm() - found.lowerMm();
      widestMm = Math.max(widestMm, gapMm);
      if (gapMm > MAX_GAP_MM) {
        wideBounds++;
        return Optional.of("bounds too far apart");
      }
    }
    return Optional.empty();
  }
}
