package org.wideberth.bench.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.wideberth.agreement.PairRules;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesDocument;
import org.wideberth.conflict.Candidates;
import org.wideberth.conflict.GridIndex;
import org.wideberth.conflict.LiveOperation;
import org.wideberth.conflict.PairCheck;
import org.wideberth.geo.Minimum;
import org.wideberth.geo.TimeWindow;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.party.TheatreId;

/// Made-up operations in an index, and how long questions to it take in one thread.
final class Live {
  static final Minimum MINIMUM = Minimum.ofMetresAndFeet(50, 50);

  private static final int AT_ONCE = 10_000;
  private static final double NANOS_PER_US = 1e3;

  final GridIndex index = new GridIndex();
  final Traffic traffic;
  private final PairRules rules = rules();
  private final PairCheck check = new PairCheck();

  Live(Traffic traffic) {
    this.traffic = traffic;
  }

  private static PairRules rules() {
    RulesDocument document =
        RulesDocument.uniform(
            new TheatreId("nation"), 1, "All", Traffic.PARTIES.subList(0, 2), MINIMUM);
    return new PairRules(List.of(Rules.of(document)), false);
  }

  /// Puts `n` more in.
  ///
  /// @return nanoseconds that preparing and putting them in took, without making them up
  long fill(int n) {
    long nanos = 0;
    for (int from = 0; from < n; from += AT_ONCE) {
      List<Operation> made = new ArrayList<>();
      for (int i = from; i < Math.min(n, from + AT_ONCE); i++) {
        made.add(traffic.next());
      }
      long started = System.nanoTime();
      made.forEach(index::put);
      nanos += System.nanoTime() - started;
    }
    return nanos;
  }

  /// Operations to ask about, which are not in.
  ///
  /// @param share in the middle of the square, of its side
  LiveOperation[] queries(int count, double share) {
    LiveOperation[] queries = new LiveOperation[count];
    for (int i = 0; i < count; i++) {
      queries[i] = LiveOperation.of(traffic.next(share));
    }
    return queries;
  }

  /// Some of those that are in.
  OperationId[] ids(int count) {
    return all().stream()
        .limit(count)
        .map(each -> each.operation().id())
        .toArray(OperationId[]::new);
  }

  /// All that are in.
  List<LiveOperation> all() {
    List<LiveOperation> all = new ArrayList<>();
    index.forEach(all::add);
    return all;
  }

  /// Gives those that are there at some time of a window.
  void forEachWithin(TimeWindow window, Consumer<LiveOperation> to) {
    index.forEach(
        each -> {
          if (each.startMillis() < window.end().toEpochMilli()
              && window.start().toEpochMilli() < each.endMillis()) {
            to.accept(each);
          }
          return true;
        });
  }

  /// Whether two are in conflict. Asked by one thread.
  boolean isHit(LiveOperation one, LiveOperation other) {
    return check.between(one, other, rules).isPresent();
  }

  /// What asking took.
  ///
  /// @param nanos of each question, sorted
  /// @param given how many operations all answers had
  record Asked(long[] nanos, long given) {
    double p50Us() {
      return nanos[nanos.length / 2] / NANOS_PER_US;
    }

    double p99Us() {
      return nanos[nanos.length * 99 / 100] / NANOS_PER_US;
    }

    double mean() {
      return (double) given / nanos.length;
    }
  }

  /// Asks for candidates only.
  Asked candidates(Candidates candidates, LiveOperation[] queries) {
    return ask(candidates, queries, false);
  }

  /// Asks for what is in conflict, exactly.
  Asked hits(Candidates candidates, LiveOperation[] queries) {
    return ask(candidates, queries, true);
  }

  private Asked ask(Candidates candidates, LiveOperation[] queries, boolean exactly) {
    long[] nanos = new long[queries.length];
    long[] given = new long[1];
    for (int i = 0; i < queries.length; i++) {
      LiveOperation query = queries[i];
      Predicate<LiveOperation> to =
          other -> {
            given[0] += !exactly || isHit(query, other) ? 1 : 0;
            return true;
          };
      long started = System.nanoTime();
      candidates.forEach(query, MINIMUM.lateralCm(), MINIMUM.verticalTenthMm(), to);
      nanos[i] = System.nanoTime() - started;
    }
    Arrays.sort(nanos);
    return new Asked(nanos, given[0]);
  }
}
