package org.wideberth.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.conflict.Declared.feet;
import static org.wideberth.conflict.Declared.live;
import static org.wideberth.conflict.Declared.minutes;
import static org.wideberth.conflict.Declared.msl;
import static org.wideberth.conflict.Declared.operation;
import static org.wideberth.conflict.Declared.volume;
import static org.wideberth.conflict.Declared.window;
import static org.wideberth.conflict.TestOperations.AMBER;
import static org.wideberth.conflict.TestOperations.COBALT;
import static org.wideberth.conflict.TestOperations.PARTIES;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.wideberth.geo.Area;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.Minimum;
import org.wideberth.geo.Position;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;

/// What an index gives: quickly, and at every edge of what must be given.
final class CandidatesTest {
  private static final long SEED = 31;
  private static final long KM_CM = 100_000;

  private final GridIndex index = new GridIndex();
  private final Candidates candidates = index.candidates();

  private List<OperationId> given(Operation asked, long lateralCm, long verticalTenthMm) {
    List<OperationId> given = new ArrayList<>();
    candidates.forEach(
        live(asked),
        lateralCm,
        verticalTenthMm,
        other -> {
          given.add(other.operation().id());
          return true;
        });
    Collections.sort(given);
    return given;
  }

  private boolean isGiven(Volume asked, long lateralCm, long verticalTenthMm) {
    List<OperationId> given = given(operation(COBALT, "q", asked), lateralCm, verticalTenthMm);
    assertThat(given).hasSizeLessThanOrEqualTo(1);
    return !given.isEmpty();
  }

  @Test
  void whatIsThereAtTheSameTimeIsGivenAndWhatTouchesIsNot() {
    index.put(operation(AMBER, "a", volume(0, 60, 120)));
    for (long from : new long[] {0, 59, 60, 100, 119}) {
      assertThat(isGiven(volume(0, from, from + 61), KM_CM, 1)).isTrue();
    }
    assertThat(isGiven(volume(0, 0, 60), KM_CM, 1)).isFalse();
    assertThat(isGiven(volume(0, 120, 180), KM_CM, 1)).isFalse();
    Instant last = minutes(120).minusMillis(1);
    Instant first = minutes(60).plusMillis(1);
    TimeWindow end = new TimeWindow(last, last.plusSeconds(7_200));
    TimeWindow start = new TimeWindow(first.minusSeconds(7_200), first);
    assertThat(isGiven(volume(0, msl(0, 1), end), KM_CM, 1)).isTrue();
    assertThat(isGiven(volume(0, msl(0, 1), start), KM_CM, 1)).isTrue();
  }

  @Test
  void whatIsCloserThanTheMinimumAsideIsGiven() {
    index.put(operation(AMBER, "a", volume(0, 0, 60)));
    // Circles of 500 m: a kilometre between them.
    for (int side : new int[] {-1, 1}) {
      assertThat(isGiven(volume(side * 1_999.9, 0, 60), KM_CM, 1)).isTrue();
      assertThat(isGiven(volume(side * 2_000.1, 0, 60), KM_CM, 1)).isFalse();
      assertThat(isGiven(volume(side * 100_999.0, 0, 60), 100 * KM_CM, 1)).isTrue();
      assertThat(isGiven(volume(side * 101_200.0, 0, 60), 100 * KM_CM, 1)).isFalse();
    }
  }

  @Test
  void whatIsCloserThanTheMinimumInHeightIsGivenUnlessHeightsCountForNothing() {
    index.put(operation(AMBER, "a", volume(0, msl(500, 600), window(0, 60))));
    long minimum = 1_000_000; // 100 m
    TimeWindow hour = window(0, 60);
    assertThat(isGiven(volume(0, msl(700, 800), hour), KM_CM, minimum)).isFalse();
    assertThat(isGiven(volume(0, msl(699, 800), hour), KM_CM, minimum)).isTrue();
    assertThat(isGiven(volume(0, msl(300, 400), hour), KM_CM, minimum)).isFalse();
    assertThat(isGiven(volume(0, msl(300, 401), hour), KM_CM, minimum)).isTrue();
    assertThat(isGiven(volume(0, msl(0, 5_000), hour), KM_CM, minimum)).isTrue();
    assertThat(isGiven(volume(0, msl(9_000, 9_100), hour), KM_CM, Candidates.ANY_HEIGHT)).isTrue();
    // Over another datum it may be anything.
    assertThat(isGiven(volume(0, feet(90_000, 90_100), hour), KM_CM, minimum)).isTrue();
    HeightBand ellipsoid = new HeightBand(Datum.WGS84, 900_000, 910_000, Optional.empty());
    assertThat(isGiven(volume(0, ellipsoid, hour), KM_CM, minimum)).isTrue();
  }

