package org.wideberth.node.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.wideberth.node.journal.JournalRecord;
import org.wideberth.node.journal.KeptBody;
import org.wideberth.picture.PictureEvent;
import org.wideberth.record.Hash;

/// What one call of [Engine#process] has decided and not yet made durable: records and bodies for
/// the journal, and what is to be said afterwards. Nothing leaves the node before the journal has
/// it: every reply, signature and frame goes through [#afterwards].
final class Batch {
  private final List<JournalRecord> records = new ArrayList<>();
  private final Map<Hash, KeptBody> bodies = new HashMap<>();
  private final List<Hash> erased = new ArrayList<>();
  private final List<Saying> afterwards = new ArrayList<>();
  private final List<PictureEvent> events = new ArrayList<>();
  private Optional<Input> cause = Optional.empty();
  private long bytes;

  private record Saying(Optional<Input> cause, Runnable action) {}

  /// What is decided from now on is because of that input, or of none.
  void becauseOf(Optional<Input> input) {
    cause = input;
  }

  /// Bytes that are to be kept, so far.
  long bytes() {
    return bytes;
  }

  void keep(Kept kept) {
    JournalRecord record = kept.encode();
    bytes += record.bytes().length;
    records.add(record);
  }

  void keep(KeptBody body) {
    bytes += body.bytes().length;
    bodies.put(body.hash(), body);
  }

  /// The journal is to erase a body.
  void erase(Hash body) {
    erased.add(body);
  }

  List<Hash> erased() {
    return erased;
  }

  void afterwards(Runnable action) {
    afterwards.add(new Saying(cause, action));
  }

  void changed(List<PictureEvent> pictureEvents) {
    events.addAll(pictureEvents);
  }

  List<JournalRecord> records() {
    return records;
  }

  List<KeptBody> bodies() {
    return List.copyOf(bodies.values());
  }

  List<PictureEvent> events() {
    return events;
  }

  /// A body that is about to be kept.
  Optional<KeptBody> body(Hash hash) {
    return Optional.ofNullable(bodies.get(hash));
  }

  boolean isEmpty() {
    return records.isEmpty() && bodies.isEmpty() && erased.isEmpty();
  }

  /// Says what was to be said. What is said may ask for more to be said.
  ///
  /// @param worked told after each, because of what it was said
  void speak(Consumer<Optional<Input>> worked) {
    for (int i = 0; i < afterwards.size(); i++) {
      Saying next = afterwards.get(i);
      cause = next.cause();
      next.action().run();
      worked.accept(cause);
    }
  }
}
