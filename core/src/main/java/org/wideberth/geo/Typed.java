package org.wideberth.geo;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.wideberth.refusal.Outcome;

/// A position as it was typed, with what else it would be if one thing were typed otherwise.
sealed interface Typed permits TypedAngles, TypedGrid {
  /// The same text with one thing changed.
  ///
  /// @param what was wrong with the text then, for a person
  record Variant(Slip slip, String what, Position at) {}

  /// What was typed.
  Position at();

  /// How far apart two positions are that differ in the last digit only, in metres.
  double resolutionM();

  /// All of them, those that people mistake most often first.
  Stream<Variant> variants(Surroundings around);

  /// Reads a text that [PositionText] reads.
  static Outcome<Typed> parse(String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    return PositionText.parse(text)
        .map(
            at -> {
              Optional<Typed> grid = TypedGrid.of(upper, at);
              return grid.orElseGet(() -> TypedAngles.of(upper, at));
            });
  }
}
