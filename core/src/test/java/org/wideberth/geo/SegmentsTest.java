package org.wideberth.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The least distance of single pieces.
final class SegmentsTest {
  private static final Position HERE = Position.ofDegrees(47, 8);

  private static Chain piece(Position from, double azimuth, double before, double after) {
    Chain chain =
        new Chain(
            List.of(
                SeparationsTest.away(from, azimuth + 180, before),
                SeparationsTest.away(from, azimuth, after)),
            false);
    assertThat(chain.pieces()).isEqualTo(1);
    return chain;
  }

  /// Both are chords, one a little deeper under the ground than the other.
  @Test
  void piecesThatCrossDoSoInsideBoth() {
    double[] at = new double[2];
    for (double azimuth : new double[] {10, 75, 130, 170}) {
      Chain one = piece(HERE, 25, 200, 600);
      Chain other = piece(HERE, 25 + azimuth, 450, 150);
      assertThat(Segments.distance(one, 0, other, 0, at)).isLessThan(0.02);
      assertThat(at[0]).isBetween(0.2499, 0.2501);
      assertThat(at[1]).isBetween(0.7499, 0.7501);
    }
  }

  @Test
  void whereTheyDoNotCrossAnEndIsNearest() {
    double[] at = new double[2];
    // A bar that stops 30 m short of the middle of the other, from either side.
    Chain bar = piece(HERE, 90, 400, 400);
    for (double azimuth : new double[] {0, 180}) {
      Chain stem =
          new Chain(
              List.of(
                  SeparationsTest.away(HERE, azimuth, 30),
                  SeparationsTest.away(HERE, azimuth, 700)),
              false);
      assertThat(Segments.distance(bar, 0, stem, 0, at)).isBetween(29.97, 30.03);
      assertThat(at[0]).isBetween(0.4999, 0.5001);
      assertThat(at[1]).isZero();
      assertThat(Segments.distance(stem, 0, bar, 0, at)).isBetween(29.97, 30.03);
      assertThat(at[0]).isZero();
      assertThat(at[1]).isBetween(0.4999, 0.5001);
    }
    // One behind the other.
    Chain near = piece(HERE, 90, 400, -10);
    Chain far = piece(HERE, 90, -25, 300);
    assertThat(Segments.distance(near, 0, far, 0, at)).isBetween(34.99, 35.01);
    assertThat(at).containsExactly(1, 0);
  }

  private static double onto(double[] from, double[] to, double[] point) {
    double along = 0;
    double square = 0;
    for (int axis = 0; axis < 3; axis++) {
      along += (point[axis] - from[axis]) * (to[axis] - from[axis]);
      square += (to[axis] - from[axis]) * (to[axis] - from[axis]);
    }
    return Math.clamp(along / square, 0, 1);
  }

  private static double[] at(double[] from, double[] to, double part) {
    double[] point = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      point[axis] = from[axis] + part * (to[axis] - from[axis]);
    }
    return point;
  }

  private static double[] end(Chain chain, int piece) {
    return new double[] {chain.x(piece), chain.y(piece), chain.z(piece)};
  }

  @Test
  void goingToAndFroBetweenThemComesNoNearer() {
    Random random = new Random(29);
    double[] found = new double[2];
    for (int i = 0; i < 400; i++) {
      Position here = EllipsoidTest.anywhere(random);
      Position there =
          SeparationsTest.away(here, 360 * random.nextDouble(), 300 * random.nextDouble());
      Chain one = piece(here, 360 * random.nextDouble(), 300 * random.nextDouble(), 200);
      Chain other = piece(there, 360 * random.nextDouble(), 300 * random.nextDouble(), 100);
      double[] point = end(one, 0);
      double metres = 0;
      for (int step = 0; step < 300; step++) {
        double[] across =
            at(end(other, 0), end(other, 1), onto(end(other, 0), end(other, 1), point));
        point = at(end(one, 0), end(one, 1), onto(end(one, 0), end(one, 1), across));
        metres =
            Math.hypot(
                Math.hypot(point[0] - across[0], point[1] - across[1]), point[2] - across[2]);
      }
      // That comes ever nearer; what is found is as near, and is where it is said to be.
      double distance = Segments.distance(one, 0, other, 0, found);
      assertThat(distance).as("case %d", i).isLessThan(metres + 1e-6);
      double[] p = at(end(one, 0), end(one, 1), found[0]);
      double[] q = at(end(other, 0), end(other, 1), found[1]);
      assertThat(Math.hypot(Math.hypot(p[0] - q[0], p[1] - q[1]), p[2] - q[2]))
          .isBetween(distance - 1e-6, distance + 1e-6);
    }
  }
}
