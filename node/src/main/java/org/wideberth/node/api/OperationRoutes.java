package org.wideberth.node.api;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.wideberth.gateway.geojson.OperationInput;
import org.wideberth.gateway.geojson.OperationsFromGeoJson;
import org.wideberth.node.engine.Command;
import org.wideberth.node.engine.Done;
import org.wideberth.node.engine.EngineView;
import org.wideberth.operation.Basis;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.picture.OperationRequest;
import org.wideberth.record.Audience;
import org.wideberth.record.Json;
import org.wideberth.record.JsonField;
import org.wideberth.record.Limits;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Operations: what is held, and the steps of the own ones.
final class OperationRoutes {
  private static final String ONE = "/api/v1/operations/{id}/";
  private static final PageLimit LIMIT = new PageLimit(200, 10_000);
  static final int NAME_CHARS_MAX = 120;

  private final Core core;

  OperationRoutes(Core core) {
    this.core = core;
  }

  List<Route> routes() {
    return List.of(
        Routes.get("/api/v1/operations", Role.OBSERVER, this::list),
        Routes.post(
            "/api/v1/operations", Role.DUTY_OFFICER, Routes.GEOJSON_BYTES_MAX, this::declare),
        Routes.post(ONE + "revise", Role.DUTY_OFFICER, Routes.GEOJSON_BYTES_MAX, this::revise),
        Routes.post(ONE + "declare", Role.DUTY_OFFICER, this::declareDraft),
        Routes.post(ONE + "activate", Role.DUTY_OFFICER, step(Command.Activate::new)),
        Routes.post(ONE + "end", Role.DUTY_OFFICER, step(Command.End::new)),
        Routes.post(ONE + "withdraw", Role.DUTY_OFFICER, step(Command.Withdraw::new)),
        Routes.post(ONE + "disclose", Role.DUTY_OFFICER, this::disclose));
  }

  private Response list(Request request) {
    return Problems.answer(
        LIMIT
            .of(request)
            .then(
                limit ->
                    PageLimit.after(request, OperationId::parse)
                        .then(after -> page(request, after, limit))),
        OperationPage::response);
  }

  // Operations are immutable: looked up under the lock, written without it.
  private Outcome<OperationPage> page(Request request, Optional<OperationId> after, int limit) {
    if (AreaQuery.isAsked(request)) {
      return AreaQuery.of(request, core.read(EngineView::now))
          .map(volume -> core.read(view -> view.picture().outlook().within(volume)))
          .map(near -> OperationPage.of(near, after, limit));
    }
    String live = request.queryParameter("live").orElse("false");
    return switch (live) {
      case "true" ->
          Outcome.accept(core.read(view -> OperationPage.live(view.picture(), after, limit)));
      case "false" ->
          Outcome.accept(core.read(view -> OperationPage.held(view.picture(), after, limit)));
      default -> Outcome.refuse(RefusalCode.MALFORMED, "live: true or false is expected");
    };
  }

  private Response declare(Request request) {
    String draft = request.queryParameter("draft").orElse("false");
    if (!draft.equals("true") && !draft.equals("false")) {
      return Problems.of(RefusalCode.MALFORMED, "draft: true or false is expected");
    }
    return Problems.answer(
        requests(request)
            .then(requests -> core.ask(new Command.Declare(requests, draft.equals("true")))),
        done ->
            Response.json(
                201,
                JsonText.object(
                    json -> json.objects("operations", items(done), OperationRoutes::writeItem))));
  }

  /// The operations that a request describes, as they are declared.
  Outcome<List<OperationRequest>> requests(Request request) {
    String name = request.queryParameter("name").orElse("");
    if (name.length() > NAME_CHARS_MAX) {
      return Outcome.refuse(
          RefusalCode.LIMIT_EXCEEDED, "name: at most %d characters".formatted(NAME_CHARS_MAX));
    }
    return inputs(request)
        .then(inputs -> BasisQuery.basis(request, core).map(basis -> based(inputs, basis)))
        .map(inputs -> requests(inputs, name));
  }

