package org.wideberth.node.identity;

import java.time.Instant;
import org.wideberth.node.api.Role;

/// Somebody who has signed in.
///
/// @param secret what the browser shows with each request
/// @param expires it does not work at or after this time
public record Session(String person, Role role, String secret, Instant expires) {
  /// Without the secret.
  @Override
  public String toString() {
    return "Session[%s, %s, until %s]".formatted(person, role, expires);
  }
}
