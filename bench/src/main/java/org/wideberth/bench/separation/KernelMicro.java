package org.wideberth.bench.separation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.wideberth.geo.Comparison;
import org.wideberth.geo.HeightContext;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.Separation;
import org.wideberth.geo.Separations;
import org.wideberth.geo.Verdict;

/// What it takes to compare two volumes, and to make one ready for it, by JMH. Each call takes the
/// next of many pairs of [VolumePairs].
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class KernelMicro {
  private static final int PAIRS = 1 << 10;

  /// Which pairs.
  public enum Which {
    /// Apart in time or in height.
    APART,
    /// More than a metre closer than the minimum.
    CLOSE,
    /// Within a metre of the minimum: bounds may not decide.
    HARD;

    private boolean has(VolumePair pair) {
      return switch (this) {
        case APART -> !pair.together();
        case CLOSE -> pair.isConflict() && !pair.isNearMinimum();
        case HARD -> pair.isNearMinimum();
      };
    }
  }

  /// Of what is made up.
  @Param("1")
  public long seed;

  @Param public Which which = Which.APART;

  private final List<VolumePair> pairs = new ArrayList<>();
  private final List<PreparedVolume> a = new ArrayList<>();
  private final List<PreparedVolume> b = new ArrayList<>();
  private final Comparison comparison = new Comparison();
  private int next;

  /// Makes up the pairs.
  @Setup
  public void make() {
    VolumePairs made = new VolumePairs(seed);
    while (pairs.size() < PAIRS) {
      VolumePair pair = made.next();
      if (which.has(pair)) {
        pairs.add(pair);
        a.add(PreparedVolume.of(pair.a()));
        b.add(PreparedVolume.of(pair.b()));
      }
    }
  }

  /// Asks whether times, balls or heights alone tell them apart.
  @Benchmark
  public boolean triage() {
    int i = next++ & (PAIRS - 1);
    return Separations.areApart(a.get(i), b.get(i), pairs.get(i).minimum(), HeightContext.NONE);
  }

  /// Compares two volumes that are ready, as far as what it means.
  @Benchmark
  public Verdict verdict() {
    int i = next++ & (PAIRS - 1);
    return comparison.compare(a.get(i), b.get(i), pairs.get(i).minimum(), HeightContext.NONE);
  }

  /// Compares two volumes that are ready, and says all that is known of them.
  @Benchmark
  public Separation between() {
    int i = next++ & (PAIRS - 1);
    return Separations.between(a.get(i), b.get(i), pairs.get(i).minimum(), HeightContext.NONE);
  }
}
