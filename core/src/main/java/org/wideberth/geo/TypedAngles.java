package org.wideberth.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.wideberth.refusal.Outcome;

/// A position that was typed as latitude and longitude.
///
/// @param latitude its numbers: degrees, or degrees and minutes, and seconds
record TypedAngles(Position at, List<Digits> latitude, List<Digits> longitude) implements Typed {
  private static final Pattern NUMBER = Pattern.compile("(\\d+)(?:\\.(\\d+))?");
  private static final Pattern SIGNED = Pattern.compile("[+-]?\\d+(?:\\.\\d+)?");
  private static final double E7 = 1e7;
  private static final double METRES_PER_E7 = 0.0111;

  /// @param text its digits, without the point
  /// @param decimals how many of them stand behind it
  /// @param unitE7 what one of it is, in 1e-7 degree
  record Digits(String text, int decimals, double unitE7) {
    double weightE7(int digit) {
      double weight = unitE7;
      for (int i = digit; i < text.length() - decimals - 1; i++) {
        weight *= 10;
      }
      for (int i = digit; i > text.length() - decimals - 1; i--) {
        weight /= 10;
      }
      return weight;
    }

    int digit(int at) {
      return text.charAt(at) - '0';
    }
  }

  TypedAngles {
    latitude = List.copyOf(latitude);
    longitude = List.copyOf(longitude);
  }

  static Typed of(String upper, Position at) {
    List<Digits> numbers = new ArrayList<>();
    Matcher m = NUMBER.matcher(upper);
    while (m.find()) {
      String decimals = m.group(2) == null ? "" : m.group(2);
      numbers.add(new Digits(m.group(1) + decimals, decimals.length(), E7));
    }
    int each = numbers.size() / 2;
    List<Digits> scaled = new ArrayList<>();
    for (int i = 0; i < 2 * each; i++) {
      double unit = i % each == 0 ? E7 : i % each == 1 ? E7 / 60 : E7 / 3_600;
      scaled.add(new Digits(numbers.get(i).text(), numbers.get(i).decimals(), unit));
    }
    return new TypedAngles(at, scaled.subList(0, each), scaled.subList(each, 2 * each));
  }

  /// What the text would be with latitude and longitude in each other's place.
  static Outcome<Position> swapped(String upper) {
    List<MatchResult> numbers = SIGNED.matcher(upper).results().toList();
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (int i = 0; i < numbers.size(); i++) {
      text.append(upper, from, numbers.get(i).start());
      text.append(numbers.get((i + numbers.size() / 2) % numbers.size()).group());
      from = numbers.get(i).end();
    }
    return PositionText.parse(text.append(upper, from, upper.length()).toString());
  }

  @Override
  public double resolutionM() {
    double cosine = Ellipsoid.cosine(at);
    return METRES_PER_E7 * Math.max(lastE7(latitude), lastE7(longitude) * cosine);
  }

  private static double lastE7(List<Digits> axis) {
    Digits last = axis.getLast();
    return last.weightE7(last.text().length() - 1);
  }

  @Override
  public Stream<Variant> variants(Surroundings around) {
    List<Variant> all = new ArrayList<>();
    swaps(all);
    hemispheres(all);
    digits(all, latitude, "latitude", at.latE7(), true);
    digits(all, longitude, "longitude", at.lonE7(), false);
    return all.stream();
  }

  /// With the letters that stay where they are, and with signs that go with their numbers.
  private void swaps(List<Variant> all) {
    String what = "latitude and longitude look swapped";
    int lat = at.latE7();
    int lon = at.lonE7();
    add(all, Slip.SWAPPED, what, lon, lat);
    if ((lat < 0) != (lon < 0)) {
      add(all, Slip.SWAPPED, what, -lon, -lat);
    }
  }

  private void hemispheres(List<Variant> all) {
    int lat = at.latE7();
    int lon = at.lonE7();
    add(all, Slip.HEMISPHERE, "east and west look mistaken", lat, -lon);
    add(all, Slip.HEMISPHERE, "north and south look mistaken", -lat, lon);
    add(all, Slip.HEMISPHERE, "north and south, east and west look mistaken", -lat, -lon);
  }

  private void digits(List<Variant> all, List<Digits> axis, String name, int e7, boolean isLat) {
    for (Digits number : axis) {
      for (int i = 0; i < number.text().length(); i++) {
        int typed = number.digit(i);
        double weight = number.weightE7(i);
        if (i > 0) {
          int before = number.digit(i - 1);
          String what = "digits " + before + typed + " of the " + name + " look transposed";
          change(all, number, (typed - before) * (10 * weight - weight), what, e7, isLat);
        }
        for (int digit = 0; digit <= 9; digit++) {
          String what = "a digit of the " + name + " looks mistaken, " + typed + " for " + digit;
          change(all, number, (digit - typed) * weight, what, e7, isLat);
        }
      }
    }
  }

  private void change(
      List<Variant> all, Digits number, double byE7, String what, int e7, boolean isLat) {
    double value = number.unitE7();
    double of = 0;
    for (int i = 0; i < number.text().length(); i++) {
      of += number.digit(i) * number.weightE7(i);
    }
    boolean within = number.unitE7() == E7 || of + byE7 < 60 * value - 0.5;
    if (byE7 == 0 || !within) {
      return;
    }
    long changed = Math.round(Math.abs((double) e7) + byE7) * (e7 < 0 ? -1 : 1);
    add(all, Slip.DIGIT, what, isLat ? changed : at.latE7(), isLat ? at.lonE7() : changed);
  }

  private static void add(List<Variant> all, Slip slip, String what, long latE7, long lonE7) {
    if (Position.fromE7(latE7, lonE7) instanceof Outcome.Accepted<Position>(var position)) {
      all.add(new Variant(slip, what, position));
    }
  }
}
