package org.wideberth.bench.separation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.wideberth.geo.Area;
import org.wideberth.geo.Minimum;
import org.wideberth.geo.Position;
import org.wideberth.geo.Separation;
import org.wideberth.geo.Separations;
import org.wideberth.geo.Verdict;

class SeparationOracleTest {
  private static final long SEED = 20261123;
  private static final int PAIRS = 3_000;

  @Test
  void the_kernel_misses_nothing_and_invents_nothing_near_the_minimum_or_anywhere() {
    SeparationTally tally = SeparationBench.compare(Separations::between, SEED, PAIRS);

    assertThat(tally.disagreements).as("seed %d", SEED).isEmpty();
    assertThat(tally.wrong()).isZero();
    assertThat(tally.nearMinimum).isGreaterThan(PAIRS * 3 / 10);
    assertThat(tally.conflicts).isGreaterThan(PAIRS * 3 / 10);
    assertThat(tally.polar).isGreaterThan(PAIRS / 10);
    assertThat(tally.antimeridian).isGreaterThan(PAIRS / 50);
    assertThat(tally.withinTolerance).isPositive();
    assertThat(tally.widestMm).isLessThanOrEqualTo(100);
  }

  @Test
  void a_kernel_that_is_a_metre_off_is_caught_whichever_way() {
    for (long offMm : new long[] {1_000, -1_000}) {
      Kernel broken = (a, b, m, c) -> shifted(Separations.between(a, b, m, c), offMm, m);
      SeparationTally tally = SeparationBench.compare(broken, SEED, 300);
      assertThat(offMm > 0 ? tally.missed : tally.invented).as("off by %d mm", offMm).isPositive();
      assertThat(tally.wrongBounds).isPositive();
    }
  }

  @Test
  void the_oracle_knows_distances_that_can_be_said_without_it() {
    Position origin = new Position(0, 0);
    // A degree of the equator is π a / 180 long.
    Position east = Position.ofDegrees(0, 1);
    double degree = Math.PI * 6_378_137 / 180;
    assertThat(SeparationOracle.between(circle(origin), circle(east)))
        .isCloseTo(degree - 0.02, Offset.offset(1e-6));
    // The meridian through 0.5° E meets the equator between them.
    Area meridian =
        new Area.Corridor(List.of(Position.ofDegrees(-1, 0.5), Position.ofDegrees(1, 0.5)), 1);
    assertThat(SeparationOracle.between(circle(origin), meridian))
        .isCloseTo(degree / 2 - 0.02, Offset.offset(1e-6));
    Area equator = new Area.Corridor(List.of(origin, east), 1);
    assertThat(SeparationOracle.between(equator, meridian)).isZero();
    Area square =
        new Area.Polygon(
            List.of(
                Position.ofDegrees(-1, -1),
                Position.ofDegrees(-1, 1),
                Position.ofDegrees(1, 1),
                Position.ofDegrees(1, -1)),
            0);
    assertThat(SeparationOracle.between(square, circle(origin))).isZero();
    // Its east side is the meridian of 1° E.
    assertThat(SeparationOracle.between(circle(Position.ofDegrees(0, 5)), square))
        .isCloseTo(4 * degree - 0.01, Offset.offset(1e-6));
  }

  @Test
  void the_bench_ends_with_one_line_of_figures() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int exit =
        SeparationBench.run(
            new String[] {"--seed", "5", "--n", "50"},
            new PrintStream(bytes, true, StandardCharsets.UTF_8));
    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(exit).isZero();
    assertThat(lines.getLast())
        .startsWith("{\"bench\":\"separation\",\"seed\":5,\"pairs\":50,")
        .contains("\"missed\":0", "\"cpu_seconds\":", "\"commit\":\"")
        .endsWith("}");
    assertThat(
            SeparationBench.run(
                new String[] {"--n", "x"}, new PrintStream(bytes, true, StandardCharsets.UTF_8)))
        .isEqualTo(2);
  }

  private static Area circle(Position centre) {
    return new Area.Circle(centre, 1);
  }

  private static Separation shifted(Separation s, long offMm, Minimum minimum) {
    if (s.at().isEmpty() && s.upperMm() - s.lowerMm() > 1_000) {
      return s;
    }
    long lower = Math.max(0, s.lowerMm() + offMm);
    long upper = Math.max(0, s.upperMm() + offMm);
    long minimumMm = minimum.lateralCm() * 10;
    Verdict verdict =
        upper < minimumMm
            ? Verdict.CONFLICT
            : lower >= minimumMm ? Verdict.APART : Verdict.WITHIN_TOLERANCE;
    return new Separation(verdict, lower, upper, s.overlap(), s.at(), s.heightNote());
  }
}
