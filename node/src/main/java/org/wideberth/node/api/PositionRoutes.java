package org.wideberth.node.api;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.References;
import org.wideberth.geo.Doubt;
import org.wideberth.geo.EntryChecks;
import org.wideberth.geo.EntryChecks.Checked;
import org.wideberth.geo.Position;
import org.wideberth.geo.PositionText;
import org.wideberth.node.engine.Command;
import org.wideberth.operation.OperationId;
import org.wideberth.record.Json;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Positions that people type: whether one is probably not the one that is meant, and what a reader
/// has entered of a message's places.
final class PositionRoutes {
  private final Core core;

  PositionRoutes(Core core) {
    this.core = core;
  }

  List<Route> routes() {
    return List.of(
        Routes.post("/api/v1/positions/check", Role.OBSERVER, this::check),
        Routes.post("/api/v1/messages/{id}/read-back", Role.DUTY_OFFICER, this::readBack));
  }

  /// What is to be checked, and near what it should be.
  private record Question(String position, EntryContext context) {
    static Question read(JsonObject body) {
      return new Question(
          body.required("position").asText(2 * PositionText.MAX_CHARS),
          new EntryContext(
              body.optional("operations")
                  .map(each -> each.asList(References.EACH_MAX, one -> one.as(OperationId::parse)))
                  .orElse(List.of()),
              body.optional("findings")
                  .map(each -> each.asList(References.EACH_MAX, one -> one.as(HashText::parse)))
                  .orElse(List.of()),
              body.optional("message").map(each -> each.as(MessageId::parse))));
    }

    Outcome<Checked> ask(Core core) {
      return EntryChecks.check(position, context.in(core));
    }
  }

  private Response check(Request request) {
    return Problems.answer(
        Json.read(request.body(), Routes.BODY_BYTES_MAX, Question::read)
            .then(question -> question.ask(core)),
        checked ->
            Response.json(
                200,
                JsonText.object(
                    json ->
                        json.text("position", PositionText.decimal(checked.at()))
                            .lonLat("at", checked.at().lonE7(), checked.at().latE7())
                            .objects("doubts", checked.doubts(), PositionRoutes::doubt))));
  }

  private static void doubt(JsonText json, Doubt doubt) {
    json.text("slip", JsonField.wordOf(doubt.slip()))
        .text("meant", doubt.meant().map(PositionText::decimal))
        .number("distance_m", doubt.distanceM())
        .text("words", doubt.words());
  }

  private Response readBack(Request request) {
    return Problems.answer(
        MessageId.parse(request.parameter("id"))
            .then(
                id ->
                    Json.read(
                            request.body(),
                            Routes.BODY_BYTES_MAX,
                            body ->
                                new Command.ReadBack(
                                    id,
                                    places(body),
                                    MatterFields.readBack(body),
                                    MessageRoutes.by(request)))
                        .then(core::ask)),
        done -> Response.json(200, MessageRoutes.body(core, MessageRoutes.said(done))));
  }

  private static SortedMap<Integer, Position> places(JsonObject body) {
    SortedMap<Integer, Position> places = new TreeMap<>();
    body.optional("places").ifPresent(field -> places(field, places));
    return places;
  }

  private static void places(JsonField field, SortedMap<Integer, Position> places) {
    field
        .asList(References.EACH_MAX, each -> each.asObject(PositionRoutes::place))
        .forEach(
            place -> {
              Optional<Position> before =
                  Optional.ofNullable(places.put(place.number(), place.at()));
              if (before.isPresent()) {
                throw field.refuse(
                    RefusalCode.MALFORMED,
                    "place %d is there twice; give each once".formatted(place.number()));
              }
            });
  }

  private record Entered(int number, Position at) {}

  private static Entered place(JsonObject from) {
    return new Entered(
        from.required("place").asInt(1, References.EACH_MAX),
        from.required("position").as(PositionText::parse));
  }
}
