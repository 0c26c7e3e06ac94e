package org.wideberth.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import net.sf.geographiclib.GeodesicLine;
import net.sf.geographiclib.GeodesicMask;
import org.junit.jupiter.api.Test;

class EllipsoidTest {
  private static final long SEED = 20261123;

  @Test
  void the_arc_over_a_chord_is_within_its_stated_error_of_geographiclib() {
    Random random = new Random(SEED);
    double[] p = new double[3];
    double[] q = new double[3];
    for (int i = 0; i < 50_000; i++) {
      Position from = anywhere(random);
      double distance = Math.pow(10, random.nextDouble() * 6.845);
      GeodesicData line =
          Geodesic.WGS84.Direct(
              from.latitudeDeg(), from.longitudeDeg(), random.nextDouble() * 360, distance);
      Position to = Position.ofDegrees(line.lat2, line.lon2);
      double truth = distance(from, to);
      Ellipsoid.toEcef(from, p, 0);
      Ellipsoid.toEcef(to, q, 0);
      double chord = Math.hypot(Math.hypot(p[0] - q[0], p[1] - q[1]), p[2] - q[2]);
      double curvature = Ellipsoid.curvature(p[0], p[1], p[2], q[0], q[1], q[2]);
      double arc = Ellipsoid.arc(chord, curvature);
      if (truth < 700_000) {
        assertThat(arc)
            .as("seed %d, %s to %s", SEED, from, to)
            .isBetween(truth - Ellipsoid.arcErrorM(arc), truth + Ellipsoid.arcErrorM(arc));
      }
      assertThat(Ellipsoid.leastArc(chord)).isLessThan(truth + 1e-6);
    }
  }

  @Test
  void the_points_of_an_edge_are_within_a_twentieth_of_a_millimetre_of_geographiclib() {
    Random random = new Random(SEED);
    double[] mine = new double[3];
    double[] theirs = new double[3];
    double worst = 0;
    for (int i = 0; i < 20_000; i++) {
      Position from = anywhere(random);
      GeodesicData there =
          Geodesic.WGS84.Direct(
              from.latitudeDeg(),
              from.longitudeDeg(),
              random.nextDouble() * 360,
              random.nextDouble() * 1_000_000);
      Position to = Position.ofDegrees(there.lat2, there.lon2);
      if (to.equals(from)) {
        continue;
      }
      GeodesicLine oracle =
          Geodesic.WGS84.InverseLine(
              from.latitudeDeg(),
              from.longitudeDeg(),
              to.latitudeDeg(),
              to.longitudeDeg(),
              GeodesicMask.ALL);
      org.wideberth.geo.GeodesicLine line = new org.wideberth.geo.GeodesicLine(from, to);
      double part = random.nextDouble();
      line.pointAt(part * line.lengthM(), mine, 0);
      GeodesicData point = oracle.Position(part * oracle.Distance());
      ecef(point.lat2, point.lon2, theirs);
      double off =
          Math.hypot(Math.hypot(mine[0] - theirs[0], mine[1] - theirs[1]), mine[2] - theirs[2]);
      worst = Math.max(worst, Math.max(off, Math.abs(line.lengthM() - oracle.Distance())));
    }
    assertThat(worst).as("seed %d", SEED).isLessThan(5e-5);
  }

  @Test
  void a_position_survives_the_way_to_space_and_back() {
    Random random = new Random(SEED);
    double[] p = new double[3];
    for (int i = 0; i < 20_000; i++) {
      Position position = anywhere(random);
      Ellipsoid.toEcef(position, p, 0);
      Position back = Ellipsoid.toPosition(p[0], p[1], p[2]);
      assertThat(distance(position, back)).as("seed %d, %s", SEED, position).isLessThan(0.01);
    }
  }

  static Position anywhere(Random random) {
    double lat =
        random.nextInt(4) == 0
            ? (90 - Math.min(180, Math.abs(random.nextGaussian()) * 2))
                * (random.nextBoolean() ? 1 : -1)
            : Math.toDegrees(Math.asin(2 * random.nextDouble() - 1));
    double lon =
        random.nextInt(4) == 0
            ? (random.nextBoolean() ? 1 : -1) * (180 - random.nextDouble())
            : random.nextDouble() * 360 - 180;
    return Position.ofDegrees(Math.clamp(lat, -90, 90), lon);
  }

  static double distance(Position from, Position to) {
    return Geodesic.WGS84.Inverse(
            from.latitudeDeg(), from.longitudeDeg(), to.latitudeDeg(), to.longitudeDeg())
        .s12;
  }

  private static void ecef(double lat, double lon, double[] out) {
    double e2 = Ellipsoid.F * (2 - Ellipsoid.F);
    double sin = Math.sin(Math.toRadians(lat));
    double cos = Math.cos(Math.toRadians(lat));
    double n = Ellipsoid.A_M / Math.sqrt(1 - e2 * sin * sin);
    out[0] = n * cos * Math.cos(Math.toRadians(lon));
    out[1] = n * cos * Math.sin(Math.toRadians(lon));
    out[2] = n * (1 - e2) * sin;
  }
}
