package org.wideberth.geo;

import java.util.Optional;

/// What the parties agreed on that lets heights of different datums be compared.
///
/// @param qnh the pressures to reckon with; without it, pressure altitudes cannot be compared with
///     other heights and count as overlapping them
public record HeightContext(Optional<QnhInterval> qnh) {
  /// Nothing was agreed.
  public static final HeightContext NONE = new HeightContext(Optional.empty());
}
