package org.wideberth.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;

final class RosterTest {
  private static final Origin LOG = new Origin(new TheatreId("river"), new PartyId("amber"), 1);
  private static final PersonId WEIR = new PersonId("weir");
  private static final SoftPasskey KEY = SoftPasskey.edDsa("weir");

  private static EntryPlace at(long seq) {
    return new EntryPlace(LOG, seq, Hash.sha256(new byte[0]));
  }

  private static RosterBody.Enrolled enrolled(PersonId person) {
    return new RosterBody.Enrolled(
        person,
        new DisplayName("Duty officer"),
        PersonRole.DUTY_OFFICER,
        KEY.credential(),
        KEY.key(),
        SoftPasskey.SITE);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    RosterBody.Enrolled enrolled = enrolled(WEIR);
    for (RosterBody body :
        List.of(
            enrolled,
            new RosterBody.RoleChanged(WEIR, PersonRole.COMMANDER),
            new RosterBody.Left(WEIR))) {
      assertThat(RosterBody.parse(body.toBytes()).orThrow()).isEqualTo(body);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"person\":\"weir\"=>\"person\":\"Lt Weir\"",
        "\"person\":\"weir\",=>",
        "\"name\":\"Duty officer\"=>\"name\":\"\"",
        "\"role\":\"duty-officer\"=>\"role\":\"king\"",
        "\"algorithm\":-8=>\"algorithm\":-257",
        "\"algorithm\":-8=>\"algorithm\":-7",
        "\"rpId\":\"duty.amber.example\"=>\"rpId\":\"127.0.0.1\"",
        "\"rpId\":\"duty.amber.example\"=>\"rpId\":\"Duty.example\"",
        "https://duty.amber.example:8440=>http://duty.amber.example:8440",
        "https://duty.amber.example:8440=>https://duty.amber.example:8440/x",
        "https://duty.amber.example:8440=>https://duty.amber.example.evil.example",
        "\"type\":\"person-enrolled\"=>\"type\":\"person-made-up\"",
        "\"type\"=>\"more\":1,\"type\""
      })
  void whatIsNotOfTheFormIsRefused(String change) {
    String[] parts = change.split("=>", -1);
    String good = new String(enrolled(WEIR).toBytes(), UTF_8);
    assertThat(good).contains(parts[0]);
    assertThat(RosterBody.parse(good.replace(parts[0], parts[1]).getBytes(UTF_8)))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aPersonIsWhatTheEntriesBeforeSay() {
    List<RosterBody> said =
        List.of(
            enrolled(WEIR),
            new RosterBody.RoleChanged(WEIR, PersonRole.COMMANDER),
            new RosterBody.Left(WEIR),
            new RosterBody.RoleChanged(WEIR, PersonRole.OBSERVER),
            enrolled(WEIR));
    List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4));
    Random random = new Random(26);
    for (int round = 0; round < 20; round++) {
      Collections.shuffle(order, random);
      Roster roster = new Roster();
      order.forEach(i -> assertThat(roster.add(at(10L * i), said.get(i))).isEmpty());
      assertThat(roster.isKeptBefore(at(0))).isFalse();
      assertThat(roster.isKeptBefore(at(25))).isTrue();
      assertThat(roster.before(at(0), WEIR)).isEmpty();
      assertThat(roster.before(at(5), WEIR).orElseThrow().role())
          .isEqualTo(PersonRole.DUTY_OFFICER);
      assertThat(roster.before(at(20), WEIR).orElseThrow().role()).isEqualTo(PersonRole.COMMANDER);
      assertThat(roster.before(at(21), WEIR)).isEmpty();
      assertThat(roster.before(at(35), WEIR)).isEmpty();
      assertThat(roster.now().keySet()).containsExactly(WEIR);
    }
  }

  @Test
  void onlyTheFirstEntriesCount() {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < Roster.ENTRIES_MAX + 3; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(26));
    Roster roster = new Roster();
    order.forEach(i -> roster.add(at(i), enrolled(new PersonId("p" + i))));
    assertThat(roster.size()).isEqualTo(Roster.ENTRIES_MAX);
    assertThat(roster.now(new PersonId("p" + (Roster.ENTRIES_MAX - 1)))).isPresent();
    assertThat(roster.now(new PersonId("p" + Roster.ENTRIES_MAX))).isEmpty();
  }
}
