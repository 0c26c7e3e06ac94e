package org.wideberth.node.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wideberth.agreement.Rules;
import org.wideberth.channel.MessageId;
import org.wideberth.claim.ArticleRef;
import org.wideberth.claim.ClaimBody;
import org.wideberth.claim.ClaimBody.Stance;
import org.wideberth.claim.Crossing;
import org.wideberth.claim.Sighting;
import org.wideberth.geo.Area;
import org.wideberth.geo.Areas;
import org.wideberth.geo.EntryChecks;
import org.wideberth.geo.Position;
import org.wideberth.geo.PositionText;
import org.wideberth.geo.Surroundings;
import org.wideberth.geo.TimeText;
import org.wideberth.node.engine.Command;
import org.wideberth.node.engine.Done;
import org.wideberth.node.engine.EngineView;
import org.wideberth.operation.OperationId;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.picture.ClaimDecisions.ReportRequest;
import org.wideberth.record.Audience;
import org.wideberth.record.Hash;
import org.wideberth.record.Json;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Crossings that are reported and contested, and the bases of operations.
final class ClaimRoutes {
  private static final String CROSSINGS = "/api/v1/crossings";
  private static final String ONE = CROSSINGS + "/{id}";
  private static final String BASIS = "/api/v1/operations/{id}/basis";

  /// Fewer than of other things: each may name a line of its own, which takes up to 20 ms to make
  /// ready.
  private static final PageLimit LIMIT = new PageLimit(50, 100);

  /// A strip along a line, which a claimed position should be near.
  private static final int STRIP_CM = 100_000;

  private final Core core;

  ClaimRoutes(Core core) {
    this.core = core;
  }

  List<Route> routes() {
    return List.of(
        Routes.get(CROSSINGS, Role.OBSERVER, this::list),
        Routes.get(ONE, Role.OBSERVER, this::one),
        Routes.post(CROSSINGS, Role.DUTY_OFFICER, this::report),
        Routes.post(ONE + "/correct", Role.DUTY_OFFICER, speak(Stance.CORRECTED)),
        Routes.post(ONE + "/contest", Role.DUTY_OFFICER, speak(Stance.CONTESTED)),
        Routes.post(ONE + "/agree", Role.DUTY_OFFICER, speak(Stance.AGREED)),
        Routes.post(ONE + "/take-back", Role.DUTY_OFFICER, speak(Stance.TAKEN_BACK)),
        Routes.get("/api/v1/contested-bases", Role.OBSERVER, this::contested),
        Routes.get(BASIS, Role.OBSERVER, this::basis),
        Routes.post(BASIS + "/contest", Role.DUTY_OFFICER, contest(true)),
        Routes.post(BASIS + "/take-back", Role.DUTY_OFFICER, contest(false)));
  }

  private Response list(Request request) {
    return Problems.answer(
        LIMIT.of(request).then(limit -> after(request).map(after -> page(after, limit))),
        page -> page);
  }

  private Outcome<Optional<MessageId>> after(Request request) {
    Optional<String> text = request.queryParameter("after");
    return text.isEmpty()
        ? Outcome.accept(Optional.empty())
        : MessageId.parse(text.get()).then(this::known).map(Optional::of);
  }

  private Outcome<MessageId> known(MessageId id) {
    return core.read(view -> view.picture().claims().crossing(id)).isPresent()
        ? Outcome.accept(id)
        : Outcome.refuse(RefusalCode.NOT_FOUND, "there is no report " + id);
  }

  private record Page(List<ClaimJson.Shown> shown, Optional<String> next, int total) {
    static Page in(EngineView view, Optional<MessageId> after, int limit) {
      // One more, to see whether that is all.
      List<ClaimJson.Shown> found =
          view.picture().claims().latest(after, limit + 1).stream()
              .map(each -> new ClaimJson.Shown(each, view.picture().agreement()))
              .toList();
      List<ClaimJson.Shown> shown = found.stream().limit(limit).toList();
      return new Page(
          shown,
          found.size() > limit
              ? Optional.of(shown.getLast().crossing().id().text())
              : Optional.empty(),
          view.picture().claims().size());
    }
  }

  private Response page(Optional<MessageId> after, int limit) {
    Page page = core.read(view -> Page.in(view, after, limit));
    return Response.json(
        200,
        JsonText.object(
            json ->
                json.objects("crossings", page.shown(), ClaimJson::crossing)
                    .number("total", page.total())
                    .text("next", page.next())));
  }

  private Outcome<ClaimJson.Shown> shown(MessageId id) {
    return core.read(
            view ->
                view.picture()
                    .claims()
                    .crossing(id)
                    .map(each -> new ClaimJson.Shown(each, view.picture().agreement())))
        .map(Outcome::accept)
        .orElseGet(() -> Outcome.refuse(RefusalCode.NOT_FOUND, "there is no report " + id));
  }

