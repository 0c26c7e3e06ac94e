package org.wideberth.geo;

import java.util.Optional;

/// Why a position that somebody typed is probably not the one that was meant. Immutable.
///
/// @param meant the position that was probably meant; empty if there is nothing to go by
/// @param distanceM how far that is from what was typed; without one, how far what was typed is
///     from all that it is about
/// @param words the same for a person
public record Doubt(Slip slip, Optional<Position> meant, long distanceM, String words) {
  static Doubt meant(Slip slip, String what, Position typed, Position meant) {
    double metres = Distances.metres(Distances.ecef(typed), Distances.ecef(meant));
    return new Doubt(
        slip,
        Optional.of(meant),
        Math.round(metres),
        "%s: %s is %s from what was typed, and fits"
            .formatted(what, PositionText.decimal(meant), Distances.words(metres)));
  }

  static Doubt far(double metres) {
    return new Doubt(
        Slip.FAR,
        Optional.empty(),
        Math.round(metres),
        "it is %s from everything that this is about".formatted(Distances.words(metres)));
  }
}
