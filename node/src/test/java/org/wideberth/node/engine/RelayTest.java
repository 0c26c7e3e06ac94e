package org.wideberth.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
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
import org.wideberth.record.Holding;
import org.wideberth.record.LogCopy;

/// Logs, bodies and receipts between parties that have no link with each other.
class RelayTest {
  private static final String SECRET = "only for cobalt";

  private EngineBench bench;
  private EngineBench.Node amber;
  private EngineBench.Node cobalt;
  private EngineBench.Node relief;
  private EngineBench.Link amberRelief;
  private EngineBench.Link reliefCobalt;

  @BeforeEach
  void threeNodes(@TempDir Path directory) throws IOException {
    bench = new EngineBench(directory);
    amber = bench.node("amber");
    cobalt = bench.node("cobalt");
    relief = bench.node("relief");
    EngineBench.introduce(amber, cobalt);
    EngineBench.introduce(amber, relief);
    EngineBench.introduce(cobalt, relief);
    amberRelief = bench.link(amber, relief);
    reliefCobalt = bench.link(relief, cobalt);
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  private void pass(int seconds) {
    bench.pass(seconds, List.of(amber, cobalt, relief), List.of(amberRelief, reliefCobalt));
  }

  private static Command onlyFor(PartyId reader) {
    Command.Declare all = (Command.Declare) EngineBench.declareAt(7.3);
    OperationRequest one = all.operations().getFirst();
    return new Command.Declare(
        List.of(
            new OperationRequest(
                one.kind(),
                one.priority(),
                one.grain(),
                SECRET,
                one.volumes(),
                Optional.of(Audience.of(Set.of(reader))))),
        false);
  }

  private static OperationId declare(EngineBench.Node node, Command command) {
    return ((Done.Operations) node.ask(command).orThrow()).items().getFirst().operation();
  }

  private static boolean has(EngineBench.Node node, OperationId id) {
    return node.engine.read(view -> view.picture().operation(id).isPresent());
  }

  private static long held(EngineBench.Node node, EngineBench.Node author) {
    return node.engine.read(view -> view.log(author.party()).map(LogCopy::size).orElse(0L));
  }

  private static List<Alarm.Code> codes(EngineBench.Node node) {
    return node.engine.read(view -> view.alarms().stream().map(Alarm::code).toList());
  }

  private static Holding holding(EngineBench.Node author, OperationId id, EngineBench.Node holder) {
    long seq = Long.parseLong(id.name().substring(id.name().indexOf('.') + 1));
    return author.engine.read(
        view -> Objects.requireNonNull(view.holders(seq).get(holder.party())));
  }

  @Test
  void whatIsForCobaltOnlyReachesItSealedThroughReliefAndItsReceiptComesBack() {
    amberRelief.up();
    reliefCobalt.up();
    EngineBench.settle(List.of(amberRelief, reliefCobalt));
    OperationId id = declare(amber, onlyFor(cobalt.party()));
    pass(30);

    assertThat(has(cobalt, id)).isTrue();
    assertThat(has(relief, id)).isFalse();
    assertThat(holding(amber, id, cobalt)).isInstanceOf(Holding.Delivered.class);
    assertThat(holding(amber, id, relief)).isInstanceOf(Holding.Witnessed.class);
    for (String seen : amberRelief.everything) {
      assertThat(seen).doesNotContain(SECRET);
      assertThat(base64Of(seen)).doesNotContain(SECRET);
    }
    assertThat(codes(amber)).isEmpty();
    assertThat(codes(cobalt)).isEmpty();
    assertThat(codes(relief)).isEmpty();
  }

  /// All base64 in a frame, read as text.
  private static String base64Of(String frame) {
    StringBuilder text = new StringBuilder();
    for (String word : frame.split("[^A-Za-z0-9+/=]+", -1)) {
      try {
        text.append(new String(Base64.getDecoder().decode(word), StandardCharsets.UTF_8));
      } catch (IllegalArgumentException notBase64) {
        text.append(' ');
      }
    }
    return text.toString();
  }

  @Test
  void theLogOfAPartyThatIsGoneComesFromWhoeverHasIt() {
    amberRelief.up();
    EngineBench.settle(List.of(amberRelief));
    List<OperationId> declared = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      declared.add(declare(amber, EngineBench.declareAt(7.3 + i / 10.0)));
    }
    EngineBench.settle(List.of(amberRelief));
    amberRelief.down();
    reliefCobalt.up();
    bench.pass(30, List.of(cobalt, relief), List.of(reliefCobalt));

    assertThat(held(cobalt, amber)).isEqualTo(held(amber, amber));
    assertThat(declared).allMatch(id -> has(cobalt, id));
    assertThat(codes(cobalt)).isEmpty();
    amberRelief.up();
    pass(30);
    assertThat(holding(amber, declared.getFirst(), cobalt)).isInstanceOf(Holding.Delivered.class);
  }