  private Response one(Request request) {
    return Problems.answer(
        MessageId.parse(request.parameter("id")).then(this::shown),
        shown -> Response.json(200, ClaimJson.crossing(shown)));
  }

  private Response done(int status, Done done) {
    if (done instanceof Done.Claimed(var report, var _, var _)) {
      return Response.json(status, ClaimJson.crossing(shown(report).orThrow()));
    }
    throw new IllegalStateException("a command about a claim came to " + done);
  }

  /// What a person says was seen, its position not looked at yet.
  private record Typed(
      Optional<String> position,
      int withinM,
      Optional<Sighting.Time> time,
      String words,
      boolean asTyped) {
    static Typed read(JsonObject body) {
      if (body.has("within_m") && !body.has("position")) {
        throw body.refuse(RefusalCode.MALFORMED, "within_m: of what? give a position");
      }
      if (body.has("within_s") && !body.has("time")) {
        throw body.refuse(RefusalCode.MALFORMED, "within_s: of when? give a time");
      }
      int withinS = within(body, "within_s", Sighting.WITHIN_MAX_S);
      return new Typed(
          body.optional("position").map(each -> each.asText(2 * PositionText.MAX_CHARS)),
          within(body, "within_m", Sighting.WITHIN_MAX_M),
          body.optional("time").map(each -> new Sighting.Time(time(each), withinS)),
          body.optional("words").map(each -> each.asText(Sighting.WORDS_CHARS_MAX)).orElse(""),
          body.optional(TypedPlaces.AS_TYPED).map(JsonField::asBool).orElse(false));
    }

    private static int within(JsonObject body, String name, int max) {
      return body.optional(name).map(each -> each.asInt(0, max)).orElse(0);
    }

    private static Instant time(JsonField field) {
      return field.as(TimeText::parse);
    }

    /// The sighting, unless its position cannot be read, or is doubted and nobody has said that it
    /// is meant.
    Outcome<Sighting> checked(Surroundings around) {
      if (position.isEmpty()) {
        return Sighting.of(Optional.empty(), time, words);
      }
      String field = "position: ";
      return switch (EntryChecks.check(position.get(), asTyped ? Surroundings.unknown() : around)) {
        case Outcome.Refused<EntryChecks.Checked>(var refusal) ->
            Outcome.refuse(refusal.code(), field + refusal.detail());
        case Outcome.Accepted<EntryChecks.Checked>(var checked) ->
            checked.doubts().isEmpty() || asTyped
                ? Sighting.of(Optional.of(new Sighting.Place(checked.at(), withinM)), time, words)
                : TypedPlaces.doubted(field, checked.doubts());
      };
    }
  }

  /// A claimed position should be near the line or zone that it is claimed of, or near what else is
  /// claimed in the matter.
  private static Surroundings around(
      Optional<Rules> rules, ArticleRef article, List<Position> claimed) {
    List<Area> areas =
        rules.stream()
            .flatMap(
                each ->
                    Stream.concat(
                        each.document().articles().lines().stream()
                            .filter(line -> line.article().equals(article.article()))
                            .flatMap(line -> strip(line.path())),
                        each.document().articles().zones().stream()
                            .filter(zone -> zone.article().equals(article.article()))
                            .map(zone -> zone.volume().area())))
            .toList();
    return areas.isEmpty() && claimed.isEmpty()
        ? Surroundings.unknown()
        : Surroundings.about(areas, claimed);
  }

  private static Stream<Area> strip(List<Position> path) {
    return Areas.corridor(path, STRIP_CM) instanceof Outcome.Accepted<Area>(var area)
        ? Stream.of(area)
        : Stream.empty();
  }

  /// What a report says, its position not looked at yet.
  private record Asked(
      PartyId of,
      String agreement,
      String article,
      Typed typed,
      Optional<OperationId> operation,
      List<MessageId> messages,
      Optional<Audience> to) {
    static Asked read(JsonObject body) {
      return new Asked(
          body.required("of").as(PartyId::parse),
          body.required("agreement").asText(128),
          body.required("article").asText(64),
          Typed.read(body),
          body.optional("operation").map(each -> each.as(OperationId::parse)),
          body.optional("messages")
              .map(each -> each.asList(ClaimBody.MESSAGES_MAX, one -> one.as(MessageId::parse)))
              .orElse(List.of()),
          body.optional("to").map(OperationRoutes::audience));
    }
  }

  private Response report(Request request) {
    return Problems.answer(
        Json.read(request.body(), Routes.BODY_BYTES_MAX, Asked::read)
            .then(asked -> report(asked, by(request)))
            .then(report -> core.ask(new Command.ReportCrossing(report))),
        done -> done(201, done));
  }

