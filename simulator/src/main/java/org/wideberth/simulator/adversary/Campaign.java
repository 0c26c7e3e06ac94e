package org.wideberth.simulator.adversary;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.wideberth.simulator.world.Broken;

/// Many plans, and what came of them all together. Owned by one thread.
public final class Campaign {
  /// With so many seeds every kind of deed must have been done.
  private static final int SEEDS_FOR_ALL = 100;

  private final Map<Deed.Kind, AdversaryRun.Tally> tallies = new EnumMap<>(Deed.Kind.class);
  private final Map<Deed.Kind, Integer> seedsWith = new EnumMap<>(Deed.Kind.class);
  private int broken;

  /// What a plan breaks, in words; empty if all holds.
  public static Optional<String> breaks(Plan plan) {
    try {
      AdversaryRun.run(plan);
      return Optional.empty();
    } catch (Broken promise) {
      return Optional.of(String.valueOf(promise.getMessage()));
    } catch (RuntimeException fault) {
      return Optional.of("a fault of the program: " + fault);
    }
  }

  /// Runs seeds and prints a line for each, and a table at the end.
  ///
  /// @return true if nothing was broken, and of enough seeds every deed was among them
  public boolean run(long first, int seeds, int jobs, PrintWriter out) throws InterruptedException {
    try (ExecutorService pool = Executors.newFixedThreadPool(jobs)) {
      List<Future<AdversaryRun.Report>> runs = new ArrayList<>();
      for (long seed = first; seed < first + seeds; seed++) {
        Plan plan = Plan.of(seed);
        runs.add(pool.submit(() -> AdversaryRun.run(plan)));
      }
      for (int i = 0; i < seeds; i++) {
        try {
          add(runs.get(i).get(), out);
        } catch (ExecutionException e) {
          failed(Plan.of(first + i), Objects.requireNonNull(e.getCause()), out);
        }
        out.flush();
      }
    }
    return table(seeds, out);
  }

  private void add(AdversaryRun.Report report, PrintWriter out) {
    out.println(report);
    report
        .tallies()
        .forEach(
            (kind, tally) -> {
              seedsWith.merge(kind, 1, Integer::sum);
              tallies.merge(kind, tally, (a, b) -> a.plus(b.done(), b.named()));
            });
  }

  private void failed(Plan plan, Throwable cause, PrintWriter out) {
    broken++;
    out.println("BROKEN seed " + plan.seed() + ": " + cause.getMessage());
    if (!(cause instanceof Broken)) {
      cause.printStackTrace(out);
    }
    Plan shorter = new Shrinker(Campaign::breaks).shrink(plan);
    out.println(
        "shrunk from %d deeds to %d:".formatted(plan.deeds().size(), shorter.deeds().size()));
    out.println(shorter);
    breaks(shorter).ifPresent(words -> out.println("  breaks: " + words));
  }

  private boolean table(int seeds, PrintWriter out) {
    out.printf("%-22s %10s %10s %10s%n", "deed", "seeds", "times", "named");
    List<String> never = new ArrayList<>();
    for (Deed.Kind kind : Deed.Kind.values()) {
      AdversaryRun.Tally tally = tallies.getOrDefault(kind, new AdversaryRun.Tally(0, 0));
      if (tally.done() == 0) {
        never.add(kind.name());
      }
      out.printf(
          "%-22s %10d %10d %10s%n",
          kind.name().toLowerCase(Locale.ROOT),
          seedsWith.getOrDefault(kind, 0),
          tally.done(),
          tally.named() > 0 ? Integer.toString(tally.named()) : "-");
    }
    out.printf("seeds=%d broken=%d never_done=%s%n", seeds, broken, never);
    out.flush();
    return broken == 0 && (seeds < SEEDS_FOR_ALL || never.isEmpty());
  }
}