  @Test
  void eachIsGivenOnceUntilNoMoreIsWantedAndThoseOfOnePartyMayBeLeftOut() {
    index.put(operation(AMBER, "a", volume(0, 0, 60), volume(100, 0, 60), volume(0, 30, 90)));
    index.put(operation(AMBER, "b", volume(0, 0, 60)));
    index.put(operation(COBALT, "c", volume(0, 0, 60)));
    Operation asked = operation(COBALT, "q", volume(0, 0, 60), volume(50, 10, 70));
    assertThat(given(asked, KM_CM, 1))
        .containsExactly(new OperationId(AMBER, "a"), new OperationId(AMBER, "b"));
    List<OperationId> all = new ArrayList<>();
    List<PreparedVolume> volumes = live(asked).volumes();
    candidates.forEach(
        volumes,
        Optional.empty(),
        KM_CM,
        1,
        other -> {
          all.add(other.operation().id());
          return true;
        });
    assertThat(all).hasSize(3).doesNotHaveDuplicates();
    List<OperationId> two = new ArrayList<>();
    candidates.forEach(
        volumes,
        Optional.empty(),
        KM_CM,
        1,
        other -> {
          two.add(other.operation().id());
          return two.size() < 2;
        });
    assertThat(two).hasSize(2);
    assertThat(given(asked, KM_CM, 1)).hasSize(2);
    assertThat(candidates.visited()).isGreaterThanOrEqualTo(10);
    assertThat(index.candidates().visited()).isZero();
    List<OperationId> first = new ArrayList<>();
    index.forEach(
        each -> {
          first.add(each.operation().id());
          return first.size() < 2;
        });
    assertThat(first).hasSize(2);
  }

  /// Everywhere, the poles and the antimeridian among it, of all sizes and lengths.
  private static Volume anywhere(Random random) {
    double lat =
        switch (random.nextInt(5)) {
          case 0 -> 90 - 0.1 * Math.abs(random.nextGaussian());
          case 1 -> -90 + 0.1 * Math.abs(random.nextGaussian());
          case 2 -> 0.05 * random.nextGaussian();
          default -> 47 + 0.1 * random.nextGaussian();
        };
    double lon =
        random.nextBoolean() ? 180 - 0.1 * random.nextGaussian() : 0.1 * random.nextGaussian();
    if (Math.abs(lat) > 85) {
      lon = 360 * random.nextDouble();
    }
    Position at = Position.ofDegrees(Math.clamp(lat, -90, 90), Math.IEEEremainder(lon, 360));
    double sizeM = 10 * Math.pow(10_000, random.nextDouble());
    Area area =
        switch (random.nextInt(3)) {
          case 0 -> new Area.Circle(at, (int) (100 * sizeM));
          case 1 -> new Area.Corridor(List.of(at, near(random, at), near(random, at)), 40_000);
          default -> new Area.Corridor(List.of(at, near(random, at)), (int) (20 * sizeM) + 1);
        };
    int lower = random.nextInt(random.nextBoolean() ? 1_000 : 20_000);
    HeightBand band =
        random.nextInt(5) == 0
            ? feet(lower, lower + 500)
            : msl(lower, lower + 1 + random.nextInt(300));
    long from = random.nextInt(6 * 60);
    long minutes =
        random.nextInt(4) == 0 ? 1 + random.nextInt(50 * 24 * 60) : 1 + random.nextInt(90);
    return new Volume(area, band, window(from, from + minutes));
  }

  private static Position near(Random random, Position at) {
    double lat = at.latitudeDeg() + (random.nextDouble() - 0.5) * 0.4;
    double lon = at.longitudeDeg() + (random.nextDouble() - 0.5) * 0.4;
    return Position.ofDegrees(Math.clamp(lat, -90, 90), Math.IEEEremainder(lon, 360));
  }

