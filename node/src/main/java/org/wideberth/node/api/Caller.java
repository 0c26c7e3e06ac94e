package org.wideberth.node.api;

/// Who asks.
///
/// @param person the name given at the invitation, or `token` for a system with the API token
/// @param session the secret of the session cookie; empty for the token
public record Caller(String person, Role role, String session) {
  static Caller byToken() {
    return new Caller("token", Role.COMMANDER, "");
  }
}
