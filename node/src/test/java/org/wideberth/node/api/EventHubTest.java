package org.wideberth.node.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventHubTest {
  private final EventHub hub = new EventHub(0x2a);

  @Test
  void aReaderWhoComesBackMissesNothing() throws InterruptedException {
    publish("one");
    EventHub.Batch first = hub.await(hub.cursor(Optional.of("2a-0")), Duration.ZERO);
    publish("two");
    publish("three");

    EventHub.Batch second =
        hub.await(hub.cursor(Optional.of(hub.lastId(first.cursor()))), Duration.ZERO);

    assertThat(second.events()).extracting(EventHub.Event::name).containsExactly("two", "three");
  }

  @Test
  void aNewReaderStartsWithWhatComesNow() throws InterruptedException {
    publish("old");
    EventHub.Cursor cursor = hub.cursor(Optional.empty());
    publish("new");

    assertThat(hub.await(cursor, Duration.ZERO).events())
        .extracting(EventHub.Event::name)
        .containsExactly("new");
  }

  @Test
  void anIdOfAnotherRunOrOfTheFutureOrOfNoFormResets() throws InterruptedException {
    publish("one");
    for (String id : new String[] {"2b-0", "2a-7", "nonsense", "", "2a--1"}) {
      EventHub.Batch batch = hub.await(hub.cursor(Optional.of(id)), Duration.ZERO);
      assertThat(batch.reset()).as(id).isTrue();
      assertThat(hub.await(batch.cursor(), Duration.ZERO).reset()).as(id).isFalse();
    }
  }

  @Test
  void theRingHoldsItsLimitAndOnePastItResets() throws InterruptedException {
    publish("first");
    for (int i = 1; i < EventHub.RING_EVENTS_MAX; i++) {
      publish("more");
    }
    EventHub.Cursor fromFirst = new EventHub.Cursor(0);
    assertThat(hub.await(fromFirst, Duration.ZERO).events())
        .hasSize(EventHub.RING_EVENTS_MAX)
        .first()
        .extracting(EventHub.Event::name)
        .isEqualTo("first");

    publish("one past");

    assertThat(hub.await(fromFirst, Duration.ZERO).reset()).isTrue();
    assertThat(hub.await(new EventHub.Cursor(1), Duration.ZERO).events())
        .hasSize(EventHub.RING_EVENTS_MAX);
  }

  @Test
  void aWaitingReaderWakesForAnEvent() throws InterruptedException {
    EventHub.Cursor cursor = hub.cursor(Optional.empty());
    Thread publisher = Thread.startVirtualThread(() -> publish("later"));

    assertThat(hub.await(cursor, Duration.ofSeconds(30)).events()).hasSize(1);
    publisher.join();
  }

  private void publish(String name) {
    hub.publish(name, () -> "{}".getBytes(UTF_8));
  }
}
