package org.wideberth.node.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.wideberth.node.engine.EngineView;
import org.wideberth.node.journal.KeptBody;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.record.Entry;
import org.wideberth.record.Holding;
import org.wideberth.record.Json;
import org.wideberth.record.Limits;
import org.wideberth.record.LogCopy;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Who holds which of the own entries, since when.
final class ReceiptRoutes {
  /// Bodies may have to be read from the disk: the engine does not wait for more than this many.
  private static final int ENTRIES_PER_LOOK = 256;

  private final Core core;

  /// What the own entries are about; an entry never changes, so this is read once for each.
  private final Map<Long, Subject> subjects = new ConcurrentHashMap<>();

  ReceiptRoutes(Core core) {
    this.core = core;
  }

  List<Route> routes() {
    return List.of(Routes.get("/api/v1/receipts", Role.OBSERVER, this::receipts));
  }

  /// What an entry is about, as far as it is about an operation.
  private record Subject(String type, Optional<String> operation, Optional<Long> revision) {
    static final Subject UNKNOWN = new Subject("unknown", Optional.empty(), Optional.empty());
  }

  private record Line(
      long seq, String origin, Instant time, Subject subject, Map<PartyId, Holding> holders) {}

  private Response receipts(Request request) {
    Optional<String> operation = request.queryParameter("operation");
    if (operation.isPresent()) {
      Outcome<OperationId> own = OperationId.parse(operation.get()).then(this::own);
      if (own instanceof Outcome.Refused<OperationId>(var refusal)) {
        return Problems.of(refusal.code(), "operation: " + refusal.detail());
      }
    }
    List<Line> lines = new ArrayList<>();
    long size = core.read(view -> own(view).size());
    for (long end = size; end > 0; end -= ENTRIES_PER_LOOK) {
      long upTo = end;
      core.read(view -> lines.addAll(lines(view, upTo, operation)));
    }
    return Response.json(
        200, JsonText.object(json -> json.objects("entries", lines, ReceiptRoutes::write)));
  }

  /// Receipts are kept of own operations only.
  private Outcome<OperationId> own(OperationId id) {
    PartyId self = core.read(view -> view.ownCard().party());
    if (!id.party().equals(self)) {
      return Outcome.refuse(
          RefusalCode.NOT_FOUND,
          "%s is not of %s: receipts are for own operations".formatted(id, self));
    }
    return core.read(view -> view.picture().operation(id)).isPresent()
        ? Outcome.accept(id)
        : Outcome.refuse(RefusalCode.NOT_FOUND, "there is no operation " + id);
  }

  private static LogCopy own(EngineView view) {
    return view.log(view.ownCard().party()).orElseThrow();
  }

  private List<Line> lines(EngineView view, long end, Optional<String> operation) {
    String origin = view.ownCard().origin().toString();
    List<Line> found = new ArrayList<>();
    for (long seq = end - 1; seq >= Math.max(0, end - ENTRIES_PER_LOOK); seq--) {
      Subject subject = subject(view, seq);
      if (operation.isEmpty() || operation.equals(subject.operation())) {
        Instant time = view.ownEntry(seq).time();
        found.add(new Line(seq, origin, time, subject, view.holders(seq)));
      }
    }
    return found;
  }

  private Subject subject(EngineView view, long seq) {
    Subject known = subjects.get(seq);
    if (known != null) {
      return known;
    }
    Entry entry = view.ownEntry(seq);
    Subject read = view.body(entry.body()).map(ReceiptRoutes::subject).orElse(Subject.UNKNOWN);
    subjects.put(seq, read);
    return read;
  }

  private static Subject subject(KeptBody body) {
    Outcome<Subject> read =
        Json.read(
            body.bytes(),
            Limits.OPERATION_BODY_BYTES_MAX,
            members -> {
              Subject subject =
                  new Subject(
                      members.required("type").asText(64),
                      members.optional("operation").map(field -> field.asText(128)),
                      members
                          .optional("revision")
                          .map(field -> field.asLong(0, Integer.MAX_VALUE)));
              members.ignoreOthers();
              return subject;
            });
    return switch (read) {
      case Outcome.Accepted<Subject>(var subject) -> subject;
      case Outcome.Refused<Subject> _ -> Subject.UNKNOWN;
    };
  }

  private static void write(JsonText json, Line line) {
    Subject subject = line.subject();
    json.text("operation", subject.operation()).text("type", subject.type());
    subject.revision().ifPresent(revision -> json.number("revision", revision));
    json.text("origin", line.origin())
        .number("seq", line.seq())
        .time("time", line.time())
        .objects("holders", line.holders().entrySet(), ReceiptRoutes::writeHolder);
  }

  private static void writeHolder(JsonText json, Map.Entry<PartyId, Holding> holder) {
    json.text("party", holder.getKey().text());
    switch (holder.getValue()) {
      case Holding.Delivered(var since) -> json.text("status", "delivered").time("since", since);
      case Holding.Witnessed(var since) -> json.text("status", "witnessed").time("since", since);
      case Holding.NotYet() -> json.text("status", "not-yet");
    }
  }
}
