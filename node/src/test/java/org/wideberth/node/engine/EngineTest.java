package org.wideberth.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.picture.OperationRequest;
import org.wideberth.record.Audience;
import org.wideberth.record.Body;
import org.wideberth.record.Checkpoint;
import org.wideberth.record.Entry;
import org.wideberth.record.ForkProof;
import org.wideberth.record.Hash;
import org.wideberth.record.Holding;
import org.wideberth.record.MerkleTree;
import org.wideberth.record.Salt;
import org.wideberth.record.SignedCheckpoint;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

class EngineTest {
  @TempDir private Path directory = Path.of("");
  private EngineBench bench = new EngineBench(directory);

  @BeforeEach
  void setUp() {
    bench = new EngineBench(directory);
  }

  @AfterEach
  void tearDown() throws IOException {
    bench.close();
  }

  @Test
  void aDeclarationReachesThePeerAndComesBackAsAReceipt() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    EngineBench.Node cobalt = bench.node("cobalt");
    EngineBench.introduce(amber, cobalt);
    EngineBench.Link link = bench.link(amber, cobalt);
    link.up();
    link.settle();

    Done.Item item = declared(amber.ask(EngineBench.declareAt(7.3)));
    assertThat(holder(amber, cobalt, item.seq())).isInstanceOf(Holding.NotYet.class);
    link.settle();

