package org.wideberth.node.api;

import static org.wideberth.channel.Step.ACKNOWLEDGED;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wideberth.agreement.AgreementBody.Step;
import org.wideberth.agreement.Steps.Pending;
import org.wideberth.channel.ChannelBody;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageId;
import org.wideberth.node.engine.Command;
import org.wideberth.node.engine.Done;
import org.wideberth.node.engine.EngineView;
import org.wideberth.people.Assertion;
import org.wideberth.people.PersonId;
import org.wideberth.people.SignedAct;
import org.wideberth.picture.PeopleDecisions.ToSign;
import org.wideberth.record.Hash;
import org.wideberth.record.Json;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// What a person signs by passkey: first it is shown, word for word; then it is done, if it would
/// still be the same.
final class SigningRoutes {
  /// From the question to the signature.
  static final Duration LASTS = Duration.ofMinutes(5);

  /// Questions that wait for a signature, of all people; the oldest gives way.
  static final int WAITING_MAX = 256;

  private static final int ID_BYTES = 16;

  private record Waiting(PersonId person, Command act, String text, Hash nonce, Instant until) {}

  /// What a person is asked, and in words; both by one look at the picture.
  private record Shown(ToSign asked, String words) {}

  private final Core core;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();

  SigningRoutes(Core core, InstantSource clock, SecureRandom random) {
    this.core = core;
    this.clock = clock;
    this.random = random;
  }

  List<Route> routes() {
    return List.of(
        Routes.post("/api/v1/signing", Role.DUTY_OFFICER, this::ask),
        Routes.post("/api/v1/signing/{id}", Role.DUTY_OFFICER, this::sign));
  }

  private static Outcome<PersonId> person(Request request) {
    return request
        .signedIn()
        .id()
        .map(Outcome::accept)
        .orElseGet(
            () ->
                Outcome.refuse(
                    RefusalCode.FORBIDDEN, "only who has signed in by passkey signs with it"));
  }

  private Response ask(Request request) {
    Outcome<Command> act =
        Json.read(request.body(), Routes.BODY_BYTES_MAX, body -> act(body, request));
    Hash nonce = Hash.sha256(noise(Hash.BYTES));
    return Problems.answer(
        person(request)
            .then(
                person ->
                    act.then(
                        each ->
                            core.read(
                                    view ->
                                        view.toSign(each, person, nonce)
                                            .map(asked -> new Shown(asked, words(view, each))))
                                .map(shown -> waits(person, each, shown, nonce)))),
        bytes -> Response.json(201, bytes));
  }

  private Command act(JsonObject body, Request request) {
    JsonField act = body.required("act");
    return switch (act.asText(32)) {
      case "acknowledge" ->
          new Command.NoteMessage(
              body.required("message").as(MessageId::parse),
              ACKNOWLEDGED,
              body.optional("note")
                  .map(each -> each.asText(ChannelBody.Noted.NOTE_CHARS_MAX))
                  .orElse(""),
              MessageRoutes.by(request));
      case "adopt-rules" ->
          new Command.AdoptRules(document(body), AgreementRoutes.signedIn(request));
      case "suspend-rules" -> step(request, Step.SUSPENSION, body);
      case "resume-rules" -> step(request, Step.RESUMPTION, body);
      case "end-rules" -> step(request, Step.END, body);
      case "confirm-step" ->
          new Command.ConfirmStep(asked(body), AgreementRoutes.signedIn(request).orElseThrow());
      default ->
          throw act.refuse(
              RefusalCode.MALFORMED,
              "acknowledge, adopt-rules, suspend-rules, resume-rules, end-rules or confirm-step is"
                  + " expected");
    };
  }

  private Hash document(JsonObject body) {
    JsonField document = body.required("document");
    return document.check(
        HashText.among(
            core.read(view -> view.picture().agreement()).documents().keySet(),
            document.asText(64)));
  }

  private Hash asked(JsonObject body) {
    JsonField ask = body.required("ask");
    return ask.check(
        HashText.among(
            core.read(view -> AgreementRoutes.asked(view.picture().agreement())), ask.asText(64)));
  }

  private Command step(Request request, Step step, JsonObject body) {
    return AgreementRoutes.ask(request, step, document(body), body);
  }

