package org.wideberth.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.node.journal.JournalInspection;
import org.wideberth.node.journal.KeptBody;
import org.wideberth.operation.OperationId;
import org.wideberth.record.Audience;
import org.wideberth.record.BodiesErased;
import org.wideberth.record.Body;
import org.wideberth.record.Bundle;
import org.wideberth.record.BundleReport;
import org.wideberth.record.BundleVerifier;
import org.wideberth.record.Claim;
import org.wideberth.record.Entry;
import org.wideberth.record.Hash;
import org.wideberth.record.Holding;
import org.wideberth.record.LogCopy;
import org.wideberth.record.Salt;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// What was said of operations that are over is erased, here or at a peer, and everything that was
/// proven about it stays so.
class ErasingTest {
  private static final Duration DAYS_90 = Duration.ofDays(90);

  private EngineBench bench;
  private EngineBench.Node amber;
  private EngineBench.Node cobalt;
  private EngineBench.Link link;
  private Done.Item over;
  private Done.Item live;
  private Frame.SentBody body;

  @BeforeEach
  void oneOperationIsOverForLongAndOneIsNot(@TempDir Path directory) throws IOException {
    bench = new EngineBench(directory);
    amber = bench.node("amber");
    cobalt = bench.node("cobalt");
    EngineBench.introduce(amber, cobalt);
    link = bench.link(amber, cobalt);
    link.up();
    link.settle();
    over = item(amber.ask(EngineBench.declareAt(7.3)));
    cobalt.ask(EngineBench.declareAt(7.31)).orThrow();
    link.settle();
    amber.ask(new Command.End(over.operation())).orThrow();
    link.settle();
    body = bodyOf(amber, over.seq());
    bench.now = bench.now.plus(DAYS_90);
    live = item(amber.ask(EngineBench.declareAt(8)));
    amber.ask(new Command.End(live.operation())).orThrow();
    link.settle();
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  private static Done.Item item(Outcome<Done> outcome) {
    return ((Done.Operations) outcome.orThrow()).items().getFirst();
  }

  private static Command erase(boolean rehearse) {
    return new Command.Erase(DAYS_90, Optional.empty(), rehearse);
  }

  private static Done.Erased erased(EngineBench.Node node) {
    return (Done.Erased) node.ask(erase(false)).orThrow();
  }

  private static Frame.SentBody bodyOf(EngineBench.Node node, long seq) throws IOException {
    Hash hash = node.engine.read(view -> view.ownEntry(seq)).body();
    return node.journal
        .body(hash)
        .map(kept -> new Frame.SentBody(seq, Salt.of(kept.salt()), kept.bytes()))
        .orElseThrow();
  }

  private static boolean knows(EngineBench.Node node, OperationId id) {
    return node.engine.read(view -> view.picture().operation(id).isPresent());
  }

  private static String digest(EngineBench.Node node) {
    return node.engine.read(view -> view.picture().digest());
  }

  private static List<Alarm.Code> unresolved(EngineBench.Node node) {
    return node.engine.read(view -> view.alarms().stream().map(Alarm::code).toList()).stream()
        .filter(Alarm.Code.UNRESOLVED::equals)
        .toList();
  }

  private static Hash hash(Frame.SentBody body) {
    return Body.of(body.salt(), body.bytes()).orThrow().hash();
  }

  private BundleReport report(EngineBench.Node node) {
    byte[] file = node.engine.read(view -> view.bundle(over.operation())).orThrow();
    assertThat(Bundle.parse(file).orThrow().items()).as("declared and ended").hasSize(2);
    return BundleVerifier.verify(file, List.of(amber.card, cobalt.card));
  }

  @Test
  void whatIsOverGoesAndWhatWasProvenStays() throws IOException {
    Holding before = amber.engine.read(view -> view.holders(over.seq())).get(cobalt.party());
    Done.Erased done = erased(amber);
    link.settle();

    assertThat(done.operations()).contains(over.operation()).doesNotContain(live.operation());
    assertThat(amber.journal.body(hash(body))).isEmpty();
    assertThat(knows(amber, over.operation())).isFalse();
    assertThat(knows(amber, live.operation())).isTrue();
    assertThat(unresolved(amber)).isEmpty();
    assertThat(unresolved(cobalt)).isEmpty();
    assertThat(knows(cobalt, over.operation())).as("others keep theirs").isTrue();
    assertThat(amber.engine.read(view -> view.holders(over.seq())).get(cobalt.party()))
        .isEqualTo(before)
        .isInstanceOf(Holding.Delivered.class);

    BundleReport report = report(amber);
    assertThat(report.holds()).as(report.words()).isTrue();
    assertThat(report.claims())
        .filteredOn(claim -> claim.kind() == Claim.Kind.ERASED)
        .hasSize(2)
        .allMatch(claim -> claim.time().equals(Optional.of(bench.now)))
        .allMatch(claim -> claim.words().contains("was erased by amber at "));
    assertThat(report.claims())
        .extracting(Claim::kind)
        .contains(Claim.Kind.AT_LATEST, Claim.Kind.DELIVERED);
    assertThat(report.words()).doesNotContain("declared operation");
  }

  @Test
  void aRestartKnowsWhatWasErasedAndAResentBodyDoesNotComeBack() throws IOException {
    erased(amber);
    String digest = digest(amber);
    link.down();
    amber.restart();
    assertThat(digest(amber)).isEqualTo(digest);
    assertThat(unresolved(amber)).isEmpty();
    assertThat(report(amber).holds()).isTrue();

    link.up();
    link.settle();
    link.frameToOne(new Frame.Bodies(amber.keys.origin(), List.of(body)).encode());
    assertThat(amber.journal.body(hash(body))).isEmpty();
    assertThat(digest(amber)).isEqualTo(digest);
  }

  @Test
  void aPeerErasesWhatItHoldsAndItsReceiptsAndBundlesStand() throws IOException {
    erased(cobalt);
    assertThat(cobalt.journal.body(hash(body))).isEmpty();
    assertThat(knows(cobalt, over.operation())).isFalse();
    assertThat(unresolved(cobalt)).isEmpty();
    BundleReport report = report(cobalt);
    assertThat(report.holds()).as(report.words()).isTrue();
    assertThat(report.words()).contains("was erased by cobalt at ");

    String digest = digest(cobalt);
    link.frameToOther(new Frame.Bodies(amber.keys.origin(), List.of(body)).encode());
    cobalt.restart();
    assertThat(cobalt.journal.body(hash(body))).isEmpty();
    assertThat(digest(cobalt)).isEqualTo(digest);
    bench.pass(30, List.of(amber), List.of());
    assertThat(knows(amber, over.operation())).isTrue();
    assertThat(amber.engine.read(view -> view.holders(over.seq())).get(cobalt.party()))
        .isInstanceOf(Holding.Delivered.class);
  }

  @Test
  void aRehearsalAndARefusalChangeNothing() throws IOException {
    String digest = digest(amber);
    Done.Erased rehearsed = (Done.Erased) amber.ask(erase(true)).orThrow();
    assertThat(rehearsed.operations()).contains(over.operation());
    assertThat(digest(amber)).isEqualTo(digest);
    assertThat(amber.journal.body(hash(body))).isPresent();

    Outcome<Done> soon = amber.ask(new Command.Erase(Duration.ofDays(29), Optional.empty(), false));
    assertThat(((Outcome.Refused<Done>) soon).refusal().code())
        .isEqualTo(RefusalCode.LIMIT_EXCEEDED);
    Outcome<Done> wanted =
        amber.ask(new Command.Erase(DAYS_90, Optional.of(live.operation()), false));
    assertThat(((Outcome.Refused<Done>) wanted).refusal().code())
        .isEqualTo(RefusalCode.WRONG_STATE);
    assertThat(erased(amber).operations()).isEqualTo(rehearsed.operations());
    assertThat(erased(amber).bodies()).as("a second time there is nothing left").isZero();
  }

  @Test
  void whoJoinsLateWaitsForNothingThatItsAuthorHasErased() throws IOException {
    erased(amber);
    link.settle();
    EngineBench.Node relief = bench.node("relief");
    EngineBench.introduce(amber, relief);
    EngineBench.Link late = bench.link(amber, relief);
    late.up();
    late.settle();
    bench.pass(90, List.of(amber, relief), List.of(late));

    assertThat(knows(relief, live.operation())).isTrue();
    assertThat(knows(relief, over.operation())).isFalse();
    assertThat(unresolved(relief)).isEmpty();
    assertThat(amber.engine.read(view -> view.holders(over.seq())).get(relief.party()))
        .as("it never had the body, and says so")
        .isInstanceOf(Holding.Witnessed.class);
    assertThat(late.everything).noneMatch(frame -> frame.contains("want-bodies"));
    relief.restart();
    assertThat(unresolved(relief)).isEmpty();

    byte[] file = amber.engine.read(view -> view.courier(relief.party())).orThrow();
    relief.ask(new Command.ImportCourier(file)).orThrow();
    assertThat(unresolved(relief)).isEmpty();
  }

  @Test
  void whoJoinsLateGetsFromOthersWhatTheyStillHold() throws IOException {
    erased(amber);
    link.settle();
    EngineBench.Node relief = bench.node("relief");
    EngineBench.introduce(amber, relief);
    EngineBench.introduce(cobalt, relief);
    EngineBench.Link late = bench.link(cobalt, relief);
    late.up();
    late.settle();
    bench.pass(90, List.of(cobalt, relief), List.of(late));
    assertThat(knows(relief, over.operation())).isTrue();
    assertThat(unresolved(relief)).isEmpty();
  }

  @Test
  void aWithheldBodyStaysAlarmedWhateverItsAuthorSaysLater() throws IOException {
    EngineBench.Node relief = bench.node("relief");
    EngineBench.introduce(amber, relief);
    EngineBench.Link late = bench.link(amber, relief);
    late.up();
    // Relief hears of the young operation, and its body is withheld.
    Hash withheld = amber.engine.read(view -> view.ownEntry(live.seq())).body();
    KeptBody kept = amber.journal.body(withheld).orElseThrow();
    amber.journal.append(List.of(), List.of(), List.of(withheld));
    late.settle();
    amber.journal.append(List.of(), List.of(kept), List.of());
    assertThat(unresolved(relief)).isNotEmpty();
    erased(amber);
    late.settle();
    assertThat(relief.engine.read(view -> view.alarms()).stream().map(Alarm::words))
        .anyMatch(words -> words.contains("Entry " + live.seq() + " of "));
  }

  @Test
  void aBodyThatAnotherEntryHasTooStays() throws IOException {
    EngineBench.Node relief = bench.node("relief");
    EngineBench.introduce(amber, relief);
    EngineBench.Link liars = bench.link(relief, amber);
    liars.up();
    liars.settle();
    // A reader of the operation, or whoever got the body from one, commits to it as well.
    LogCopy copy = new LogCopy(relief.keys.origin(), relief.keys.log().key());
    byte[] genesis = relief.engine.read(view -> view.log(relief.party()).orElseThrow().entry(0));
    byte[] copied =
        new Entry(copy.origin(), 1, bench.now, Audience.everyone(), List.of(), hash(body))
            .toBytes();
    LogCopy.Extension both = copy.extend(List.of(genesis, copied), relief.keys.log());
    liars.frameToOther(
        new Frame.Entries(
                copy.origin(),
                1,
                List.of(copied),
                List.of(new Frame.SentBody(1, body.salt(), body.bytes())),
                both.checkpoint().note(),
                List.of())
            .encode());
    assertThat(unresolved(amber)).as("it is not the author's operation").isNotEmpty();

    assertThat(erased(amber).operations()).isEmpty();
    Outcome<Done> named =
        amber.ask(new Command.Erase(DAYS_90, Optional.of(over.operation()), false));
    assertThat(((Outcome.Refused<Done>) named).refusal().detail()).contains("in common");
    assertThat(amber.journal.body(hash(body))).isPresent();
    assertThat(knows(amber, over.operation())).isTrue();
    amber.restart();
    assertThat(unresolved(amber)).isNotEmpty();
  }

  @Test
  void fsckFindsNothingWrongAndBackupsFromBeforeHaveItAgain() throws IOException {
    EngineBench.OldCopy before = bench.backup(amber);
    erased(amber);
    EngineBench.OldCopy after = bench.backup(amber);
    try (JournalInspection journal = JournalInspection.open(after.copy())) {
      Fsck.Report report = Fsck.check(amber.card, amber.keys, List.of(), journal);
      assertThat(report.damages()).isEmpty();
      assertThat(report.whole()).hasSize((int) report.records());
    }
    EngineBench.Node restored = bench.restored(after, amber.mark.size());
    assertThat(digest(restored)).isEqualTo(digest(amber));
    assertThat(restored.journal.body(hash(body))).isEmpty();
    EngineBench.Node older = bench.restored(before, amber.mark.size());
    assertThat(knows(older, over.operation())).isTrue();
    assertThat(older.journal.body(hash(body))).isPresent();
  }

  @Test
  void whatIsSaidToEverybodyNamesNoContent() throws IOException {
    erased(amber);
    long last = amber.engine.read(view -> view.head()).size() - 1;
    boolean said = false;
    for (long seq = live.seq(); seq <= last; seq++) {
      String text = new String(bodyOf(amber, seq).bytes(), StandardCharsets.UTF_8);
      if (text.contains(BodiesErased.TYPE)) {
        said = true;
        assertThat(text)
            .startsWith("{\"type\":\"bodies-erased\",\"log\":\"valley/amber/1\",\"entries\":[")
            .doesNotContain("circle");
      }
    }
    assertThat(said).isTrue();
  }
}
