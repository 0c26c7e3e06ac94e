package org.wideberth.geo;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.Refusal;

/// Looks at a position that somebody typed for what people do wrong when they type one, given what
/// it is about. It says what it doubts; whether the position is right is for a person to say.
///
/// A position is doubted if it is far from all that it is about; or if it is near, and one slip
/// would bring it onto a known place, where chance would hardly bring it. A slip within the area
/// that a message is about, to where nothing is known, cannot be noticed by itself. Stateless.
public final class EntryChecks {
  /// Beyond this nobody looks: too many doubts are as good as none.
  public static final int DOUBTS_MAX = 3;

  /// As near as people and their receivers put a place, whatever they type.
  private static final double ON_PLACE_M = 30;

  /// What a slip is not asked about: read-back takes no less either.
  private static final double SLIP_LEAST_M = 100;

  /// Whoever is near what it is about has not slipped further.
  private static final double SLIP_MOST_M = 200_000;

  /// How far from a known place its position may be that a receiver gave.
  private static final double SLIP_ERROR_M = 15;

  /// How far from a known place the shift of a datum that is known for the whole country may put
  /// it, and how far apart the two then are at least.
  private static final double DATUM_ERROR_M = 25;

  private static final double DATUM_LEAST_M = 50;
  private static final double DATUM_MOST_M = 1_200;

  /// Of so many positions that are right, one at most may lie by chance where a slip would.
  private static final double CHANCE_MAX = 1 / 200.0;

  private static final double NEIGHBOURHOOD_M = 3_000;

  private EntryChecks() {}

  /// A position that was read, and why it is probably not the one that was meant.
  ///
  /// @param doubts the likeliest first, at most [#DOUBTS_MAX]; none if nothing speaks against it
  public record Checked(Position at, List<Doubt> doubts) {
    public Checked {
      doubts = List.copyOf(doubts);
    }
  }

  /// Reads a position and looks at it.
  public static Outcome<Checked> check(String text, Surroundings around) {
    return switch (Typed.parse(text)) {
      case Outcome.Refused<Typed>(var refusal) -> Outcome.refuse(advised(refusal, text, around));
      case Outcome.Accepted<Typed>(var typed) ->
          Outcome.accept(new Checked(typed.at(), doubts(typed, around)));
    };
  }

  /// Looks at a position that came as numbers.
  public static List<Doubt> check(Position at, Surroundings around) {
    return Typed.parse(PositionText.decimal(at)) instanceof Outcome.Accepted<Typed>(var typed)
        ? doubts(typed, around)
        : List.of();
  }

