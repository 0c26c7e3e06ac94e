package org.wideberth.bench.index;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.wideberth.bench.Figures;
import org.wideberth.conflict.Candidates;
import org.wideberth.conflict.LiveOperation;

/// `wideberth bench selfjoin`: all conflicts among N live operations, in one thread; and among a
/// sample of them against looking at every pair.
public final class SelfJoinBench {
  private static final int SAMPLE = 30_000;

  private SelfJoinBench() {}

  /// Runs it and prints one line of JSON at the end.
  ///
  /// @param n operations that are live
  /// @param page to which the figures are written too
  /// @return 0, or 1 if the sample has other conflicts than pair by pair
  public static int run(PrintStream out, long seed, int n, Optional<Path> page) {
    int sampleN = Math.min(n, SAMPLE);
    out.printf(
        "All conflicts among %d live operations; a sample of %d; seed %d.%n", n, sampleN, seed);
    Figures figures = Figures.start("selfjoin").put("n", n);
    Live sample = new Live(new Traffic(seed, Traffic.Place.NATION, IndexBench.SIDE_M));
    sample.fill(sampleN);
    long sampleFound = found(sample);
    long brute = brute(sample);
    Live live = new Live(new Traffic(seed, Traffic.Place.NATION, IndexBench.SIDE_M));
    live.fill(n);
    out.println("They are in.");
    long started = System.nanoTime();
    long found = found(live);
    figures.put("seconds", (System.nanoTime() - started) / 1e9).put("found", found);
    figures.put("sample_n", sampleN).put("sample_found", sampleFound).put("sample_brute", brute);
    figures.say(out, page, Figures.seedAndN(seed, n));
    return sampleFound == brute ? 0 : 1;
  }

  private static boolean isFirst(LiveOperation one, LiveOperation other) {
    return one.operation().id().compareTo(other.operation().id()) < 0;
  }

  private static long found(Live live) {
    Candidates candidates = live.index.candidates();
    long[] found = new long[1];
    live.index.forEach(
        one -> {
          candidates.forEach(
              one,
              Live.MINIMUM.lateralCm(),
              Live.MINIMUM.verticalTenthMm(),
              other -> {
                found[0] += isFirst(one, other) && live.isHit(one, other) ? 1 : 0;
                return true;
              });
          return true;
        });
    return found[0];
  }

  private static long brute(Live live) {
    List<LiveOperation> all = live.all();
    long found = 0;
    for (int i = 0; i < all.size(); i++) {
      LiveOperation one = all.get(i);
      for (int j = 0; j < i; j++) {
        LiveOperation other = all.get(j);
        boolean together =
            one.startMillis() < other.endMillis() && other.startMillis() < one.endMillis();
        if (together && !one.operation().party().equals(other.operation().party())) {
          found += live.isHit(one, other) ? 1 : 0;
        }
      }
    }
    return found;
  }
}
