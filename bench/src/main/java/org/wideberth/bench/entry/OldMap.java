package org.wideberth.bench.entry;

import java.util.Random;
import org.wideberth.geo.Position;

/// A map of an older datum, computed apart from the one that is tested: from the shift of its
/// origin (NIMA TR8350.2), and with the error that such means over a country have on the ground.
enum OldMap {
  PULKOVO_42(6_378_245, 298.3, 28, -130, -95, 44, 55, 23, 48),
  PULKOVO_42_CAUCASUS(6_378_245, 298.3, 28, -130, -95, 38.5, 43, 40, 50),
  ED50_BALKANS(6_378_388, 297, -87, -98, -121, 37, 47, 13, 30),
  ED50_LEVANT(6_378_388, 297, -103, -106, -141, 30, 37, 34, 42),
  ED50_IRAN(6_378_388, 297, -117, -132, -164, 27, 38, 45, 61),
  NAHRWAN(6_378_249.145, 293.465, -249, -156, 381, 22, 31, 48, 56),
  ADINDAN(6_378_249.145, 293.465, -166, -15, 204, 5, 18, 24, 42),
  KALIANPUR(6_377_301.243, 300.8017, 295, 736, 257, 22, 35, 66, 88),
  TOKYO(6_377_397.155, 299.1528128, -148, 507, 685, 34, 42, 125, 142);

  /// One standard deviation along each axis, as the source gives it for most.
  private static final double ERROR_M = 5;

  private static final double A_M = 6_378_137;
  private static final double E2 = 0.00669437999014;

  private final double axisM;
  private final double e2;
  private final double xM;
  private final double yM;
  private final double zM;
  private final double southDeg;
  private final double northDeg;
  private final double westDeg;
  private final double eastDeg;

  OldMap(
      double axisM,
      double inverseFlattening,
      double xM,
      double yM,
      double zM,
      double southDeg,
      double northDeg,
      double westDeg,
      double eastDeg) {
    this.axisM = axisM;
    double f = 1 / inverseFlattening;
    this.e2 = f * (2 - f);
    this.xM = xM;
    this.yM = yM;
    this.zM = zM;
    this.southDeg = southDeg;
    this.northDeg = northDeg;
    this.westDeg = westDeg;
    this.eastDeg = eastDeg;
  }

  static OldMap any(Random random) {
    OldMap[] all = values();
    int which = random.nextInt(all.length);
    return all[which];
  }

  Position somewhere(Random random) {
    return Position.ofDegrees(
        southDeg + random.nextDouble() * (northDeg - southDeg),
        westDeg + random.nextDouble() * (eastDeg - westDeg));
  }

  /// What it says for a place on WGS 84.
  Position read(Position place, Random random) {
    double lat = Math.toRadians(place.latitudeDeg());
    double lon = Math.toRadians(place.longitudeDeg());
    double n = A_M / Math.sqrt(1 - E2 * Math.sin(lat) * Math.sin(lat));
    double x = n * Math.cos(lat) * Math.cos(lon) - xM - ERROR_M * random.nextGaussian();
    double y = n * Math.cos(lat) * Math.sin(lon) - yM - ERROR_M * random.nextGaussian();
    double z = n * (1 - E2) * Math.sin(lat) - zM - ERROR_M * random.nextGaussian();
    double flat = Math.hypot(x, y);
    double found = Math.atan2(z, flat * (1 - e2));
    for (int round = 0; round < 5; round++) {
      double radius = axisM / Math.sqrt(1 - e2 * Math.sin(found) * Math.sin(found));
      found = Math.atan2(z + e2 * radius * Math.sin(found), flat);
    }
    return Position.ofDegrees(Math.toDegrees(found), Math.toDegrees(Math.atan2(y, x)));
  }
}
