package org.wideberth.geo;

import java.util.Arrays;
import java.util.List;

/// Datums of maps that are still in use beside WGS 84, with the shift of the ellipsoid's centre
/// (NIMA TR8350.2, 3rd edition, appendices B and C) and where such maps are found. The shifts are
/// means over whole countries: on the ground they are good to about 10 m.
enum DatumShift {
  ED50_EUROPE("ED50", Spheroid.INTERNATIONAL, -87, -98, -121, 34, 72, -12, 35),
  ED50_EAST("ED50", Spheroid.INTERNATIONAL, -103, -106, -141, 12, 40, 25, 57),
  ED50_IRAN("ED50", Spheroid.INTERNATIONAL, -117, -132, -164, 24, 40, 44, 64),
  PULKOVO_42("Pulkovo 1942", Spheroid.KRASSOVSKY, 28, -130, -95, 35, 82, 19, 180),
  PULKOVO_42_WEST("Pulkovo 1942", Spheroid.KRASSOVSKY, 26, -121, -78, 41, 56, 9, 30),
  AIN_EL_ABD("Ain el Abd 1970", Spheroid.INTERNATIONAL, -143, -236, 7, 15, 33, 34, 56),
  NAHRWAN("Nahrwan", Spheroid.CLARKE_1880, -249, -156, 381, 16, 38, 38, 60),
  ADINDAN("Adindan", Spheroid.CLARKE_1880, -166, -15, 204, 3, 23, 21, 48),
  ARC_1960("Arc 1960", Spheroid.CLARKE_1880, -160, -6, -302, -12, 5, 28, 42),
  KALIANPUR("Indian (Kalianpur)", Spheroid.EVEREST, 295, 736, 257, 5, 38, 60, 93),
  TOKYO("Tokyo", Spheroid.BESSEL, -148, 507, 685, 24, 46, 122, 148),
  NAD27("NAD27", Spheroid.CLARKE_1866, -8, 160, 176, 24, 50, -125, -66);

  /// Semi-major axis in metres, and what the flattening is the inverse of.
  private enum Spheroid {
    INTERNATIONAL(6_378_388, 297),
    KRASSOVSKY(6_378_245, 298.3),
    CLARKE_1880(6_378_249.145, 293.465),
    CLARKE_1866(6_378_206.4, 294.9786982),
    BESSEL(6_377_397.155, 299.1528128),
    EVEREST(6_377_301.243, 300.8017);

    final double axisM;
    final double e2;

    Spheroid(double axisM, double inverseFlattening) {
      this.axisM = axisM;
      double f = 1 / inverseFlattening;
      this.e2 = f * (2 - f);
    }
  }

  private final String words;
  private final Spheroid spheroid;
  private final double xM;
  private final double yM;
  private final double zM;
  private final double southDeg;
  private final double northDeg;
  private final double westDeg;
  private final double eastDeg;

  DatumShift(
      String words,
      Spheroid spheroid,
      double xM,
      double yM,
      double zM,
      double southDeg,
      double northDeg,
      double westDeg,
      double eastDeg) {
    this.words = words;
    this.spheroid = spheroid;
    this.xM = xM;
    this.yM = yM;
    this.zM = zM;
    this.southDeg = southDeg;
    this.northDeg = northDeg;
    this.westDeg = westDeg;
    this.eastDeg = eastDeg;
  }

  String words() {
    return words;
  }

  /// Those whose maps are found at that place.
  static List<DatumShift> at(Position position) {
    return Arrays.stream(values()).filter(each -> each.isFoundAt(position)).toList();
  }

  private boolean isFoundAt(Position position) {
    double lat = position.latitudeDeg();
    double lon = position.longitudeDeg();
    return lat >= southDeg && lat <= northDeg && lon >= westDeg && lon <= eastDeg;
  }

  /// Where on WGS 84 the place is that has these coordinates on this datum.
  Position toWgs84(Position read) {
    double lat = Ellipsoid.radians(read.latE7());
    double lon = Ellipsoid.radians(read.lonE7());
    double sin = StrictMath.sin(lat);
    double cos = Ellipsoid.cosine(read);
    double n = spheroid.axisM / Math.sqrt(1 - spheroid.e2 * sin * sin);
    return Ellipsoid.toPosition(
        n * cos * StrictMath.cos(lon) + xM,
        n * cos * StrictMath.sin(lon) + yM,
        n * (1 - spheroid.e2) * sin + zM);
  }
}
