package org.wideberth.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.party.Identity;
import org.wideberth.party.PartyKeys;
import org.wideberth.party.Succession;
import org.wideberth.party.Succession.NewKeys;
import org.wideberth.party.Succession.Reason;
import org.wideberth.record.BundleReport;
import org.wideberth.record.BundleVerifier;
import org.wideberth.record.Claim;
import org.wideberth.record.Ed25519Signer;
import org.wideberth.record.Hash;
import org.wideberth.record.Holding;
import org.wideberth.record.LogCopy;
import org.wideberth.record.NoteSigner;
import org.wideberth.record.SignatureType;
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
  void whoIsEnrolledLaterHoldsWhatWasDeclaredUnderTheOldKeys() throws IOException {
    EngineBench.Node next = bench.succeed(amber, Reason.ROTATION, size(amber));
    EngineBench.Node relief = bench.node("relief");
    EngineBench.introduce(next, relief);
    EngineBench.Link fresh = bench.link(next, relief);
    fresh.up();
    bench.pass(20, List.of(next, relief), List.of(fresh));

    assertThat(has(relief, before)).isTrue();
    assertThat(codes(relief)).isEmpty();
    byte[] file = relief.engine.read(view -> view.bundle(before)).orThrow();
    BundleReport report = BundleVerifier.verify(file, List.of(next.card, relief.card));
    assertThat(report.problems()).isEmpty();
    assertThat(report.holds()).isTrue();
    assertThat(BundleVerifier.verify(file, List.of(relief.card)).holds()).isFalse();
    relief.restart();
    assertThat(has(relief, before)).isTrue();
  }

  @Test
  void aPastUnderAnotherRecoveryKeyIsNotBelieved() throws IOException {
    EngineBench.Node next = bench.succeed(amber, Reason.ROTATION, size(amber));
    EngineBench.Node relief = bench.node("relief");
    EngineBench.introduce(next, relief);
    Ed25519Signer thief = Ed25519Signer.ofSeed(bench.bytes(32));
    PartyKeys made =
        PartyKeys.ofSeeds(amber.keys.origin(), bench.bytes(32), bench.bytes(32), bench.bytes(32));
    NewKeys forged =
        new NewKeys(
            Succession.sign(
                made.identity(
                    amber.card.identity().name(),
                    amber.card.identity().tls(),
                    Identity.recoveryHash(thief.publicKey())),
                7,
                Hash.sha256(bench.bytes(32)),
                Reason.ROTATION,
                EngineBench.NOW,
                next.card.identity(),
                new NoteSigner(
                    Succession.recoveryName(amber.keys.origin()), SignatureType.NOTE, thief)),
            next.card);
    relief.ask(new Command.TakeKeys(forged.text())).orThrow();
    Optional<LogCopy> held = relief.engine.read(view -> view.log(amber.keys.origin()));
    assertThat(held).isEmpty();

    NewKeys real = next.past.getLast().next();
    relief.ask(new Command.TakeKeys(real.text())).orThrow();
    Optional<LogCopy> known = relief.engine.read(view -> view.log(amber.keys.origin()));
    assertThat(known).isPresent();
  }

  @Test
  void whatADamagedJournalLostOfAnEpochThatIsOverComesBackBeforeAnythingIsWritten()
      throws IOException {
    EngineBench.OldCopy damaged = bench.backup(amber);
    link.up();
    OperationId later = declare(amber, 8.3);
    link.settle();
    link.down();
    EngineBench.Node next = bench.succeed(amber, Reason.ROTATION, size(amber));
    linked(next).down();

    EngineBench.Node salvaged = bench.restored(damaged, next, next.mark.size());
    assertThat(codes(salvaged))
        .containsExactlyInAnyOrder(Alarm.Code.OWN_LOG_BEHIND, Alarm.Code.OWN_LOG_UNPROVEN);
    assertThat(salvaged.ask(EngineBench.declareAt(9))).isInstanceOf(Outcome.Refused.class);
    EngineBench.Link fresh = linked(salvaged);
    bench.pass(30, List.of(salvaged, cobalt), List.of(fresh));

    assertThat(codes(salvaged)).isEmpty();
    assertThat(has(salvaged, later)).isTrue();
    salvaged.ask(new Command.Withdraw(later)).orThrow();
    fresh.settle();
    assertThat(has(cobalt, later)).isFalse();
    salvaged.restart();
    assertThat(codes(salvaged)).isEmpty();
    assertThat(has(salvaged, later)).isFalse();
  }

  @Test
  void anEpochThatADamagedJournalLostAltogetherComesBackBeforeAnythingIsWritten()
      throws IOException {
    EngineBench.OldCopy damaged = bench.backup(amber);
    EngineBench.Node second = bench.succeed(amber, Reason.ROTATION, size(amber));
    EngineBench.Link between = linked(second);
    OperationId later = declare(second, 8.3);
    between.settle();
    between.down();
    EngineBench.Node third = bench.succeed(second, Reason.ROTATION, size(second));
    linked(third).down();

    EngineBench.Node salvaged = bench.restored(damaged, third, third.mark.size());
    assertThat(codes(salvaged))
        .containsExactlyInAnyOrder(Alarm.Code.OWN_LOG_BEHIND, Alarm.Code.OWN_LOG_UNPROVEN);
    EngineBench.Link fresh = linked(salvaged);
    bench.pass(30, List.of(salvaged, cobalt), List.of(fresh));

    assertThat(codes(salvaged)).isEmpty();
    assertThat(has(salvaged, later)).isTrue();
    salvaged.ask(new Command.Withdraw(later)).orThrow();
    fresh.settle();
    assertThat(has(cobalt, later)).isFalse();
  }

  @Test
  void anEmptyLogOnAMachineWithoutAMarkIsNotBegunAnew() throws IOException {
    EngineBench.OldCopy copy = bench.backup(amber);
    EngineBench.Node next = bench.succeed(amber, Reason.ROTATION, size(amber));
    EngineBench.Node moved = bench.restored(copy, next, -1);
    assertThat(codes(moved)).containsExactly(Alarm.Code.OWN_LOG_UNPROVEN);
    assertThat(size(moved)).isZero();

    moved.ask(new Command.Resume("the other machine burnt before it was ever linked")).orThrow();
    assertThat(codes(moved)).isEmpty();
    assertThat(size(moved)).as("the genesis, and that it was resumed").isEqualTo(2);
    declare(moved, 8.3);
    assertThat(codes(moved)).isEmpty();
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
