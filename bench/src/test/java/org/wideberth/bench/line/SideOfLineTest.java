package org.wideberth.bench.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.wideberth.geo.DividingLine;
import org.wideberth.geo.LineSide;
import org.wideberth.geo.Position;

class SideOfLineTest {
  private static final long SEED = 20261126;
  private static final int POINTS = 5_000;

  @Test
  void the_kernel_gives_the_oracles_side_near_the_line_and_anywhere() {
    SideTally tally = SideOfLineBench.compare(DividingLine::sideOf, SEED, POINTS);

    assertThat(tally.disagreements).as("seed %d", SEED).isEmpty();
    assertThat(tally.wrong).isZero();
    assertThat(tally.nearTolerance).isGreaterThan(POINTS / 4);
    assertThat(tally.nearReach).isGreaterThan(POINTS / 20);
    assertThat(tally.polar).isGreaterThan(POINTS / 20);
    assertThat(tally.antimeridian).isGreaterThan(POINTS / 20);
    assertThat(tally.longEdges).isGreaterThan(POINTS / 10);
    assertThat(tally.verticesMost).isGreaterThan(500);
    assertThat(tally.withinError).as("points that test nothing").isLessThan(POINTS / 20);
    tally.verdicts.forEach(
        (side, count) -> assertThat(count).as(side.name()).isGreaterThan(POINTS / 20));
  }

  @Test
  void a_kernel_that_is_a_metre_off_is_caught_whichever_way() {
    // A line drawn a metre further north, a tolerance a metre wider, a reach a metre shorter.
    SideKernel moved =
        (line, point) -> {
          int latE7 = Math.max(-Position.QUARTER_TURN_E7, point.latE7() - 90);
          return line.sideOf(new Position(latE7, point.lonE7()));
        };
    SideKernel wider = (line, point) -> line(line, 1_000, 0).sideOf(point);
    SideKernel shorter = (line, point) -> line(line, 0, 1).sideOf(point);
    for (SideKernel broken : List.of(moved, wider, shorter)) {
      assertThat(SideOfLineBench.compare(broken, SEED, 500).wrong).isPositive();
    }
  }

  @Test
  void a_kernel_that_takes_one_side_for_the_other_is_caught() {
    SideKernel mirrored =
        (line, point) -> {
          LineSide side = line.sideOf(point);
          return side.isSide() ? side.opposite() : side;
        };
    assertThat(SideOfLineBench.compare(mirrored, SEED, 100).wrong).isGreaterThan(20);
  }

  private static DividingLine line(DividingLine line, int wider, int shorter) {
    return DividingLine.of(
            line.vertices(),
            Math.min(line.toleranceMm() + wider, DividingLine.TOLERANCE_MAX_MM),
            Math.max(line.reachM() - shorter, DividingLine.REACH_MIN_M))
        .orThrow();
  }

  @Test
  void the_oracle_knows_sides_that_can_be_said_without_it() {
    // Eastwards along the equator: north is left.
    DividingLine equator =
        DividingLine.of(
                List.of(Position.ofDegrees(0, 0), Position.ofDegrees(0, 10)), 1_000, 100_000)
            .orThrow();
    SideOracle oracle = new SideOracle(equator);
    // A minute of latitude at the equator is 1,842.9 m.
    SideOracle.Seen north = oracle.look(Position.ofDegrees(1 / 60.0, 5));
    assertThat(north.continuedM()).isCloseTo(1_842.9, Offset.offset(0.1));
    assertThat(oracle.sides(north)).isEqualTo(Set.of(LineSide.LEFT));
    assertThat(oracle.sides(oracle.look(Position.ofDegrees(-1 / 60.0, 5))))
        .isEqualTo(Set.of(LineSide.RIGHT));
    assertThat(oracle.sides(oracle.look(Position.ofDegrees(0, 5)))).isEqualTo(Set.of(LineSide.ON));
    // Half a degree behind its end, which it continues; then a degree, further than it reaches.
    assertThat(oracle.sides(oracle.look(Position.ofDegrees(0.1, 10.5))))
        .isEqualTo(Set.of(LineSide.LEFT));
    assertThat(oracle.sides(oracle.look(Position.ofDegrees(0.1, 11))))
        .isEqualTo(Set.of(LineSide.BEYOND));
  }

  @Test
  void the_bench_ends_with_one_line_of_figures() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    assertThat(SideOfLineBench.run(out, 5, 100)).isZero();
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines().toList().getLast())
        .startsWith("{\"bench\":\"side-of-line\",\"seed\":5,\"points\":100,")
        .contains("\"wrong\":0", "\"cpu_seconds\":", "\"commit\":\"")
        .endsWith("}");
    assertThat(SideOfLineBench.run(out, 5, 0)).isEqualTo(2);
  }
}
