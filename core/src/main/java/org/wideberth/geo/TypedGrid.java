package org.wideberth.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mil.nga.grid.features.Point;
import mil.nga.mgrs.MGRS;
import mil.nga.mgrs.utm.UTM;
import org.wideberth.refusal.Outcome;

/// A position that was typed as a military grid reference.
///
/// @param square zone, band and the two letters of the 100-km square
/// @param easting its digits, of the same length as those of the northing
record TypedGrid(Position at, String square, String easting, String northing) implements Typed {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{1,2})\\s*([C-HJ-NP-X])\\s*([A-HJ-NP-Z][A-HJ-NP-V])\\s*(\\d*)\\s*(\\d*)");
  private static final int SQUARE_M = 100_000;

  /// Squares that somebody mistakes for another are next to it, or next but one.
  private static final int SQUARES_OFF_MAX = 2;

  /// Known places whose squares are tried.
  private static final int SQUARES_OF_MAX = 200;

  private static final double UTM_NORTHERN_MAX_DEG = 84;
  private static final double UTM_SOUTHERN_MAX_DEG = -80;

  static Optional<Typed> of(String upper, Position at) {
    Matcher m = FORM.matcher(upper);
    if (!m.matches()) {
      return Optional.empty();
    }
    String digits = m.group(4) + m.group(5);
    int each = digits.length() / 2;
    return Optional.of(
        new TypedGrid(
            at,
            m.group(1) + m.group(2) + m.group(3),
            digits.substring(0, each),
            digits.substring(each)));
  }

  @Override
  public double resolutionM() {
    return weightM(easting.length() - 1);
  }

  private static int weightM(int digit) {
    int weight = SQUARE_M;
    for (int i = 0; i <= digit; i++) {
      weight /= 10;
    }
    return weight;
  }

  @Override
  public Stream<Variant> variants(Surroundings around) {
    Grid grid = Grid.of(at);
    List<Variant> all = new ArrayList<>();
    if (!grid.isHere()) {
      return all.stream();
    }
    squares(all, grid);
    foreignSquares(all, around);
    String swapped = "easting and northing look swapped";
    if (!easting.equals(northing)) {
      read(square + northing + easting)
          .ifPresent(position -> all.add(new Variant(Slip.SWAPPED, swapped, position)));
    }
    digits(all, grid, easting, "easting", true);
    digits(all, grid, northing, "northing", false);
    return all.stream();
  }

  private void squares(List<Variant> all, Grid grid) {
    for (int ring = 1; ring <= SQUARES_OFF_MAX; ring++) {
      for (int east = -ring; east <= ring; east++) {
        for (int north = -ring; north <= ring; north++) {
          if (Math.max(Math.abs(east), Math.abs(north)) == ring) {
            grid.moved(SQUARE_M * east, SQUARE_M * north)
                .ifPresent(position -> all.add(inSquare(position)));
          }
        }
      }
    }
  }

  /// With the same digits in the squares of known places.
  private void foreignSquares(List<Variant> all, Surroundings around) {
    Set<String> squares = new TreeSet<>();
    around.places().stream()
        .limit(SQUARES_OF_MAX)
        .flatMap(place -> squareOf(place.at()).stream())
        .forEach(squares::add);
    squares.remove(square);
    for (String other : squares) {
      read(other + easting + northing).ifPresent(position -> all.add(inSquare(position)));
    }
  }

  /// What a text that names no square at all may have meant: the same digits near known places.
  static Optional<Variant> elsewhere(String upper, Surroundings around) {
    Matcher m = FORM.matcher(upper);
    if (!m.matches() || (m.group(4) + m.group(5)).length() % 2 != 0) {
      return Optional.empty();
    }
    List<Variant> all = new ArrayList<>();
    String digits = m.group(4) + m.group(5);
    int each = digits.length() / 2;
    new TypedGrid(
            new Position(0, 0),
            m.group(1) + m.group(2) + m.group(3),
            digits.substring(0, each),
            digits.substring(each))
        .foreignSquares(all, around);
    return all.stream().filter(variant -> around.isNear(variant.at())).findFirst();
  }

  private static Optional<String> squareOf(Position position) {
    double lat = position.latitudeDeg();
    return lat < UTM_SOUTHERN_MAX_DEG || lat >= UTM_NORTHERN_MAX_DEG
        ? Optional.empty()
        : Optional.of(squareOf(MGRS.from(position.longitudeDeg(), lat)));
  }

  private static String squareOf(MGRS reference) {
    return "" + reference.getZone() + reference.getBand() + reference.getColumnRowId();
  }

  private static Variant inSquare(Position position) {
    return new Variant(
        Slip.SQUARE,
        "the grid zone or square looks mistaken"
            + squareOf(position).map(name -> ", it is not " + name).orElse(""),
        position);
  }

  private void digits(List<Variant> all, Grid grid, String digits, String name, boolean isEasting) {
    for (int i = 0; i < digits.length(); i++) {
      int typed = digits.charAt(i) - '0';
      int weight = weightM(i);
      if (i > 0) {
        int before = digits.charAt(i - 1) - '0';
        String what = "digits " + before + typed + " of the " + name + " look transposed";
        change(all, grid, (typed - before) * 9 * weight, what, isEasting);
      }
      for (int digit = 0; digit <= 9; digit++) {
        String what = "a digit of the " + name + " looks mistaken, " + typed + " for " + digit;
        change(all, grid, (digit - typed) * weight, what, isEasting);
      }
    }
  }

  private static void change(
      List<Variant> all, Grid grid, int byM, String what, boolean isEasting) {
    if (byM != 0) {
      grid.moved(isEasting ? byM : 0, isEasting ? 0 : byM)
          .ifPresent(position -> all.add(new Variant(Slip.DIGIT, what, position)));
    }
  }

  private static Optional<Position> read(String reference) {
    return MgrsText.parse(reference) instanceof Outcome.Accepted<Position>(var position)
        ? Optional.of(position)
        : Optional.empty();
  }

  /// The transverse Mercator grid around a position.
  private record Grid(boolean isHere, UTM utm) {
    static Grid of(Position at) {
      Point point = Point.degrees(at.longitudeDeg(), at.latitudeDeg());
      double lat = at.latitudeDeg();
      boolean here = lat >= UTM_SOUTHERN_MAX_DEG && lat < UTM_NORTHERN_MAX_DEG;
      return new Grid(here, UTM.from(point));
    }

    Optional<Position> moved(int eastM, int northM) {
      double easting = utm.getEasting() + eastM;
      double northing = utm.getNorthing() + northM;
      if (easting < 0 || easting > 1_000_000 || northing < 0 || northing > 10_000_000) {
        return Optional.empty();
      }
      Point point = UTM.point(utm.getZone(), utm.getHemisphere(), easting, northing);
      double lon = point.getLongitude();
      double wrapped = lon < -180 ? lon + 360 : lon >= 180 ? lon - 360 : lon;
      return Position.fromDegrees(point.getLatitude(), wrapped)
              instanceof Outcome.Accepted<Position>(var position)
          ? Optional.of(position)
          : Optional.empty();
    }
  }
}
