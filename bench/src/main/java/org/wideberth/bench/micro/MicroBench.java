package org.wideberth.bench.micro;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.wideberth.bench.Figures;
import org.wideberth.bench.index.IndexMicro;
import org.wideberth.bench.separation.KernelMicro;

/// `wideberth bench micro`: the mean time of the smallest steps, and the bytes that each allocates,
/// by JMH in processes of their own.
public final class MicroBench {
  private static final int ROUNDS = 5;

  /// As JMH names it.
  private static final String BYTES = "gc.alloc.rate.norm";

  private MicroBench() {}

  /// Runs them and prints one line of JSON at the end.
  ///
  /// @param n operations in the index
  /// @param page to which the figures are written too
  /// @return 0
  public static int run(PrintStream out, long seed, int n, Optional<Path> page) {
    Figures figures = Figures.start("micro").put("n", n);
    Options options =
        new OptionsBuilder()
            .include(IndexMicro.class.getName())
            .include(KernelMicro.class.getName())
            .param("seed", Long.toString(seed))
            .param("n", Integer.toString(n))
            .forks(1)
            .warmupIterations(ROUNDS)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(ROUNDS)
            .measurementTime(TimeValue.seconds(1))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .build();
    for (RunResult each : results(options)) {
      String name = name(each);
      figures.put(name + "_us", each.getPrimaryResult().getScore());
      Result<?> bytes = Objects.requireNonNull(each.getSecondaryResults().get(BYTES));
      figures.put(name + "_bytes", bytes.getScore());
    }
    figures.say(out, page, Figures.seedAndN(seed, n));
    return 0;
  }

  private static Collection<RunResult> results(Options options) {
    try {
      return new Runner(options).run();
    } catch (RunnerException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static String name(RunResult result) {
    String method = result.getPrimaryResult().getLabel();
    String which = result.getParams().getParam("which");
    return which == null ? method : method + "_" + which.toLowerCase(Locale.ROOT);
  }
}
