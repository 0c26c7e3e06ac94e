package org.wideberth.refusal;

import java.util.Objects;

/// A clear "no" to the caller: which rule, and in words which field and what would be accepted.
///
/// @param code the stable name of the rule
/// @param detail one sentence that names the field and the fix; never empty
public record Refusal(RefusalCode code, String detail) {
  public Refusal {
    Objects.requireNonNull(code);
    if (detail.isBlank()) {
      throw new IllegalArgumentException("a refusal says why");
    }
  }

  @Override
  public String toString() {
    return code + ": " + detail;
  }
}
