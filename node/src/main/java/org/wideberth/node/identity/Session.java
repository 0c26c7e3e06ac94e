package org.wideberth.node.identity;

import java.time.Instant;
import java.util.Optional;
import org.wideberth.node.api.Role;
import org.wideberth.people.PersonId;

/// Somebody who has signed in.
///
/// @param id who it is on the roster; empty if a one-time link was enough
/// @param secret what the browser shows with each request
/// @param expires it does not work at or after this time
public record Session(
    String person, Role role, Optional<PersonId> id, String secret, Instant expires) {
  /// Without the secret.
  @Override
  public String toString() {
    return "Session[%s, %s, until %s]".formatted(person, role, expires);
  }
}