  private byte[] waits(PersonId person, Command act, Shown shown, Hash nonce) {
    ToSign asked = shown.asked();
    String id = Base64Url.of(noise(ID_BYTES));
    Instant until = clock.instant().plus(LASTS);
    synchronized (waiting) {
      waiting.values().removeIf(each -> !clock.instant().isBefore(each.until()));
      waiting.put(id, new Waiting(person, act, asked.act(), nonce, until));
      Iterator<String> oldest = waiting.keySet().iterator();
      while (waiting.size() > WAITING_MAX) {
        oldest.next();
        oldest.remove();
      }
    }
    return JsonText.object(
        json ->
            json.text("id", id)
                .text("words", shown.words())
                .text("act", asked.act())
                .text("to_sign", Base64Url.of(asked.challenge().bytes()))
                .text("host", asked.person().site().rpId())
                .text("credential", Base64Url.of(asked.person().credential().bytes()))
                .time("until", until));
  }

  private static String words(EngineView view, Command act) {
    return switch (act) {
      case Command.NoteMessage note -> {
        Message message = view.picture().channel().message(note.message()).orElseThrow();
        var wording = message.content().wording();
        String meaning = wording.phrase().flatMap(phrase -> phrase.in("en")).orElse("");
        yield "Acknowledge %s's message %s (%s): %s"
            .formatted(
                message.author(),
                message.id(),
                message.content().precedence(),
                (meaning + " " + wording.text()).strip());
      }
      case Command.AdoptRules(var document, var _) ->
          "Adopt the rules " + HashText.of(document) + " for this party";
      case Command.AskStep ask ->
          "Ask for the %s of %s for this party; another commander of it has to do it: %s"
              .formatted(ask.step().word(), what(ask.agreement(), ask.articles()), ask.reason());
      case Command.ConfirmStep(var asked, var _) ->
          view.picture().agreement().steps().asked().stream()
              .filter(each -> each.at().leaf().equals(asked))
              .map(Pending::asked)
              .map(
                  ask ->
                      "Do what %s asked for, the %s of %s for this party: %s"
                          .formatted(
                              ask.by(),
                              ask.step().word(),
                              what(ask.agreement(), ask.articles()),
                              ask.reason()))
              .findFirst()
              .orElseThrow();
      default -> throw new IllegalStateException("nobody signs " + act);
    };
  }

  private static String what(Hash rules, List<String> articles) {
    String document = "the rules " + HashText.of(rules);
    return articles.isEmpty() ? document : String.join(", ", articles) + " of " + document;
  }

  private byte[] noise(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private Outcome<Waiting> waiting(Request request, PersonId person) {
    String id = request.parameter("id");
    Optional<Waiting> found;
    synchronized (waiting) {
      found = Optional.ofNullable(waiting.get(id));
    }
    return found
        .filter(each -> each.person().equals(person) && clock.instant().isBefore(each.until()))
        .map(Outcome::accept)
        .orElseGet(
            () ->
                Outcome.refuse(
                    RefusalCode.NOT_FOUND, "nothing waits for this signature; ask anew"));
  }

  private Response sign(Request request) {
    Outcome<Assertion> answer =
        Json.read(request.body(), Routes.BODY_BYTES_MAX, PasskeyRoutes::assertion);
    Outcome<Done> done =
        person(request)
            .then(person -> waiting(request, person))
            .then(
                asked ->
                    answer.then(
                        assertion ->
                            core.ask(
                                new Command.Sign(
                                    asked.act(),
                                    new SignedAct(
                                        asked.text(), asked.person(), asked.nonce(), assertion)))));
    return Problems.answer(
        done,
        each -> {
          synchronized (waiting) {
            waiting.remove(request.parameter("id"));
          }
          return Response.json(200, written(each));
        });
  }

  private static byte[] written(Done done) {
    return switch (done) {
      case Done.Said(var _, var origin, var seq) -> place(origin.toString(), seq);
      case Done.Rules(var _, var origin, var seq) -> place(origin.toString(), seq);
      case Done.Stepped(var _, var origin, var seq) -> place(origin.toString(), seq);
      default -> throw new IllegalStateException("a signed act came to " + done);
    };
  }

  private static byte[] place(String origin, long seq) {
    return JsonText.object(json -> json.text("origin", origin).number("seq", seq));
  }
}
