package org.wideberth.bench.separation;

import java.io.PrintStream;
import java.util.Optional;
import org.wideberth.bench.Figures;
import org.wideberth.geo.HeightContext;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.Separation;
import org.wideberth.geo.Separations;

/// `wideberth bench separation --seed S --n N`: N random pairs of volumes through the kernel and
/// the oracle. Ends with 1 if they disagree on any.
public final class SeparationBench {
  private static final int DEFAULT_PAIRS = 100_000;
  private static final long DEFAULT_SEED = 1;
  private static final int ROUNDS = 20;

  private SeparationBench() {}

  /// Runs with the arguments after the bench's name; the result is the exit code.
  public static int run(String[] arguments) {
    return run(arguments, System.out);
  }

  static int run(String[] arguments, PrintStream out) {
    Optional<Long> seed = option(arguments, "--seed", DEFAULT_SEED);
    Optional<Long> pairs = option(arguments, "--n", DEFAULT_PAIRS);
    if (seed.isEmpty() || pairs.isEmpty() || pairs.get() < 1) {
      out.println("usage: wideberth bench separation [--seed NUMBER] [--n PAIRS]");
      return 2;
    }
    long n = pairs.get();
    out.printf(
        "separation: %d random pairs of volumes from seed %d, kernel against GeographicLib oracle"
            + " (error %.3f m)%n",
        n, seed.get(), SeparationOracle.ERROR_M);
    Figures figures = Figures.start("separation");
    SeparationTally tally = compare(Separations::between, seed.get(), n);
    tally.disagreements.forEach(out::println);
    out.printf(
        "%d pairs: %d within 1 m of the minimum, %d in conflict, %d polar, %d across the"
            + " antimeridian; %d missed, %d invented, %d wrong bounds%n",
        tally.pairs,
        tally.nearMinimum,
        tally.conflicts,
        tally.polar,
        tally.antimeridian,
        tally.missed,
        tally.invented,
        tally.wrongBounds);
    out.println(
        figures
            .put("seed", seed.get())
            .put("pairs", tally.pairs)
            .put("near_minimum", tally.nearMinimum)
            .put("conflicts", tally.conflicts)
            .put("polar", tally.polar)
            .put("antimeridian", tally.antimeridian)
            .put("within_tolerance", tally.withinTolerance)
            .put("missed", tally.missed)
            .put("invented", tally.invented)
            .put("wrong_bounds", tally.wrongBounds)
            .put("wide_bounds", tally.wideBounds)
            .put("asymmetric", tally.asymmetric)
            .put("widest_mm", tally.widestMm)
            .put("kernel_us", kernelMicros(seed.get(), Math.min(n, 1_000)))
            .line());
    return tally.wrong() == 0 ? 0 : 1;
  }

  /// A tally of the first `n` pairs of a seed.
  static SeparationTally compare(Kernel kernel, long seed, long n) {
    VolumePairs source = new VolumePairs(seed);
    SeparationTally tally = new SeparationTally(kernel);
    for (long i = 0; i < n; i++) {
      tally.compare(source.next(), "seed " + seed + ", pair " + i);
    }
    return tally;
  }

  /// The kernel alone, warm, on prepared volumes: microseconds a pair.
  private static double kernelMicros(long seed, long n) {
    VolumePairs source = new VolumePairs(seed);
    VolumePair[] pairs = new VolumePair[(int) n];
    PreparedVolume[] a = new PreparedVolume[pairs.length];
    PreparedVolume[] b = new PreparedVolume[pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = source.next();
      a[i] = PreparedVolume.of(pairs[i].a());
      b[i] = PreparedVolume.of(pairs[i].b());
    }
    long best = Long.MAX_VALUE;
    long sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < pairs.length; i++) {
        Separation s = Separations.between(a[i], b[i], pairs[i].minimum(), HeightContext.NONE);
        sum += s.lowerMm();
      }
      best = Math.min(best, System.nanoTime() - start);
    }
    if (sum < 0) {
      throw new IllegalStateException("distances are not negative");
    }
    return best / 1e3 / pairs.length;
  }

  private static Optional<Long> option(String[] arguments, String name, long otherwise) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals(name)) {
        try {
          return i + 1 < arguments.length
              ? Optional.of(Long.parseLong(arguments[i + 1]))
              : Optional.empty();
        } catch (NumberFormatException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(otherwise);
  }
}
