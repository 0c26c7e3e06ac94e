package org.wideberth.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.wideberth.conflict.TestOperations.AMBER;
import static org.wideberth.conflict.TestOperations.COBALT;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wideberth.geo.Volume;
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

  private static Operation operation(PartyId party, String name, double... lats) {
    List<Volume> volumes = new ArrayList<>();
    for (double lat : lats) {
      volumes.add(TestOperations.circle(lat, 8, 1_000, TestOperations.seconds(0, 3_600)));
    }
    return TestOperations.operation(new OperationId(party, name), 1, volumes);
  }

  /// Asks about 47 and 48 degrees north.
  ///
  /// @param meanwhile what happens each time that one is given
  /// @return what was given
  private static List<String> ask(GridIndex index, Runnable meanwhile) {
    List<String> seen = new ArrayList<>();
    index
        .candidates()
        .forEach(
            LiveOperation.of(operation(COBALT, "question", 47, 48)),
            100,
            Candidates.ANY_HEIGHT,
            other -> {
              meanwhile.run();
              seen.add(other.operation().id().name());
              return true;
            });
    return seen;
  }

  @Test
  void whoeverLooksSeesWhatMovedToWhereItHasBeen() {
    GridIndex index = new GridIndex();
    index.put(operation(AMBER, "staying", 47));
    index.put(operation(AMBER, "moving", 48));
    assertThat(ask(index, () -> index.put(operation(AMBER, "moving", 47))))
        .containsExactly("staying", "moving");
  }

  @Test
  void whatMovesIsGivenOnce() {
    GridIndex index = new GridIndex();
    index.put(operation(AMBER, "moving", 47));
    assertThat(ask(index, () -> index.put(operation(AMBER, "moving", 48))))
        .containsExactly("moving");
  }
}
