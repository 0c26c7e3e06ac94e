package org.wideberth.node.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.wideberth.agreement.AgreementBody.Asked;
import org.wideberth.agreement.AgreementBody.Step;
import org.wideberth.agreement.AgreementState;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesChanges;
import org.wideberth.agreement.Speaker;
import org.wideberth.node.engine.Command;
import org.wideberth.node.engine.Done;
import org.wideberth.party.DisplayName;
import org.wideberth.record.Hash;
import org.wideberth.record.Json;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.Limits;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Rules: proposing, comparing and adopting them, and what two people of a party may do to them.
final class AgreementRoutes {
  private static final String ONE = "/api/v1/rules/{hash}/";

  private final Core core;

  AgreementRoutes(Core core) {
    this.core = core;
  }

  List<Route> routes() {
    return List.of(
        Routes.get("/api/v1/rules", Role.OBSERVER, _ -> rules()),
        Routes.post("/api/v1/rules", Role.DUTY_OFFICER, this::propose),
        Routes.get(ONE + "changes", Role.OBSERVER, this::changes),
        Routes.post(ONE + "adopt", Role.COMMANDER, this::adopt),
        Routes.post(ONE + "suspend", Role.COMMANDER, asking(Step.SUSPENSION)),
        Routes.post(ONE + "resume", Role.COMMANDER, asking(Step.RESUMPTION)),
        Routes.post(ONE + "end", Role.COMMANDER, asking(Step.END)),
        Routes.post("/api/v1/agreement-asks/{ask}/confirm", Role.COMMANDER, this::confirm));
  }

  private AgreementState agreement() {
    return core.read(view -> view.picture().agreement());
  }

  private Response rules() {
    return core.read(
        view -> Response.json(200, AgreementJson.rules(view.picture().agreement(), view.now())));
  }

  private Response propose(Request request) {
    return Problems.answer(
        text(request.body())
            .then(text -> core.ask(new Command.ProposeRules(text, signedIn(request)))),
        done ->
            Response.json(
                201,
                JsonText.object(json -> json.text("hash", HashText.of(rules(done).document())))));
  }

