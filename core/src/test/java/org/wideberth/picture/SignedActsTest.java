package org.wideberth.picture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.agreement.AgreementBody.Step.SUSPENSION;
import static org.wideberth.people.SoftPasskey.SITE;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesMessage;
import org.wideberth.agreement.Speaker;
import org.wideberth.channel.ChannelBody;
import org.wideberth.channel.Desk;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageContent;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.Precedence;
import org.wideberth.channel.References;
import org.wideberth.channel.Step;
import org.wideberth.channel.Wording;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.people.Assertion;
import org.wideberth.people.PersonId;
import org.wideberth.people.PersonRole;
import org.wideberth.people.RosterBody;
import org.wideberth.people.SignedAct;
import org.wideberth.people.Site;
import org.wideberth.people.SoftPasskey;
import org.wideberth.picture.PeopleDecisions.ToSign;
import org.wideberth.record.Audience;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Amber writes to cobalt; cobalt has a roster. What cobalt's node refuses, a node that is not this
/// program writes all the same.
final class SignedActsTest {
  private static final PartyId COBALT = new PartyId("cobalt");
  private static final PersonId WEIR = new PersonId("weir");
  private static final PersonId LUND = new PersonId("lund");
  private static final SoftPasskey WEIRS = SoftPasskey.es256("weir");
  private static final SoftPasskey LUNDS = SoftPasskey.edDsa("lund");
  private static final Hash NONCE = Hash.sha256("once".getBytes(UTF_8));

  private static final Speaker DUTY = new Speaker(new DisplayName("post 1"), "commander");

  private final Theatre theatre = new Theatre("amber", "cobalt");
  private MessageId message = new MessageId(COBALT, 1, 0, "");

  @BeforeEach
  void aMessageAndAnOfficer() {
    message = send();
    enrol("cobalt", WEIR, PersonRole.DUTY_OFFICER, WEIRS);
  }

  private MessageId send() {
    MessageContent content =
        new MessageContent(
            Desk.DUTY,
            Precedence.FLASH,
            Optional.empty(),
            Optional.empty(),
            new Wording(Optional.empty(), "stop", "en"),
            References.none(),
            Optional.empty());
    MessageId id = new MessageId(new PartyId("amber"), 1, theatre.log("amber").size(), "");
    theatre.write("amber", new Draft(Audience.everyone(), new ChannelBody.Sent(content).toBytes()));
    return id;
  }

  private void enrol(String party, PersonId person, PersonRole role, SoftPasskey key) {
    theatre.decide(
        party,
        p ->
            PeopleDecisions.enrol(
                p,
                new RosterBody.Enrolled(
                    person,
                    new DisplayName(person.text()),
                    role,
                    key.credential(),
                    key.key(),
                    SITE)));
  }

  private Picture cobalt() {
    return theatre.picture("cobalt");
  }

  private Origin log() {
    return theatre.origin("cobalt");
  }

  private Draft acknowledgement() {
    return ChannelDecisions.note(cobalt(), message, Step.ACKNOWLEDGED, "", Optional.empty())
        .orThrow();
  }

  private static SignedAct signed(
      Draft act, Origin log, PersonId person, Hash nonce, SoftPasskey by, Site site, int flags) {
    String text = new String(act.body(), UTF_8);
    Assertion assertion = by.sign(site, SignedAct.challenge(log, person, nonce, text), flags);
    return new SignedAct(text, person, nonce, assertion);
  }

  private SignedAct byWeir(Draft act) {
    return signed(act, log(), WEIR, NONCE, WEIRS, SITE, 5);
  }

  private Message seen(String party) {
    return theatre.picture(party).channel().message(message).orElseThrow();
  }

  /// The own node refuses it for that reason, and if it stands in the log all the same, everybody
  /// sees a placeholder.
  private void countsNowhere(Draft act, SignedAct signed, String words, String placeholder) {
    Outcome<Draft> sealed = PeopleDecisions.seal(cobalt(), log(), act, signed);
    assertThat(sealed).isInstanceOf(Outcome.Refused.class);
    assertThat(((Outcome.Refused<Draft>) sealed).refusal().detail()).contains(words);
    theatre.write("cobalt", new Draft(act.to(), signed.toBytes()));
    for (String party : List.of("amber", "cobalt")) {
      assertThat(theatre.picture(party).placeholders())
          .extracting(Placeholder::words)
          .containsExactly(placeholder);
      assertThat(seen(party).noted(COBALT, Step.ACKNOWLEDGED)).isEmpty();
      assertThat(theatre.picture(party).unresolved(COBALT)).isTrue();
    }
  }

