package org.wideberth.bench.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.wideberth.conflict.LiveOperation;
import org.wideberth.operation.Operation;

/// Another way to find candidates, by hours. It is asked as the index is: what it gives are live
/// operations of other parties, each once.
abstract class Baseline {
  private static final long HOUR_MS = 3_600_000;

  abstract String name();

  /// Takes an operation in.
  final void add(LiveOperation operation) {
    long last = hour(operation.endMillis() - 1);
    Shape shape = shape(operation.operation());
    for (long hour = hour(operation.startMillis()); hour <= last; hour++) {
      add(operation, shape, hour);
    }
  }

  /// No more come.
  void ready() {}

  /// What is computed once of an operation, whether it is put in or asked about.
  interface Shape {}

  abstract Shape shape(Operation operation);

  abstract void add(LiveOperation operation, Shape shape, long hour);

  abstract void look(Shape shape, long hour, Consumer<LiveOperation> to);

  private static long hour(long millis) {
    return Math.floorDiv(millis, HOUR_MS);
  }

  private List<LiveOperation> candidates(LiveOperation query) {
    Shape shape = shape(query.operation());
    Set<LiveOperation> seen = new HashSet<>();
    List<LiveOperation> found = new ArrayList<>();
    long last = hour(query.endMillis() - 1);
    for (long hour = hour(query.startMillis()); hour <= last; hour++) {
      look(
          shape,
          hour,
          other -> {
            if (isForeignAndThen(query, other) && seen.add(other)) {
              found.add(other);
            }
          });
    }
    return found;
  }

  private static boolean isForeignAndThen(LiveOperation query, LiveOperation other) {
    return other.startMillis() < query.endMillis()
        && query.startMillis() < other.endMillis()
        && !other.operation().party().equals(query.operation().party());
  }

  final Live.Asked ask(Live live, LiveOperation[] queries) {
    long[] nanos = new long[queries.length];
    long given = 0;
    for (int i = 0; i < queries.length; i++) {
      long started = System.nanoTime();
      given += candidates(queries[i]).size();
      nanos[i] = System.nanoTime() - started;
    }
    Arrays.sort(nanos);
    return new Live.Asked(nanos, given);
  }

  /// How many of its candidates are in conflict, by the same exact check.
  final long hits(Live live, LiveOperation[] queries) {
    long hits = 0;
    for (LiveOperation query : queries) {
      hits += candidates(query).stream().filter(other -> live.isHit(query, other)).count();
    }
    return hits;
  }
}
