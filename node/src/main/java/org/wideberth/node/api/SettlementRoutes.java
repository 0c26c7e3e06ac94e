package org.wideberth.node.api;

import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.wideberth.channel.MessageId;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.HeightText;
import org.wideberth.geo.TimeText;
import org.wideberth.geo.TimeWindow;
import org.wideberth.node.engine.Command;
import org.wideberth.node.engine.Done;
import org.wideberth.operation.OperationId;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.picture.Picture;
import org.wideberth.picture.TakeUpDecisions;
import org.wideberth.picture.TakeUpDecisions.OfferRequest;
import org.wideberth.record.Hash;
import org.wideberth.record.Json;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;
import org.wideberth.settlement.Change;
import org.wideberth.settlement.FindingName;
import org.wideberth.settlement.SettlementBody;
import org.wideberth.settlement.SettlementBody.Answer;

/// Findings taken up and settled.
final class SettlementRoutes {
  private static final String FINDING = "/api/v1/findings/{id}";
  private static final String OFFER = "/api/v1/offers/{id}/";

  private final Core core;

  SettlementRoutes(Core core) {
    this.core = core;
  }

  List<Route> routes() {
    return List.of(
        Routes.get(FINDING, Role.OBSERVER, this::one),
        Routes.post(FINDING + "/take", Role.DUTY_OFFICER, this::take),
        Routes.post(FINDING + "/offer", Role.DUTY_OFFICER, this::offer),
        Routes.post(OFFER + "agree", Role.DUTY_OFFICER, answer(Answer.AGREED, "words")),
        Routes.post(OFFER + "decline", Role.DUTY_OFFICER, answer(Answer.DECLINED, "reason")),
        Routes.post(OFFER + "withdraw", Role.DUTY_OFFICER, answer(Answer.WITHDRAWN, "words")));
  }

  private Response one(Request request) {
    return Problems.answer(finding(request).then(this::shown), shown -> answer(200, shown));
  }

  /// The finding that is meant; of what is found about one operation
  /// also `with` whom it is settled, if there are several.
  private Outcome<Hash> finding(Request request) {
    Optional<String> with = request.queryParameter("with");
    Outcome<Optional<PartyId>> other =
        with.map(party -> PartyId.parse(party).map(Optional::of))
            .orElseGet(() -> Outcome.accept(Optional.empty()));
    return other.then(
        party ->
            core.read(
                view ->
                    id(view.picture(), request.parameter("id"))
                        .then(id -> between(view.picture(), id, party))));
  }

  /// As the board has it, or as much of it as a person types.
  static Outcome<Hash> id(Picture picture, String text) {
    Outcome<Hash> whole = HashText.parse(text);
    if (whole instanceof Outcome.Accepted<Hash>) {
      return whole;
    }
    Set<Hash> known = new TreeSet<>(picture.takenUp());
    picture.findings().forEach(finding -> known.add(finding.id()));
    picture.articleFindings().forEach(finding -> known.add(finding.id()));
    picture.pending().forEach(pending -> known.add(pending.finding().id()));
    return HashText.among(known, text);
  }

  private static Outcome<Hash> between(Picture picture, Hash id, Optional<PartyId> with) {
    return picture.articleFinding(id).isPresent()
        ? TakeUpDecisions.facing(picture, id, with).map(FindingName::id)
        : Outcome.accept(id);
  }

  private Outcome<SettlementJson.Shown> shown(Hash finding) {
    return core.read(view -> SettlementJson.Shown.in(view, finding))
        .map(Outcome::accept)
        .orElseGet(
            () ->
                Outcome.refuse(
                    RefusalCode.NOT_FOUND, "no such finding is open here, or was spoken of"));
  }

  private static Response answer(int status, SettlementJson.Shown shown) {
    return Response.json(status, JsonText.object(json -> SettlementJson.takenUp(json, shown)));
  }

  private Response done(int status, Done done) {
    if (done instanceof Done.SaidOfFinding(var finding, var _, var _)) {
      return answer(status, shown(finding).orThrow());
    }
    throw new IllegalStateException("a command about a finding came to " + done);
  }

