package org.wideberth.geo;

import java.math.BigDecimal;

/// The units in which people write heights. The international foot is exactly 0.3048 m.
public enum HeightUnit {
  METRE("m", new BigDecimal("100")),
  FOOT("ft", new BigDecimal("30.48")),
  /// Hundreds of feet of pressure altitude; with no other datum than [Datum#PRESSURE].
  FLIGHT_LEVEL("FL", new BigDecimal("3048"));

  private final String symbol;
  private final BigDecimal centimetres;

  HeightUnit(String symbol, BigDecimal centimetres) {
    this.symbol = symbol;
    this.centimetres = centimetres;
  }

  /// How it is written: `m`, `ft` or `FL`.
  public String symbol() {
    return symbol;
  }

  BigDecimal centimetres() {
    return centimetres;
  }
}
