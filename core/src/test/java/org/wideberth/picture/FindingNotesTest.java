package org.wideberth.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.picture.Shapes.circle;
import static org.wideberth.picture.Shapes.request;
import static org.wideberth.picture.Shapes.requestTo;
import static org.wideberth.picture.Shapes.rules;
import static org.wideberth.picture.Shapes.to;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wideberth.agreement.Rules;
import org.wideberth.conflict.Finding;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.picture.FindingNote.Says;
import org.wideberth.record.Hash;
import org.wideberth.record.Limits;

final class FindingNotesTest {
  private static final Rules RULES = rules(1, 1_000, "amber", "cobalt");

  private final Theatre theatre = new Theatre("amber", "cobalt");

  @BeforeEach
  void bothAdopt() {
    theatre.adopt(RULES, "amber", "cobalt");
  }

  private List<Draft> due(String party) {
    return FindingNotes.batch(theatre.picture(party));
  }

  private FindingsNoted only(String party) {
    assertThat(due(party)).hasSize(1);
    return FindingsNoted.parse(due(party).getFirst().body()).orThrow();
  }

  @Test
  void whatOpenedAndClosedIsNotedToTheCounterpartOnce() {
    theatre.declare("amber", request("a", circle(0)));
    OperationId b = theatre.declare("cobalt", request("b", circle(0)));
    FindingsNoted opened = only("amber");
    assertThat(opened.opened()).extracting(FindingNote::says).containsExactly(Says.CONFLICT);
    assertThat(opened.closed()).isEmpty();
    assertThat(due("amber").getFirst().to()).isEqualTo(to("cobalt"));

    theatre.write("amber", due("amber").getFirst());
    assertThat(due("amber")).isEmpty();

    theatre.decide("cobalt", p -> OperationDecisions.revise(p, b, request("b", circle(100))));
    assertThat(only("amber").opened()).extracting(FindingNote::bRevision).containsExactly(2);
    theatre.write("amber", due("amber").getFirst());

    theatre.decide("cobalt", p -> OperationDecisions.revise(p, b, request("b", circle(9_000))));
    FindingNote apart = only("amber").closed().getFirst();
    assertThat(apart.says()).isEqualTo(Says.APART);
    assertThat(apart.bRevision()).isEqualTo(3);
    theatre.write("amber", due("amber").getFirst());
    assertThat(due("amber")).isEmpty();
    assertThat(theatre.picture("cobalt").differences()).isEmpty();
  }

  @Test
  void aFindingThatEndsIsNotedAsEnded() {
    OperationId a = theatre.declare("amber", request("a", circle(0)));
    theatre.declare("cobalt", request("b", circle(0)));
    theatre.write("amber", due("amber").getFirst());
    theatre.decide("amber", p -> OperationDecisions.end(p, a));

    assertThat(only("amber").closed()).extracting(FindingNote::says).containsExactly(Says.ENDED);
  }

  @Test
  void whatTheOtherCannotSeeIsNotNotedUntilDisclosed() {
    OperationId a = theatre.declare("amber", requestTo(to(), "a", circle(0)));
    theatre.declare("cobalt", request("b", circle(0)));
    assertThat(theatre.picture("amber").findings()).hasSize(1);
    assertThat(due("amber")).isEmpty();

    theatre.decide("amber", p -> OperationDecisions.disclose(p, a, Set.of(new PartyId("cobalt"))));
    assertThat(only("amber").opened()).hasSize(1);
  }

  @Test
  void manyNotesAreSplitIntoBodiesWithinTheLimit() {
    theatre.declare("amber", request("a", circle(0)));
    for (int i = 0; i < 200; i++) {
      theatre.declare("cobalt", request("b", circle(i)));
    }
    List<Draft> drafts = due("amber");
    assertThat(drafts).hasSizeGreaterThan(1);
    assertThat(drafts).allMatch(draft -> draft.body().length <= Limits.BODY_BYTES_MAX);
    drafts.forEach(draft -> theatre.write("amber", draft));
    assertThat(due("amber")).isEmpty();
    assertThat(theatre.picture("cobalt").unresolved(new PartyId("amber"))).isFalse();
  }

