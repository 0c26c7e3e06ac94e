package org.wideberth.bench.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import org.wideberth.geo.DividingLine;
import org.wideberth.geo.Position;
import org.wideberth.refusal.Outcome;

/// Random lines of 2 to 1,000 vertices, with edges from tens of metres to thousands of kilometres,
/// a quarter of them at a pole and a quarter at the antimeridian; and points about them: on either
/// side within a metre of the tolerance or of the reach, at vertices, behind the ends, anywhere.
final class LinesAndPoints {
  private static final int[] FEW = {2, 2, 3, 4, 6};

  private final Random random;
  private DividingLine line;
  private SideOracle oracle;

  LinesAndPoints(long seed) {
    random = new Random(seed);
    line = nextLine();
    oracle = new SideOracle(line);
  }

  DividingLine line() {
    return line;
  }

  SideOracle oracle() {
    return oracle;
  }

  /// Another line, whose sides can be told.
  void changeLine() {
    line = nextLine();
    oracle = new SideOracle(line);
  }

  private DividingLine nextLine() {
    while (true) {
      boolean longEdges = random.nextInt(3) == 0;
      int vertices =
          longEdges
              ? FEW[random.nextInt(FEW.length)]
              : (int) Math.min(1_000, 2 * Math.pow(10, random.nextDouble() * 2.72));
      double edgeM =
          longEdges
              ? Math.pow(10, 5 + 1.66 * random.nextDouble())
              : Math.pow(10, 1.5 + 2.7 * random.nextDouble());
      double reachM = Math.pow(10, 3 + 2.699 * random.nextDouble());
      double toleranceM = Math.pow(10, -1 + random.nextDouble() * 3.5);
      Outcome<DividingLine> made =
          DividingLine.of(
              walk(vertices, edgeM), Math.round(toleranceM * 1_000), (long) Math.floor(reachM));
      if (made instanceof Outcome.Accepted<DividingLine>(DividingLine one)) {
        return one;
      }
    }
  }

  private List<Position> walk(int vertices, double edgeM) {
    List<Position> path = new ArrayList<>();
    Position start = anywhere();
    double course = random.nextDouble() * 360;
    double wander = random.nextInt(3) == 0 ? 5 : 45;
    path.add(start);
    double lat = start.latitudeDeg();
    double lon = start.longitudeDeg();
    for (int i = 1; i < vertices; i++) {
      double heading = course + random.nextGaussian() * wander;
      double stepM = Math.min(4_900_000, edgeM * (0.3 + 1.4 * random.nextDouble()));
      GeodesicData next = Geodesic.WGS84.Direct(lat, lon, heading, stepM);
      // The course itself is a geodesic that turns on its way.
      course += next.azi2 - heading;
      lat = next.lat2;
      lon = next.lon2;
      path.add(Position.ofDegrees(lat, lon));
    }
    return path;
  }

  Position nextPoint() {
    double toleranceM = line.toleranceMm() / 1e3;
    double nearM = 2 * random.nextDouble() - 1;
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> aside(drawn(), random.nextDouble(), toleranceM + nearM);
      case 3 -> aside(drawn(), random.nextDouble(), line.reachM() + nearM);
      case 4 -> around(oracle.place(drawn(), random.nextInt(2)), 3 * toleranceM);
      case 5 -> around(oracle.place(drawn(), random.nextInt(2)), line.reachM() + nearM);
      case 6 -> aside(end(), random.nextDouble(), toleranceM + nearM);
      case 7 -> aside(end(), random.nextDouble(), line.reachM() * random.nextDouble());
      case 8 ->
          aside(drawn(), random.nextDouble(), line.reachM() * Math.pow(random.nextDouble(), 3));
      default -> random.nextInt(4) == 0 ? anywhere() : around(oracle.place(drawn(), 0.5), farM());
    };
  }

  private double farM() {
    return line.reachM() * 1.5 * random.nextDouble();
  }

  private int drawn() {
    return 1 + random.nextInt(oracle.edges() - 2);
  }

  private int end() {
    return random.nextBoolean() ? 0 : oracle.edges() - 1;
  }

  /// Square off an edge, to either side.
  private Position aside(int edge, double share, double distanceM) {
    Position foot = oracle.place(edge, share);
    Position ahead = oracle.place(edge, share < 0.5 ? share + 0.01 : share - 0.01);
    double azimuth =
        Geodesic.WGS84.Inverse(
                foot.latitudeDeg(), foot.longitudeDeg(), ahead.latitudeDeg(), ahead.longitudeDeg())
            .azi1;
    return away(foot, azimuth + (random.nextBoolean() ? 90 : -90), distanceM);
  }

  private Position around(Position centre, double distanceM) {
    return away(centre, random.nextDouble() * 360, distanceM);
  }

  private Position anywhere() {
    double lat = Math.toDegrees(Math.asin(2 * random.nextDouble() - 1));
    double lon = 360 * random.nextDouble() - 180;
    switch (random.nextInt(8)) {
      case 0 -> lat = random.nextBoolean() ? 90 : -90;
      case 1 -> lat = Math.copySign(90 - 2 * Math.pow(random.nextDouble(), 4), lat);
      case 2, 3 -> lon = Math.copySign(180 - Math.pow(random.nextDouble(), 4), lon);
      default -> {}
    }
    return Position.ofDegrees(lat, lon);
  }

  private static Position away(Position from, double heading, double distanceM) {
    GeodesicData there =
        Geodesic.WGS84.Direct(from.latitudeDeg(), from.longitudeDeg(), heading, distanceM);
    return Position.ofDegrees(there.lat2, there.lon2);
  }
}
