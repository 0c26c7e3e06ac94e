package org.wideberth.record;

import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.Refusal;
import org.wideberth.refusal.RefusalCode;

/// Carries a refusal out of the depths of a parser; never leaves this package's public methods.
final class RefusedInput extends RuntimeException {
  private final transient Refusal refusal;

  RefusedInput(Refusal refusal) {
    super(refusal.detail(), null, false, false);
    this.refusal = refusal;
  }

  RefusedInput(RefusalCode code, String detail) {
    this(new Refusal(code, detail));
  }

  Refusal refusal() {
    return refusal;
  }

  /// The value, or the refusal thrown.
  static <T> T unwrap(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<T>(var value) -> value;
      case Outcome.Refused<T>(var refusal) -> throw new RefusedInput(refusal);
    };
  }
}
