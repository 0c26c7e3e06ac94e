package org.wideberth.geo;

/// Heights in tenths of a millimetre, in which both a centimetre and a foot are whole numbers; both
/// ends included.
record HeightInterval(long lowerTenthMm, long upperTenthMm) {
  static final long TENTH_MM_PER_CM = 100;

  private static final double TENTH_MM_PER_M = 10_000;

  /// The base of the standard atmosphere's lowest layer divided by its lapse rate, 288.15 K /
  /// 0.0065 K/m (ISO 2533), in metres.
  private static final double ISA_SCALE_M = 288.15 / 0.0065;

  /// R L / (g M) of the same layer.
  private static final double ISA_EXPONENT = 0.190263;

  private static final double ISA_PRESSURE_TENTH_HPA = 10_132.5;

  /// Air 25 K warmer or colder than standard moves a pressure level by about 9 % of its height
  /// above the station (ICAO Doc 8168 reckons 4 % per 10 K); a tenth covers that and the change of
  /// layers at 11 km.
  private static final double TEMPERATURE_SHARE = 0.10;

  /// The heights of `band` above mean sea level over the area within `reach`, widened by all that
  /// is unknown about them but the pressure: pressure altitudes come as on a standard day.
  static HeightInterval aboveSea(HeightBand band, Reach reach) {
    return aboveSea(own(band), band, reach);
  }

  /// Other heights over the same datum and ground as those of `band`.
  static HeightInterval aboveSea(HeightInterval own, HeightBand band, Reach reach) {
    return switch (band.datum()) {
      case MSL, PRESSURE -> own;
      case AGL -> {
        Ground ground = band.ground().orElseThrow();
        yield new HeightInterval(
            own.lowerTenthMm + ground.lowerCm() * TENTH_MM_PER_CM,
            own.upperTenthMm + ground.upperCm() * TENTH_MM_PER_CM);
      }
      case WGS84 -> {
        Geoid.Undulation undulation = Geoid.undulation(reach);
        yield new HeightInterval(
            own.lowerTenthMm - undulation.upperCm() * TENTH_MM_PER_CM,
            own.upperTenthMm - undulation.lowerCm() * TENTH_MM_PER_CM);
      }
    };
  }

  /// The heights of `band` above its own datum.
  static HeightInterval own(HeightBand band) {
    long unit = band.datum() == Datum.PRESSURE ? Minimum.TENTH_MM_PER_FOOT : TENTH_MM_PER_CM;
    return new HeightInterval(band.lower() * unit, band.upper() * unit);
  }

  /// Pressure altitudes as heights above mean sea level on days with such a QNH: shifted as the
  /// altimeter equation of the standard atmosphere says, then widened by what the temperature can
  /// do.
  HeightInterval onDaysWith(QnhInterval qnh) {
    double lower = lowerTenthMm + shiftM(qnh.lowerTenthHpa()) * TENTH_MM_PER_M;
    double upper = upperTenthMm + shiftM(qnh.upperTenthHpa()) * TENTH_MM_PER_M;
    return new HeightInterval(
        (long) Math.floor(lower - Math.abs(lower) * TEMPERATURE_SHARE),
        (long) Math.ceil(upper + Math.abs(upper) * TEMPERATURE_SHARE));
  }

  private static double shiftM(int tenthHpa) {
    return ISA_SCALE_M * (StrictMath.pow(tenthHpa / ISA_PRESSURE_TENTH_HPA, ISA_EXPONENT) - 1);
  }

  /// How far apart the two are; negative by how far they overlap.
  long gapTenthMm(HeightInterval other) {
    return Math.max(lowerTenthMm - other.upperTenthMm, other.lowerTenthMm - upperTenthMm);
  }
}