  @Test
  void aLongLogIsPassedOnPieceByPieceAndIsThereAfterARestart() throws IOException {
    amberRelief.up();
    EngineBench.settle(List.of(amberRelief));
    for (int i = 0; i < Frame.ENTRIES_MAX + 40; i++) {
      declare(amber, EngineBench.declareAt(1 + i / 10.0));
    }
    EngineBench.settle(List.of(amberRelief));
    amberRelief.down();
    reliefCobalt.up();
    bench.pass(5, List.of(cobalt, relief), List.of());
    // One piece only has come when the power fails.
    for (int i = 0; i < 6 && held(cobalt, amber) == 0; i++) {
      bench.pass(1, List.of(cobalt, relief), List.of());
      while (!reliefCobalt.toOne.isEmpty()) {
        reliefCobalt.frameToOne(reliefCobalt.toOne.remove());
      }
      while (!reliefCobalt.toOther.isEmpty() && held(cobalt, amber) == 0) {
        reliefCobalt.frameToOther(reliefCobalt.toOther.remove());
      }
    }
    assertThat(held(cobalt, amber)).isEqualTo(Frame.ENTRIES_MAX);
    cobalt.restart();
    assertThat(held(cobalt, amber)).isEqualTo(Frame.ENTRIES_MAX);
    reliefCobalt.down();
    reliefCobalt.up();
    bench.pass(20, List.of(cobalt, relief), List.of(reliefCobalt));
    assertThat(held(cobalt, amber)).isEqualTo(held(amber, amber));
    assertThat(codes(cobalt)).isEmpty();
  }

  @Test
  void aParcelWaitsForAPartyThatIsAsleep() {
    amberRelief.up();
    EngineBench.settle(List.of(amberRelief));
    OperationId id = declare(amber, onlyFor(cobalt.party()));
    bench.pass(10, List.of(amber, relief), List.of(amberRelief));
    amberRelief.down();
    reliefCobalt.up();
    bench.pass(10, List.of(cobalt, relief), List.of(reliefCobalt));

    assertThat(has(cobalt, id)).isTrue();
    assertThat(codes(cobalt)).isEmpty();
  }

  @Test
  void alteredEntriesAreNotTakenAndWhoeverPassedThemOnIsNamed() {
    amberRelief.up();
    EngineBench.settle(List.of(amberRelief));
    declare(amber, EngineBench.declareAt(7.3));
    EngineBench.settle(List.of(amberRelief));
    reliefCobalt.up();
    reliefCobalt.settle();
    LogCopy log = relief.engine.read(view -> view.log(amber.party()).orElseThrow());
    byte[] leaf = log.entry(1).clone();
    leaf[leaf.length - 4] ^= 1;
    reliefCobalt.frameToOther(
        new Frame.Entries(
                log.origin(),
                0,
                List.of(log.entry(0), leaf),
                List.of(),
                log.newest().orElseThrow().note(),
                List.of())
            .encode());

    assertThat(held(cobalt, amber)).isZero();
    Alarm alarm = cobalt.engine.read(view -> view.alarms().getFirst());
    assertThat(alarm.code()).isEqualTo(Alarm.Code.RELAY_DOES_NOT_FIT);
    assertThat(alarm.party()).contains(relief.party());
    pass(10);
    assertThat(held(cobalt, amber)).isEqualTo(held(amber, amber));
    assertThat(codes(cobalt)).as("an honest answer ends it").isEmpty();
  }

  @Test
  void aParcelForSomebodyElseThanItSaysIsGarbage() {
    reliefCobalt.up();
    reliefCobalt.settle();
    reliefCobalt.frameToOther(new Frame.Relay(cobalt.party(), 1, "{\"v\":1}").encode());
    assertThat(codes(cobalt)).containsExactly(Alarm.Code.GARBAGE);
    assertThat(reliefCobalt.closed).hasSize(1);
  }

  @Test
  void aCourierFileBringsTheLogsOfThirdPartiesToo() {
    amberRelief.up();
    EngineBench.settle(List.of(amberRelief));
    OperationId id = declare(amber, EngineBench.declareAt(7.3));
    EngineBench.settle(List.of(amberRelief));
    byte[] file = relief.engine.read(view -> view.courier(cobalt.party())).orThrow();
    Done.Imported imported = (Done.Imported) cobalt.ask(new Command.ImportCourier(file)).orThrow();

    assertThat(imported.notes()).isEmpty();
    assertThat(has(cobalt, id)).isTrue();
    assertThat(new String(file, StandardCharsets.UTF_8)).doesNotContain("circle");
    // The receipt goes back the same way.
    byte[] back = cobalt.engine.read(view -> view.courier(amber.party())).orThrow();
    amber.ask(new Command.ImportCourier(back)).orThrow();
    assertThat(holding(amber, id, cobalt)).isInstanceOf(Holding.Delivered.class);
  }
}
