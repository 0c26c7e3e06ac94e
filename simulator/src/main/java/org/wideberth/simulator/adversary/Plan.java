package org.wideberth.simulator.adversary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// Everything that happens in one run, from a seed. Immutable.
///
/// @param parties all of them
/// @param liars how many lie together: at least two do not
/// @param deeds in order of time
public record Plan(long seed, int parties, int liars, List<Deed> deeds) {
  /// How long things happen.
  static final long STORM_MS = 40_000;

  /// How long all is whole afterwards, and nobody lies any more.
  static final long CALM_MS = 60_000;

  private static final int PARTIES_MIN = 3;
  private static final int PARTIES_MAX = 5;
  private static final int DEEDS_MIN = 12;
  private static final int DEEDS_MORE = 30;

  public Plan {
    deeds = List.copyOf(deeds);
    if (parties - liars < 2 || liars < 1) {
      throw new IllegalArgumentException("two honest parties at least, and a liar");
    }
  }

  /// The plan of a seed.
  public static Plan of(long seed) {
    Random random = new Random(seed);
    int parties = PARTIES_MIN + random.nextInt(PARTIES_MAX - PARTIES_MIN + 1);
    int liars = 1 + random.nextInt(parties - 2);
    List<Deed> deeds = new ArrayList<>();
    int count = DEEDS_MIN + random.nextInt(DEEDS_MORE);
    for (int i = 0; i < count; i++) {
      Deed.By by = by(random.nextInt(10));
      List<Deed.Kind> kinds = new ArrayList<>();
      for (Deed.Kind kind : Deed.Kind.values()) {
        if (kind.by() == by) {
          kinds.add(kind);
        }
      }
      deeds.add(
          new Deed(
              1_000 + random.nextLong(STORM_MS - 2_000),
              kinds.get(random.nextInt(kinds.size())),
              random.nextInt(1 << 20),
              random.nextInt(1 << 20),
              random.nextLong()));
    }
    deeds.sort(Comparator.comparingLong(Deed::atMs));
    return new Plan(seed, parties, liars, deeds);
  }

  private static Deed.By by(int dice) {
    return dice < 3 ? Deed.By.PEOPLE : dice < 5 ? Deed.By.FATE : Deed.By.LIAR;
  }

  /// The same with fewer deeds.
  public Plan with(List<Deed> fewer) {
    return new Plan(seed, parties, liars, fewer);
  }

  /// One line for the plan and one for each deed.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("seed %d, %d parties of which %d lie".formatted(seed, parties, liars));
    for (Deed deed : deeds) {
      text.append(
          "\n  %6d ms %s by %d to %d, dice %d"
              .formatted(deed.atMs(), deed.kind(), deed.actor(), deed.other(), deed.dice()));
    }
    return text.toString();
  }
}
