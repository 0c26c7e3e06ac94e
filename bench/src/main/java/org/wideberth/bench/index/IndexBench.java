package org.wideberth.bench.index;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.wideberth.agreement.PairRules;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesDocument;
import org.wideberth.bench.Figures;
import org.wideberth.conflict.Candidates;
import org.wideberth.conflict.ConflictIndex;
import org.wideberth.conflict.GridIndex;
import org.wideberth.conflict.LiveOperation;
import org.wideberth.conflict.PairCheck;
import org.wideberth.geo.Minimum;
import org.wideberth.party.TheatreId;

/// `wideberth bench index`: how long it takes to find what operations are in conflict with among N
/// live ones, in one thread.
public final class IndexBench {
  private static final int QUERIES = 10_000;
  private static final int WARM_UP = 5_000;

  /// At a million over 24 hours, as many to the square as a nation may have.
  private static final double SIDE_M = 600_000;

  private static final Minimum MINIMUM = Minimum.ofMetresAndFeet(50, 50);
  private static final double BYTES_PER_MB = 1 << 20;

  private IndexBench() {}

  /// Runs it and prints one line of JSON at the end.
  ///
  /// @param n operations that are live
  /// @return 0
  public static int run(PrintStream out, long seed, int n) {
    out.printf(
        "%d live operations over 600 x 600 km and 24 h; %d queries; seed %d; minimum %s.%n",
        n, QUERIES, seed, MINIMUM);
    Figures figures = Figures.start("index");
    Traffic traffic = new Traffic(seed, SIDE_M);
    ConflictIndex index = new GridIndex();
    long started = System.nanoTime();
    for (int i = 0; i < n; i++) {
      index.put(traffic.next());
    }
    figures.put("n", n).put("build_s", (System.nanoTime() - started) / 1e9);
    out.println("They are in.");

    PairRules rules = rules();
    LiveOperation[] queries = new LiveOperation[QUERIES];
    for (int i = 0; i < QUERIES; i++) {
      queries[i] = LiveOperation.of(traffic.next());
    }
    Candidates candidates = index.candidates();
    for (int i = 0; i < WARM_UP; i++) {
      hits(candidates, queries[i % QUERIES], rules);
    }
    long[] candidateNanos = new long[QUERIES];
    long[] given = new long[1];
    Predicate<LiveOperation> count =
        any -> {
          given[0]++;
          return true;
        };
    for (int i = 0; i < QUERIES; i++) {
      long asked = System.nanoTime();
      candidates.forEach(
          queries[i], MINIMUM.lateralCm(), MINIMUM.verticalTenthMm(), count);
      candidateNanos[i] = System.nanoTime() - asked;
    }
    long[] queryNanos = new long[QUERIES];
    long hits = 0;
    for (int i = 0; i < QUERIES; i++) {
      long asked = System.nanoTime();
      hits += hits(candidates, queries[i], rules);
      queryNanos[i] = System.nanoTime() - asked;
    }
    Arrays.sort(candidateNanos);
    Arrays.sort(queryNanos);
    out.println(
        figures
            .put("mean_candidates", (double) given[0] / QUERIES)
            .put("mean_hits", (double) hits / QUERIES)
            .put("candidates_p50_us", candidateNanos[QUERIES / 2] / 1e3)
            .put("candidates_p99_us", candidateNanos[QUERIES * 99 / 100] / 1e3)
            .put("query_p50_us", queryNanos[QUERIES / 2] / 1e3)
            .put("query_p99_us", queryNanos[QUERIES * 99 / 100] / 1e3)
            .put("heap_mb", heapMb(index))
            .line());
    return 0;
  }

  private static int hits(Candidates candidates, LiveOperation query, PairRules rules) {
    int[] hits = new int[1];
    candidates.forEach(
        query,
        MINIMUM.lateralCm(),
        MINIMUM.verticalTenthMm(),
        other -> {
          hits[0] += PairCheck.between(query, other, rules).isPresent() ? 1 : 0;
          return true;
        });
    return hits[0];
  }

  private static PairRules rules() {
    RulesDocument document =
        RulesDocument.uniform(
            new TheatreId("nation"), 1, "All", Traffic.PARTIES.subList(0, 2), MINIMUM);
    return new PairRules(List.of(Rules.of(document)), false);
  }

  /// What is held after a collection: the operations and the index.
  private static double heapMb(ConflictIndex index) {
    System.gc();
    long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    if (index.size() == 0) {
      throw new IllegalStateException("nothing was held");
    }
    return used / BYTES_PER_MB;
  }
}
