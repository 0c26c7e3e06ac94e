package org.wideberth.node.identity;

import java.time.Instant;

/// What is handed to a person who shall sign in.
///
/// @param code works once
/// @param expires it does not work at or after this time
public record Invitation(String code, Instant expires) {
  /// Without the code.
  @Override
  public String toString() {
    return "Invitation[until " + expires + "]";
  }
}
