package org.wideberth.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import net.sf.geographiclib.GeodesicLine;
import org.junit.jupiter.api.Test;

/// Short edges, against GeographicLib.
final class EdgeTest {
  private static final int EDGES = 20_000;
  private static final int PIECES = 16;

  @Test
  void theLineAboveTheChordIsTheGeodesic() {
    Random random = new Random(11);
    double mostM = 0;
    for (int i = 0; i < EDGES; i++) {
      double lat = Math.toDegrees(Math.asin(2 * random.nextDouble() - 1));
      double lon = 360 * random.nextDouble() - 180;
      double far = i % 2 == 0 ? 15_990 : 15_990 * random.nextDouble() + 1;
      GeodesicData end = Geodesic.WGS84.Direct(lat, lon, 360 * random.nextDouble(), far);
      Position from = Position.ofDegrees(lat, lon);
      Position to = Position.ofDegrees(end.lat2, end.lon2);
      Edge edge = Edge.of(from, to);
      assertThat(edge).isInstanceOf(Edge.OverChord.class);
      GeodesicLine line =
          Geodesic.WGS84.InverseLine(
              from.latitudeDeg(), from.longitudeDeg(), to.latitudeDeg(), to.longitudeDeg());
      assertThat(Math.abs(edge.lengthM() - line.Distance())).isLessThan(1e-6);
      double[] points = new double[3 * (PIECES + 1)];
      edge.split(PIECES, points, 0);
      for (int k = 0; k <= PIECES; k++) {
        GeodesicData at = line.Position(line.Distance() * k / PIECES);
        double rad = Math.toRadians(at.lat2);
        double[] there = new double[3];
        Ellipsoid.toEcef(Math.sin(rad), Math.cos(rad), Math.toRadians(at.lon2), there, 0);
        double dx = there[0] - points[3 * k];
        double dy = there[1] - points[3 * k + 1];
        double dz = there[2] - points[3 * k + 2];
        mostM = Math.max(mostM, Math.sqrt(dx * dx + dy * dy + dz * dz));
      }
    }
    assertThat(mostM).isLessThan(3e-5);
  }

  @Test
  void aLongEdgeEndsWhereItEnds() {
    Position from = Position.ofDegrees(60, 170);
    Position to = Position.ofDegrees(61, -179);
    Edge edge = Edge.of(from, to);
    double[] points = new double[3 * 701];
    edge.split(700, points, 0);
    double[] end = new double[3];
    Ellipsoid.toEcef(to, end, 0);
    assertThat(edge).isInstanceOf(Edge.Solved.class);
    assertThat(Arrays.copyOfRange(points, 2100, 2103)).containsExactly(end);
  }
}
