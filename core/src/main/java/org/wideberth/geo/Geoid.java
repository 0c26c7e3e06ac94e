package org.wideberth.geo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/// How far mean sea level is from the WGS-84 ellipsoid: EGM96 on a grid of 15 minutes of arc, which
/// the build puts on the class path (`src/geoid`). Read at first use. Immutable, thread-safe.
final class Geoid {
  /// Three times the standard error of EGM96's undulations, 0.5 m to 1.0 m over the globe (NIMA
  /// TR8350.2, 3rd edition, section 6.2): what the model, the grid and a local sea level may be
  /// wrong by.
  static final int ERROR_CM = 300;

  private static final int ROWS = 721;
  private static final int COLUMNS = 1440;
  private static final double CELLS_PER_RADIAN = COLUMNS / (2 * StrictMath.PI);

  /// More than a geodetic latitude differs from a geocentric one (0.193°), in cells.
  private static final double GEOCENTRIC_CELLS = 1;

  private static final short[] UNDULATION_CM = read();

  private Geoid() {}

  /// The heights of mean sea level above the ellipsoid, in centimetres.
  record Undulation(int lowerCm, int upperCm) {}

  /// The undulation at a position in centimetres, interpolated between the four grid points around
  /// it; right to [#ERROR_CM].
  static double undulationCm(Position position) {
    double row = (Position.QUARTER_TURN_E7 - position.latE7()) / 2_500_000.0;
    double column = Math.floorMod((long) position.lonE7(), 3_600_000_000L) / 2_500_000.0;
    int top = Math.min((int) row, ROWS - 2);
    int left = (int) column;
    double down = row - top;
    double right = column - left;
    return (at(top, left) * (1 - right) + at(top, left + 1) * right) * (1 - down)
        + (at(top + 1, left) * (1 - right) + at(top + 1, left + 1) * right) * down;
  }

  /// Bounds of the undulation within `reach`, the error included: an interpolated value is never
  /// outside the grid points around it.
  static Undulation undulation(Reach reach) {
    double level = Math.sqrt(reach.xM() * reach.xM() + reach.yM() * reach.yM());
    double far = Math.sqrt(level * level + reach.zM() * reach.zM());
    double lat = StrictMath.atan2(reach.zM(), level);
    double angle = far > reach.radiusM() ? StrictMath.asin(reach.radiusM() / far) : StrictMath.PI;
    double row = (StrictMath.PI / 2 - lat) * CELLS_PER_RADIAN;
    double rows = angle * CELLS_PER_RADIAN + GEOCENTRIC_CELLS;
    int top = Math.max(0, (int) Math.floor(row - rows));
    int bottom = Math.min(ROWS - 1, (int) Math.ceil(row + rows));
    int left = 0;
    int right = COLUMNS - 1;
    if (top > 0 && bottom < ROWS - 1 && StrictMath.cos(lat) > StrictMath.sin(angle)) {
      double column = StrictMath.atan2(reach.yM(), reach.xM()) * CELLS_PER_RADIAN;
      double turn = StrictMath.asin(StrictMath.sin(angle) / StrictMath.cos(lat));
      left = (int) Math.floor(column - turn * CELLS_PER_RADIAN);
      right = (int) Math.ceil(column + turn * CELLS_PER_RADIAN);
    }
    int least = Integer.MAX_VALUE;
    int most = Integer.MIN_VALUE;
    for (int r = top; r <= bottom; r++) {
      for (int c = left; c <= right; c++) {
        int value = at(r, c);
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    return new Undulation(least - ERROR_CM, most + ERROR_CM);
  }

  private static int at(int row, int column) {
    return UNDULATION_CM[row * COLUMNS + Math.floorMod(column, COLUMNS)];
  }

  private static short[] read() {
    try (InputStream resource = Geoid.class.getResourceAsStream("egm96.bin")) {
      if (resource == null) {
        throw new IllegalStateException("the geoid egm96.bin is not on the class path");
      }
      short[] grid = new short[ROWS * COLUMNS];
      byte[] bytes = resource.readAllBytes();
      if (bytes.length != 2 * grid.length) {
        throw new IllegalStateException("the geoid egm96.bin has " + bytes.length + " bytes");
      }
      ByteBuffer.wrap(bytes).asShortBuffer().get(grid);
      return grid;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