  @Test
  void whatAPersonSignedCountsAndSaysWhoSigned() {
    Draft act = acknowledgement();
    theatre.write("cobalt", PeopleDecisions.seal(cobalt(), log(), act, byWeir(act)).orThrow());
    for (String party : List.of("amber", "cobalt")) {
      Picture picture = theatre.picture(party);
      assertThat(picture.placeholders()).isEmpty();
      var note = seen(party).noted(COBALT, Step.ACKNOWLEDGED).orElseThrow();
      assertThat(picture.people().signatory(note.at()).orElseThrow().words())
          .isEqualTo("weir, duty officer, passkey");
    }
    assertThat(cobalt().digest()).isEqualTo(theatre.picture("amber").digest());
  }

  @Test
  void withoutARosterNothingIsSigned() {
    assertThat(theatre.picture("amber").people().isKept(new PartyId("amber"))).isFalse();
    assertThat(PeopleDecisions.needed(theatre.picture("amber"), acknowledgement())).isEmpty();
    assertThat(PeopleDecisions.needed(cobalt(), acknowledgement()))
        .contains(PersonRole.DUTY_OFFICER);
  }

  @Test
  void withARosterAnUnsignedActIsRefusedAndCountsNowhere() {
    Draft act = acknowledgement();
    assertThat(PeopleDecisions.unsigned(cobalt(), act)).isInstanceOf(Outcome.Refused.class);
    theatre.write("cobalt", act);
    for (String party : List.of("amber", "cobalt")) {
      assertThat(theatre.picture(party).placeholders())
          .extracting(Placeholder::words)
          .containsExactly("it needs the passkey of a duty officer, and has none");
      assertThat(seen(party).noted(COBALT, Step.ACKNOWLEDGED)).isEmpty();
    }
    Draft read =
        ChannelDecisions.note(cobalt(), message, Step.READ, "", Optional.empty()).orThrow();
    assertThat(PeopleDecisions.unsigned(cobalt(), read)).isEqualTo(Outcome.accept(read));
  }

  @Test
  void anAlteredActCountsNowhere() {
    Draft act = acknowledgement();
    SignedAct good = byWeir(act);
    SignedAct altered = new SignedAct(good.act() + " ", WEIR, NONCE, good.assertion());
    countsNowhere(
        act,
        altered,
        "what was shown has changed; look again",
        "its signature does not count: what was signed is not this");
  }

  @Test
  void aSignatureCountsOnce() {
    Draft act = acknowledgement();
    Draft sealed = PeopleDecisions.seal(cobalt(), log(), act, byWeir(act)).orThrow();
    theatre.write("cobalt", sealed);
    assertThat(PeopleDecisions.seal(cobalt(), log(), act, byWeir(act)))
        .isEqualTo(Outcome.refuse(RefusalCode.UNPROVEN, "this signature was used before"));
    theatre.write("cobalt", sealed);
    for (String party : List.of("amber", "cobalt")) {
      assertThat(theatre.picture(party).placeholders())
          .extracting(Placeholder::words)
          .containsExactly("its signature was used for an earlier entry");
      assertThat(seen(party).noted(COBALT, Step.ACKNOWLEDGED)).isPresent();
    }
  }

  @Test
  void whatWasSignedForAnotherLogCountsNowhere() {
    Draft act = acknowledgement();
    countsNowhere(
        act,
        signed(act, new Origin(WrittenLog.THEATRE, COBALT, 2), WEIR, NONCE, WEIRS, SITE, 5),
        "what was signed is not this",
        "its signature does not count: what was signed is not this");
  }

  @Test
  void withoutUserVerificationItCountsNowhere() {
    Draft act = acknowledgement();
    countsNowhere(
        act,
        signed(act, log(), WEIR, NONCE, WEIRS, SITE, 1),
        "the authenticator did not verify who used it",
        "its signature does not count: the authenticator did not verify who used it");
  }

