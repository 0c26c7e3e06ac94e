package org.wideberth.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyKeys;
import org.wideberth.party.Succession.NewKeys;
import org.wideberth.party.Succession.Reason;
import org.wideberth.record.BundleReport;
import org.wideberth.record.BundleVerifier;
import org.wideberth.record.Claim;
import org.wideberth.record.Holding;
import org.wideberth.refusal.Outcome;

/// A party replaces its keys, and goes on.
class NewKeysTest {
  private EngineBench bench;
  private EngineBench.Node amber;
  private EngineBench.Node cobalt;
  private EngineBench.Link link;
  private OperationId before;

  @BeforeEach
  void aPartyWithAHistory(@TempDir Path directory) throws IOException {
    bench = new EngineBench(directory);
    amber = bench.node("amber");
    cobalt = bench.node("cobalt");
    EngineBench.introduce(amber, cobalt);
    link = bench.link(amber, cobalt);
    link.up();
    link.settle();
    before = declare(amber, 7.3);
    link.settle();
    link.down();
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  private static OperationId declare(EngineBench.Node node, double longitude) {
    return ((Done.Operations) node.ask(EngineBench.declareAt(longitude)).orThrow())
        .items()
        .getFirst()
        .operation();
  }

  private static long size(EngineBench.Node node) {
    return node.engine.read(view -> view.head().size());
  }

  private static List<Alarm.Code> codes(EngineBench.Node node) {
    return node.engine.read(view -> view.alarms().stream().map(Alarm::code).toList());
  }

  private static boolean has(EngineBench.Node node, OperationId id) {
    return node.engine.read(
        view -> view.picture().operation(id).filter(Operation::isLive).isPresent());
  }

  private EngineBench.Link linked(EngineBench.Node one) {
    EngineBench.Link fresh = bench.link(one, cobalt);
    fresh.up();
    fresh.settle();
    bench.pass(10, List.of(one, cobalt), List.of(fresh));
    return fresh;
  }

  @Test
  void aPeerTakesNewKeysOnTheRecoveryKeysWordAndReceiptsGoOn() throws IOException {
    EngineBench.Node next = bench.succeed(amber, Reason.ROTATION, size(amber));
    assertThat(has(next, before)).isTrue();
    EngineBench.Link fresh = linked(next);
    OperationId after = declare(next, 8.3);
    fresh.settle();

    assertThat(after.name()).startsWith("2.");
    assertThat(has(cobalt, before)).isTrue();
    assertThat(has(cobalt, after)).isTrue();
    assertThat(codes(cobalt)).containsExactly(Alarm.Code.NEW_KEYS);
    long seq = Long.parseLong(after.name().substring(2));
    Holding holding =
        next.engine.read(view -> Objects.requireNonNull(view.holders(seq).get(cobalt.party())));
    assertThat(holding).isInstanceOf(Holding.Delivered.class);
    assertThat(codes(next)).isEmpty();
    next.ask(new Command.Withdraw(before)).orThrow();
    fresh.settle();
    assertThat(has(cobalt, before)).as("what was declared before can be ended after").isFalse();
  }

  @Test
  void bothSidesKnowItAfterARestartAndPeopleConfirmIt() throws IOException {
    EngineBench.Node next = bench.succeed(amber, Reason.ROTATION, size(amber));
    EngineBench.Link fresh = linked(next);
    declare(next, 8.3);
    fresh.settle();
    String digest = cobalt.engine.read(view -> view.picture().digest());
    cobalt.restart();
    next.restart();
    assertThat(codes(cobalt)).containsExactly(Alarm.Code.NEW_KEYS);
    String afterwards = cobalt.engine.read(view -> view.picture().digest());
    assertThat(afterwards).isEqualTo(digest);
    String own = next.engine.read(view -> view.picture().digest());
    assertThat(own).isEqualTo(digest);
    cobalt.ask(new Command.Enrol(next.card)).orThrow();
    assertThat(codes(cobalt)).isEmpty();
    cobalt.restart();
    assertThat(codes(cobalt)).isEmpty();
  }

  @Test
  void entriesAfterTheLastGoodOneStillCountAndAreFlagged() throws IOException {
    EngineBench.Node next = bench.succeed(amber, Reason.COMPROMISE, size(amber) - 1);
    linked(next);
    assertThat(has(cobalt, before)).isTrue();
    assertThat(codes(cobalt))
        .containsExactlyInAnyOrder(Alarm.Code.NEW_KEYS, Alarm.Code.AFTER_LAST_GOOD);
    assertThat(codes(next)).containsExactly(Alarm.Code.AFTER_LAST_GOOD);
  }

  @Test
  void aThiefWhoGoesOnWithTheOldKeyIsNamedAndNotReceipted() throws IOException {
    EngineBench.OldCopy stolen = bench.backup(amber);
    EngineBench.Node next = bench.succeed(amber, Reason.COMPROMISE, size(amber));
    linked(next).down();
    EngineBench.Node thief = bench.restored(stolen, 0);
    EngineBench.Link lie = bench.link(thief, cobalt);
    lie.up();
    lie.settle();
    OperationId forged = declare(thief, 9.3);
    lie.settle();

    assertThat(has(cobalt, forged)).as("nobody can tell who will act by it").isTrue();
    assertThat(codes(cobalt)).contains(Alarm.Code.REPLACED_KEY_USED, Alarm.Code.AFTER_LAST_GOOD);
    long receipted =
        thief.engine.read(
            view -> view.links().stream().findFirst().orElseThrow().theirSizeOfOurs());
    assertThat(receipted).isLessThan(size(thief));
  }

  @Test
  void aForgedSuccessionIsOfNoUseAndASecondOneIsDisputed() throws IOException {
    PartyKeys one = bench.keysOfNextEpoch(amber);
    PartyKeys other = bench.keysOfNextEpoch(amber);
    NewKeys first = bench.newKeys(amber, one, Reason.ROTATION, size(amber));
    NewKeys second = bench.newKeys(amber, other, Reason.ROTATION, size(amber));
    String forged = first.text().replace("size " + size(amber), "size 1");
    assertThat(cobalt.ask(new Command.TakeKeys(forged))).isInstanceOf(Outcome.Refused.class);
    cobalt.ask(new Command.TakeKeys(first.text())).orThrow();
    cobalt.ask(new Command.TakeKeys(first.text())).orThrow();
    assertThat(codes(cobalt)).containsExactly(Alarm.Code.NEW_KEYS);
    cobalt.ask(new Command.TakeKeys(second.text())).orThrow();
    assertThat(codes(cobalt)).contains(Alarm.Code.KEYS_DISPUTED);
    String counts =
        cobalt.engine.read(
            view -> Objects.requireNonNull(view.cards().get(amber.party())).card().fingerprint());
    assertThat(counts).isEqualTo(first.card().fingerprint());
  }

  @Test
  void afterAForkANewEpochGoesOn() throws IOException {
    EngineBench.OldCopy copy = bench.backup(amber);
    declare(amber, 8.3);
    EngineBench.Node twin = bench.restored(copy, 0);
    EngineBench.Link one = bench.link(amber, cobalt);
    one.up();
    one.settle();
    one.down();
    declare(twin, 9.3);
    EngineBench.Link two = bench.link(twin, cobalt);
    two.up();
    two.settle();
    bench.pass(10, List.of(twin, cobalt), List.of(two));
    two.down();
    assertThat(codes(cobalt)).contains(Alarm.Code.FORK);

    EngineBench.Node next = bench.succeed(amber, Reason.FORK, size(amber));
    EngineBench.Link fresh = linked(next);
    OperationId after = declare(next, 9.9);
    fresh.settle();
    assertThat(has(cobalt, after)).isTrue();
    long live =
        cobalt.engine.read(
            view -> view.picture().operations().stream().filter(Operation::isLive).count());
    assertThat(live).as("of both histories and of the new epoch").isEqualTo(4);
    long receipted =
        next.engine.read(view -> view.links().stream().findFirst().orElseThrow().theirSizeOfOurs());
    assertThat(receipted).isEqualTo(size(next));
  }

  @Test
  void aPartyThatLostEverythingGetsItsOwnLogBackFromItsPeer() throws IOException {
    EngineBench.Node recovered = bench.recover(amber);
    recovered.ask(new Command.Enrol(cobalt.card)).orThrow();
    NewKeys keys = recovered.past.getFirst().next();
    cobalt.ask(new Command.TakeKeys(keys.text())).orThrow();
    EngineBench.Link fresh = linked(recovered);
    bench.pass(20, List.of(recovered, cobalt), List.of(fresh));

    assertThat(has(recovered, before)).isTrue();
    recovered.ask(new Command.Withdraw(before)).orThrow();
    fresh.settle();
    assertThat(has(cobalt, before)).isFalse();
    assertThat(codes(recovered)).doesNotContain(Alarm.Code.UNRESOLVED);
  }

  @Test
  void aBundleProvesTheNewEpochToWhoKnowsTheOldCardOnly() throws IOException {
    EngineBench.Node next = bench.succeed(amber, Reason.ROTATION, size(amber));
    EngineBench.Link fresh = linked(next);
    OperationId after = declare(next, 8.3);
    fresh.settle();
    byte[] file = next.engine.read(view -> view.bundle(after)).orThrow();
    BundleReport report = BundleVerifier.verify(file, List.of(amber.card, cobalt.card));

    assertThat(report.problems()).isEmpty();
    assertThat(report.holds()).isTrue();
    assertThat(report.claims())
        .filteredOn(claim -> claim.kind() == Claim.Kind.SUCCEEDED)
        .extracting(Claim::standing)
        .containsExactly(Claim.Standing.PROVEN);
    byte[] old = next.engine.read(view -> view.bundle(before)).orThrow();
    assertThat(BundleVerifier.verify(old, List.of(amber.card, cobalt.card)).holds()).isTrue();
    assertThat(BundleVerifier.verify(file, List.of(cobalt.card)).holds()).isFalse();
  }

  @Test
  void aPartyThatLeavesEndsWhatIsLiveAndSaysSo() {
    link.up();
    link.settle();
    Done.Left left = (Done.Left) amber.ask(new Command.Leave("our mission has ended")).orThrow();
    link.settle();
    assertThat(left.ended()).isEqualTo(1);
    assertThat(has(cobalt, before)).isFalse();
    assertThat(codes(cobalt)).containsExactly(Alarm.Code.PARTY_LEFT);
    assertThat(amber.ask(new Command.Leave(" "))).isInstanceOf(Outcome.Refused.class);
  }
}
