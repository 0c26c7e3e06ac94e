package org.wideberth.conflict.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.wideberth.geo.Area;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.HeightUnit;
import org.wideberth.geo.Position;
import org.wideberth.operation.Kind;
import org.wideberth.operation.Operation;

/// What the searches are made of, by hand and against counting one by one.
final class PartsTest {
  private static final long SEED = 41;

  @Test
  void theEndsOfASpanDoNotBelongToIt() {
    Spans spans = new Spans();
    spans.add(10, 20);
    spans.add(30, 31);
    assertThat(spans.contains(10)).isFalse();
    assertThat(spans.contains(11)).isTrue();
    assertThat(spans.contains(19)).isTrue();
    assertThat(spans.contains(20)).isFalse();
    assertThat(spans.upFrom(10, 1)).isEqualTo(10);
    assertThat(spans.upFrom(11, 1)).isEqualTo(20);
    assertThat(spans.downFrom(20, 1)).isEqualTo(20);
    assertThat(spans.downFrom(19, 1)).isEqualTo(10);
    assertThat(spans.upFrom(11, 6)).isEqualTo(24);
    assertThat(spans.downFrom(19, 6)).isEqualTo(6);
    assertThat(spans.upFrom(30, 1)).isEqualTo(30);
    spans.add(20, 26);
    // The two share 20, which is in neither.
    assertThat(spans.upFrom(11, 1)).isEqualTo(20);
    assertThat(spans.upFrom(21, 1)).isEqualTo(26);
    assertThat(spans.downFrom(25, 1)).isEqualTo(20);
  }

  @Test
  void behindWhatFailedTheNearestIsFoundToTheStep() {
    for (int sign : List.of(1, -1)) {
      Optional<Long> found =
          new Walk(new Spans(), 10)
              .nearest(
                  sign < 0 ? -1_000 : 0,
                  sign > 0 ? 1_000 : 0,
                  at -> sign * at >= 270 ? Optional.of(at) : Optional.empty());
      assertThat(found).contains(sign * 270L);
    }
  }

  @Test
  void ofBareAreasAllButACentimetreOfTheirWidthsIsGone() {
    Position at = Position.ofDegrees(47, 8);
    List<Position> path = List.of(at, Position.ofDegrees(47.1, 8));
    List<Position> ring = List.of(at, Position.ofDegrees(47.1, 8), Position.ofDegrees(47, 8.1));
    assertThat(Bare.goneCm(List.of(new Area.Circle(at, 50_000)))).isEqualTo(49_999);
    assertThat(Bare.goneCm(List.of(new Area.Corridor(path, 2_000), new Area.Polygon(ring, 300))))
        .isEqualTo(1_999 + 300);
    assertThat(Bare.goneCm(List.of(new Area.Polygon(ring, 0)))).isZero();
  }

  @Test
  void aChangeIsTheNextRevisionAndIsNoticedNow() {
    Operation is = Scene.made(Kind.AIR, 0, 0, Scene.volume(0, 60, 120, 0, 100));
    Scene scene = new Scene(Scene.uniform(1_000, 500), List.of(is));
    Operation changed = scene.mover(is).changed(is.content(), Scene.NOW.plusSeconds(5));
    assertThat(changed.revision()).isEqualTo(is.revision() + 1);
    assertThat(changed.noticed()).isEqualTo(Scene.NOW.plusSeconds(5));
    assertThat(changed.content()).isEqualTo(is.content());
  }