  /// The one operation that a revision describes.
  Outcome<OperationRequest> revision(Request request) {
    return inputs(request)
        .then(inputs -> BasisQuery.basis(request, core).map(basis -> based(inputs, basis)))
        .then(
            inputs ->
                inputs.size() == 1
                    ? Outcome.accept(request(inputs.getFirst()))
                    : Outcome.refuse(
                        RefusalCode.MALFORMED,
                        "a revision holds one operation, not " + inputs.size()));
  }

  /// What the file has, looked at unless a person has said that it is meant as it is.
  private Outcome<List<OperationInput>> inputs(Request request) {
    String asTyped = request.queryParameter(TypedPlaces.AS_TYPED).orElse("false");
    if (!asTyped.equals("true") && !asTyped.equals("false")) {
      return Outcome.refuse(
          RefusalCode.MALFORMED, TypedPlaces.AS_TYPED + ": true or false is expected");
    }
    Outcome<List<OperationInput>> inputs = OperationsFromGeoJson.parse(request.body());
    return asTyped.equals("true")
        ? inputs
        : inputs.then(each -> DeclaredPositions.check(each, core));
  }

  /// Those that state no basis themselves get the one that was asked for.
  static List<OperationInput> based(List<OperationInput> inputs, Optional<Basis> basis) {
    return inputs.stream()
        .map(input -> input.basis().isEmpty() && basis.isPresent() ? input.on(basis) : input)
        .toList();
  }

  static List<OperationRequest> requests(List<OperationInput> inputs, String name) {
    return inputs.stream()
        .map(input -> request(input.name().isEmpty() ? input.named(name) : input))
        .toList();
  }

  private static OperationRequest request(OperationInput input) {
    return new OperationRequest(
        input.kind(),
        input.priority(),
        input.grain(),
        input.name(),
        input.volumes(),
        input.audience(),
        input.basis());
  }

  private Response revise(Request request) {
    return onOne(request, id -> revision(request).map(content -> new Command.Revise(id, content)));
  }

  private Response declareDraft(Request request) {
    return onOne(
        request,
        id ->
            Json.read(
                request.body(),
                Routes.BODY_BYTES_MAX,
                body -> new Command.DeclareDraft(id, audience(body.required("audience")))));
  }

  /// `"*"` or a list of parties.
  static Audience audience(JsonField field) {
    if (field.tree() instanceof Json.Str(var text) && text.equals("*")) {
      return Audience.everyone();
    }
    return Audience.of(new TreeSet<>(parties(field)));
  }

  private static List<PartyId> parties(JsonField field) {
    return field.asList(Limits.PARTIES_MAX, party -> party.as(PartyId::parse));
  }

  private Response disclose(Request request) {
    return onOne(
        request,
        id ->
            Json.read(
                request.body(),
                Routes.BODY_BYTES_MAX,
                body -> new Command.Disclose(id, parties(body.required("to")))));
  }

  private Handler step(Function<OperationId, Command> command) {
    return request -> onOne(request, id -> Outcome.accept(command.apply(id)));
  }

  private Response onOne(
      Request request, Function<OperationId, ? extends Outcome<? extends Command>> command) {
    Outcome<Done> outcome =
        OperationId.parse(request.parameter("id"))
            .then(
                id ->
                    switch (command.apply(id)) {
                      case Outcome.Accepted<? extends Command>(var good) -> core.ask(good);
                      case Outcome.Refused<? extends Command>(var why) -> Outcome.refuse(why);
                    });
    return Problems.answer(
        outcome,
        done ->
            Response.json(200, JsonText.object(json -> writeItem(json, items(done).getFirst()))));
  }

  private static List<Done.Item> items(Done done) {
    if (done instanceof Done.Operations(var items)) {
      return items;
    }
    throw new IllegalStateException("a command about operations came to " + done);
  }

  private static void writeItem(JsonText json, Done.Item item) {
    json.text("id", item.operation().text())
        .number("revision", item.revision())
        .text("state", item.state().word())
        .text("origin", item.origin().toString())
        .number("seq", item.seq());
  }
}
