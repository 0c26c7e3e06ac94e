package org.wideberth.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;

/// Amber runs two nodes with one key and tells Cobalt one thing and Relief another.
class TwoHistoriesTest {
  private EngineBench bench;
  private EngineBench.Node amber;
  private EngineBench.Node twin;
  private EngineBench.Node cobalt;
  private EngineBench.Node relief;
  private EngineBench.Link toCobalt;
  private EngineBench.Link toRelief;
  private EngineBench.Link between;

  @BeforeEach
  void twoNodesWithOneKey(@TempDir Path directory) throws IOException {
    bench = new EngineBench(directory);
    amber = bench.node("amber");
    cobalt = bench.node("cobalt");
    relief = bench.node("relief");
    EngineBench.introduce(amber, cobalt);
    EngineBench.introduce(amber, relief);
    EngineBench.introduce(cobalt, relief);
    toCobalt = bench.link(amber, cobalt);
    between = bench.link(cobalt, relief);
    twin = amber;
    toRelief = toCobalt;
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  private void part() throws IOException {
    twin = bench.restored(bench.backup(amber), 0);
    toRelief = bench.link(twin, relief);
    toCobalt.up();
    toRelief.up();
    EngineBench.settle(List.of(toCobalt, toRelief));
  }

  private void lie(EngineBench.Node node, double longitude) {
    node.ask(EngineBench.declareAt(longitude)).orThrow();
    EngineBench.settle(List.of(toCobalt, toRelief));
  }

  private static List<Alarm.Code> codes(EngineBench.Node node) {
    return node.engine.read(view -> view.alarms().stream().map(Alarm::code).toList());
  }

  private static String digest(EngineBench.Node node) {
    return node.engine.read(view -> view.picture().digest());
  }

  private List<OperationId> live(EngineBench.Node node) {
    return node.engine.read(
        view ->
            view.picture().operations().stream()
                .filter(Operation::isLive)
                .filter(operation -> operation.party().equals(amber.party()))
                .map(Operation::id)
                .toList());
  }

  private void meet(int seconds) {
    between.up();
    bench.pass(seconds, List.of(cobalt, relief), List.of(between));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void bothHistoriesReachBothAndTheirPicturesAreEqual(int lies) throws IOException {
    amber.ask(EngineBench.declareAt(7.0)).orThrow();
    part();
    for (int i = 0; i < lies; i++) {
      lie(amber, 7.3 + i / 10.0);
    }
    for (int i = 0; i < 3; i++) {
      lie(twin, 8.3 + i / 10.0);
    }
    meet(30);

    assertThat(codes(cobalt)).containsExactly(Alarm.Code.FORK);
    assertThat(codes(relief)).containsExactly(Alarm.Code.FORK);
    assertThat(live(cobalt)).hasSize(1 + lies + 3);
    assertThat(live(cobalt).stream().filter(OperationId::isVariant)).isNotEmpty();
    assertThat(digest(cobalt)).isEqualTo(digest(relief));
  }

  @Test
  void aBodyThatWasWithheldBeforeTheyPartedStopsNobody() throws IOException {
    toCobalt.up();
    toCobalt.settle();
    amber.ask(EngineBench.declareAt(7.0)).orThrow();
    Frame.Entries told = (Frame.Entries) Frame.parse(toCobalt.toOther.remove()).orThrow();
    toCobalt.frameToOther(
        new Frame.Entries(
                told.origin(),
                told.first(),
                told.leaves(),
                List.of(),
                told.checkpoint(),
                told.consistency())
            .encode());
    // What the missing body is asked for with, and all other talk, is lost.
    toCobalt.toOne.clear();
    toCobalt.down();
    part();
    toCobalt.down();
    lie(twin, 8.3);
    amber.ask(EngineBench.declareAt(7.3)).orThrow();
    between.up();
    bench.pass(10, List.of(cobalt, relief), List.of(between));
    toCobalt.up();
    EngineBench.settle(List.of(toCobalt, between));
    bench.pass(20, List.of(cobalt, relief), List.of(between));

    assertThat(codes(cobalt)).contains(Alarm.Code.FORK);
    assertThat(cobalt.engine.hasFailed()).isFalse();
    cobalt.restart();
    assertThat(codes(cobalt)).contains(Alarm.Code.FORK);
  }

  @Test
  void whoDoesNotKnowThePartyIsNotSentGarbageByTheProof() throws IOException {
    part();
    lie(amber, 7.3);
    lie(twin, 8.3);
    meet(20);
    EngineBench.Node ivory = bench.node("ivory");
    EngineBench.introduce(cobalt, ivory);
    EngineBench.Link fresh = bench.link(cobalt, ivory);
    fresh.up();
    bench.pass(5, List.of(cobalt, ivory), List.of(fresh));
    assertThat(fresh.closed).isEmpty();
    assertThat(codes(ivory)).isEmpty();

    ivory.ask(new Command.Enrol(amber.card)).orThrow();
    bench.pass(70, List.of(cobalt, ivory), List.of(fresh));
    assertThat(codes(ivory)).contains(Alarm.Code.FORK);
  }

  @Test
  void whatIsAddedToEitherHistoryLaterReachesBothAndStaysAfterARestart() throws IOException {
    part();
    lie(amber, 7.3);
    lie(twin, 8.3);
    meet(20);
    // A liar does not listen to what it is told of itself.
    toCobalt.toOne.clear();
    toRelief.toOne.clear();
    lie(amber, 7.5);
    lie(twin, 8.5);
    lie(twin, 8.7);
    bench.pass(40, List.of(cobalt, relief), List.of(between));

    assertThat(live(cobalt)).hasSize(5);
    assertThat(digest(cobalt)).isEqualTo(digest(relief));
    String before = digest(cobalt);
    cobalt.restart();
    relief.restart();
    assertThat(digest(cobalt)).isEqualTo(before);
    assertThat(digest(relief)).isEqualTo(before);
    assertThat(codes(cobalt)).containsExactly(Alarm.Code.FORK);
  }

  @Test
  void longHistoriesThatPartEarlyAreFoundAndFetched() throws IOException {
    part();
    for (int i = 0; i < Frame.ENTRIES_MAX + 30; i++) {
      lie(amber, 1 + i / 10.0);
    }
    for (int i = 0; i < 2 * Frame.ENTRIES_MAX; i++) {
      lie(twin, 1.05 + i / 10.0);
    }
    meet(60);
    assertThat(codes(cobalt)).containsExactly(Alarm.Code.FORK);
    assertThat(live(cobalt)).hasSize(3 * Frame.ENTRIES_MAX + 30);
    assertThat(digest(cobalt)).isEqualTo(digest(relief));
  }

  @Test
  void nothingOfAForkedLogIsReceiptedAnyMore() throws IOException {
    part();
    lie(amber, 7.3);
    lie(twin, 8.3);
    meet(20);
    long before = receipted();
    toCobalt.toOne.clear();
    lie(amber, 7.5);
    bench.pass(5, List.of(cobalt, relief), List.of(between, toCobalt));
    assertThat(receipted()).isEqualTo(before);
  }

  private long receipted() {
    return amber.engine.read(
        view ->
            view.links().stream()
                .filter(link -> link.party().equals(cobalt.party()))
                .findFirst()
                .orElseThrow()
                .theirSizeOfOurs());
  }

  @Test
  void theAuthorItselfIsToldAndWritesNothingMore() throws IOException {
    part();
    lie(amber, 7.3);
    lie(twin, 8.3);
    meet(20);
    List<EngineBench.Link> links = List.of(toCobalt, toRelief, between);
    bench.pass(20, List.of(amber, cobalt, relief), links);

    assertThat(codes(amber)).contains(Alarm.Code.OWN_LOG_BEHIND);
    String words =
        amber.engine.read(
            view ->
                view.alarms().stream()
                    .filter(alarm -> alarm.code() == Alarm.Code.OWN_LOG_BEHIND)
                    .findFirst()
                    .orElseThrow()
                    .words());
    assertThat(words).contains("begins a new epoch");
  }

  @Test
  void aThirdHistoryIsNotTaken() throws IOException {
    part();
    EngineBench.Node third = bench.restored(bench.backup(amber), 0);
    lie(amber, 7.3);
    lie(twin, 8.3);
    meet(20);
    List<OperationId> before = new ArrayList<>(live(cobalt));
    third.ask(EngineBench.declareAt(9.3)).orThrow();
    toCobalt.down();
    EngineBench.Link lie = bench.link(third, cobalt);
    lie.up();
    lie.settle();
    assertThat(live(cobalt)).isEqualTo(before);
    assertThat(codes(cobalt)).containsExactly(Alarm.Code.FORK);
    assertThat(lie.closed).as("its urgent messages still come").isEmpty();
  }
}
