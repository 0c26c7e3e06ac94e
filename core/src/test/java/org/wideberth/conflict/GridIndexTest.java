package org.wideberth.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wideberth.conflict.TestOperations.NOON;
import static org.wideberth.conflict.TestOperations.PARTIES;
import static org.wideberth.conflict.TestOperations.moved;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wideberth.geo.Area;
import org.wideberth.geo.Areas;
import org.wideberth.geo.Minimum;
import org.wideberth.geo.Position;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationState;
import org.wideberth.refusal.Outcome;

/// What the index yields, against every volume compared with every other.
final class GridIndexTest {
  private static final long MINUTE_MS = 60_000;
  private static final int OPERATIONS = 2_500;
  private static final int CHANGES = 2_500;
  private static final int QUERIES = 400;

  /// Poles, the antimeridian on both sides of the equator, and where people live.
  private static final List<Position> SITES =
      List.of(
          Position.ofDegrees(90, 0),
          Position.ofDegrees(-89.9, 40),
          Position.ofDegrees(65, 179.99),
          Position.ofDegrees(-0.01, -179.999),
          Position.ofDegrees(0.02, 0.01),
          Position.ofDegrees(47.5, 8));

  private final Random random = new Random(5);
  private final GridIndex index = new GridIndex();
  private final Map<OperationId, LiveOperation> in = new HashMap<>();

  private Operation operation(OperationId id, int revision, OperationState state) {
    List<Volume> volumes = new ArrayList<>();
    Position around = away(SITES.get(random.nextInt(SITES.size())), 150_000);
    int count = 1 + random.nextInt(3);
    while (volumes.size() < count) {
      area(away(around, 3_000))
          .ifPresent(area -> volumes.add(new Volume(area, TestOperations.low(), time())));
    }
    return TestOperations.operation(id, revision, state, volumes);
  }

  /// A minute or eight weeks, mostly about an hour; all within twelve weeks.
  private TimeWindow time() {
    long minutes =
        switch (random.nextInt(20)) {
          case 0, 1, 2, 3 -> 1;
          case 4 -> 24 * 60L + random.nextInt(7 * 24 * 60);
          case 5 -> 27 * 24 * 60L;
          default -> 10 + random.nextInt(120);
        };
    Instant start = NOON.plusMillis(10L * random.nextInt(24 * 6) * MINUTE_MS);
    return new TimeWindow(start, start.plusMillis(minutes * MINUTE_MS));
  }

  private double size() {
    return 50 * Math.pow(10, 2.2 * random.nextDouble());
  }

  private Optional<Area> area(Position at) {
    double size = size();
    return good(
        switch (random.nextInt(3)) {
          case 0 -> Areas.circle(at, Math.round(size * 100));
          case 1 -> corridor(at, size);
          default -> polygon(at, size);
        });
  }