  @Test
  void spansAreWhatCountingOneByOneFinds() {
    Random random = new Random(SEED);
    for (int i = 0; i < 300; i++) {
      Spans spans = new Spans();
      NavigableSet<Long> taken = new TreeSet<>();
      for (int k = random.nextInt(6); k >= 0; k--) {
        long after = random.nextInt(60) - 30L;
        long before = after + random.nextInt(15);
        spans.add(after, before);
        for (long number = after + 1; number < before; number++) {
          taken.add(number);
        }
        long step = 1L + random.nextInt(4);
        long from = random.nextInt(80) - 40L;
        long up = Math.ceilDiv(from, step) * step;
        while (taken.contains(up)) {
          up += step;
        }
        assertThat(spans.upFrom(from, step)).isEqualTo(up);
        long down = Math.floorDiv(from, step) * step;
        while (taken.contains(down)) {
          down -= step;
        }
        assertThat(spans.downFrom(from, step)).isEqualTo(down);
        assertThat(spans.contains(from)).isEqualTo(taken.contains(from));
        List<Long> free = new ArrayList<>();
        for (long[] gap : spans.gaps(from, from + 40)) {
          assertThat(gap[0]).isLessThan(gap[1]);
          for (long number = gap[0]; number < gap[1]; number++) {
            free.add(number);
          }
        }
        List<Long> expected = new ArrayList<>();
        for (long number = from; number <= from + 40; number++) {
          if (!taken.contains(number)) {
            expected.add(number);
          }
        }
        assertThat(free).isEqualTo(expected);
      }
    }
  }

  private static Optional<Long> nearest(
      Spans taken, long step, long low, long high, List<Long> bad) {
    return new Walk(taken, step)
        .nearest(low, high, at -> bad.contains(at) ? Optional.empty() : Optional.of(at));
  }

  @Test
  void theNearestIsFoundUpBeforeAsFarDown() {
    Spans none = new Spans();
    assertThat(nearest(none, 5, -100, 100, List.of())).contains(5L);
    assertThat(nearest(none, 5, -100, 4, List.of())).contains(-5L);
    assertThat(nearest(none, 5, -5, 4, List.of())).contains(-5L);
    assertThat(nearest(none, 5, 0, 5, List.of())).contains(5L);
    assertThat(nearest(none, 5, -4, 4, List.of())).isEmpty();
    Spans taken = new Spans();
    taken.add(-12, 18);
    assertThat(nearest(taken, 5, -100, 100, List.of())).contains(-15L);
    taken.add(-22, -12);
    assertThat(nearest(taken, 4, -100, 100, List.of())).contains(-12L);
    assertThat(nearest(taken, 5, -100, 100, List.of())).contains(20L);
  }

  @Test
  void whereATryFailsTheNextIsFurtherAndTheLastStretchIsHalved() {
    Spans none = new Spans();
    // Good from 37 on: tried are 1, 2, 4, 8, 16, 32 and 64, then between 32 and 64.
    List<Long> tried = new ArrayList<>();
    Optional<Long> found =
        new Walk(none, 1)
            .nearest(
                0,
                100,
                at -> {
                  tried.add(at);
                  return at >= 37 ? Optional.of(at) : Optional.empty();
                });
    assertThat(found).contains(37L);
    assertThat(tried).startsWith(1L, 2L, 4L, 8L, 16L, 32L, 64L, 48L).hasSize(12);
    assertThat(
            new Walk(none, 3)
                .nearest(-300, 0, at -> at <= -99 ? Optional.of(at) : Optional.empty()))
        .contains(-99L);
    // Never good: each way is gone to its end, and no further.
    List<Long> all = new ArrayList<>();
    assertThat(
            new Walk(none, 10)
                .nearest(
                    -70,
                    150,
                    at -> {
                      all.add(at);
                      return Optional.empty();
                    }))
        .isEmpty();
    assertThat(all).containsExactly(10L, -10L, 20L, -20L, 40L, -40L, 80L);
    // What arithmetic excludes is not tried on the way back.
    Spans taken = new Spans();
    taken.add(32, 60);
    assertThat(
            new Walk(taken, 1).nearest(0, 100, at -> at >= 37 ? Optional.of(at) : Optional.empty()))
        .contains(60L);
  }

  @Test
  void aWalkTriesNoMoreThanItsLimit() {
    List<Long> tried = new ArrayList<>();
    new Walk(new Spans(), 1)
        .nearest(
            Long.MIN_VALUE / 4,
            Long.MAX_VALUE / 4,
            at -> {
              tried.add(at);
              return Optional.empty();
            });
    assertThat(tried).hasSize(Walk.TRIES_MAX);
  }