  private Outcome<ReportRequest> report(Asked asked, Optional<DisplayName> by) {
    var documents = core.read(view -> view.picture().agreement().documents());
    Outcome<Hash> agreement = HashText.among(documents.keySet(), asked.agreement());
    if (agreement instanceof Outcome.Refused<Hash>(var refusal)) {
      return Outcome.refuse(refusal.code(), "agreement: " + refusal.detail());
    }
    return agreement
        .then(hash -> ArticleRef.of(hash, asked.article()))
        .then(
            line ->
                asked
                    .typed()
                    .checked(
                        around(
                            Optional.ofNullable(documents.get(line.agreement())), line, List.of()))
                    .map(
                        sighting ->
                            new ReportRequest(
                                asked.of(),
                                line,
                                sighting,
                                asked.operation(),
                                asked.messages(),
                                asked.to(),
                                by)));
  }

  private Handler speak(Stance stance) {
    return request ->
        Problems.answer(
            MessageId.parse(request.parameter("id"))
                .then(this::shown)
                .then(
                    shown ->
                        body(request)
                            .then(typed -> typed.checked(around(shown)))
                            .then(
                                sighting ->
                                    core.ask(
                                        new Command.SpeakOfCrossing(
                                            shown.crossing().id(),
                                            stance,
                                            sighting,
                                            by(request))))),
            done -> done(200, done));
  }

  private static Outcome<Typed> body(Request request) {
    return request.body().length == 0
        ? Outcome.accept(new Typed(Optional.empty(), 0, Optional.empty(), "", false))
        : Json.read(request.body(), Routes.BODY_BYTES_MAX, Typed::read);
  }

  private static Surroundings around(ClaimJson.Shown shown) {
    Crossing crossing = shown.crossing();
    ArticleRef line = crossing.report().line();
    List<Position> claimed =
        crossing.claims().values().stream()
            .flatMap(List::stream)
            .flatMap(claim -> claim.sighting().place().stream())
            .map(Sighting.Place::at)
            .toList();
    return around(
        Optional.ofNullable(shown.agreement().documents().get(line.agreement())), line, claimed);
  }

  private Outcome<ClaimJson.OnBasis> basis(OperationId id) {
    return core.read(view -> basis(view, id))
        .map(Outcome::accept)
        .orElseGet(() -> Outcome.refuse(RefusalCode.NOT_FOUND, "there is no operation " + id));
  }

  private static Optional<ClaimJson.OnBasis> basis(EngineView view, OperationId id) {
    return view.picture()
        .operation(id)
        .map(each -> new ClaimJson.OnBasis(each, view.picture().claims().contests(id)));
  }

  private Response basis(Request request) {
    return Problems.answer(
        OperationId.parse(request.parameter("id")).then(this::basis),
        shown -> Response.json(200, ClaimJson.basis(shown)));
  }

  private Response contested(Request request) {
    return Problems.answer(
        LIMIT
            .of(request)
            .then(limit -> afterOperation(request).map(after -> contested(after, limit))),
        response -> response);
  }

  private static Outcome<Optional<OperationId>> afterOperation(Request request) {
    return request
        .queryParameter("after")
        .map(text -> OperationId.parse(text).map(Optional::of))
        .orElseGet(() -> Outcome.accept(Optional.empty()));
  }

  private Response contested(Optional<OperationId> after, int limit) {
    // One more, to see whether that is all.
    List<ClaimJson.OnBasis> found =
        core.read(
            view ->
                view.picture()
                    .claims()
                    .contested(after)
                    .flatMap(id -> basis(view, id).stream())
                    .limit(limit + 1)
                    .toList());
    List<ClaimJson.OnBasis> shown = found.stream().limit(limit).toList();
    return Response.json(
        200,
        JsonText.object(
            json ->
                json.objects("bases", shown, ClaimJson::basis)
                    .text(
                        "next",
                        found.size() > limit
                            ? Optional.of(shown.getLast().operation().id().text())
                            : Optional.empty())));
  }

  private Handler contest(boolean contested) {
    return request ->
        Problems.answer(
            OperationId.parse(request.parameter("id"))
                .then(
                    id ->
                        words(request)
                            .then(
                                words ->
                                    core.ask(
                                        new Command.ContestBasis(
                                            id, contested, words, by(request))))
                            .then(done -> basis(id))),
            shown -> Response.json(200, ClaimJson.basis(shown)));
  }

  private static Outcome<String> words(Request request) {
    return request.body().length == 0
        ? Outcome.accept("")
        : Json.read(
            request.body(),
            Routes.BODY_BYTES_MAX,
            body ->
                body.optional("words")
                    .map(each -> each.asText(Sighting.WORDS_CHARS_MAX))
                    .orElse(""));
  }

  private static Optional<DisplayName> by(Request request) {
    return MessageRoutes.by(request);
  }
}
