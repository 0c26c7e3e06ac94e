package org.wideberth.conflict.proposal;

import org.wideberth.operation.Grain;

/// In which steps an operation is changed, so that rounding it to its grain changes it no further.
///
/// @param minutes of time
/// @param metres of heights
/// @param feet of pressure altitudes
/// @param exact false if areas are rounded: they grow each time, and are left where they are
record Fineness(int minutes, int metres, int feet, boolean exact) {
  static Fineness of(Grain grain) {
    return switch (grain) {
      case EXACT -> new Fineness(1, 1, 1, true);
      case KM_1 -> new Fineness(5, 100, 500, false);
      case KM_10 -> new Fineness(15, 500, 2_000, false);
    };
  }
}