  private Response take(Request request) {
    return Problems.answer(
        finding(request)
            .then(
                id ->
                    words(request, "words")
                        .then(words -> core.ask(new Command.TakeFinding(id, words, by(request))))),
        done -> done(200, done));
  }

  private Response offer(Request request) {
    return Problems.answer(
        finding(request)
            .then(
                id ->
                    Json.read(
                        request.body(),
                        Routes.BODY_BYTES_MAX,
                        body -> offer(body, id, by(request))))
            .then(offer -> core.ask(new Command.OfferChange(offer))),
        done -> done(201, done));
  }

  private Handler answer(Answer answer, String words) {
    return request ->
        Problems.answer(
            MessageId.parse(request.parameter("id"))
                .then(
                    id ->
                        words(request, words)
                            .then(
                                said ->
                                    core.ask(
                                        new Command.AnswerOffer(answer, id, said, by(request))))),
            done -> done(200, done));
  }

  private static OfferRequest offer(JsonObject body, Hash finding, Optional<DisplayName> by) {
    OperationId operation = body.required("operation").as(OperationId::parse);
    boolean withdraw = body.optional("withdraw").map(JsonField::asBool).orElse(false);
    Optional<TimeWindow> time = time(body);
    Optional<HeightBand> heights = heights(body);
    if (withdraw && (time.isPresent() || heights.isPresent())) {
      throw body.refuse(
          RefusalCode.MALFORMED, "withdraw: what is withdrawn has no new time and no heights");
    }
    return new OfferRequest(
        finding,
        operation,
        withdraw ? new Change.Withdraw() : Change.to(time, heights),
        body.optional("answers").map(each -> each.as(MessageId::parse)),
        body.optional("words").map(each -> each.asText(SettlementBody.WORDS_CHARS_MAX)).orElse(""),
        by);
  }

  /// Both of a pair, or neither.
  private static boolean has(JsonObject body, String one, String other) {
    if (body.has(one) != body.has(other)) {
      throw body.refuse(
          RefusalCode.MALFORMED, "%s: give %s and %s, or neither".formatted(one, one, other));
    }
    return body.has(one);
  }

  private static Optional<TimeWindow> time(JsonObject body) {
    if (!has(body, "start", "end")) {
      return Optional.empty();
    }
    Instant start = body.required("start").as(TimeText::parse);
    JsonField end = body.required("end");
    return Optional.of(
        end.check(
            TimeWindow.ofEpochMillis(
                start.toEpochMilli(), end.as(TimeText::parse).toEpochMilli())));
  }

  private static Optional<HeightBand> heights(JsonObject body) {
    if (!has(body, "lower", "upper")) {
      return Optional.empty();
    }
    JsonField field = body.required("lower");
    var lower = field.as(text -> HeightText.parse(text, RoundingMode.FLOOR));
    var upper = body.required("upper").as(text -> HeightText.parse(text, RoundingMode.CEILING));
    if (lower.datum() != upper.datum()) {
      throw field.refuse(RefusalCode.MALFORMED, "both heights must be from the same datum");
    }
    return Optional.of(
        field.check(HeightBand.of(lower.datum(), lower.value(), upper.value(), Optional.empty())));
  }

  private static Outcome<String> words(Request request, String field) {
    return request.body().length == 0
        ? Outcome.accept("")
        : Json.read(
            request.body(),
            Routes.BODY_BYTES_MAX,
            body ->
                body.optional(field)
                    .map(each -> each.asText(SettlementBody.WORDS_CHARS_MAX))
                    .orElse(""));
  }

  /// Whom the others are told that it is from: the name under which the person was invited.
  private static Optional<DisplayName> by(Request request) {
    Caller caller = request.signedIn();
    return !caller.session().isEmpty()
            && DisplayName.parse(caller.person()) instanceof Outcome.Accepted<DisplayName>(var name)
        ? Optional.of(name)
        : Optional.empty();
  }
}