  @Test
  void onAnotherPageItCountsNowhere() {
    Draft act = acknowledgement();
    Site other = new Site(SITE.rpId(), "https://duty.amber.example:9999");
    String words = "it was signed on another page than https://duty.amber.example:8440";
    countsNowhere(
        act,
        signed(act, log(), WEIR, NONCE, WEIRS, other, 5),
        words,
        "its signature does not count: " + words);
  }

  @Test
  void anUnknownPersonSignsNothing() {
    Draft act = acknowledgement();
    countsNowhere(
        act,
        signed(act, log(), LUND, NONCE, LUNDS, SITE, 5),
        "person: lund is not on the roster",
        "it is signed by lund, who was not on the roster");
  }

  @Test
  void aCredentialOfAnotherPartySignsNothing() {
    enrol("amber", LUND, PersonRole.COMMANDER, LUNDS);
    Draft act = acknowledgement();
    countsNowhere(
        act,
        signed(act, log(), LUND, NONCE, LUNDS, SITE, 5),
        "person: lund is not on the roster",
        "it is signed by lund, who was not on the roster");
  }

  @Test
  void anothersPasskeySignsNothingInAPersonsName() {
    enrol("cobalt", LUND, PersonRole.COMMANDER, LUNDS);
    Draft act = acknowledgement();
    countsNowhere(
        act,
        signed(act, log(), WEIR, NONCE, LUNDS, SITE, 5),
        "the signature is not of the person's passkey over this",
        "its signature does not count: the signature is not of the person's passkey over this");
  }

