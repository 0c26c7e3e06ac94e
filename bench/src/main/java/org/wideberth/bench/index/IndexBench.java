package org.wideberth.bench.index;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.wideberth.bench.Figures;
import org.wideberth.conflict.Candidates;
import org.wideberth.conflict.LiveOperation;
import org.wideberth.geo.TimeWindow;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;

/// `wideberth bench index`: how long it takes to find what operations are in conflict with among N
/// live ones, in one thread; then beside a writer; then as others do it.
public final class IndexBench {
  /// At a million over 24 hours, as many to the square as a nation may have.
  static final double SIDE_M = 600_000;

  private static final int QUERIES = 20_000;
  private static final int REPLACEMENTS_PER_S = 10_000;
  private static final int PER_MS = REPLACEMENTS_PER_S / 1_000;
  private static final double BYTES_PER_MB = 1 << 20;

  /// For the others: their tables are by the hour, so hours that nobody asks for change nothing.
  private static final TimeWindow HOURS =
      new TimeWindow(Instant.parse("2026-11-23T11:00:00Z"), Instant.parse("2026-11-23T14:00:00Z"));

  private IndexBench() {}

  /// Runs it and prints one line of JSON at the end.
  ///
  /// @param n operations that are live
  /// @param page to which the figures are written too
  /// @return 0, or 1 if others found what the index did not
  public static int run(PrintStream out, long seed, int n, Optional<Path> page)
      throws InterruptedException {
    out.printf(
        "%d live operations over 600 x 600 km and 24 h; %d queries; seed %d; minimum %s.%n",
        n, QUERIES, seed, Live.MINIMUM);
    Figures figures = Figures.start("index").put("n", n);
    Live live = new Live(new Traffic(seed, Traffic.Place.NATION, SIDE_M));
    figures.put("build_s", live.fill(n) / 1e9);
    out.println("They are in.");
    figures.put("heap_mb", heapMb(live));
    LiveOperation[] queries = live.queries(QUERIES, 1);
    Candidates candidates = live.index.candidates();
    live.hits(candidates, queries);
    Live.Asked given = live.candidates(candidates, queries);
    Live.Asked hits = live.hits(candidates, queries);
    figures
        .put("mean_candidates", given.mean())
        .put("mean_hits", hits.mean())
        .put("candidates_p50_us", given.p50Us())
        .put("candidates_p99_us", given.p99Us())
        .put("query_p50_us", hits.p50Us())
        .put("query_p99_us", hits.p99Us());
    boolean complete = others(out, figures, live, queries);
    besideWriter(out, figures, live, queries);
    figures.say(out, page, Figures.seedAndN(seed, n));
    return complete ? 0 : 1;
  }

  /// What is held after a collection: the operations and the index.
  private static double heapMb(Live live) {
    System.gc();
    long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    if (live.index.size() == 0) {
      throw new IllegalStateException("nothing was held");
    }
    return used / BYTES_PER_MB;
  }

  private static boolean others(
      PrintStream out, Figures figures, Live live, LiveOperation[] queries) {
    List<LiveOperation> asked = new ArrayList<>();
    for (LiveOperation query : queries) {
      if (query.startMillis() >= HOURS.start().toEpochMilli()
          && query.endMillis() <= HOURS.end().toEpochMilli()) {
        asked.add(query);
      }
    }
    LiveOperation[] some = asked.toArray(LiveOperation[]::new);
    Candidates candidates = live.index.candidates();
    live.candidates(candidates, some);
    double ours = live.candidates(candidates, some).p50Us();
    long ourHits = live.hits(candidates, some).given();
    figures.put("others_n", some.length).put("others_ours_p50_us", ours).put("hits", ourHits);
    boolean complete = true;
    for (Baseline other : List.of(new StrTrees(), new S2Cells())) {
      out.println("As " + other.name() + " does it.");
      live.forEachWithin(HOURS, other::add);
      other.ready();
      other.ask(live, some);
      Live.Asked theirs = other.ask(live, some);
      long theirHits = other.hits(live, some);
      figures
          .put(other.name() + "_p50_us", theirs.p50Us())
          .put(other.name() + "_mean_candidates", theirs.mean())
          .put(other.name() + "_hits", theirHits)
          .put(other.name() + "_ratio_p50", theirs.p50Us() / ours);
      complete &= theirHits <= ourHits;
    }
    return complete;
  }

  private static void besideWriter(
      PrintStream out, Figures figures, Live live, LiveOperation[] queries)
      throws InterruptedException {
    out.println("Beside a writer.");
    Writer writer = new Writer(live);
    Thread thread = Thread.ofPlatform().name("writer").start(writer);
    Candidates candidates = live.index.candidates();
    long started = System.nanoTime();
    Live.Asked hits = live.hits(candidates, queries);
    double seconds = (System.nanoTime() - started) / 1e9;
    long written = writer.written.get();
    writer.ended = true;
    thread.join();
    figures
        .put("replacements_per_s", written / seconds)
        .put("query_p50_us_with_writer", hits.p50Us())
        .put("query_p99_us_with_writer", hits.p99Us());
  }

  /// Moves operations, so many each millisecond, there and then elsewhere.
  private static final class Writer implements Runnable {
    private static final int MOVED = 2 * REPLACEMENTS_PER_S;

    private final Live live;
    private final List<Operation> moves = new ArrayList<>();
    final AtomicLong written = new AtomicLong();
    volatile boolean ended;

    Writer(Live live) {
      this.live = live;
      for (int revision = 2; revision <= 3; revision++) {
        for (OperationId id : live.ids(MOVED / 2)) {
          moves.add(live.traffic.moved(id, revision));
        }
      }
    }

    @Override
    public void run() {
      long next = System.nanoTime();
      while (!ended) {
        for (int i = 0; i < PER_MS; i++) {
          live.index.put(moves.get((int) (written.getAndIncrement() % moves.size())));
        }
        next += 1_000_000;
        LockSupport.parkNanos(Math.max(1, next - System.nanoTime()));
      }
    }
  }
}
