package org.wideberth.node.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// One reader's stream of server-sent events (WHATWG HTML, "Server-sent events").
public final class EventStream {
  /// A comment this often tells silence from a dead connection.
  static final Duration HEARTBEAT = Duration.ofSeconds(10);

  /// What a browser waits before it comes back.
  static final int RETRY_MS = 1000;

  private final EventHub hub;
  private final EventHub.Cursor from;
  private final BooleanSupplier welcome;

  /// @param welcome asked at every heartbeat: false once the reader's session is over
  EventStream(EventHub hub, EventHub.Cursor from, BooleanSupplier welcome) {
    this.hub = hub;
    this.from = from;
    this.welcome = welcome;
  }

  /// Writes until the reader hangs up, its session is over, or the node stops.
  ///
  /// @throws IOException when the reader hung up
  void writeTo(OutputStream out) throws IOException {
    write(out, "retry: " + RETRY_MS + "\n\n");
    out.flush();
    EventHub.Cursor cursor = from;
    try {
      while (!hub.closed() && welcome.getAsBoolean()) {
        EventHub.Batch batch = hub.await(cursor, HEARTBEAT);
        if (batch.reset()) {
          write(out, "id: " + hub.lastId(batch.cursor()) + "\nevent: reset\ndata: {}\n\n");
        } else if (batch.events().isEmpty()) {
          write(out, ": still here\n\n");
        }
        for (EventHub.Event event : batch.events()) {
          write(out, "id: " + hub.id(event) + "\nevent: " + event.name() + "\ndata: ");
          out.write(event.data().get());
          write(out, "\n\n");
        }
        out.flush();
        cursor = batch.cursor();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
