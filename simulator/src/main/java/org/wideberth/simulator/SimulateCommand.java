package org.wideberth.simulator;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.wideberth.simulator.adversary.Campaign;
import org.wideberth.simulator.world.Broken;
import org.wideberth.simulator.world.DayApart;
import org.wideberth.simulator.world.Faults;
import org.wideberth.simulator.world.Simulation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Runs the simulator over many seeds and says of each what it went through.
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Runs 3 to 5 production nodes on a simulated clock, network and disk, once for each seed.",
      "Exits with 1 if a promise did not hold; a seed replays its run exactly.",
      "Example: wideberth simulate --seeds 1000"
    })
final class SimulateCommand implements Callable<Integer> {
  private static final int DAY_OPERATIONS = 1_000;

  @Option(names = "--seeds", description = "How many seeds (default ${DEFAULT-VALUE}).")
  private int seeds = 50;

  @Option(names = "--seed", description = "The first seed (default ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--jobs", description = "Seeds at a time (default: one a processor).")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--day-apart",
      description = "Instead: two nodes, a cable cut for a day, 1,000 operations on each side.")
  private boolean dayApart;

  @Option(
      names = "--adversary",
      description = {
        "Instead: honest nodes among liars, up to all but two lying together, bad disks and clocks.",
        "A run that breaks a promise is cut to a short plan."
      })
  private boolean adversary;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (dayApart) {
      DayApart.Report report = DayApart.play(seed, DAY_OPERATIONS);
      out.printf(
          "seed %d: %d operations on each side while cut, both restarted; all there %d simulated ms"
              + " after the healing, %d findings on both sides.%n",
          seed, report.operationsEach(), report.healedMs(), report.findings());
      out.flush();
      return 0;
    }
    if (adversary) {
      return new Campaign().run(seed, seeds, jobs, out) ? 0 : 1;
    }
    List<Future<Simulation.Report>> runs = new ArrayList<>();
    Faults total = new Faults();
    int broken = 0;
    try (ExecutorService pool = Executors.newFixedThreadPool(jobs)) {
      for (long next = seed; next < seed + seeds; next++) {
        long mine = next;
        runs.add(pool.submit(() -> Simulation.run(mine)));
      }
      for (Future<Simulation.Report> run : runs) {
        try {
          Simulation.Report report = run.get();
          total.addAll(report.faults());
          out.println(report);
        } catch (ExecutionException e) {
          broken++;
          Throwable cause = Objects.requireNonNull(e.getCause());
          out.println("BROKEN " + cause.getMessage());
          if (!(cause instanceof Broken)) {
            cause.printStackTrace(out);
          }
        }
        out.flush();
      }
    }
    out.printf("seeds=%d broken=%d injected: %s%n", seeds, broken, total);
    out.flush();
    return broken == 0 ? 0 : 1;
  }
}
