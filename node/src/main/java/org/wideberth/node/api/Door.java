package org.wideberth.node.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.wideberth.node.identity.Invitation;
import org.wideberth.node.identity.People;
import org.wideberth.node.identity.Session;
import org.wideberth.party.DisplayName;
import org.wideberth.people.PersonId;
import org.wideberth.people.RosterBody;
import org.wideberth.refusal.Outcome;

/// Knows who may come in: the party's people, and who holds the API token. Thread-safe.
public final class Door {
  private final People people;
  private final byte[] token;
  private final InstantSource clock;
  private final Function<PersonId, Optional<RosterBody.Enrolled>> roster;

  /// Of a party without a roster.
  public Door(People people, String token, InstantSource clock) {
    this(people, token, clock, _ -> Optional.empty());
  }

  /// @param roster who a person is on the own roster now
  public Door(
      People people,
      String token,
      InstantSource clock,
      Function<PersonId, Optional<RosterBody.Enrolled>> roster) {
    this.people = people;
    this.roster = roster;
    this.token = token.getBytes(StandardCharsets.UTF_8);
    this.clock = clock;
  }

  /// Who holds this token; compared in constant time.
  Optional<Caller> byToken(String shown) {
    return MessageDigest.isEqual(token, shown.getBytes(StandardCharsets.UTF_8))
        ? Optional.of(Caller.byToken())
        : Optional.empty();
  }

  /// Whose session this is, if it is not over. Who is on the roster is what the roster says now.
  Optional<Caller> bySession(String secret) {
    return people.find(secret, clock.instant()).flatMap(this::caller);
  }

  private Optional<Caller> caller(Session session) {
    if (session.id().isEmpty()) {
      return Optional.of(
          new Caller(session.person(), session.role(), Optional.empty(), session.secret()));
    }
    return roster
        .apply(session.id().get())
        .map(
            is -> new Caller(is.name().text(), Role.of(is.role()), session.id(), session.secret()));
  }

  /// Opens a session for a person whose passkey was seen.
  Outcome<Session> signIn(RosterBody.Enrolled person) {
    try {
      return people.begin(person.person(), person.name(), Role.of(person.role()), clock.instant());
    } catch (IOException disk) {
      throw new UncheckedIOException(disk);
    }
  }

  /// Who was invited with a code, which works on.
  Optional<People.Invited> invited(String code) {
    try {
      return people.invited(code, clock.instant());
    } catch (IOException disk) {
      throw new UncheckedIOException(disk);
    }
  }

  /// Uses a code up.
  Outcome<People.Invited> use(String code) {
    try {
      return people.use(code, clock.instant());
    } catch (IOException disk) {
      throw new UncheckedIOException(disk);
    }
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