  /// A text that is no position at all may be one with two numbers swapped, or with another square.
  private static Refusal advised(Refusal refusal, String text, Surroundings around) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    return TypedGrid.elsewhere(upper, around)
        .map(
            variant ->
                "%s fits, and would be %s"
                    .formatted(
                        PositionText.mgrs(variant.at()).orElse("another square"),
                        PositionText.decimal(variant.at())))
        .or(() -> swapped(upper, around))
        .map(words -> new Refusal(refusal.code(), refusal.detail() + "; " + words))
        .orElse(refusal);
  }

  private static Optional<String> swapped(String upper, Surroundings around) {
    return TypedAngles.swapped(upper) instanceof Outcome.Accepted<Position>(var position)
            && around.isNear(position)
        ? Optional.of(
            "latitude comes first: swapped, they are %s, which fits"
                .formatted(PositionText.decimal(position)))
        : Optional.empty();
  }

  private static List<Doubt> doubts(Typed typed, Surroundings around) {
    if (around.isEmpty()) {
      return List.of();
    }
    double[] p = Distances.ecef(typed.at());
    double onM = Math.max(ON_PLACE_M, typed.resolutionM());
    if (!around.isNear(typed.at())) {
      return far(typed, around);
    }
    if (around.nearestPlaceM(p) <= onM) {
      return List.of();
    }
    return slipFromPlace(typed, p, around)
        .or(() -> datum(typed, p, around))
        .map(List::of)
        .orElse(List.of());
  }

  /// Of each slip that would explain it one: the one that brings it nearest to a known place.
  private static List<Doubt> far(Typed typed, Surroundings around) {
    Map<Slip, Explained> best = new EnumMap<>(Slip.class);
    typed
        .variants(around)
        .filter(variant -> around.isNear(variant.at()))
        .forEach(
            variant -> {
              double offM = around.nearestPlaceM(Distances.ecef(variant.at()));
              best.merge(
                  variant.slip(),
                  new Explained(variant, offM),
                  (one, other) -> other.offM() < one.offM() ? other : one);
            });
    if (best.isEmpty()) {
      return List.of(Doubt.far(around.distanceM(typed.at())));
    }
    return best.values().stream()
        .sorted(Comparator.comparing(each -> each.offM() > ON_PLACE_M + typed.resolutionM()))
        .limit(DOUBTS_MAX)
        .map(Explained::variant)
        .map(each -> Doubt.meant(each.slip(), each.what(), typed.at(), each.at()))
        .toList();
  }

  /// @param offM how far the nearest known place then is
  private record Explained(Typed.Variant variant, double offM) {}

  /// It is near, but on no known place, and one slip would bring it onto one.
  private static Optional<Doubt> slipFromPlace(Typed typed, double[] p, Surroundings around) {
    int close = around.countWithin(p, NEIGHBOURHOOD_M);
    List<Moved> moved =
        typed
            .variants(around)
            .map(each -> new Moved(each, Distances.ecef(each.at())))
            .filter(each -> each.isWorthAsking(p))
            .toList();
    double withinM =
        Math.min(
            byChanceM(NEIGHBOURHOOD_M, moved.size() * close), SLIP_ERROR_M + typed.resolutionM());
    return moved.stream()
        .filter(each -> around.nearestPlaceM(each.point()) <= withinM)
        .findFirst()
        .map(Moved::variant)
        .map(each -> Doubt.meant(each.slip(), each.what(), typed.at(), each.at()));
  }

  // Never compared, never handed out.
  @SuppressWarnings("ArrayRecordComponent")
  private record Moved(Typed.Variant variant, double[] point) {
    boolean isWorthAsking(double[] from) {
      double metres = Distances.chordM(point[0], point[1], point[2], from[0], from[1], from[2]);
      return metres > SLIP_LEAST_M && metres < SLIP_MOST_M;
    }
  }

  /// How near to a known place nothing lies by chance, if so many pairs could meet in a circle.
  private static double byChanceM(double radiusM, int pairs) {
    return radiusM * Math.sqrt(CHANCE_MAX / Math.max(1, pairs));
  }

  /// It is on no known place, and if it had been read off a map of another datum it would be.
  private static Optional<Doubt> datum(Typed typed, double[] p, Surroundings around) {
    double nearestM = around.nearestPlaceM(p);
    if (nearestM < DATUM_LEAST_M || nearestM > DATUM_MOST_M) {
      return Optional.empty();
    }
    List<DatumShift> datums = DatumShift.at(typed.at());
    int close = around.countWithin(p, DATUM_MOST_M);
    double withinM =
        Math.min(
            byChanceM(DATUM_MOST_M, close * datums.size()),
            DATUM_ERROR_M + typed.resolutionM() / 2);
    DatumShift best = null;
    double bestM = withinM;
    for (DatumShift datum : datums) {
      double offM = around.nearestPlaceM(Distances.ecef(datum.toWgs84(typed.at())));
      if (offM <= bestM) {
        best = datum;
        bestM = offM;
      }
    }
    return Optional.ofNullable(best)
        .map(
            datum ->
                Doubt.meant(
                    Slip.DATUM,
                    "it looks read off a map of %s, not WGS 84".formatted(datum.words()),
                    typed.at(),
                    datum.toWgs84(typed.at())));
  }
}
