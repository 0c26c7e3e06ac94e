package org.wideberth.node.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Optional;
import org.wideberth.node.identity.Invitation;
import org.wideberth.node.identity.People;
import org.wideberth.node.identity.Session;
import org.wideberth.party.DisplayName;
import org.wideberth.refusal.Outcome;

/// Knows who may come in: the party's people, and who holds the API token. Thread-safe.
public final class Door {
  private final People people;
  private final byte[] token;
  private final InstantSource clock;

  public Door(People people, String token, InstantSource clock) {
    this.people = people;
    this.token = token.getBytes(StandardCharsets.UTF_8);
    this.clock = clock;
  }

  /// Who holds this token; compared in constant time.
  Optional<Caller> byToken(String shown) {
    return MessageDigest.isEqual(token, shown.getBytes(StandardCharsets.UTF_8))
        ? Optional.of(Caller.byToken())
        : Optional.empty();
  }

  /// Whose session this is, if it is not over.
  Optional<Caller> bySession(String secret) {
    return people
        .find(secret, clock.instant())
        .map(session -> new Caller(session.person(), session.role(), session.secret()));
  }

  /// Opens a session for a one-time code, which is used up.
  Outcome<Session> signIn(String code) {
    try {
      return people.redeem(code, clock.instant());
    } catch (IOException disk) {
      throw new UncheckedIOException(disk);
    }
  }

  void signOut(String secret) {
    try {
      people.end(secret, clock.instant());
    } catch (IOException disk) {
      throw new UncheckedIOException(disk);
    }
  }

  /// Makes a one-time code for a person.
  Outcome<Invitation> invite(DisplayName person, Role role) {
    try {
      return people.invite(person, role, clock.instant());
    } catch (IOException disk) {
      throw new UncheckedIOException(disk);
    }
  }
}
