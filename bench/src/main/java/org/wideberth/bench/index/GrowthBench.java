package org.wideberth.bench.index;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wideberth.bench.Figures;
import org.wideberth.conflict.Candidates;
import org.wideberth.conflict.LiveOperation;

/// `wideberth bench growth`: how a question's cost grows with the number of live operations, at
/// equal density and within one area.
public final class GrowthBench {
  private static final int QUERIES = 5_000;
  private static final int LEAST = 1_000;
  private static final int STEP = 10;

  /// Of the square of a million operations at equal density: so thin that a thousand still have a
  /// middle that is far from every edge.
  private static final double SIDE_M = 6_000_000;

  private static final double MIDDLE = 0.7;

  private GrowthBench() {}

  private record Cost(double visited, double p50Us) {}

  /// Runs it and prints one line of JSON at the end.
  ///
  /// @param most the largest number of live operations
  /// @param page to which the figures are written too
  /// @return 0
  public static int run(PrintStream out, long seed, int most, Optional<Path> page) {
    Figures figures = Figures.start("growth");
    out.println("At equal density: so many live, entries looked at, microseconds.");
    cost(new Live(new Traffic(seed, Traffic.Place.EQUATOR, side(most, most))), 50_000, MIDDLE);
    Cost least = new Cost(0, 0);
    Cost last = least;
    for (int n = LEAST; n <= most; n *= STEP) {
      Traffic traffic = new Traffic(seed, Traffic.Place.EQUATOR, side(n, most));
      last = cost(new Live(traffic), n, MIDDLE);
      least = n == LEAST ? last : least;
      out.printf("%9d %9.1f %9.2f%n", n, last.visited, last.p50Us);
      figures.put("density_us_" + n, last.p50Us);
    }
    figures
        .put("visited_ratio", last.visited / least.visited)
        .put("time_ratio", last.p50Us / least.p50Us);
    out.println("Within 600 x 600 km: so many live, entries looked at, microseconds.");
    List<Integer> counts = new ArrayList<>();
    List<Double> us = new ArrayList<>();
    for (int n = LEAST; n <= most; n *= STEP) {
      Traffic traffic = new Traffic(seed, Traffic.Place.NATION, IndexBench.SIDE_M);
      Cost cost = cost(new Live(traffic), n, 1);
      out.printf("%9d %9.1f %9.2f%n", n, cost.visited, cost.p50Us);
      figures.put("area_us_" + n, cost.p50Us);
      counts.add(n);
      us.add(cost.p50Us);
    }
    figures.say(out, page, Figures.seedAndN(seed, most), plot(counts, us));
    return 0;
  }

  private static String plot(List<Integer> counts, List<Double> us) {
    return """

    A question among so many live operations within 600 x 600 km, exact check included:

    ```mermaid
    xychart-beta
        x-axis "live operations" %s
        y-axis "microseconds, p50"
        line %s
    ```
    """
        .formatted(counts, us.stream().map("%.2f"::formatted).toList());
  }

  private static double side(int n, int most) {
    return SIDE_M * Math.sqrt((double) n / most);
  }

  private static Cost cost(Live live, int n, double share) {
    live.fill(n);
    LiveOperation[] queries = live.queries(QUERIES, share);
    Candidates candidates = live.index.candidates();
    for (int i = 0; i < 4; i++) {
      live.hits(candidates, queries);
    }
    long before = candidates.visited();
    Live.Asked hits = live.hits(candidates, queries);
    return new Cost((double) (candidates.visited() - before) / QUERIES, hits.p50Us());
  }
}