  /// What is hashed is exactly what was sent, so its bytes must be text as they are.
  private static Outcome<String> text(byte[] utf8) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), utf8)
        ? Outcome.accept(text)
        : Outcome.refuse(RefusalCode.MALFORMED, "the document is not UTF-8");
  }

  /// In what a document differs from another: from the one that is named, or else the one that is
  /// in force, or else the one that it counters or amends.
  private Response changes(Request request) {
    return core.read(
        view -> {
          AgreementState agreement = view.picture().agreement();
          Outcome<Rules> after = among(agreement, request.parameter("hash"));
          Outcome<Response> answer =
              after.then(
                  rules ->
                      before(agreement, request, rules, view.now())
                          .map(
                              from ->
                                  Response.json(
                                      200,
                                      AgreementJson.changes(
                                          from,
                                          rules,
                                          RulesChanges.between(
                                              from.document(), rules.document())))));
          return Problems.answer(answer, response -> response);
        });
  }

  private static Outcome<Rules> among(AgreementState agreement, String hash) {
    return HashText.among(agreement.documents().keySet(), hash)
        .then(
            known ->
                Optional.ofNullable(agreement.documents().get(known))
                    .map(Outcome::accept)
                    .orElseGet(
                        () -> Outcome.refuse(RefusalCode.NOT_FOUND, "nobody proposed " + hash)));
  }

  private static Outcome<Rules> before(
      AgreementState agreement, Request request, Rules after, Instant now) {
    Optional<String> named = request.queryParameter("from");
    if (named.isPresent()) {
      return switch (among(agreement, named.get())) {
        case Outcome.Accepted<Rules> known -> known;
        case Outcome.Refused<Rules>(var refusal) ->
            Outcome.refuse(refusal.code(), "from: " + refusal.detail());
      };
    }
    return agreement
        .inForce(now)
        .filter(rules -> !rules.equals(after))
        .or(() -> after.document().lineage().counters().map(agreement.documents()::get))
        .or(() -> after.document().lineage().amends().map(agreement.documents()::get))
        .map(Outcome::accept)
        .orElseGet(
            () ->
                Outcome.refuse(
                    RefusalCode.NOT_FOUND,
                    "from: no other rules are in force; name the document to compare with"));
  }

  private Response adopt(Request request) {
    Outcome<Done> outcome =
        HashText.among(agreement().documents().keySet(), request.parameter("hash"))
            .then(hash -> core.ask(new Command.AdoptRules(hash, signedIn(request))));
    return Problems.answer(
        outcome,
        done -> {
          Done.Rules adopted = rules(done);
          return Response.json(
              200,
              JsonText.object(
                  json ->
                      json.text("hash", HashText.of(adopted.document()))
                          .text("origin", adopted.origin().toString())
                          .number("seq", adopted.seq())));
        });
  }

  private static Done.Rules rules(Done done) {
    if (done instanceof Done.Rules rules) {
      return rules;
    }
    throw new IllegalStateException("a command about rules came to " + done);
  }

  private Handler asking(Step step) {
    return request ->
        stepped(
            201,
            HashText.among(agreement().documents().keySet(), request.parameter("hash"))
                .then(
                    hash ->
                        Json.read(
                            request.body(),
                            Routes.BODY_BYTES_MAX,
                            body -> ask(request, step, hash, body)))
                .then(core::ask));
  }

  /// What a person asks for, by what the request says of it.
  static Command.AskStep ask(Request request, Step step, Hash hash, JsonObject body) {
    return new Command.AskStep(
        step,
        hash,
        body.optional("articles")
            .map(field -> field.asList(Asked.ARTICLES_MAX, each -> each.asText(65)))
            .orElse(List.of()),
        body.optional("from").map(AgreementRoutes::time),
        body.required("reason").asText(Asked.REASON_CHARS_MAX),
        by(request, body));
  }

  private static Instant time(JsonField field) {
    try {
      return Instant.ofEpochMilli(Instant.parse(field.asText(64)).toEpochMilli());
    } catch (DateTimeParseException | ArithmeticException notTime) {
      throw field.refuse(RefusalCode.MALFORMED, "a time as in 2026-06-01T06:00:00Z is expected");
    }
  }

  private Response confirm(Request request) {
    byte[] body = request.body().length == 0 ? new byte[] {'{', '}'} : request.body();
    return stepped(
        200,
        HashText.among(asked(agreement()), request.parameter("ask"))
            .then(
                ask ->
                    Json.<Command>read(
                        body,
                        Routes.BODY_BYTES_MAX,
                        object -> new Command.ConfirmStep(ask, by(request, object))))
            .then(core::ask));
  }

  /// The entries that ask for something which nobody has done yet.
  static List<Hash> asked(AgreementState agreement) {
    return agreement.steps().asked().stream().map(each -> each.at().leaf()).toList();
  }

  private static Response stepped(int status, Outcome<Done> outcome) {
    return Problems.answer(
        outcome,
        done -> {
          if (!(done instanceof Done.Stepped stepped)) {
            throw new IllegalStateException("a command about an agreement came to " + done);
          }
          return Response.json(
              status,
              JsonText.object(
                  json ->
                      json.text("id", HashText.of(stepped.entry()))
                          .text("origin", stepped.origin().toString())
                          .number("seq", stepped.seq())));
        });
  }

  /// The person who is signed in, with the role that he or she has here.
  static Optional<Speaker> signedIn(Request request) {
    String role = request.signedIn().role().word();
    return MessageRoutes.by(request).map(name -> new Speaker(name, role));
  }

  /// A person who is signed in speaks in his or her own name; a system says in whose.
  private static Speaker by(Request request, JsonObject body) {
    Optional<JsonField> field = body.optional("by");
    Optional<DisplayName> said = field.map(each -> each.as(DisplayName::parse));
    Optional<Speaker> person = signedIn(request);
    if (person.isPresent() && said.isPresent() && !said.get().equals(person.get().name())) {
      throw body.refuse(
          RefusalCode.FORBIDDEN, "by: %s is signed in here".formatted(person.get().name()));
    }
    String role = request.signedIn().role().word();
    return person
        .or(() -> said.map(name -> new Speaker(name, role)))
        .orElseThrow(
            () ->
                body.refuse(
                    RefusalCode.MALFORMED,
                    "by: say which person this is, in at most %d characters"
                        .formatted(Limits.NAME_CHARS_MAX)));
  }
}
