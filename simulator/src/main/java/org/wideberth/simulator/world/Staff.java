package org.wideberth.simulator.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.wideberth.agreement.Steps.Pending;
import org.wideberth.channel.Step;
import org.wideberth.node.engine.Command;
import org.wideberth.node.engine.EngineView;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.people.PersonId;
import org.wideberth.people.PersonRole;
import org.wideberth.people.RosterBody.Enrolled;
import org.wideberth.people.SignedAct;
import org.wideberth.people.Site;
import org.wideberth.picture.PeopleDecisions.ToSign;
import org.wideberth.picture.Picture;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;

/// The people of all parties, who come, go, change roles and passkeys, and sign what has to be
/// signed.
final class Staff {
  private static final Site SITE = new Site("localhost", "http://localhost:8440");

  /// The first two are commanders and stay, so that there is always somebody who can sign.
  private static final List<PersonId> PEOPLE =
      List.of(new PersonId("p0"), new PersonId("p1"), new PersonId("p2"), new PersonId("p3"));

  private record Of(PartyId party, PersonId person) {}

  private final RandomGenerator random;

  /// Every passkey that a person ever had: an enrolment may be lost with the power.
  private final Map<Of, List<SimulatedPasskey>> passkeys = new HashMap<>();

  Staff(RandomGenerator random) {
    this.random = random;
  }

  /// Something that changes the roster.
  Command change(Picture picture) {
    PartyId party = picture.self();
    for (PersonId commander : PEOPLE.subList(0, 2)) {
      if (picture.people().person(party, commander).isEmpty()) {
        return enrol(party, commander, PersonRole.COMMANDER);
      }
    }
    PersonId person = PEOPLE.get(random.nextInt(PEOPLE.size()));
    Optional<Enrolled> is = picture.people().person(party, person);
    boolean stays = PEOPLE.indexOf(person) < 2;
    List<PersonRole> roles = List.of(PersonRole.values());
    PersonRole role = stays ? PersonRole.COMMANDER : roles.get(random.nextInt(roles.size()));
    if (is.isEmpty() || stays || random.nextInt(3) == 0) {
      return enrol(party, person, role);
    }
    return random.nextBoolean() || role == is.get().role()
        ? new Command.PersonLeaves(person)
        : new Command.ChangeRole(person, role);
  }

  private Command enrol(PartyId party, PersonId person, PersonRole role) {
    List<SimulatedPasskey> had =
        passkeys.computeIfAbsent(new Of(party, person), _ -> new ArrayList<>());
    had.add(new SimulatedPasskey(party + " " + person + " " + had.size()));
    return new Command.EnrolPerson(
        new Enrolled(
            person,
            new DisplayName("post " + random.nextInt(2)),
            role,
            had.getLast().credential(),
            had.getLast().key(),
            SITE));
  }

  /// The command as it may be asked for: signed, if the party has a roster and it has to be.
  ///
  /// @return empty if nobody is there who can sign it
  Optional<Command> signed(EngineView view, Command command) {
    Picture picture = view.picture();
    if (!isSigned(command) || !picture.people().isKept(picture.self())) {
      return Optional.of(command);
    }
    PersonRole needed =
        command instanceof Command.NoteMessage ? PersonRole.DUTY_OFFICER : PersonRole.COMMANDER;
    List<Enrolled> able =
        picture.people().roster(picture.self()).values().stream()
            .filter(each -> each.role().includes(needed))
            .filter(each -> !asked(picture, command).equals(Optional.of(each.person())))
            .toList();
    if (able.isEmpty()) {
      return Optional.empty();
    }
    Enrolled by = able.get(random.nextInt(able.size()));
    byte[] noise = new byte[Hash.BYTES];
    random.nextBytes(noise);
    Hash nonce = Hash.of(noise);
    return switch (view.toSign(command, by.person(), nonce)) {
      case Outcome.Accepted<ToSign>(var shown) ->
          Optional.of(
              new Command.Sign(
                  command,
                  new SignedAct(
                      shown.act(),
                      by.person(),
                      nonce,
                      passkey(picture.self(), by).sign(SITE, shown.challenge()))));
      case Outcome.Refused<ToSign>(var refusal) ->
          throw new Broken("%s may not sign %s: %s".formatted(by.person(), command, refusal));
    };
  }

  private static boolean isSigned(Command command) {
    return switch (command) {
      case Command.NoteMessage note -> note.step() == Step.ACKNOWLEDGED;
      case Command.AdoptRules _, Command.AskStep _, Command.ConfirmStep _ -> true;
      default -> false;
    };
  }

  /// Who signed what is to be confirmed.
  private static Optional<PersonId> asked(Picture picture, Command command) {
    return command instanceof Command.ConfirmStep confirm
        ? picture.agreement().steps().asked().stream()
            .filter(each -> each.at().leaf().equals(confirm.asked()))
            .findFirst()
            .flatMap(Pending::person)
        : Optional.empty();
  }

  private SimulatedPasskey passkey(PartyId party, Enrolled person) {
    return passkeys.getOrDefault(new Of(party, person.person()), List.of()).stream()
        .filter(each -> each.key().equals(person.key()))
        .findFirst()
        .orElseThrow(() -> new Broken("a passkey on the roster that nobody made: " + person));
  }
}
