package org.wideberth.picture;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.wideberth.people.PersonId;
import org.wideberth.people.PersonRole;
import org.wideberth.people.Roster;
import org.wideberth.people.RosterBody;
import org.wideberth.people.SignedAct;
import org.wideberth.record.Audience;
import org.wideberth.record.Body;
import org.wideberth.record.Hash;
import org.wideberth.record.Limits;
import org.wideberth.record.Origin;
import org.wideberth.record.Salt;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.Refusal;
import org.wideberth.refusal.RefusalCode;

/// What the own party may write about its people, and which of its acts it may write only with a
/// person's signature, given the picture as it is.
public final class PeopleDecisions {
  private static final Salt NO_SALT = Salt.of(new byte[Salt.BYTES]);

  private PeopleDecisions() {}

  /// Puts a person on the roster. A passkey belongs to one person.
  public static Outcome<Draft> enrol(Picture picture, RosterBody.Enrolled person) {
    boolean taken =
        picture.people().roster(picture.self()).values().stream()
            .anyMatch(
                other ->
                    !other.person().equals(person.person())
                        && (other.key().equals(person.key())
                            || other.credential().equals(person.credential())));
    return taken
        ? Outcome.refuse(
            RefusalCode.WRONG_STATE, "key: another person is enrolled with this passkey")
        : draft(picture, person);
  }

  /// Gives a person another role.
  public static Outcome<Draft> changeRole(Picture picture, PersonId person, PersonRole role) {
    return known(picture, person)
        .then(
            is ->
                is.role() == role
                    ? Outcome.refuse(
                        RefusalCode.WRONG_STATE,
                        "role: %s is %s already".formatted(is.name(), role.words()))
                    : draft(picture, new RosterBody.RoleChanged(person, role)));
  }

  /// Takes a person off the roster: what he or she signs from then on does not count.
  public static Outcome<Draft> leave(Picture picture, PersonId person) {
    return known(picture, person).then(_ -> draft(picture, new RosterBody.Left(person)));
  }

  private static Outcome<RosterBody.Enrolled> known(Picture picture, PersonId person) {
    return picture
        .people()
        .person(picture.self(), person)
        .map(Outcome::accept)
        .orElseGet(
            () ->
                Outcome.refuse(
                    RefusalCode.NOT_FOUND, "person: %s is not on the roster".formatted(person)));
  }

  private static Outcome<Draft> draft(Picture picture, RosterBody body) {
    return picture.people().entries(picture.self()) >= Roster.ENTRIES_MAX
        ? Outcome.refuse(
            RefusalCode.LIMIT_EXCEEDED,
            "a party writes at most %d entries about its people".formatted(Roster.ENTRIES_MAX))
        : Outcome.accept(new Draft(Audience.everyone(), body.toBytes()));
  }

  /// The role that has to sign a draft before it may be written; empty if it may be as it is.
  public static Optional<PersonRole> needed(Picture picture, Draft draft) {
    if (!picture.people().isKept(picture.self())) {
      return Optional.empty();
    }
    return Body.of(NO_SALT, draft.body()).then(SignedActs::typed)
            instanceof Outcome.Accepted<SignedActs.Typed>(var typed)
        ? Optional.of(typed.needs())
        : Optional.empty();
  }

  /// Refuses a draft that needs a signature.
  public static Outcome<Draft> unsigned(Picture picture, Draft draft) {
    return needed(picture, draft)
        .map(
            role ->
                Outcome.<Draft>refuse(
                    RefusalCode.FORBIDDEN,
                    "this party has a roster: it takes the passkey of a %s to say this; ask for it"
                            .formatted(role.words())
                        + " at /api/v1/signing"))
        .orElseGet(() -> Outcome.accept(draft));
  }

  /// What has to be shown to a person and then signed.
  ///
  /// @param act the exact text of the body
  /// @param challenge what the authenticator signs
  public record ToSign(String act, Hash challenge, RosterBody.Enrolled person) {}

  /// Asks a person of the own party to sign a draft.
  ///
  /// @param log in which it is to stand
  public static Outcome<ToSign> ask(
      Picture picture, Origin log, Draft draft, PersonId person, Hash nonce) {
    String act = new String(draft.body(), StandardCharsets.UTF_8);
    return known(picture, person)
        .then(
            is ->
                Body.of(NO_SALT, draft.body())
                    .then(SignedActs::typed)
                    .then(
                        typed ->
                            is.role().includes(typed.needs())
                                ? Outcome.accept(
                                    new ToSign(
                                        act, SignedAct.challenge(log, person, nonce, act), is))
                                : Outcome.refuse(
                                    RefusalCode.FORBIDDEN,
                                    "%s is %s; it takes the passkey of a %s"
                                        .formatted(
                                            is.name(), is.role().words(), typed.needs().words()))));
  }

  /// The draft with a person's signature, if the signature is good for exactly that draft.
  ///
  /// @param log in which it is to stand
  public static Outcome<Draft> seal(Picture picture, Origin log, Draft draft, SignedAct signed) {
    return switch (ask(picture, log, draft, signed.person(), signed.nonce())) {
      case Outcome.Refused<ToSign>(Refusal refusal) -> Outcome.refuse(refusal);
      case Outcome.Accepted<ToSign>(ToSign asked) -> {
        if (!asked.act().equals(signed.act())) {
          yield Outcome.refuse(
              RefusalCode.WRONG_STATE, "what was shown has changed; look again, and sign anew");
        }
        RosterBody.Enrolled is = asked.person();
        Optional<String> problem =
            signed.assertion().problem(is.key(), is.site(), asked.challenge());
        if (problem.isPresent()) {
          yield Outcome.refuse(
              RefusalCode.UNPROVEN, "the signature does not count: " + problem.get());
        }
        if (picture.people().isAnswered(picture.self(), asked.challenge())) {
          yield Outcome.refuse(RefusalCode.UNPROVEN, "this signature was used before");
        }
        byte[] body = signed.toBytes();
        yield body.length <= Limits.SIGNED_BODY_BYTES_MAX
            ? Outcome.accept(new Draft(draft.to(), body))
            : Outcome.refuse(
                RefusalCode.LIMIT_EXCEEDED,
                "signed it takes %d bytes, more than %d"
                    .formatted(body.length, Limits.SIGNED_BODY_BYTES_MAX));
      }
    };
  }
}
