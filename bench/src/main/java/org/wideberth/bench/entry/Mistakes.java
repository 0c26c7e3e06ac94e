package org.wideberth.bench.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What goes wrong between an eye and a keyboard, done to a text.
final class Mistakes {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
  private static final Pattern GRID =
      Pattern.compile("(\\d{1,2})([A-Z])([A-Z])([A-Z])( ?)(\\d+)( ?)(\\d*)");
  private static final String COLUMNS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final String ROWS = "ABCDEFGHJKLMNPQRSTUV";

  private Mistakes() {}

  /// Latitude's numbers where longitude's belong, and the other way round.
  static String swapped(String angles) {
    List<MatchResult> numbers = NUMBER.matcher(angles).results().toList();
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (int i = 0; i < numbers.size(); i++) {
      text.append(angles, from, numbers.get(i).start());
      text.append(numbers.get((i + numbers.size() / 2) % numbers.size()).group());
      from = numbers.get(i).end();
    }
    return text.append(angles, from, angles.length()).toString();
  }

  /// Where the digits begin.
  private static int square(String grid) {
    Matcher m = GRID.matcher(grid);
    if (!m.matches()) {
      throw new IllegalArgumentException(grid);
    }
    return m.end(4);
  }

  /// One digit is another one, or two neighbours have changed places; any of them alike. Of a grid
  /// reference the zone's number is left to [#otherSquare].
  static Optional<String> slipped(String text, boolean isGrid, Random random) {
    List<Integer> digits = new ArrayList<>();
    for (int i = isGrid ? square(text) : 0; i < text.length(); i++) {
      if (Character.isDigit(text.charAt(i))) {
        digits.add(i);
      }
    }
    StringBuilder changed = new StringBuilder(text);
    int which = random.nextInt(digits.size());
    int at = digits.get(which);
    if (random.nextBoolean()) {
      changed.setCharAt(at, (char) ('0' + random.nextInt(10)));
    } else {
      if (which == 0 || at - digits.get(which - 1) > 2) {
        return Optional.empty();
      }
      int before = digits.get(which - 1);
      if (at - before == 2 && text.charAt(at - 1) != '.') {
        return Optional.empty();
      }
      changed.setCharAt(at, text.charAt(before));
      changed.setCharAt(before, text.charAt(at));
    }
    return Optional.of(changed.toString()).filter(each -> !each.equals(text));
  }

  /// Another square: mostly the next one, sometimes the next zone, sometimes any letter.
  static String otherSquare(String grid, Random random) {
    Matcher m = GRID.matcher(grid);
    if (!m.matches()) {
      throw new IllegalArgumentException(grid);
    }
    int zone = Integer.parseInt(m.group(1));
    String column = m.group(3);
    String row = m.group(4);
    int which = random.nextInt(10);
    if (which < 3) {
      column = next(COLUMNS, column, random);
    } else if (which < 6) {
      row = next(ROWS, row, random);
    } else if (which < 8) {
      zone = Math.floorMod(zone - 1 + (random.nextBoolean() ? 1 : -1), 60) + 1;
    } else if (which < 9) {
      column = other(COLUMNS, column, random);
    } else {
      row = other(ROWS, row, random);
    }
    return zone + m.group(2) + column + row + grid.substring(m.end(4));
  }

  private static String next(String letters, String letter, Random random) {
    int at = letters.indexOf(letter) + (random.nextBoolean() ? 1 : -1);
    return String.valueOf(letters.charAt(Math.floorMod(at, letters.length())));
  }

  private static String other(String letters, String letter, Random random) {
    int at = letters.indexOf(letter) + 1 + random.nextInt(letters.length() - 1);
    return String.valueOf(letters.charAt(at % letters.length()));
  }
}