  private Outcome<Area> corridor(Position at, double size) {
    double far = random.nextInt(40) == 0 ? 400_000 : 10 * size;
    List<Position> path = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      path.add(away(at, far));
    }
    return Areas.corridor(path, Math.round(size * 10) + 1);
  }

  private Outcome<Area> polygon(Position at, double size) {
    List<Position> ring = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ring.add(moved(at, size * (0.5 + random.nextDouble()), 72 * i));
    }
    return Areas.polygon(ring, 0);
  }

  private static Optional<Area> good(Outcome<Area> area) {
    return area instanceof Outcome.Accepted<Area>(var accepted)
        ? Optional.of(accepted)
        : Optional.empty();
  }

  private Position away(Position from, double metresMax) {
    return moved(from, metresMax * random.nextDouble(), 360 * random.nextDouble());
  }

  private OperationId id(int number) {
    return new OperationId(PARTIES.get(number % PARTIES.size()), "op-" + number);
  }

  private void put(int number, int revision) {
    Operation operation = operation(id(number), revision, OperationState.DECLARED);
    in.put(operation.id(), index.put(operation));
  }

  private void fill() {
    for (int i = 0; i < OPERATIONS; i++) {
      put(i, 1);
    }
    for (int i = 0; i < CHANGES; i++) {
      int number = random.nextInt(OPERATIONS);
      if (random.nextInt(4) == 0) {
        index.remove(id(number));
        in.remove(id(number));
      } else {
        put(number, 2 + i);
      }
    }
  }

  @Test
  @Tag("slow")
  void nothingThatTheKernelFindsIsMissedAndNothingThatIsFarIsGiven() {
    fill();
    assertThat(index.size()).isEqualTo(in.size());
    Candidates candidates = index.candidates();
    int met = 0;
    for (int i = 0; i < QUERIES; i++) {
      LiveOperation query =
          LiveOperation.of(operation(id(OPERATIONS + i), 1, OperationState.DECLARED));
      long lateralCm = 100L + random.nextInt(random.nextBoolean() ? 20_000 : 2_000_000);
      List<LiveOperation> found = new ArrayList<>();
      candidates.forEach(query, lateralCm, Candidates.ANY_HEIGHT, found::add);
      assertThat(found).doesNotHaveDuplicates();
      Set<LiveOperation> given = new HashSet<>(found);
      for (LiveOperation other : in.values()) {
        boolean foreign = !other.operation().party().equals(query.operation().party());
        boolean isGiven = given.remove(other);
        if (foreign
            && TestOperations.isMet(
                query, other, new Minimum(lateralCm, Minimum.TENTH_MM_PER_FOOT))) {
          assertThat(isGiven).as("%s meets %s", query, other).isTrue();
          met++;
        } else if (isGiven) {
          assertThat(foreign && isNear(query, other, lateralCm)).isTrue();
        }
      }
      assertThat(given).as("no longer in").isEmpty();
    }
    assertThat(met).isGreaterThan(500);
  }

  /// Whether the balls around two volumes are closer at some time.
  private static boolean isNear(LiveOperation one, LiveOperation other, long lateralCm) {
    for (PreparedVolume a : one.volumes()) {
      for (PreparedVolume b : other.volumes()) {
        if (a.startMillis() < b.endMillis()
            && b.startMillis() < a.endMillis()
            && a.reach().apartM(b.reach()) < lateralCm / 100.0 + 0.01) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void anotherStateKeepsTheVolumes() {
    Operation declared = operation(id(0), 1, OperationState.DECLARED);
    LiveOperation before = index.put(declared);
    Operation active =
        new Operation(
            declared.id(),
            declared.revision(),
            OperationState.ACTIVE,
            declared.content(),
            declared.readers(),
            declared.noticed(),
            declared.latest());
    LiveOperation after = index.put(active);

    assertThat(after.operation()).isEqualTo(active);
    assertThat(after.volumes()).isSameAs(before.volumes());
    assertThat(index.size()).isEqualTo(1);
    index.remove(active.id());
    index.remove(active.id());
    assertThat(index.size()).isZero();
  }

  private List<LiveOperation> given(Operation to) {
    List<LiveOperation> given = new ArrayList<>();
    index.candidates().forEach(LiveOperation.of(to), 100_000, Candidates.ANY_HEIGHT, given::add);
    return given;
  }

  @Test
  void whoIsAskedAfterAChangeOfStateHearsOfIt() {
    List<Volume> volumes =
        List.of(TestOperations.circle(47, 8, 500, TestOperations.seconds(0, 600)));
    Operation asker = TestOperations.operation(id(1), 1, volumes);
    index.put(TestOperations.operation(id(0), 1, volumes));
    LiveOperation active =
        index.put(TestOperations.operation(id(0), 1, OperationState.ACTIVE, volumes));
    assertThat(given(asker)).containsExactly(active);
    assertThat(index.volumeTable().end()).isEqualTo(1);
    index.remove(id(0));
    assertThat(given(asker)).isEmpty();
  }

  @Test
  void howOftenVolumesAreReplacedThereAreNoMoreNumbersAndNoMoreGrids() {
    Operation asker =
        TestOperations.operation(
            id(1), 1, List.of(TestOperations.circle(47, 8, 500, TestOperations.seconds(0, 600))));
    for (int i = 0; i < 1_000; i++) {
      // Every third one stands in a coarser grid.
      int radiusM = i % 3 == 0 ? 60_000 : 500 + i;
      List<Volume> volumes =
          List.of(
              TestOperations.circle(47, 8, radiusM, TestOperations.seconds(0, 600)),
              TestOperations.circle(48, 8, radiusM, TestOperations.seconds(0, 600)));
      index.put(TestOperations.operation(id(0), i, volumes));
      assertThat(given(asker)).hasSize(1).allMatch(each -> each.volumes().size() == 2);
      assertThat(index.homes()).hasSize(1);
    }
    assertThat(index.volumeTable().end()).isLessThanOrEqualTo(4);
    for (int i = 0; i < 1_000; i++) {
      index.remove(id(3 * i));
      assertThat(index.homes()).isEmpty();
      index.put(TestOperations.operation(id(3 * i + 3), 1, asker.content().volumes()));
    }
    assertThat(index.volumeTable().end()).isLessThanOrEqualTo(4);
    assertThat(given(asker)).hasSize(1);
  }

  @Test
  void aWideQuestionIsAskedOfMoreCellsAndMoreVolumesThanAreLookedAtAtOnce() {
    Position middle = Position.ofDegrees(47, 8);
    List<LiveOperation> all = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      Position at = away(middle, 200_000);
      Volume volume =
          TestOperations.circle(
              at.latitudeDeg(), at.longitudeDeg(), 300, TestOperations.seconds(i, i + 600));
      all.add(index.put(TestOperations.operation(id(3 * i), 1, List.of(volume))));
    }
    for (int radiusM : List.of(30_000, 110_000)) {
      Operation asker =
          TestOperations.operation(
              id(1),
              1,
              List.of(
                  TestOperations.circle(47, 8, radiusM, TestOperations.seconds(1_000, 30_000))));
      LiveOperation query = LiveOperation.of(asker);
      List<LiveOperation> near = all.stream().filter(each -> isNear(query, each, 100_000)).toList();
      assertThat(near).hasSizeGreaterThan(radiusM / 100).hasSizeLessThan(3_000);
      assertThat(given(asker)).containsExactlyInAnyOrderElementsOf(near);
    }
    Candidates candidates = index.candidates();
    candidates.forEach(
        LiveOperation.of(
            TestOperations.operation(
                id(1),
                1,
                List.of(TestOperations.circle(47, 8, 100, TestOperations.seconds(0, 5_000))))),
        100_000,
        Candidates.ANY_HEIGHT,
        any -> true);
    assertThat(candidates.visited()).as("few cells").isLessThan(100);
  }

  @Test
  void whatMeetsTheLastMomentOrBeginsAtTheEndIsToldApart() {
    index.put(
        TestOperations.operation(
            id(0),
            1,
            List.of(TestOperations.circle(47, 8, 500, TestOperations.seconds(0, 3_600)))));
    for (int from : List.of(3_599, 3_600)) {
      Operation asker =
          TestOperations.operation(
              id(1),
              1,
              List.of(TestOperations.circle(47, 8, 500, TestOperations.seconds(from, 7_200))));
      assertThat(given(asker)).hasSize(from == 3_599 ? 1 : 0);
    }
  }

  @Test
  void whatIsOverIsNotTaken() {
    assertThatThrownBy(() -> index.put(operation(id(0), 1, OperationState.ENDED)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