  @Test
  void whoHasLeftSignsNothingMoreAndWhatWasSignedBeforeStands() {
    Draft act = acknowledgement();
    theatre.write("cobalt", PeopleDecisions.seal(cobalt(), log(), act, byWeir(act)).orThrow());
    theatre.decide("cobalt", p -> PeopleDecisions.leave(p, WEIR));
    assertThat(seen("amber").noted(COBALT, Step.ACKNOWLEDGED)).isPresent();
    message = send();
    Draft later = acknowledgement();
    countsNowhere(
        later,
        byWeir(later),
        "person: weir is not on the roster",
        "it is signed by weir, who was not on the roster");
    assertThat(PeopleDecisions.unsigned(cobalt(), later)).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aRoleThatIsTooLowSignsNothing() {
    theatre.decide("cobalt", p -> PeopleDecisions.changeRole(p, WEIR, PersonRole.OBSERVER));
    Draft act = acknowledgement();
    countsNowhere(
        act,
        byWeir(act),
        "weir is observer; it takes the passkey of a duty officer",
        "it is signed as observer and needs a duty officer");
  }

  @Test
  void aReplacedPasskeySignsNothingMore() {
    enrol("cobalt", WEIR, PersonRole.DUTY_OFFICER, LUNDS);
    Draft act = acknowledgement();
    countsNowhere(
        act,
        byWeir(act),
        "the signature is not of the person's passkey over this",
        "its signature does not count: the signature is not of the person's passkey over this");
  }

  @Test
  void rulesAreAdoptedByACommandersPasskey() {
    enrol("cobalt", LUND, PersonRole.COMMANDER, LUNDS);
    Rules rules = Shapes.rules(1, 500, "amber", "cobalt");
    theatre.decide("amber", p -> RulesDecisions.propose(p, rules.text(), Optional.empty()));
    Draft act = RulesDecisions.adopt(cobalt(), rules.hash(), Optional.empty()).orThrow();
    Outcome<ToSign> asked = PeopleDecisions.ask(cobalt(), log(), act, WEIR, NONCE);
    assertThat(((Outcome.Refused<ToSign>) asked).refusal().detail())
        .isEqualTo("weir is duty officer; it takes the passkey of a commander");
    SignedAct signed = signed(act, log(), LUND, NONCE, LUNDS, SITE, 5);
    theatre.write("cobalt", PeopleDecisions.seal(cobalt(), log(), act, signed).orThrow());
    assertThat(theatre.picture("amber").agreement().latest(COBALT)).contains(rules);
    assertThat(theatre.picture("amber").placeholders()).isEmpty();
  }

  private void signed(Draft act, PersonId person, SoftPasskey key) {
    SignedAct signed = signed(act, log(), person, Hash.sha256(act.body()), key, SITE, 5);
    theatre.write("cobalt", PeopleDecisions.seal(cobalt(), log(), act, signed).orThrow());
  }

  private Draft asked(Rules rules) {
    return AgreementDecisions.ask(
            cobalt(), SUSPENSION, rules.hash(), List.of(), Optional.empty(), "fire", DUTY)
        .orThrow();
  }

  private Outcome<Draft> confirmed(PersonId person) {
    Hash ask = cobalt().agreement().steps().asked().getFirst().at().leaf();
    return AgreementDecisions.confirm(
        cobalt(), ask, DUTY, Optional.of(person), theatre.log("cobalt").now());
  }

  @Test
  void aSuspensionTakesThePasskeysOfTwoCommandersWhateverTheyAreCalled() {
    Rules rules = Shapes.rules(1, 500, "amber", "cobalt");
    theatre.adopt(rules, "amber");
    enrol("cobalt", WEIR, PersonRole.COMMANDER, WEIRS);
    enrol("cobalt", LUND, PersonRole.COMMANDER, LUNDS);
    Draft adoption = RulesDecisions.adopt(cobalt(), rules.hash(), Optional.empty()).orThrow();
    signed(adoption, LUND, LUNDS);
    signed(asked(rules), WEIR, WEIRS);
    assertThat(((Outcome.Refused<Draft>) confirmed(WEIR)).refusal().detail())
        .contains("it takes another person");
    Draft confirmed = confirmed(LUND).orThrow();
    assertThat(PeopleDecisions.unsigned(cobalt(), confirmed)).isInstanceOf(Outcome.Refused.class);
    // Another program lets the first person do it once more.
    theatre.write(
        "cobalt",
        new Draft(confirmed.to(), signed(confirmed, log(), WEIR, NONCE, WEIRS, SITE, 5).toBytes()));
    assertThat(theatre.picture("amber").agreement().steps().suspensions()).isEmpty();
    assertThat(theatre.picture("amber").placeholders())
        .extracting(Placeholder::words)
        .containsExactly("post 1 both asked for it and did it: it takes two people");
    signed(confirmed(LUND).orThrow(), LUND, LUNDS);
    assertThat(theatre.picture("amber").agreement().steps().suspensions()).hasSize(1);
    assertThat(theatre.picture("amber").digest()).isEqualTo(cobalt().digest());
  }

  @Test
  void onlyWhatIsToBeSignedIsWrappedAndNothingTwice() {
    Draft act = acknowledgement();
    SignedAct good = byWeir(act);
    Draft twice = new Draft(act.to(), good.toBytes());
    theatre.write("cobalt", new Draft(act.to(), byWeir(twice).toBytes()));
    Rules rules = Shapes.rules(1, 500, "amber", "cobalt");
    Draft proposed = new Draft(Audience.everyone(), new RulesMessage.Proposed(rules).toBytes());
    theatre.write("cobalt", new Draft(Audience.everyone(), byWeir(proposed).toBytes()));
    assertThat(theatre.picture("amber").placeholders())
        .extracting(Placeholder::words)
        .containsExactly(
            "the body cannot be read: act: a body of type signed is not signed by a person",
            "the body cannot be read: act: a body of type rules-proposed is not signed by a"
                + " person");
    assertThat(theatre.picture("amber").agreement().documents()).isEmpty();
  }

  @Test
  void aRosterIsForEverybody() {
    theatre.write("cobalt", new Draft(Audience.authorOnly(), new RosterBody.Left(WEIR).toBytes()));
    assertThat(cobalt().placeholders())
        .extracting(Placeholder::words)
        .containsExactly("a roster must be addressed to every party");
    assertThat(cobalt().people().roster(COBALT)).containsKey(WEIR);
  }

  @Test
  void onePasskeyIsOnePersons() {
    Outcome<Draft> again =
        PeopleDecisions.enrol(
            cobalt(),
            new RosterBody.Enrolled(
                LUND,
                new DisplayName("lund"),
                PersonRole.COMMANDER,
                WEIRS.credential(),
                WEIRS.key(),
                SITE));
    assertThat(again).isInstanceOf(Outcome.Refused.class);
  }
}
