package org.wideberth.conflict.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.conflict.proposal.Scene.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wideberth.conflict.Widened;
import org.wideberth.conflict.proposal.WindowsWithoutConflict.Found;
import org.wideberth.conflict.proposal.WindowsWithoutConflict.Question;
import org.wideberth.geo.Areas;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationContent;
import org.wideberth.operation.OperationId;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

final class WindowsWithoutConflictTest {
  private static final long SEED = 6;
  private static final int SCENES = 600;
  private static final Position HERE = Position.ofDegrees(47.5, 8);
  private static final TimeWindow MORNING = new TimeWindow(NOW, NOW.plusSeconds(6 * 3_600));

  private static Operation at(int party, int seq, Instant start, Instant end) {
    Volume volume =
        new Volume(
            Areas.circle(HERE, 50_000).orThrow(),
            new HeightBand(Datum.MSL, 0, 10_000, Optional.empty()),
            new TimeWindow(start, end));
    OperationContent content = new OperationContent(Kind.AIR, 0, Grain.EXACT, "", List.of(volume));
    return Scene.operation(Scene.PARTIES.get(party), seq, content, NOW);
  }

  private static Outcome<WindowsWithoutConflict> ask(
      Scene scene, Operation operation, TimeWindow within, Duration length) {
    return Question.of(operation, within, length)
        .then(
            question ->
                WindowsWithoutConflict.of(
                    question,
                    scene.findings.near(Widened.of(question.operation(), Duration.ZERO, 0)),
                    scene.articles.articlesOf(operation.party())));
  }

  private static List<TimeWindow> windows(Outcome<WindowsWithoutConflict> found) {
    return found.orThrow().windows().stream().map(Found::window).toList();
  }

  @Test
  void theWindowsReachToTheMillisecondOfWhatIsDisclosed() {
    Instant odd = NOW.plusMillis(3_600_001);
    Scene scene =
        new Scene(
            Scene.uniform(1_000, 500),
            List.of(
                at(1, 0, odd, odd.plusSeconds(3_600)),
                at(2, 1, NOW.plusSeconds(4 * 3_600), NOW.plusSeconds(5 * 3_600))));
    Operation own = at(0, 9, NOW, NOW.plusSeconds(60));
    assertThat(windows(ask(scene, own, MORNING, Duration.ofMinutes(60))))
        .containsExactly(
            new TimeWindow(NOW, odd),
            new TimeWindow(odd.plusSeconds(3_600), NOW.plusSeconds(4 * 3_600)),
            new TimeWindow(NOW.plusSeconds(5 * 3_600), MORNING.end()));
    // The first is an hour and a millisecond long, the last an hour.
    assertThat(windows(ask(scene, own, MORNING, Duration.ofMillis(3_600_001)))).hasSize(2);
    assertThat(windows(ask(scene, own, MORNING, Duration.ofMillis(3_600_002)))).hasSize(1);
    assertThat(windows(ask(scene, own, MORNING, Duration.ofHours(3)))).isEmpty();
  }

  @Test
  void ownOperationsAndOtherHeightsAreInNobodysWay() {
    Operation own = at(0, 9, NOW, NOW.plusSeconds(60));
    Operation mine = at(0, 0, NOW, NOW.plusSeconds(3_600));
    Scene scene = new Scene(Scene.uniform(1_000, 500), List.of(mine));
    assertThat(windows(ask(scene, own, MORNING, Duration.ofMinutes(60)))).containsExactly(MORNING);
  }

  @Test
  void whatIsAskedForIsWithinItsLimits() {
    Operation own = at(0, 9, NOW, NOW.plusSeconds(60));
    Duration days = WindowsWithoutConflict.AHEAD_MAX;
    TimeWindow most = new TimeWindow(NOW, NOW.plus(days));
    TimeWindow more = new TimeWindow(NOW, NOW.plus(days).plusMillis(1));
    assertThat(Question.of(own, most, days)).isInstanceOf(Outcome.Accepted.class);
    assertThat(Question.of(own, more, days))
        .isEqualTo(Outcome.refuse(RefusalCode.LIMIT_EXCEEDED, "to: at most 56 days after from"));
    assertThat(Question.of(own, most, days.plusMillis(1))).isInstanceOf(Outcome.Refused.class);
    assertThat(Question.of(own, most, Duration.ZERO)).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void moreWindowsThanAreReadAreAskedForAgain() {
    List<Operation> all = new ArrayList<>();
    int count = WindowsWithoutConflict.COUNT_MAX + 20;
    for (int i = 0; i < count; i++) {
      Instant start = NOW.plusSeconds(120L * i + 60);
      all.add(at(1, i, start, start.plusSeconds(60)));
    }
    Scene scene = new Scene(Scene.uniform(1_000, 500), all);
    TimeWindow within = new TimeWindow(NOW, NOW.plusSeconds(120L * count));
    Operation own = at(0, 9_999, NOW, NOW.plusSeconds(60));
    WindowsWithoutConflict first = ask(scene, own, within, Duration.ofMinutes(1)).orThrow();
    assertThat(first.windows()).hasSize(WindowsWithoutConflict.COUNT_MAX);
    Instant next = first.next().orElseThrow();
    assertThat(next).isAfter(first.windows().getLast().window().end());
    WindowsWithoutConflict rest =
        ask(scene, own, new TimeWindow(next, within.end()), Duration.ofMinutes(1)).orThrow();
    assertThat(rest.windows()).hasSize(20);
    assertThat(rest.next()).isEmpty();
  }

  @Test
  @Tag("slow")
  void minuteByMinuteTheSameIsFoundByComparingEverythingWithEverything() {
    Random random = new Random(SEED);
    int taken = 0;
    int free = 0;
    for (int n = 0; n < SCENES; n++) {
      Scene scene = Scene.random(random);
      Operation own = Scene.pick(random, List.copyOf(scene.operations.values()));
      int length = 5 + random.nextInt(60);
      Instant start = NOW.plusSeconds(60L * random.nextInt(120));
      TimeWindow within = new TimeWindow(start, start.plusSeconds(60L * (length + 120)));
      List<TimeWindow> windows = windows(ask(scene, own, within, Duration.ofMinutes(length)));
      for (int minute = 0; minute <= 120; minute += 1 + random.nextInt(4)) {
        Instant from = start.plusSeconds(60L * minute);
        TimeWindow would = new TimeWindow(from, from.plusSeconds(60L * length));
        boolean inOne =
            windows.stream()
                .anyMatch(
                    each ->
                        !would.start().isBefore(each.start()) && !would.end().isAfter(each.end()));
        boolean found = !scene.found(during(own, would)).isEmpty();
        assertThat(inOne).as("scene %d minute %d of %s", n, minute, own.id()).isEqualTo(!found);
        taken += found ? 1 : 0;
        free += found ? 0 : 1;
      }
    }
    assertThat(taken).isGreaterThan(2_000);
    assertThat(free).isGreaterThan(2_000);
  }

  private static Operation during(Operation operation, TimeWindow window) {
    List<Volume> volumes =
        operation.content().volumes().stream()
            .map(each -> new Volume(each.area(), each.heights(), window))
            .toList();
    OperationContent content = new OperationContent(operation.kind(), 0, Grain.EXACT, "", volumes);
    OperationId id = operation.id();
    return Scene.operation(id.party(), 9_999, content, NOW);
  }
}
