package org.wideberth.agreement;

import java.time.Instant;
import java.util.Optional;
import org.wideberth.record.Hash;

/// What a party said of a document of rules, in the order of its log.
public sealed interface Commitment {
  /// Which document.
  Hash rules();

  /// It put that document before the others; it holds itself to nothing by that.
  ///
  /// @param time when it was written, as its author says
  record Proposed(Hash rules, Instant time, Optional<Speaker> by) implements Commitment {}

  /// It holds itself to that document from now on.
  ///
  /// @param time when it was written, as its author says
  record Adopted(Hash rules, Instant time, Optional<Speaker> by) implements Commitment {}

  /// It holds itself to that document no more.
  ///
  /// @param from of operations from that time on
  record Ended(Hash rules, Instant from) implements Commitment {}
}
