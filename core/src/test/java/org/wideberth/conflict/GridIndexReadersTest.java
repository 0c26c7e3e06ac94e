package org.wideberth.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.conflict.TestOperations.AMBER;
import static org.wideberth.conflict.TestOperations.COBALT;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wideberth.geo.TimeWindow;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;

/// A writer and eight readers. What stays is always seen; what moves about within the question is
/// seen once, before or after its move; what was never there is never seen, be it far away or in
/// the same cells at another time, under the number of what is there now and then.
final class GridIndexReadersTest {
  private static final int READERS = 8;
  private static final int STAYING = 200;
  private static final int MOVING = 50;
  private static final int PASSING = 100;
  private static final int AWAY = 2_000;
  private static final int MOVES = 20_000;

  /// Ends within the bin in which [#LATER] begins.
  private static final TimeWindow TIME = TestOperations.seconds(0, 5_405);

  private static final TimeWindow LATER = TestOperations.seconds(5_410, 9_000);

  private final GridIndex index = new GridIndex();
  private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicLong asked = new AtomicLong();
  private volatile boolean ended;

  private static Operation operation(
      String name, int revision, double lat, double lon, TimeWindow time) {
    return TestOperations.operation(
        new OperationId(AMBER, name),
        revision,
        List.of(TestOperations.circle(lat, lon, 500, time)));
  }

  /// Somewhere in half a degree, which the question covers.
  private static double near(Random random) {
    return 0.5 * random.nextDouble() - 0.25;
  }

  private void putNear(String name, int revision, Random random, TimeWindow time) {
    index.put(operation(name, revision, near(random), near(random), time));
  }

  private void moveAbout(Random random, int revision) {
    switch (random.nextInt(4)) {
      case 0 -> putNear("moving-" + random.nextInt(MOVING), revision, random, TIME);
      case 1, 2 -> {
        // One goes and another comes, which takes its number if it may.
        int which = random.nextInt(PASSING);
        index.remove(new OperationId(AMBER, "passing-" + which));
        putNear("later-" + which, revision, random, LATER);
        index.remove(new OperationId(AMBER, "later-" + which));
        putNear("passing-" + which, revision, random, TIME);
      }
      default -> {
        // Cells of the question, and of others, grow and shrink.
        String away = "away-" + random.nextInt(AWAY);
        if (random.nextBoolean()) {
          index.put(operation(away, revision, 3 + near(random), near(random), TIME));
        } else {
          index.remove(new OperationId(AMBER, away));
        }
      }
    }
  }

  /// @param radiusM of a question through 300 cells, or through so many that all volumes are looked
  ///     at instead
  private void read(int radiusM) {
    Candidates candidates = index.candidates();
    LiveOperation question =
        LiveOperation.of(
            TestOperations.operation(
                new OperationId(COBALT, "question"),
                1,
                List.of(TestOperations.circle(0, 0, radiusM, TIME))));
    try {
      while (!ended && wrong.isEmpty()) {
        ask(candidates, question);
        asked.incrementAndGet();
      }
    } catch (RuntimeException failed) {
      wrong.add(failed.toString());
    }
  }

  private void ask(Candidates candidates, LiveOperation question) {
    Set<String> seen = new HashSet<>();
    candidates.forEach(
        question,
        100,
        10_000,
        other -> {
          String name = other.operation().id().name();
          if (!seen.add(name) && !name.startsWith("passing")) {
            wrong.add(name + " was seen twice");
          }
          return true;
        });
    for (int i = 0; i < STAYING; i++) {
      if (!seen.remove("staying-" + i)) {
        wrong.add("staying-" + i + " was not seen");
      }
    }
    for (int i = 0; i < MOVING; i++) {
      if (!seen.remove("moving-" + i)) {
        wrong.add("moving-" + i + " was not seen");
      }
    }
    seen.removeIf(name -> name.startsWith("passing"));
    seen.forEach(name -> wrong.add(name + " was seen, which is elsewhere"));
  }

  @Test
  @Tag("slow")
  void readersSeeWhatIsThereWhileAWriterMovesOthersAbout() throws InterruptedException {
    Random random = new Random(77);
    for (int i = 0; i < STAYING; i++) {
      putNear("staying-" + i, 1, random, TIME);
    }
    for (int i = 0; i < MOVING; i++) {
      putNear("moving-" + i, 1, random, TIME);
    }
    List<Thread> readers = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      int radiusM = i % 2 == 0 ? 50_000 : 150_000;
      readers.add(Thread.ofPlatform().start(() -> read(radiusM)));
    }
    for (int move = 0; move < MOVES && wrong.isEmpty(); move++) {
      moveAbout(random, 2 + move);
    }
    ended = true;
    for (Thread reader : readers) {
      reader.join();
    }
    assertThat(wrong).isEmpty();
    assertThat(asked.get()).isGreaterThan(READERS);
  }
}