  private static Operation anything(Random random, PartyId party, String name) {
    Volume[] volumes = new Volume[1 + random.nextInt(2)];
    for (int i = 0; i < volumes.length; i++) {
      volumes[i] = anywhere(random);
    }
    return operation(party, name, volumes);
  }

  @Test
  void whateverComesAndGoesWhatIsInIsGivenAndNothingElse() {
    Random random = new Random(SEED);
    NavigableMap<OperationId, LiveOperation> in = new TreeMap<>();
    int met = 0;
    int others = 0;
    for (int round = 0; round < 900; round++) {
      int number = random.nextInt(400);
      PartyId party = PARTIES.get(number % 3);
      if (random.nextInt(4) == 0) {
        index.remove(new OperationId(party, "n" + number));
        in.remove(new OperationId(party, "n" + number));
      } else {
        Operation operation = anything(random, party, "n" + number);
        in.put(operation.id(), index.put(operation));
      }
      if (round % 9 != 8) {
        continue;
      }
      assertThat(index.size()).isEqualTo(in.size());
      Operation asked = anything(random, AMBER, "q");
      Minimum minimum =
          Minimum.ofMetresAndFeet(1 + random.nextInt(random.nextBoolean() ? 500 : 50_000), 300);
      List<OperationId> given = given(asked, minimum.lateralCm(), minimum.verticalTenthMm());
      assertThat(given).doesNotHaveDuplicates();
      assertThat(in.keySet()).containsAll(given);
      for (LiveOperation other : in.values()) {
        OperationId id = other.operation().id();
        if (!id.party().equals(AMBER) && TestOperations.isMet(live(asked), other, minimum)) {
          assertThat(given).as("round %d: %s", round, id).contains(id);
          met++;
        }
      }
      others += given.size();
      assertThat(given).noneMatch(id -> id.party().equals(AMBER));
    }
    assertThat(met).isGreaterThan(200);
    // Few are given for nothing.
    assertThat(others).isLessThan(4 * met);
    Set<OperationId> all = new HashSet<>();
    index.forEach(each -> all.add(each.operation().id()));
    assertThat(all).isEqualTo(in.keySet());
  }

  /// In one place at one time, so in the same cells.
  @Test
  void ofThousandsInOnePlaceThoseAreGivenThatAreLeft() {
    Operation asked = operation(COBALT, "q", volume(0, 0, 60));
    Set<OperationId> left = new HashSet<>();
    for (int i = 0; i < 3_000; i++) {
      left.add(index.put(operation(AMBER, "n" + i, volume(i % 100, 0, 60))).operation().id());
    }
    assertThat(given(asked, KM_CM, 1)).hasSize(3_000);
    for (int i = 0; i < 3_000; i++) {
      if (i % 7 != 0) {
        OperationId gone = new OperationId(AMBER, "n" + i);
        index.remove(gone);
        left.remove(gone);
      }
    }
    assertThat(given(asked, KM_CM, 1)).hasSameElementsAs(left).hasSize(left.size());
    long before = candidates.visited();
    given(asked, KM_CM, 1);
    // What is gone costs nothing for long.
    assertThat(candidates.visited() - before).isLessThan(3L * left.size() + 100);
    for (OperationId each : left) {
      index.remove(each);
    }
    assertThat(index.size()).isZero();
    assertThat(given(asked, KM_CM, 1)).isEmpty();
    index.put(operation(AMBER, "again", volume(0, 0, 60)));
    assertThat(given(asked, KM_CM, 1)).hasSize(1);
  }

  private long looksFor(Volume asked) {
    long before = candidates.visited();
    assertThat(isGiven(asked, 10_000, 1)).isTrue();
    return candidates.visited() - before;
  }

