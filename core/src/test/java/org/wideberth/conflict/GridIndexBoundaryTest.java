package org.wideberth.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.conflict.TestOperations.NOON;
import static org.wideberth.conflict.TestOperations.PARTIES;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wideberth.geo.Area;
import org.wideberth.geo.Areas;
import org.wideberth.geo.Datum;
import org.wideberth.geo.Ground;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.HeightContext;
import org.wideberth.geo.Minimum;
import org.wideberth.geo.Position;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.QnhInterval;
import org.wideberth.geo.Reach;
import org.wideberth.geo.Separations;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Verdict;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.refusal.Outcome;

/// Index and kernel against the kernel alone, over a million pairs that are about as far apart as
/// the minimum, in distance, in height and in time: at a thousand places, among them both poles,
/// the antimeridian and the equator.
final class GridIndexBoundaryTest {
  private static final int PLACES = 1_000;
  private static final int AT_EACH = 33;
  private static final Minimum MINIMUM = Minimum.ofMetresAndFeet(1_000, 500);
  private static final HeightContext HEIGHTS =
      new HeightContext(Optional.of(new QnhInterval(10_030, 10_230)));

  private final Random random = new Random(31);
  private final GridIndex index = new GridIndex();
  private final List<LiveOperation> in = new ArrayList<>();

  private Position place(int number) {
    double lon = 360 * random.nextDouble() - 180;
    return switch (number % 50) {
      case 0 -> Position.ofDegrees(90 - 0.02 * random.nextDouble(), lon);
      case 1 -> Position.ofDegrees(-90 + 0.02 * random.nextDouble(), lon);
      case 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 ->
          Position.ofDegrees(
              160 * random.nextDouble() - 80, Math.copySign(180 - 0.01 * random.nextDouble(), lon));
      case 13, 14, 15, 16, 17, 18, 19, 20 ->
          Position.ofDegrees(0.02 * random.nextDouble() - 0.01, lon);
      default -> Position.ofDegrees(Math.toDegrees(Math.asin(2 * random.nextDouble() - 1)), lon);
    };
  }

  private Position moved(Position from, double metres) {
    return TestOperations.moved(from, metres, 360 * random.nextDouble());
  }

  /// So that two sizes and the minimum are about the distance between two of them.
  private Area area(Position around) {
    while (true) {
      double size = Math.pow(10, 3 * random.nextDouble());
      Position at = moved(around, (1_000 + size) * (0.3 + 0.4 * random.nextDouble()));
      Outcome<Area> made =
          switch (random.nextInt(3)) {
            case 0 -> Areas.circle(at, Math.round(100 * size));
            case 1 ->
                Areas.corridor(
                    List.of(at, moved(at, 3 * size), moved(at, 6 * size)), Math.round(20 * size));
            default ->
                Areas.polygon(List.of(at, moved(at, size), moved(at, size)), random.nextInt(2));
          };
      if (made instanceof Outcome.Accepted<Area>(var area)) {
        return area;
      }
    }
  }

  /// From bands that are 500 ft or a foot more or less apart.
  private HeightBand heights() {
    int ft = 550 * random.nextInt(4) + random.nextInt(3) - 1;
    int cm = (int) Math.round(ft * 30.48);
    return switch (random.nextInt(4)) {
      case 0 -> new HeightBand(Datum.PRESSURE, ft, ft + 50, Optional.empty());
      case 1 -> new HeightBand(Datum.WGS84, cm, cm + 1_524, Optional.empty());
      case 2 -> new HeightBand(Datum.AGL, cm, cm + 1_524, Optional.of(new Ground(-100, 100)));
      default -> new HeightBand(Datum.MSL, cm, cm + 1_524, Optional.empty());
    };
  }

  /// Windows that touch, or overlap by a millisecond, or miss each other by one.
  private TimeWindow time() {
    long from = 20L * 60_000 * random.nextInt(3) + random.nextInt(3) - 1;
    long until = from + 20L * 60_000 * (1 + random.nextInt(2)) + random.nextInt(3) - 1;
    return new TimeWindow(NOON.plusMillis(from), NOON.plusMillis(until));
  }

  private Operation operation(int number, Position around) {
    List<Volume> volumes = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(8) / 7; i++) {
      volumes.add(new Volume(area(around), heights(), time()));
    }
    OperationId id = new OperationId(PARTIES.get(random.nextInt(PARTIES.size())), "op-" + number);
    return TestOperations.operation(id, 1, volumes);
  }

  private static boolean isMet(LiveOperation one, LiveOperation other) {
    for (PreparedVolume a : one.volumes()) {
      for (PreparedVolume b : other.volumes()) {
        if (a.startMillis() < b.endMillis()
            && b.startMillis() < a.endMillis()
            && Separations.between(a, b, MINIMUM, HEIGHTS).verdict() != Verdict.APART) {
          return true;
        }
      }
    }
    return false;
  }

  /// So far that the kernel need not be asked, of any at the same place.
  private static boolean isFar(Reach one, Reach other) {
    double dx = one.xM() - other.xM();
    double dy = one.yM() - other.yM();
    double dz = one.zM() - other.zM();
    return dx * dx + dy * dy + dz * dz > 1e10;
  }

  @Test
  @Tag("slow")
  void aMillionPairsAboutAsFarApartAsTheMinimum() {
    for (int i = 0; i < PLACES; i++) {
      Position place = place(i);
      for (int k = 0; k < AT_EACH; k++) {
        in.add(index.put(operation(i * AT_EACH + k, place)));
      }
    }
    Candidates candidates = index.candidates();
    long pairs = 0;
    long met = 0;
    Reach[] reaches = in.stream().map(LiveOperation::reach).toArray(Reach[]::new);
    for (int i = 0; i < in.size(); i++) {
      LiveOperation query = in.get(i);
      Set<LiveOperation> found = new HashSet<>();
      candidates.forEach(
          query,
          MINIMUM.lateralCm(),
          MINIMUM.verticalTenthMm(),
          other -> !isMet(query, other) || found.add(other));
      for (int j = 0; j < in.size(); j++) {
        if (j % AT_EACH == 0 && isFar(reaches[i], reaches[j])) {
          j += AT_EACH - 1;
          continue;
        }
        LiveOperation other = in.get(j);
        pairs++;
        boolean foreign = !other.operation().party().equals(query.operation().party());
        if (foreign && isMet(query, other)) {
          assertThat(found.remove(other)).as("%d meets %d", i, j).isTrue();
          met++;
        }
      }
      assertThat(found).as("met by %d, and by nobody else", i).isEmpty();
    }
    assertThat(pairs).isGreaterThan(1_000_000);
    assertThat(met).isBetween(pairs / 50, pairs / 2);
  }
}
