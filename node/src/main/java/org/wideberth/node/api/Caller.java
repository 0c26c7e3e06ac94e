package org.wideberth.node.api;

import java.util.Optional;
import org.wideberth.people.PersonId;

/// Who asks.
///
/// @param person the name given at the invitation, or `token` for a system with the API token
/// @param id who it is on the party's roster, if signed in by passkey
/// @param session the secret of the session cookie; empty for the token
public record Caller(String person, Role role, Optional<PersonId> id, String session) {
  static Caller byToken() {
    return new Caller("token", Role.COMMANDER, Optional.empty(), "");
  }

  /// True for a system, or a person at the machine, with the API token.
  boolean isToken() {
    return session.isEmpty();
  }
}
