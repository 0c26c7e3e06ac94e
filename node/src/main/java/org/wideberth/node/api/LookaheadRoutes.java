package org.wideberth.node.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wideberth.geo.TimeText;
import org.wideberth.geo.TimeWindow;
import org.wideberth.node.engine.EngineView;
import org.wideberth.node.engine.Lookahead;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.picture.OperationRequest;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// What would be found, what would end it, and when there is nothing. Nothing here files anything.
final class LookaheadRoutes {
  private static final Duration AHEAD = Duration.ofDays(1);
  private static final long MINUTES_MAX = 56 * 1_440;
  private static final long MINUTE_MS = 60_000;

  private final Core core;
  private final OperationRoutes operations;
  private final Lookahead lookahead;

  LookaheadRoutes(Core core, OperationRoutes operations) {
    this.core = core;
    this.operations = operations;
    this.lookahead = new Lookahead(core.engine());
  }

  List<Route> routes() {
    return List.of(
        Routes.get("/api/v1/findings/{id}/proposals", Role.OBSERVER, this::proposals),
        Routes.post("/api/v1/what-if", Role.DUTY_OFFICER, Routes.GEOJSON_BYTES_MAX, this::declare),
        Routes.post(
            "/api/v1/operations/{id}/what-if",
            Role.DUTY_OFFICER,
            Routes.GEOJSON_BYTES_MAX,
            this::revise),
        Routes.post("/api/v1/windows", Role.DUTY_OFFICER, Routes.GEOJSON_BYTES_MAX, this::windows));
  }

  private PartyId self() {
    return core.read(EngineView::ownCard).party();
  }

  private Response proposals(Request request) {
    return Problems.answer(
        core.read(view -> SettlementRoutes.id(view.picture(), request.parameter("id")))
            .then(
                id ->
                    lookahead
                        .proposals(id)
                        .map(
                            found ->
                                JsonText.object(
                                    json -> {
                                      json.text("finding", HashText.of(id));
                                      ProposalJson.proposals(json, found, self(), Optional.empty());
                                    }))),
        json -> Response.json(200, json));
  }

  private Response declare(Request request) {
    return Problems.answer(
        operations.requests(request).then(lookahead::declare),
        all ->
            Response.json(
                200,
                JsonText.object(
                    json ->
                        json.objects(
                            "operations",
                            all,
                            (item, would) -> ProposalJson.would(item, would, self())))));
  }

  private Response revise(Request request) {
    return Problems.answer(
        OperationId.parse(request.parameter("id"))
            .then(
                id -> operations.revision(request).then(content -> lookahead.revise(id, content))),
        would ->
            Response.json(200, JsonText.object(json -> ProposalJson.would(json, would, self()))));
  }

  private Response windows(Request request) {
    return Problems.answer(
        operations
            .requests(request)
            .then(LookaheadRoutes::only)
            .then(
                one ->
                    length(request, one)
                        .then(
                            length -> lookahead.windows(one, now -> within(request, now), length))),
        found -> Response.json(200, JsonText.object(json -> ProposalJson.windows(json, found))));
  }

  private static Outcome<OperationRequest> only(List<OperationRequest> all) {
    return all.size() == 1
        ? Outcome.accept(all.getFirst())
        : Outcome.refuse(
            RefusalCode.MALFORMED, "one operation is asked about at a time, not " + all.size());
  }

  /// As many minutes as are asked for, or as long as the operation is.
  private static Outcome<Duration> length(Request request, OperationRequest operation) {
    Optional<String> text = request.queryParameter("minutes");
    if (text.isPresent()) {
      boolean figures = text.get().matches("[0-9]{1,6}");
      long minutes = figures ? Long.parseLong(text.get()) : 0;
      return minutes >= 1 && minutes <= MINUTES_MAX
          ? Outcome.accept(Duration.ofMinutes(minutes))
          : Outcome.refuse(
              RefusalCode.OUT_OF_RANGE,
              "minutes: a whole number from 1 to %d is expected".formatted(MINUTES_MAX));
    }
    long start = Long.MAX_VALUE;
    long end = Long.MIN_VALUE;
    for (var volume : operation.volumes()) {
      start = Math.min(start, volume.time().start().toEpochMilli());
      end = Math.max(end, volume.time().end().toEpochMilli());
    }
    return Outcome.accept(Duration.ofMillis(end - start));
  }

  /// From the next minute on for a day, if nothing else is asked for.
  private static Outcome<TimeWindow> within(Request request, Instant now) {
    long next = Math.ceilDiv(now.toEpochMilli(), MINUTE_MS) * MINUTE_MS;
    return time(request, "from", Instant.ofEpochMilli(next))
        .then(
            from ->
                time(request, "to", from.plus(AHEAD))
                    .then(to -> TimeWindow.ofEpochMillis(from.toEpochMilli(), to.toEpochMilli())));
  }

  private static Outcome<Instant> time(Request request, String name, Instant otherwise) {
    Optional<String> text = request.queryParameter(name);
    if (text.isEmpty()) {
      return Outcome.accept(otherwise);
    }
    return switch (TimeText.parse(text.get())) {
      case Outcome.Accepted<Instant> good -> good;
      case Outcome.Refused<Instant>(var refusal) ->
          Outcome.refuse(refusal.code(), name + ": " + refusal.detail());
    };
  }
}
