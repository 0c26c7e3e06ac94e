package org.wideberth.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wideberth.channel.Desk;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.Watch;
import org.wideberth.channel.WatchBody;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.refusal.Outcome;

/// Who sits at the duty desk, as two parties see it.
final class WatchTest {
  private static final PartyId AMBER = new PartyId("amber");
  private static final DisplayName WEIR = new DisplayName("Lt Weir");
  private static final DisplayName KHAN = new DisplayName("Maj Khan");

  private final Theatre theatre = new Theatre("amber", "cobalt");

  private Watch seen(String by) {
    return theatre.picture(by).watches().of(AMBER).getFirst();
  }

  private Outcome<Draft> take(DisplayName by, Optional<MessageId> note) {
    return WatchDecisions.take(theatre.picture("amber"), Desk.DUTY, by, note);
  }

  private static String refusal(Outcome<Draft> outcome) {
    return outcome instanceof Outcome.Refused<Draft>(var refusal) ? refusal.detail() : "none";
  }

  @Test
  void everybodySeesWhoHasTheDeskAndThatNobodyDoes() {
    assertThat(seen("cobalt").manned()).isFalse();
    assertThat(seen("cobalt").since()).isEmpty();

    theatre.write("amber", take(WEIR, Optional.empty()).orThrow());
    assertThat(seen("cobalt").manned()).isTrue();
    assertThat(seen("cobalt").by()).contains(WEIR);
    assertThat(seen("cobalt")).isEqualTo(seen("amber"));

    theatre.write(
        "amber", WatchDecisions.leave(theatre.picture("amber"), Desk.DUTY, WEIR).orThrow());
    assertThat(seen("cobalt").manned()).isFalse();
    assertThat(seen("cobalt").by()).contains(WEIR);
  }

  @Test
  void theReliefSignsForTheNoteThatItReadAndNobodyElseHasIt() {
    theatre.write("amber", take(WEIR, Optional.empty()).orThrow());
    theatre.write(
        "amber",
        WatchDecisions.handOver(theatre.picture("amber"), Desk.DUTY, WEIR, "convoy at 1400Z")
            .orThrow());
    assertThat(seen("cobalt").note()).isEmpty();
    Watch.HandoverNote note = seen("amber").note().orElseThrow();
    assertThat(note.text()).isEqualTo("convoy at 1400Z");

    assertThat(refusal(take(KHAN, Optional.empty())))
        .isEqualTo("note: there is a note for the relief; read it and name it: amber.1.1");
    Draft taken = take(KHAN, Optional.of(note.id())).orThrow();
    WatchBody.Taken said =
        (WatchBody.Taken) WatchBody.parse(new TheatreId("river"), taken.body()).orThrow();
    assertThat(said.note().orElseThrow().seq()).isEqualTo(1);
    theatre.write("amber", taken);
    assertThat(seen("cobalt").by()).contains(KHAN);
    assertThat(seen("amber").note()).isEmpty();
    assertThat(theatre.picture("cobalt").digest()).isEqualTo(theatre.picture("amber").digest());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThat(
            refusal(WatchDecisions.handOver(theatre.picture("amber"), Desk.DUTY, WEIR, "anything")))
        .isEqualTo("nobody has the duty desk: take it first");
    theatre.write("amber", take(WEIR, Optional.empty()).orThrow());
    assertThat(refusal(take(WEIR, Optional.empty())))
        .isEqualTo("Lt Weir has the duty desk already");
    assertThat(refusal(take(KHAN, Optional.of(new MessageId(AMBER, 1, 9, "")))))
        .isEqualTo("note: there is no such note for the relief now");
    assertThat(refusal(WatchDecisions.handOver(theatre.picture("amber"), Desk.DUTY, WEIR, " ")))
        .isEqualTo("note: say what the relief has to know");
  }
}
