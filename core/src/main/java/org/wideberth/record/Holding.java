package org.wideberth.record;

import java.time.Instant;

/// What a receipt says about one entry. A witness is never shown as delivery.
public sealed interface Holding {

  /// The holder is addressed and has entry and body.
  ///
  /// @param time when at the latest, by the holder's clock: the later of cosignature and holding
  ///     note, so that a body which came after the cosignature is not dated back to it
  record Delivered(Instant time) implements Holding {}

  /// The holder has the entry; the body is not for it, or is missing, or (sealed) nobody can tell.
  ///
  /// @param time of the cosignature
  record Witnessed(Instant time) implements Holding {}

  /// The receipt does not reach this entry.
  record NotYet() implements Holding {}
}
