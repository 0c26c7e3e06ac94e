package org.wideberth.operation;

import org.wideberth.record.JsonField;

/// What an operation is, as far as minima depend on it. The order is that of a pair of kinds in a
/// rules document. Written in lower case.
public enum Kind {
  /// Flight, crewed or not.
  AIR,
  /// Movement on land.
  GROUND,
  /// Vessels on water.
  SURFACE,
  /// An area that others must stay out of: live fire, demolition, dropping of supplies.
  HAZARD,
  /// People or things that stay where they are: a clinic, a camp, a post.
  STATIC;

  /// As it is written: `air`, `ground`, `surface`, `hazard`, `static`.
  public String word() {
    return JsonField.wordOf(this);
  }
}
