package org.wideberth.node.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.node.api.Role;
import org.wideberth.node.journal.OwnerOnly;
import org.wideberth.party.DisplayName;
import org.wideberth.refusal.Outcome;

final class PeopleTest {
  private static final DisplayName ADA = new DisplayName("Ada");
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

  @TempDir Path directory;
  private DataDirectory data;

  @BeforeEach
  void makeDirectory() throws IOException {
    data = DataDirectory.make(directory.resolve("amber"));
  }

  @Test
  void a_code_signs_its_person_in_once() throws IOException {
    People people = open();
    String code = people.invite(ADA, Role.DUTY_OFFICER, NOW).orThrow().code();
    Session session = people.redeem(code, NOW).orThrow();

    assertThat(session.person()).isEqualTo("Ada");
    assertThat(session.role()).isEqualTo(Role.DUTY_OFFICER);
    assertThat(people.find(session.secret(), NOW)).contains(session);
    assertThat(people.redeem(code, NOW)).isInstanceOf(Outcome.Refused.class);
    assertThat(people.redeem("guess", NOW)).isInstanceOf(Outcome.Refused.class);
    assertThat(people.find(code, NOW)).isEmpty();
    assertThat(people.find("", NOW)).isEmpty();
  }

  @Test
  void a_code_works_for_24_hours_and_no_longer() throws IOException {
    People people = open();
    Invitation first = people.invite(ADA, Role.OBSERVER, NOW).orThrow();
    Invitation second = people.invite(ADA, Role.OBSERVER, NOW).orThrow();
    Instant end = NOW.plus(People.INVITATION_LASTS);

    assertThat(first.expires()).isEqualTo(end);
    assertThat(people.redeem(first.code(), end.minusMillis(1)))
        .isInstanceOf(Outcome.Accepted.class);
    assertThat(people.redeem(second.code(), end)).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void a_session_ends_by_signing_out_or_by_time() throws IOException {
    People people = open();
    Session first = signIn(people);
    Session second = signIn(people);
    people.end(first.secret(), NOW);

    assertThat(people.find(first.secret(), NOW)).isEmpty();
    assertThat(people.find(second.secret(), second.expires().minusMillis(1))).isPresent();
    assertThat(people.find(second.secret(), second.expires())).isEmpty();
  }

  @Test
  void another_process_sees_what_was_given_used_and_signed_in() throws IOException {
    People before = open();
    String used = before.invite(ADA, Role.OBSERVER, NOW).orThrow().code();
    String unused = before.invite(ADA, Role.COMMANDER, NOW).orThrow().code();
    Session session = before.redeem(used, NOW).orThrow();
    People after = open();

    assertThat(after.find(session.secret(), NOW)).contains(session);
    assertThat(after.redeem(used, NOW)).isInstanceOf(Outcome.Refused.class);
    assertThat(after.redeem(unused, NOW).orThrow().role()).isEqualTo(Role.COMMANDER);
    assertThat(before.redeem(unused, NOW)).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void an_invitation_made_beside_a_node_at_work_is_good_there() throws IOException {
    People atWork = open();
    String code = open().invite(ADA, Role.OBSERVER, NOW).orThrow().code();

    assertThat(atWork.redeem(code, NOW)).isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void neither_codes_nor_secrets_are_on_the_disk_and_the_file_is_private() throws IOException {
    People people = open();
    String code = people.invite(ADA, Role.OBSERVER, NOW).orThrow().code();
    Session session = signIn(people);
    Path file = data.path().resolve("people.json");

    assertThat(Files.readString(file)).contains("Ada").doesNotContain(code, session.secret());
    OwnerOnly.requirePrivate(file);
    assertThat(session.toString()).doesNotContain(session.secret());
  }

  @Test
  void a_damaged_file_is_refused_in_words() throws IOException {
    OwnerOnly.writeNew(data.path().resolve("people.json"), new byte[] {'{'});

    assertThatThrownBy(this::open).hasMessageContaining("people.json: MALFORMED");
  }

  @Test
  void there_are_at_most_a_thousand_invitations_until_some_expire() throws IOException {
    People people = open();
    for (int n = 0; n < People.KEPT_MAX; n++) {
      assertThat(people.invite(ADA, Role.OBSERVER, NOW)).isInstanceOf(Outcome.Accepted.class);
    }
    assertThat(people.invite(ADA, Role.OBSERVER, NOW)).isInstanceOf(Outcome.Refused.class);
    assertThat(people.invite(ADA, Role.OBSERVER, NOW.plus(People.INVITATION_LASTS)))
        .isInstanceOf(Outcome.Accepted.class);
  }

  private People open() throws IOException {
    return People.open(data, new SecureRandom());
  }

  private static Session signIn(People people) throws IOException {
    String code = people.invite(ADA, Role.OBSERVER, NOW).orThrow().code();
    return people.redeem(code, NOW).orThrow();
  }
}
