package org.wideberth.bench.index;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.wideberth.conflict.Candidates;
import org.wideberth.conflict.LiveOperation;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;

/// What it takes to ask an index, and to move an operation in it, by JMH. Each call takes the next
/// of many operations, so that what it needs is seldom in the processor's caches.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class IndexMicro {
  private static final int QUERIES = 1 << 14;

  /// Of what is made up.
  @Param("1")
  public long seed;

  /// Operations that are live.
  @Param("1000000")
  public int n;

  private Live live = new Live(new Traffic(1, Traffic.Place.NATION, IndexBench.SIDE_M));
  private Candidates candidates = live.index.candidates();
  private LiveOperation[] queries = {};
  private final List<Operation> moves = new ArrayList<>();
  private int next;
  private long given;

  // Made once: what is measured is what the index allocates.
  private final Counting counting = new Counting();

  private final class Counting implements Predicate<LiveOperation> {
    @Override
    public boolean test(LiveOperation other) {
      given++;
      return true;
    }
  }

  /// Fills the index.
  @Setup
  public void fill() {
    live = new Live(new Traffic(seed, Traffic.Place.NATION, IndexBench.SIDE_M));
    live.fill(n);
    candidates = live.index.candidates();
    queries = live.queries(QUERIES, 1);
    for (int revision = 2; revision <= 3; revision++) {
      for (OperationId id : live.ids(QUERIES / 2)) {
        moves.add(live.traffic.moved(id, revision));
      }
    }
  }

  /// What an operation may be in conflict with.
  @Benchmark
  public long candidates() {
    ask(query(), counting);
    return given;
  }

  /// What it is in conflict with, exactly.
  @Benchmark
  public long conflicts() {
    LiveOperation query = query();
    ask(
        query,
        other -> {
          given += live.isHit(query, other) ? 1 : 0;
          return true;
        });
    return given;
  }

  private LiveOperation query() {
    return queries[next++ & (QUERIES - 1)];
  }

  private void ask(LiveOperation query, Predicate<LiveOperation> to) {
    candidates.forEach(query, Live.MINIMUM.lateralCm(), Live.MINIMUM.verticalTenthMm(), to);
  }

  /// Puts an operation somewhere else, its volume made ready anew.
  @Benchmark
  public LiveOperation replace() {
    return live.index.put(moves.get(next++ % moves.size()));
  }
}