  /// However many there are, elsewhere or at other times, few are looked at.
  @Test
  void whatIsFarIsNotEvenLookedAt() {
    for (int i = 0; i < 2_000; i++) {
      index.put(operation(AMBER, "place" + i, volume(4_000.0 * i, 0, 60)));
    }
    for (int at : new int[] {0, 3, 700, 1_999}) {
      assertThat(looksFor(volume(4_000.0 * at, 10, 20))).isBetween(1L, 60L);
    }
    for (int i = 0; i < 1_000; i++) {
      index.put(operation(COBALT, "time" + i, volume(-90_000, 70L * i, 70L * i + 60)));
    }
    Operation asked = operation(AMBER, "q", volume(-90_000, 7_000, 7_060));
    long before = candidates.visited();
    assertThat(given(asked, KM_CM, 1)).containsExactly(new OperationId(COBALT, "time100"));
    assertThat(candidates.visited() - before).isLessThan(60);
    // To ask for more than there is costs no more than all there is.
    long all = candidates.visited();
    Volume everywhere =
        new Volume(new Area.Circle(Declared.east(0), 20_000_000), msl(0, 100), window(0, 70_000));
    given(operation(COBALT, "q", everywhere), 100 * KM_CM, 1);
    assertThat(candidates.visited() - all).isLessThanOrEqualTo(3_000);
  }

  /// While a question is answered, all others are moved about, again and again.
  @Test
  void whatIsReplacedWhileItIsLookedForIsGivenAsItWasOrAsItIs() {
    Operation asked = operation(COBALT, "q", volume(0, 0, 60));
    int count = 120;
    for (int round = 1; round <= 20; round++) {
      for (int i = 0; i < count; i++) {
        index.put(operation(AMBER, "n" + i, volume(round, 0, 60)));
      }
      int shift = round;
      List<OperationId> given = new ArrayList<>();
      candidates.forEach(
          live(asked),
          KM_CM,
          1,
          other -> {
            given.add(other.operation().id());
            int next = (given.size() * 7) % count;
            // To the other side, an hour longer, and so into other cells.
            index.put(
                operation(AMBER, "n" + next, volume(-1_400 + shift, -30, 300), volume(9, 0, 1)));
            return true;
          });
      // What moves meanwhile may be given as both.
      assertThat(new HashSet<>(given)).as("round %d", round).hasSize(count);
    }
    assertThat(index.size()).isEqualTo(count);
    for (int i = 0; i < count; i++) {
      index.remove(new OperationId(AMBER, "n" + i));
    }
    assertThat(given(asked, 100 * KM_CM, Candidates.ANY_HEIGHT)).isEmpty();
  }

  @Test
  void whatIsTakenOutWhileItIsLookedForIsNotGivenLater() {
    for (int i = 0; i < 50; i++) {
      index.put(operation(AMBER, "n" + i, volume(0, 0, 60)));
    }
    List<OperationId> given = new ArrayList<>();
    candidates.forEach(
        live(operation(COBALT, "q", volume(0, 0, 60))),
        KM_CM,
        1,
        other -> {
          given.add(other.operation().id());
          for (int i = 0; i < 50; i++) {
            index.remove(new OperationId(AMBER, "n" + i));
          }
          return true;
        });
    assertThat(given).hasSize(1);
    assertThat(index.size()).isZero();
  }

  /// From a minute to eight weeks, asked for by a minute in it and beside it.
  @Test
  void howeverLongItLastsItIsFoundByEveryMinuteOfIt() {
    long[] lengths = {1, 59, 61, 240, 241, 1_000, 5_000, 20_000, 80_640};
    for (int i = 0; i < lengths.length; i++) {
      index.put(operation(AMBER, "n" + i, volume(20_000.0 * i, 7, 7 + lengths[i])));
    }
    for (int i = 0; i < lengths.length; i++) {
      double at = 20_000.0 * i;
      for (long minute = 7; minute < 7 + lengths[i]; minute += 1 + lengths[i] / 50) {
        assertThat(isGiven(volume(at, minute, minute + 1), KM_CM, 1)).isTrue();
      }
      long end = 7 + lengths[i];
      assertThat(isGiven(volume(at, end - 1, end), KM_CM, 1)).isTrue();
      assertThat(isGiven(volume(at, end, end + 1), KM_CM, 1)).isFalse();
      assertThat(isGiven(volume(at, 6, 7), KM_CM, 1)).isFalse();
      assertThat(isGiven(volume(at, -80_000, 30), KM_CM, 1)).isTrue();
    }
  }
}
