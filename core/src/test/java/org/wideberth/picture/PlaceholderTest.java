package org.wideberth.picture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.picture.Shapes.circle;
import static org.wideberth.picture.Shapes.request;
import static org.wideberth.picture.Shapes.requestTo;
import static org.wideberth.picture.Shapes.to;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationMessage.Move;
import org.wideberth.operation.OperationMessage.Moved;
import org.wideberth.party.PartyId;
import org.wideberth.picture.Placeholder.Reason;
import org.wideberth.record.Audience;

final class PlaceholderTest {
  private static final PartyId COBALT = new PartyId("cobalt");

  private final Picture amber = Picture.empty(WrittenLog.THEATRE, new PartyId("amber"));
  private final Picture cobalt = Picture.empty(WrittenLog.THEATRE, COBALT);
  private final WrittenLog log = new WrittenLog("cobalt");

  /// Written by cobalt; amber does not have it yet.
  private HeldEntry write(Audience to, byte[] body) {
    HeldEntry held = log.write(to, body);
    cobalt.apply(List.of(held));
    return held;
  }

  private HeldEntry declare(OperationRequest request) {
    Draft draft = OperationDecisions.declare(cobalt, 1, log.size(), request).orThrow();
    return write(draft.to(), draft.body());
  }

  @Test
  void anEntryWithoutItsBodyIsMissedUntilTheBodyComes() {
    HeldEntry declared = declare(request("x", circle(0)));
    HeldEntry bare = log.last().withoutBody();

    assertThat(amber.apply(List.of(bare)))
        .hasExactlyElementsOfTypes(PictureEvent.PlaceholderRaised.class);
    assertThat(amber.unresolved(COBALT)).isTrue();
    assertThat(reasons()).containsExactly(Reason.MISSING_BODY);

    assertThat(amber.apply(List.of(declared)))
        .hasExactlyElementsOfTypes(
            PictureEvent.OperationChanged.class, PictureEvent.PlaceholderResolved.class);
    assertThat(amber.unresolved(COBALT)).isFalse();
    assertThat(amber.apply(List.of(bare, declared))).isEmpty();
    assertThat(amber.digest()).isEqualTo(cobalt.digest());
  }

  @Test
  void aStepThatCameBeforeTheBodyItBuildsOnCountsOnceThatIsHere() {
    HeldEntry declared = declare(request("x", circle(0)));
    HeldEntry bare = log.last().withoutBody();
    OperationId id = OperationId.first(COBALT, 1, 0);
    Draft draft = OperationDecisions.activate(cobalt, id).orThrow();
    HeldEntry activated = write(draft.to(), draft.body());

    amber.apply(List.of(bare, activated));
    assertThat(reasons()).containsExactly(Reason.MISSING_BODY, Reason.NOT_VALID);
    assertThat(amber.operation(id)).isEmpty();
    amber.apply(List.of(declared));
    assertThat(amber.placeholders()).isEmpty();
    assertThat(amber.steps(id)).hasSize(2);
    assertThat(amber.digest()).isEqualTo(cobalt.digest());
  }

  @Test
  void whatEndsAnOperationThatWasNeverDeclaredHereIsNoSecondAlarm() {
    declare(request("x", circle(0)));
    HeldEntry bare = log.last().withoutBody();
    OperationId id = OperationId.first(COBALT, 1, 0);
    Draft draft = OperationDecisions.withdraw(cobalt, id).orThrow();

    amber.apply(List.of(bare, write(draft.to(), draft.body())));
    assertThat(reasons()).as("of its declaration").containsExactly(Reason.MISSING_BODY);
    assertThat(amber.operation(id)).isEmpty();
  }

  @Test
  void whatIsForOthersIsNoConcern() {
    declare(requestTo(to("relief"), "x", circle(0)));
    amber.apply(List.of(log.last().asHeldBy(amber.self())));

    assertThat(amber.placeholders()).isEmpty();
    assertThat(amber.unresolved(COBALT)).isFalse();
    assertThat(amber.parties()).contains(COBALT);
  }

  @Test
  void nobodySpeaksForAnothersOperation() {
    OperationId id = new OperationId(amber.self(), "1.0");
    amber.apply(List.of(write(Audience.everyone(), new Moved(Move.WITHDRAWN, id, 1).toBytes())));

    assertThat(reasons()).containsExactly(Reason.NOT_VALID);
    assertThat(amber.placeholders().iterator().next().words()).contains("amber.1.0");
  }

  @Test
  void whoLeavesOutAReaderChangesNothing() {
    amber.apply(List.of(declare(request("x", circle(0)))));
    OperationId id = OperationId.first(COBALT, 1, 0);
    amber.apply(List.of(write(to("amber"), new Moved(Move.WITHDRAWN, id, 1).toBytes())));

    assertThat(amber.operation(id).orElseThrow().isLive()).isTrue();
    assertThat(reasons()).containsExactly(Reason.NOT_VALID);
    assertThat(amber.digest()).isEqualTo(cobalt.digest());
  }

  @Test
  void whatANewerVersionWroteIsToldFromWhatNobodyCanRead() {
    byte[] newer = "{\"type\":\"weather-noted\",\"wind\":{\"a\":1}}".getBytes(UTF_8);
    byte[] broken = "{\"type\":\"operation-ended\"}".getBytes(UTF_8);
    byte[] noise = {(byte) 0xff, 0};
    amber.apply(
        List.of(
            write(Audience.everyone(), newer),
            write(Audience.everyone(), broken),
            write(Audience.everyone(), noise)));

    assertThat(reasons())
        .containsExactly(Reason.NEWER_VERSION, Reason.UNREADABLE, Reason.UNREADABLE);
  }

  private List<Reason> reasons() {
    return amber.placeholders().stream().map(Placeholder::reason).toList();
  }
}
