package org.wideberth.node.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.wideberth.node.engine.Command;
import org.wideberth.node.engine.Done;
import org.wideberth.node.engine.EngineView;
import org.wideberth.node.engine.Enrolled;
import org.wideberth.node.identity.Session;
import org.wideberth.party.Card;
import org.wideberth.party.DisplayName;
import org.wideberth.party.Succession.NewKeys;
import org.wideberth.people.Site;
import org.wideberth.picture.PartyLeft;
import org.wideberth.record.Json;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Who is asking, who may come in, and whose cards are enrolled.
final class PeopleRoutes {
  private static final int CODE_CHARS_MAX = 128;

  private final Core core;
  private final Door door;
  private final InstantSource clock;
  private final String cookieName;
  private final SigningIn signingIn;
  private final Supplier<Optional<Site>> site;
  private final Supplier<String> address;

  /// @param address where this node is reached by a browser, as `http://127.0.0.1:8080`
  PeopleRoutes(
      Core core,
      Door door,
      InstantSource clock,
      String cookieName,
      Supplier<String> address,
      Supplier<Optional<Site>> site,
      SigningIn signingIn) {
    this.site = site;
    this.signingIn = signingIn;
    this.core = core;
    this.door = door;
    this.clock = clock;
    this.cookieName = cookieName;
    this.address = address;
  }

  List<Route> routes() {
    return List.of(
        Routes.open(
            Method.GET,
            "/health",
            request -> Response.json(200, JsonText.object(json -> json.text("status", "ok")))),
        Routes.open(Method.POST, "/api/v1/session", this::signIn),
        new Route(
            Method.DELETE,
            "/api/v1/session",
            Optional.of(Role.OBSERVER),
            Routes.BODY_BYTES_MAX,
            this::signOut),
        Routes.get("/api/v1/me", Role.OBSERVER, this::me),
        Routes.post("/api/v1/invitations", Role.COMMANDER, this::invite),
        Routes.get("/api/v1/cards", Role.OBSERVER, this::cards),
        Routes.post("/api/v1/cards", Role.COMMANDER, this::enrol),
        Routes.post("/api/v1/leave", Role.COMMANDER, this::leave));
  }

  private Response signIn(Request request) {
    Outcome<String> code =
        Json.read(
            request.body(),
            Routes.BODY_BYTES_MAX,
            body -> body.required("code").asText(CODE_CHARS_MAX));
    return signingIn.attempt(
        request,
        () -> entering(code),
        session ->
            Response.json(
                    200,
                    JsonText.object(
                        json ->
                            json.text("person", session.person())
                                .text("role", session.role().word())))
                .withHeader(
                    "Set-Cookie",
                    Cookies.set(
                        cookieName,
                        session.secret(),
                        Duration.between(clock.instant(), session.expires()),
                        encrypted())));
  }

  private boolean isRosterKept() {
    return core.read(view -> view.picture().people().isKept(view.ownCard().party()));
  }

  private Outcome<Session> entering(Outcome<String> code) {
    return code.then(this::withoutRoster).then(each -> door.signIn(each));
  }

  private Outcome<String> withoutRoster(String code) {
    return isRosterKept()
        ? Outcome.refuse(
            RefusalCode.FORBIDDEN,
            "this party signs in by passkey: the link enrols one, and does nothing else")
        : Outcome.accept(code);
  }

  private Response signOut(Request request) {
    door.signOut(request.signedIn().session());
    return Response.nothing().withHeader("Set-Cookie", Cookies.forget(cookieName, encrypted()));
  }

  private boolean encrypted() {
    return address.get().startsWith("https:");
  }

  private Response me(Request request) {
    Card own = core.read(EngineView::ownCard);
    return Response.json(
        200,
        JsonText.object(
            json -> {
              json.text("theatre", own.origin().theatre().toString())
                  .flag("exercise", own.origin().theatre().isExercise())
                  .text("party", own.party().text())
                  .text("name", own.identity().name().text());
              Caller caller = request.signedIn();
              json.text("person", caller.person()).text("role", caller.role().word());
              json.flag("roster", isRosterKept()).flag("passkey", caller.id().isPresent());
              json.time("now", clock.instant()).text("fingerprint", own.fingerprint());
            }));
  }

  private record Wanted(DisplayName person, Role role) {}

  private Response invite(Request request) {
    Outcome<Wanted> wanted =
        Json.read(
            request.body(),
            Routes.BODY_BYTES_MAX,
            body ->
                new Wanted(
                    body.required("person").as(DisplayName::parse),
                    body.required("role").asOneOf(Role.class)));
    return Problems.answer(
        (isRosterKept() ? PasskeyRoutes.atTheMachine(request).then(_ -> wanted) : wanted)
            .then(each -> door.invite(each.person(), each.role())),
        invitation ->
            Response.json(
                201,
                JsonText.object(
                    json ->
                        json.text("link", link(invitation.code()))
                            .text(
                                "enrol",
                                site.get().map(at -> at.origin() + "/#enrol=" + invitation.code()))
                            .time("expires", invitation.expires()))));
  }

  private String link(String code) {
    Optional<Site> where = isRosterKept() ? site.get() : Optional.empty();
    return where
        .map(at -> at.origin() + "/#enrol=" + code)
        .orElseGet(() -> address.get() + "/#sign-in=" + code);
  }

  private record Item(Card card, boolean self) {}

  private Response cards(Request request) {
    List<Item> items =
        core.read(
            view -> {
              List<Item> all = new ArrayList<>();
              all.add(new Item(view.ownCard(), true));
              view.cards().values().stream()
                  .map(Enrolled::card)
                  .forEach(card -> all.add(new Item(card, false)));
              return all;
            });
    return Response.json(
        200, JsonText.object(json -> json.objects("cards", items, PeopleRoutes::writeCard)));
  }

  private Response enrol(Request request) {
    String text = new String(request.body(), StandardCharsets.UTF_8);
    if (NewKeys.is(text)) {
      return Problems.answer(
          NewKeys.parse(text)
              .then(keys -> core.ask(new Command.TakeKeys(text)).map(done -> keys.card())),
          card ->
              Response.json(201, JsonText.object(json -> writeCard(json, new Item(card, false)))));
    }
    return Problems.answer(
        Card.parse(text).then(card -> core.ask(new Command.Enrol(card)).map(done -> card)),
        card ->
            Response.json(201, JsonText.object(json -> writeCard(json, new Item(card, false)))));
  }

  private Response leave(Request request) {
    return Problems.answer(
        Json.read(
                request.body(),
                Routes.BODY_BYTES_MAX,
                body -> body.required("reason").asText(PartyLeft.REASON_CHARS_MAX))
            .then(reason -> core.ask(new Command.Leave(reason))),
        done -> {
          if (!(done instanceof Done.Left(int ended))) {
            throw new IllegalStateException("leaving came to " + done);
          }
          return Response.json(200, JsonText.object(json -> json.number("ended", ended)));
        });
  }

  private static void writeCard(JsonText json, Item item) {
    Card card = item.card();
    json.text("party", card.party().text())
        .text("name", card.identity().name().text())
        .text("fingerprint", card.fingerprint())
        .texts("addresses", card.addresses().stream().map(Object::toString).toList())
        .flag("self", item.self())
        .flag("enrolled", !item.self());
  }
}
