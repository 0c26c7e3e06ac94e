package org.wideberth.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.wideberth.conflict.TestOperations.AMBER;
import static org.wideberth.conflict.TestOperations.COBALT;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;

/// What is put off is done when nobody looks any more who may need it, and not before.
final class ReadersTest {
  private final List<String> done = new ArrayList<>();
  private final Readers readers = new Readers();

  private void putOff(String what) {
    readers.afterwards(() -> done.add(what));
  }

  /// Done once, it puts off more.
  private void putOffTwice(String what) {
    readers.afterwards(
        () -> {
          done.add(what);
          putOff(what + " again");
        });
  }

  @Test
  void whileNobodyLooksItIsDoneAtOnce() {
    putOff("one");
    assertThat(done).containsExactly("one");
    putOffTwice("two");
    assertThat(done).containsExactly("one", "two", "two again");
  }

  @Test
  void whileSomebodyLooksItIsNot() {
    int early = readers.begin();
    putOff("one");
    int late = readers.begin();
    assertThat(done).isEmpty();
    readers.end(early);
    putOff("two");
    assertThat(done).as("the second began after it was put off").containsExactly("one");
    readers.end(late);
    putOff("three");
    assertThat(done).containsExactly("one", "two", "three");
  }

  @Test
  void whatIsPutOffMeanwhileWaitsForThoseWhoBeganMeanwhile() {
    int early = readers.begin();
    putOffTwice("one");
    int late = readers.begin();
    readers.end(early);
    putOff("two");
    assertThat(done).containsExactly("one");
    readers.end(late);
    putOff("three");
    assertThat(done).containsExactlyInAnyOrder("one", "one again", "two", "three");
  }

  @Test
  void whatIsPutOffIsNotForgottenIfBeforeItSomethingFailed() {
    assertThat(
            catchThrowable(
                () ->
                    readers.afterwards(
                        () -> {
                          throw new IllegalStateException("failed");
                        })))
        .hasMessage("failed");
    putOff("one");
    assertThat(done).containsExactly("one");
  }

  private static Operation operation(PartyId party, String name, double lat, int radiusM) {
    return TestOperations.operation(
        new OperationId(party, name),
        1,
        List.of(TestOperations.circle(lat, 8, radiusM, TestOperations.seconds(0, 3_600))));
  }

  @Test
  void whoeverLooksSeesWhatMovedToWhereItHasBeen() {
    GridIndex index = new GridIndex();
    index.put(operation(AMBER, "moving", 47, 1_000));
    index.put(operation(AMBER, "staying", 47, 1_000));
    LiveOperation question = LiveOperation.of(operation(COBALT, "question", 47, 50_000));
    List<String> seen = new ArrayList<>();
    double[] lat = {47};
    index
        .candidates()
        .forEach(
            question,
            100,
            Candidates.ANY_HEIGHT,
            other -> {
              // Each time that one is given, the other moves to and fro.
              lat[0] = 47.3 - (lat[0] - 47.1);
              index.put(operation(AMBER, "moving", lat[0], 1_000));
              seen.add(other.operation().id().name());
              return true;
            });
    assertThat(seen).containsExactlyInAnyOrder("moving", "staying");
  }
}