  @Test
  void costsAreWholePointsRoundedUp() {
    assertThat(Cost.ofMinutes(17)).isEqualTo(17);
    assertThat(Cost.ofHeight(10, HeightUnit.METRE)).isEqualTo(1);
    assertThat(Cost.ofHeight(11, HeightUnit.METRE)).isEqualTo(2);
    assertThat(Cost.ofHeight(32, HeightUnit.FOOT)).isEqualTo(1);
    assertThat(Cost.ofHeight(33, HeightUnit.FOOT)).isEqualTo(2);
    assertThat(Cost.ofHeight(3_000, HeightUnit.FOOT)).isEqualTo(92);
    assertThat(Cost.ofMetresAside(100)).isEqualTo(1);
    assertThat(Cost.ofMetresAside(110)).isEqualTo(2);
    // Half of one of two volumes is a quarter of all.
    assertThat(Cost.ofShares(500_000, 2)).isEqualTo(50);
    assertThat(Cost.ofShares(500_001, 2)).isEqualTo(51);
    assertThat(Cost.ofShares(1_000_000, 1)).isEqualTo(200);
  }

  @Test
  void sharesAreRoundedUpAndHalfIsNotTooMuch() {
    assertThat(Share.e6(1, 3)).isEqualTo(333_334);
    assertThat(Share.e6(1, 2)).isEqualTo(500_000);
    assertThat(Share.isAtMostHalf(5, 10)).isTrue();
    assertThat(Share.isAtMostHalf(5, 11)).isTrue();
    assertThat(Share.isAtMostHalf(6, 11)).isFalse();
  }

  @Test
  void workIsSpentWhenMoreIsTakenThanWasLeft() {
    Work work = new Work(10);
    assertThat(work.spend(7)).isTrue();
    assertThat(work.spend(3)).isTrue();
    assertThat(work.isSpent()).isFalse();
    assertThat(work.spend(1)).isFalse();
    assertThat(work.isSpent()).isTrue();
  }

  @Test
  void theFirstOfManyIsFoundOrNone() {
    for (int first = -4; first <= 6; first++) {
      int from = first;
      assertThat(HeightSearch.first(-4, 5, at -> at >= from)).isEqualTo(first);
    }
  }

  private static HeightBand raised(int by, HeightUnit unit, Datum datum) {
    HeightBand band = new HeightBand(datum, 1_000, 2_000, Optional.empty());
    return new Change.Raised(by, unit).of(band).orElseThrow();
  }

  @Test
  void bandsInFeetGoByAsManyFeetAsComeToNoLess() {
    assertThat(raised(10, HeightUnit.METRE, Datum.MSL).lower()).isEqualTo(2_000);
    assertThat(raised(-10, HeightUnit.METRE, Datum.MSL).upper()).isEqualTo(1_000);
    // 10 m are 32.8 ft; 381 m are 1,250 ft exactly.
    assertThat(raised(10, HeightUnit.METRE, Datum.PRESSURE).lower()).isEqualTo(1_033);
    assertThat(raised(-10, HeightUnit.METRE, Datum.PRESSURE).upper()).isEqualTo(1_967);
    assertThat(raised(381, HeightUnit.METRE, Datum.PRESSURE).upper()).isEqualTo(3_250);
    assertThat(raised(7, HeightUnit.FOOT, Datum.PRESSURE).lower()).isEqualTo(1_007);
    HeightBand top = new HeightBand(Datum.MSL, 0, HeightBand.MAX_HEIGHT_CM, Optional.empty());
    assertThat(new Change.Raised(1, HeightUnit.METRE).of(top)).isEmpty();
  }

  @Test
  void kindsAreWrittenAsWords() {
    assertThat(List.of(Change.Kind.values()).stream().map(Change.Kind::word))
        .containsExactly("time", "height", "place", "extent");
    assertThat(new Change.Shifted(1).kind()).isEqualTo(Change.Kind.TIME);
    assertThat(new Change.Raised(1, HeightUnit.FOOT).kind()).isEqualTo(Change.Kind.HEIGHT);
    assertThat(new Change.Trimmed(List.of(new Cut.Dropped(0))).kind())
        .isEqualTo(Change.Kind.EXTENT);
  }
}