  @Test
  void ofVeryManyOnlySomeAreNotedAtATime() {
    for (int i = 0; i < 18; i++) {
      theatre.declare("amber", request("a" + i, circle(i)));
      theatre.declare("cobalt", request("b" + i, circle(i)));
    }
    Picture picture = theatre.picture("amber");
    assertThat(picture.findings()).hasSize(18 * 18);

    List<Draft> drafts = due("amber");
    assertThat(
            drafts.stream()
                .mapToInt(draft -> FindingsNoted.parse(draft.body()).orThrow().opened().size())
                .sum())
        .isEqualTo(256);
    drafts.forEach(draft -> theatre.write("amber", draft));
    assertThat(FindingNotes.areDue(picture)).isTrue();
    due("amber").forEach(draft -> theatre.write("amber", draft));
    assertThat(FindingNotes.areDue(picture)).isFalse();
  }

  @Test
  void aPeerThatComputesOtherwiseRaisesAnAlarmUntilItNotesOtherwise() {
    theatre.declare("amber", request("a", circle(0)));
    theatre.declare("cobalt", request("b", circle(0)));
    FindingNote honest = only("cobalt").opened().getFirst();
    note("cobalt", with(honest, Says.APART));

    assertThat(theatre.picture("amber").differences())
        .singleElement()
        .satisfies(
            alarm -> {
              assertThat(alarm.party()).isEqualTo(new PartyId("cobalt"));
              assertThat(alarm.finding()).isEqualTo(honest.finding());
              assertThat(alarm.words()).contains("\"apart\"").contains("\"conflict\"");
            });
    assertThat(theatre.picture("cobalt").differences()).isEmpty();

    note("cobalt", honest);
    assertThat(theatre.picture("amber").differences()).isEmpty();
  }

  @Test
  void aPeerThatInventsAConflictRaisesAnAlarmUntilTheOperationChanges() {
    OperationId a = theatre.declare("amber", request("a", circle(0)));
    OperationId b = theatre.declare("cobalt", request("b", circle(9_000)));
    List<Hash> hashes = List.of(RULES.hash());
    Hash id = Finding.idOf(a, b, "minima/air-air");
    note("cobalt", new FindingNote(id, a, 1, b, 1, hashes, Says.CONFLICT));
    assertThat(theatre.picture("amber").differences()).hasSize(1);

    theatre.decide("amber", p -> OperationDecisions.revise(p, a, request("a", circle(50))));
    assertThat(theatre.picture("amber").differences()).isEmpty();
  }

  @Test
  void whoIsMerelyBehindIsNoCauseForAlarm() {
    OperationId a = theatre.declare("amber", request("a", circle(0)));
    OperationId b = theatre.declare("cobalt", request("b", circle(0)));
    Hash id = Finding.idOf(a, b, "minima/air-air");
    List<Hash> none = List.of();
    note("cobalt", new FindingNote(id, a, 1, b, 2, List.of(RULES.hash()), Says.APART));
    assertThat(theatre.picture("amber").differences()).as("another revision").isEmpty();
    note("cobalt", new FindingNote(id, a, 1, b, 1, none, Says.APART));
    assertThat(theatre.picture("amber").differences()).as("other rules").isEmpty();
    note("cobalt", new FindingNote(id, a, 1, b, 1, List.of(RULES.hash()), Says.ENDED));
    assertThat(theatre.picture("amber").differences()).as("ended").isEmpty();
  }

  private void note(String party, FindingNote note) {
    FindingsNoted noted = new FindingsNoted(List.of(note), List.of());
    theatre.write(party, new Draft(to("amber"), noted.toBytes()));
  }

  private static FindingNote with(FindingNote note, Says says) {
    return new FindingNote(
        note.finding(), note.a(), note.aRevision(), note.b(), note.bRevision(), note.rules(), says);
  }
}