    assertThat(sees(cobalt, item.operation())).isTrue();
    assertThat(holder(amber, cobalt, item.seq())).isEqualTo(new Holding.Delivered(EngineBench.NOW));
  }

  @Test
  void nothingIsSaidBeforeTheJournalHasIt() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    EngineBench.Node cobalt = bench.node("cobalt");
    EngineBench.introduce(amber, cobalt);
    EngineBench.Link link = bench.link(amber, cobalt);
    link.up();
    link.settle();
    bench.trace.clear();

    amber.ask(EngineBench.declareAt(7.3));
    link.settle();

    assertThat(bench.trace)
        .containsExactly(
            "amber durable",
            "amber reply",
            "amber sends entries",
            "cobalt durable",
            "cobalt sends receipt",
            "amber durable");
  }

  @Test
  void whenTheJournalFailsNothingIsAnsweredButRefusalsAndNothingIsSent() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    EngineBench.Node cobalt = bench.node("cobalt");
    EngineBench.introduce(amber, cobalt);
    EngineBench.Link link = bench.link(amber, cobalt);
    link.up();
    link.settle();
    bench.trace.clear();

    amber.journal.broken = true;
    assertThat(refusal(amber.ask(EngineBench.declareAt(7.3)))).isEqualTo(RefusalCode.UNAVAILABLE);
    amber.journal.broken = false;
    assertThat(refusal(amber.ask(EngineBench.declareAt(7.4)))).isEqualTo(RefusalCode.UNAVAILABLE);
    assertThat(bench.trace).containsExactly("amber reply", "amber reply");

    amber.restart();
    long size = amber.engine.read(view -> view.log(amber.party()).orElseThrow().size());
    assertThat(size).isEqualTo(1);
    declared(amber.ask(EngineBench.declareAt(7.4)));
  }

  @Test
  void aHolderThatCannotWriteGivesNoReceipt() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    EngineBench.Node cobalt = bench.node("cobalt");
    EngineBench.introduce(amber, cobalt);
    EngineBench.Link link = bench.link(amber, cobalt);
    link.up();
    link.settle();

    cobalt.journal.broken = true;
    Done.Item item = declared(amber.ask(EngineBench.declareAt(7.3)));
    bench.trace.clear();
    link.settle();

    assertThat(bench.trace).isEmpty();
    assertThat(holder(amber, cobalt, item.seq())).isInstanceOf(Holding.NotYet.class);
    Outcome<byte[]> file = cobalt.engine.read(view -> view.courier(amber.party()));
    assertThat(refusalOf(file))
        .as("a courier file has a receipt in it")
        .isEqualTo(RefusalCode.UNAVAILABLE);
    Outcome<byte[]> bundle = cobalt.engine.read(view -> view.bundle(item.operation()));
    assertThat(refusalOf(bundle)).isEqualTo(RefusalCode.UNAVAILABLE);
  }

  @Test
  void aRestartBringsBackLogsReceiptsAndThePicture() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    EngineBench.Node cobalt = bench.node("cobalt");
    EngineBench.introduce(amber, cobalt);
    EngineBench.Link link = bench.link(amber, cobalt);
    link.up();
    Done.Item item = declared(amber.ask(EngineBench.declareAt(7.3)));
    declared(cobalt.ask(EngineBench.declareAt(7.31)));
    link.settle();

    List<String> before = new ArrayList<>();
    for (EngineBench.Node node : List.of(amber, cobalt)) {
      before.add(node.engine.read(view -> view.picture().digest()));
      node.restart();
    }
    assertThat(
            List.of(
                amber.engine.read(view -> view.picture().digest()),
                cobalt.engine.read(view -> view.picture().digest())))
        .isEqualTo(before);
    assertThat(holder(amber, cobalt, item.seq())).isEqualTo(new Holding.Delivered(EngineBench.NOW));
  }

  @Test
  void aCourierDoesWhatTheLinkWouldHaveDone() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    EngineBench.Node cobalt = bench.node("cobalt");
    EngineBench.introduce(amber, cobalt);
    Done.Item item = declared(amber.ask(EngineBench.declareAt(7.3)));

    byte[] there = amber.engine.read(view -> view.courier(cobalt.party())).orThrow();
    assertThat(new String(there, StandardCharsets.UTF_8)).doesNotContain("operation-declared");
    Outcome<Done> taken = cobalt.ask(new Command.ImportCourier(there));
    assertThat(taken.orThrow()).isEqualTo(new Done.Imported(2, 2, 0, List.of()));
    assertThat(sees(cobalt, item.operation())).isTrue();

    byte[] back = cobalt.engine.read(view -> view.courier(amber.party())).orThrow();
    amber.ask(new Command.ImportCourier(back)).orThrow();
    assertThat(holder(amber, cobalt, item.seq())).isEqualTo(new Holding.Delivered(EngineBench.NOW));
    assertThat(cobalt.ask(new Command.ImportCourier(there)).orThrow())
        .as("a file that comes twice changes nothing")
        .isEqualTo(new Done.Imported(0, 0, 0, List.of()));
  }

  @Test
  void aCourierFileWithADamagedReceiptSaysSo() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    EngineBench.Node cobalt = bench.node("cobalt");
    EngineBench.introduce(amber, cobalt);
    byte[] there = amber.engine.read(view -> view.courier(cobalt.party())).orThrow();
    cobalt.ask(new Command.ImportCourier(there)).orThrow();
    byte[] back = cobalt.engine.read(view -> view.courier(amber.party())).orThrow();
    String damaged =
        new String(back, StandardCharsets.UTF_8).replace("holder valley/cobalt", "holder valley/c");

    Done done =
        amber.ask(new Command.ImportCourier(damaged.getBytes(StandardCharsets.UTF_8))).orThrow();

    assertThat(done)
        .isInstanceOfSatisfying(
            Done.Imported.class,
            imported ->
                assertThat(imported.notes())
                    .containsExactly("a receipt of cobalt cannot be verified; ask for a new file"));
  }

  @Test
  void aReaderWhoseCardIsNotEnrolledIsRefused() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    EngineBench.Node cobalt = bench.node("cobalt");
    EngineBench.introduce(amber, cobalt);
    Done.Item item = declared(amber.ask(EngineBench.declareAt(7.3)));
    Audience misspelt = Audience.of(Set.of(cobalt.party(), new PartyId("coblat")));
    Command.Declare everyone = (Command.Declare) EngineBench.declareAt(7.4);
    OperationRequest plan = everyone.operations().getFirst();
    OperationRequest strangers =
        new OperationRequest(
            plan.kind(),
            plan.priority(),
            plan.grain(),
            plan.name(),
            plan.volumes(),
            Optional.of(misspelt));
    OperationId draft = declared(amber.ask(new Command.Declare(List.of(plan), true))).operation();

    for (Command command :
        List.of(
            new Command.Declare(List.of(strangers), false),
            new Command.DeclareDraft(draft, misspelt))) {
      assertThat(refusal(amber.ask(command)))
          .as(command.toString())
          .isEqualTo(RefusalCode.UNKNOWN_PARTY);
    }
    assertThat(sees(amber, item.operation())).isTrue();
  }

  @Test
  void whatDoesNotFitIntoOneCourierFileGoesWithTheNext() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    EngineBench.Node cobalt = bench.node("cobalt");
    EngineBench.introduce(amber, cobalt);
    Done.Item last = declared(amber.ask(EngineBench.declareAt(7.3)));
    for (int i = 0; i < 10; i++) {
      last = declared(amber.ask(EngineBench.declareAt(7.3 + i * 0.01)));
    }
    int files = 0;
    while (!sees(cobalt, last.operation())) {
      byte[] there = courier(amber, cobalt, 4_000);
      assertThat(there.length).isLessThan(8_000);
      Done.Imported taken = (Done.Imported) cobalt.ask(new Command.ImportCourier(there)).orThrow();
      assertThat(taken.notes()).isEmpty();
      assertThat(taken.entries()).isPositive();
      amber.ask(new Command.ImportCourier(courier(cobalt, amber, 4_000))).orThrow();
      files++;
    }
    assertThat(files).isGreaterThan(1);
    assertThat(holder(amber, cobalt, 1)).isInstanceOf(Holding.Delivered.class);
  }

  private byte[] courier(EngineBench.Node from, EngineBench.Node to, long bytesMax) {
    return from.engine.read(
        view ->
            new Courier(view.ledger())
                .make(to.party(), view::body, bench::bytes, EngineBench.NOW, bytesMax)
                .orThrow());
  }

  @Test
  void aCourierFileForSomebodyElseIsRefused() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    EngineBench.Node cobalt = bench.node("cobalt");
    EngineBench.Node relief = bench.node("relief");
    EngineBench.introduce(amber, cobalt);
    EngineBench.introduce(amber, relief);
    byte[] file = amber.engine.read(view -> view.courier(cobalt.party())).orThrow();
    assertThat(refusal(relief.ask(new Command.ImportCourier(file))))
        .isEqualTo(RefusalCode.FORBIDDEN);
  }

  @Test
  void anotherHistoryOfALogIsAForkWithPortableProof() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    EngineBench.Node cobalt = bench.node("cobalt");
    EngineBench.introduce(amber, cobalt);
    EngineBench.Link link = bench.link(amber, cobalt);
    link.up();
    link.settle();
    declared(amber.ask(EngineBench.declareAt(7.3)));
    link.settle();

    SignedCheckpoint lie =
        SignedCheckpoint.sign(
            new Checkpoint(amber.keys.origin(), 2, Hash.of(new byte[32])), amber.keys.log());
    link.frameToOther(new Frame.Checkpoints(List.of(lie.note())).encode());

    assertThat(codes(cobalt)).contains(Alarm.Code.FORK);
    byte[] proof = cobalt.engine.read(view -> view.fork(amber.party())).orElseThrow();
    assertThat(ForkProof.verify(proof, amber.card.identity().log()))
        .isInstanceOf(Outcome.Accepted.class);

    bench.trace.clear();
    declared(amber.ask(EngineBench.declareAt(7.5)));
    link.settle();
    assertThat(bench.trace).as("no receipt on a forked log").doesNotContain("cobalt sends receipt");
    cobalt.restart();
    assertThat(codes(cobalt)).contains(Alarm.Code.FORK);
  }

  @Test
  void aNodeWhosePeersHoldMoreOfItsLogWritesNothing() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    EngineBench.Node cobalt = bench.node("cobalt");
    EngineBench.introduce(amber, cobalt);
    EngineBench.Link link = bench.link(amber, cobalt);
    link.up();
    link.settle();

    SignedCheckpoint later =
        SignedCheckpoint.sign(
            new Checkpoint(cobalt.keys.origin(), 9, Hash.of(new byte[32])), cobalt.keys.log());
    link.frameToOther(new Frame.Checkpoints(List.of(later.note())).encode());

    assertThat(codes(cobalt)).contains(Alarm.Code.OWN_LOG_BEHIND);
    assertThat(refusal(cobalt.ask(EngineBench.declareAt(7.3)))).isEqualTo(RefusalCode.NOT_SIGNING);
  }

  @Test
  void garbageEndsTheLinkAndIsNamed() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    EngineBench.Node cobalt = bench.node("cobalt");
    EngineBench.introduce(amber, cobalt);
    EngineBench.Link link = bench.link(amber, cobalt);
    link.up();
    link.settle();
    for (String garbage : List.of("", "{", "[]", "{\"type\":\"hello\"}", "{\"type\":\"x\"}")) {
      link.frameToOther(garbage.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(link.closed).hasSize(5);
    assertThat(codes(cobalt)).containsExactly(Alarm.Code.GARBAGE);
  }

  @Test
  void anUnreadableEntryIsKeptAndReceiptedAndShownAsUnresolved() throws IOException {
    EngineBench.Node amber = bench.node("amber");
    EngineBench.Node cobalt = bench.node("cobalt");
    EngineBench.introduce(amber, cobalt);
    EngineBench.Link link = bench.link(amber, cobalt);
    link.up();
    link.settle();

    MerkleTree tree = new MerkleTree();
    byte[] genesis = amber.engine.read(view -> view.log(amber.party()).orElseThrow().entry(0));
    tree.append(MerkleTree.leafHash(genesis));
    Body body =
        Body.of(Salt.of(new byte[32]), "not JSON".getBytes(StandardCharsets.UTF_8)).orThrow();
    byte[] leaf =
        new Entry(
                amber.keys.origin(),
                1,
                EngineBench.NOW,
                Audience.everyone(),
                List.of(),
                body.hash())
            .toBytes();
    tree.append(MerkleTree.leafHash(leaf));
    String note =
        SignedCheckpoint.sign(new Checkpoint(amber.keys.origin(), 2, tree.root()), amber.keys.log())
            .note();
    link.frameToOther(
        new Frame.Entries(
                amber.keys.origin(),
                1,
                List.of(leaf),
                List.of(new Frame.SentBody(1, body.salt(), body.bytes())),
                note,
                List.of())
            .encode());

    assertThat(codes(cobalt)).containsExactly(Alarm.Code.UNRESOLVED);
    assertThat(bench.trace.getLast()).isEqualTo("cobalt sends receipt");
    boolean unresolved = cobalt.engine.read(view -> view.picture().unresolved(amber.party()));
    assertThat(unresolved).isTrue();
  }

  private static Done.Item declared(Outcome<Done> outcome) {
    return ((Done.Operations) outcome.orThrow()).items().getFirst();
  }

  private static RefusalCode refusal(Outcome<Done> outcome) {
    return refusalOf(outcome);
  }

  private static <T> RefusalCode refusalOf(Outcome<T> outcome) {
    return ((Outcome.Refused<T>) outcome).refusal().code();
  }

  private static boolean sees(EngineBench.Node node, OperationId operation) {
    Optional<?> there = node.engine.read(view -> view.picture().operation(operation));
    return there.isPresent();
  }

  private static Holding holder(EngineBench.Node author, EngineBench.Node holder, long seq) {
    return Optional.ofNullable(author.engine.read(view -> view.holders(seq)).get(holder.party()))
        .orElseThrow();
  }

  private static List<Alarm.Code> codes(EngineBench.Node node) {
    return node.engine.read(view -> view.alarms().stream().map(Alarm::code).toList());
  }
}
