package org.wideberth.simulator.crash;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Kills real nodes under load and looks whether anything acknowledged is lost.
@Command(
    name = "crash",
    mixinStandardHelpOptions = true,
    description = {
      "Runs two real nodes on loopback under load and kills one or the other (kill -9) at random",
      "moments, once a round. Afterwards every acknowledged operation and receipt must be there,",
      "bundles must verify, and both nodes must find the same. Exits with 1 if not.",
      "Example: wideberth crash --rounds 100"
    })
public final class CrashCommand implements Callable<Integer> {
  /// Before everything is looked at, and two new nodes are made.
  private static final int ROUNDS_A_PAIR = 20;

  @Option(names = "--rounds", description = "Kills (default ${DEFAULT-VALUE}).")
  private int rounds = 100;

  @Option(names = "--seed", description = "For when and whom (default ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--disk-faults",
      description = "Also tear, fill and damage disks of nodes that were killed.")
  private boolean diskFaults;

  @Option(names = "--jobs", description = "Pairs of nodes at a time (default: one a processor).")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    long begin = System.nanoTime();
    List<Block> blocks = new ArrayList<>();
    for (int done = 0; done < rounds; done += ROUNDS_A_PAIR) {
      blocks.add(new Block(done, Math.min(rounds, done + ROUNDS_A_PAIR), seed, diskFaults, out));
    }
    Tally all = new Tally();
    try (ExecutorService pool = Executors.newFixedThreadPool(jobs)) {
      for (Future<Tally> run : pool.invokeAll(blocks)) {
        all.add(run.get());
      }
    } catch (ExecutionException failed) {
      throw new IOException("the rounds could not be run: " + failed.getCause(), failed);
    }
    all.losses().forEach(out::println);
    out.printf(
        "rounds=%d %s%slost=%d seconds=%d%n",
        rounds,
        all,
        diskFaults ? all.faults() + " " : "",
        all.losses().size(),
        Duration.ofNanos(System.nanoTime() - begin).toSeconds());
    out.flush();
    return all.losses().isEmpty() ? 0 : 1;
  }
}
