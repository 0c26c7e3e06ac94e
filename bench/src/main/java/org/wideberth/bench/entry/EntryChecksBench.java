package org.wideberth.bench.entry;

import java.io.PrintStream;
import java.util.Locale;
import org.wideberth.bench.Figures;

/// `wideberth bench entry-checks --seed S --n N`: N positions typed right, and N typed wrong, in
/// equal parts swapped, slipped, read off an old map, and in another square. Slips that stay near
/// are counted apart, for nothing but read-back can notice most of them. [Scene] and [EntryTally]
/// say what is assumed of people. Ends with 1 if less than 95 % of the wrong ones are noticed, or
/// more than 1 % of the right ones are doubted.
public final class EntryChecksBench {
  static final double NOTICED_LEAST = 0.95;
  static final double FALSE_ALARMS_MOST = 0.01;

  private EntryChecksBench() {}

  /// Runs; the result is the exit code.
  public static int run(PrintStream out, long seed, int n) {
    Figures figures = Figures.start("entry-checks");
    out.printf("entry-checks: %d positions typed right and %d wrong, seed %d%n", n, n, seed);
    figures.put("seed", seed).put("n", n);
    int wrong = 0;
    int noticed = 0;
    double falseAlarms = 0;
    for (EntryTally.Kind kind : EntryTally.Kind.values()) {
      boolean right = kind == EntryTally.Kind.RIGHT;
      EntryTally tally = count(kind, seed, right ? n : n / 4);
      boolean counts = !right && kind != EntryTally.Kind.SLIP_NEAR;
      String name = kind.name().toLowerCase(Locale.ROOT);
      out.printf(
          Locale.ROOT,
          "%-9s %6d typed  %6d flagged  %5d not a position  %6d with the one meant  %6.2f %%%n",
          name,
          tally.typed,
          tally.flagged,
          tally.refused,
          tally.mended,
          100 * tally.stopped());
      if (right) {
        falseAlarms = tally.stopped();
      } else {
        figures.put(name + "_percent", 100 * tally.stopped());
      }
      if (counts) {
        wrong += tally.typed;
        noticed += tally.flagged + tally.refused;
      }
    }
    double share = noticed / (double) wrong;
    out.println(
        figures
            .put("noticed_percent", 100 * share)
            .put("false_alarms_percent", 100 * falseAlarms)
            .line());
    return share >= NOTICED_LEAST && falseAlarms <= FALSE_ALARMS_MOST ? 0 : 1;
  }

  static EntryTally count(EntryTally.Kind kind, long seed, int n) {
    EntryTally tally = new EntryTally(kind, seed);
    for (int i = 0; i < n; i++) {
      tally.check(tally.next());
    }
    return tally;
  }
}
