package org.wideberth.node.api;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.wideberth.node.engine.Command;
import org.wideberth.node.engine.Done;
import org.wideberth.node.engine.EngineView;
import org.wideberth.node.identity.Challenges;
import org.wideberth.node.identity.Challenges.Purpose;
import org.wideberth.node.identity.People;
import org.wideberth.node.identity.Session;
import org.wideberth.party.PartyId;
import org.wideberth.people.Assertion;
import org.wideberth.people.AttestedKey;
import org.wideberth.people.PersonId;
import org.wideberth.people.PersonRole;
import org.wideberth.people.RosterBody;
import org.wideberth.people.Site;
import org.wideberth.record.Json;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The roster: who is on it, how one comes onto it with a passkey, and how one signs in with it.
final class PasskeyRoutes {
  private static final int CODE_CHARS_MAX = 128;
  private static final int SIGNATURE_BYTES_MAX = 72;
  private static final int ID_BYTES = 10;

  private final Core core;
  private final Door door;
  private final InstantSource clock;
  private final Supplier<Optional<Site>> site;
  private final String cookieName;
  private final SigningIn signingIn;
  private final SecureRandom random;
  private final Challenges challenges;

  /// @param site where passkeys are used; empty while the node has no name for browsers
  PasskeyRoutes(
      Core core,
      Door door,
      InstantSource clock,
      Supplier<Optional<Site>> site,
      String cookieName,
      SigningIn signingIn,
      SecureRandom random) {
    this.core = core;
    this.door = door;
    this.clock = clock;
    this.site = site;
    this.cookieName = cookieName;
    this.signingIn = signingIn;
    this.random = random;
    this.challenges = new Challenges(random, clock);
  }

  List<Route> routes() {
    return List.of(
        Routes.open(Method.POST, "/api/v1/enrolment/options", this::askToEnrol),
        Routes.open(Method.POST, "/api/v1/enrolment", this::enrol),
        Routes.open(Method.POST, "/api/v1/session/options", _ -> askToSignIn()),
        Routes.open(Method.POST, "/api/v1/session/passkey", this::signIn),
        Routes.get("/api/v1/people", Role.OBSERVER, _ -> people()),
        Routes.post("/api/v1/people/{id}/role", Role.COMMANDER, this::changeRole),
        Routes.post("/api/v1/people/{id}/leave", Role.COMMANDER, this::leave));
  }

  private Outcome<Site> here() {
    return site.get()
        .map(Outcome::accept)
        .orElseGet(
            () ->
                Outcome.refuse(
                    RefusalCode.WRONG_STATE,
                    "passkeys are bound to the name of a host: start the node with --name"));
  }

  private Response askToEnrol(Request request) {
    Outcome<String> code =
        Json.read(
            request.body(),
            Routes.BODY_BYTES_MAX,
            body -> body.required("code").asText(CODE_CHARS_MAX));
    return signingIn.attempt(request, () -> options(code), bytes -> Response.json(200, bytes));
  }

  private Outcome<People.Invited> invited(String code) {
    return door.invited(code)
        .map(Outcome::accept)
        .orElseGet(
            () ->
                Outcome.refuse(
                    RefusalCode.UNAUTHENTICATED,
                    "the link is unknown, used or older than 24 hours; ask for a new one"));
  }

  private Outcome<byte[]> options(Outcome<String> code) {
    return code.then(this::invited).then(who -> here().map(where -> options(who, where)));
  }

  private byte[] options(People.Invited who, Site where) {
    String challenge = challenges.make(Purpose.ENROL);
    return JsonText.object(
        json ->
            json.text("challenge", challenge)
                .text("to_sign", toSign(Purpose.ENROL, challenge))
                .text("host", where.rpId())
                .text("person", who.person().text())
                .text("role", who.role().word()));
  }

  private static String toSign(Purpose purpose, String challenge) {
    return Base64Url.of(Challenges.toSign(purpose, challenge).bytes());
  }

  // Handed on, never compared.
  @SuppressWarnings("ArrayRecordComponent")
  private record Enrolment(String code, String challenge, byte[] authenticator, byte[] client) {
    static Enrolment read(JsonObject body) {
      return new Enrolment(
          body.required("code").asText(CODE_CHARS_MAX),
          body.required("challenge").asText(CODE_CHARS_MAX),
          Base64Url.read(body.required("authenticator"), AttestedKey.AUTHENTICATOR_BYTES_MAX),
          Base64Url.read(body.required("client"), Assertion.CLIENT_BYTES_MAX));
    }
  }

  private Response enrol(Request request) {
    Outcome<Enrolment> asked = Json.read(request.body(), Routes.BODY_BYTES_MAX, Enrolment::read);
    return signingIn.attempt(
        request,
        () -> asked.then(this::made),
        person ->
            Response.json(
                201,
                JsonText.object(
                    json ->
                        json.text("id", person.person().text())
                            .text("person", person.name().text())
                            .text("role", Role.of(person.role()).word()))));
  }

  /// Looks at everything first, for then the code is used up whatever comes of it.
  private Outcome<RosterBody.Enrolled> made(Enrolment asked) {
    return invited(asked.code())
        .then(_ -> here())
        .then(
            where ->
                challenges
                    .check(Purpose.ENROL, asked.challenge())
                    .then(
                        hash ->
                            AttestedKey.read(asked.authenticator(), asked.client(), where, hash))
                    .then(made -> door.use(asked.code()).then(who -> write(who, made, where))));
  }

  private Outcome<RosterBody.Enrolled> write(People.Invited who, AttestedKey made, Site where) {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    RosterBody.Enrolled person =
        new RosterBody.Enrolled(
            new PersonId(HexFormat.of().formatHex(id)),
            who.person(),
            who.role().onRoster(),
            made.credential(),
            made.key(),
            where);
    return core.ask(new Command.EnrolPerson(person)).map(_ -> person);
  }

  private Response askToSignIn() {
    return Problems.answer(
        here(),
        where -> {
          String challenge = challenges.make(Purpose.SIGN_IN);
          return Response.json(
              200,
              JsonText.object(
                  json ->
                      json.text("challenge", challenge)
                          .text("to_sign", toSign(Purpose.SIGN_IN, challenge))
                          .text("host", where.rpId())));
        });
  }

  private record SignIn(String challenge, RosterBody.Credential credential, Assertion answer) {
    static SignIn read(JsonObject body) {
      JsonField credential = body.required("credential");
      return new SignIn(
          body.required("challenge").asText(CODE_CHARS_MAX),
          credential.check(
              RosterBody.Credential.of(
                  Base64Url.read(credential, RosterBody.Credential.BYTES_MAX))),
          assertion(body));
    }
  }

  /// The parts of an assertion as a browser gives them.
  static Assertion assertion(JsonObject body) {
    return new Assertion(
        Base64Url.read(body.required("authenticator"), Assertion.AUTHENTICATOR_BYTES_MAX),
        Base64Url.read(body.required("client"), Assertion.CLIENT_BYTES_MAX),
        Base64Url.read(body.required("signature"), SIGNATURE_BYTES_MAX));
  }

  private Response signIn(Request request) {
    Outcome<SignIn> asked = Json.read(request.body(), Routes.BODY_BYTES_MAX, SignIn::read);
    return signingIn.attempt(request, () -> asked.then(this::proven), this::entered);
  }

  private Outcome<Session> proven(SignIn asked) {
    Optional<RosterBody.Enrolled> person =
        core.read(view -> view.picture().people().roster(view.ownCard().party())).values().stream()
            .filter(each -> each.credential().equals(asked.credential()))
            .findFirst();
    return challenges
        .check(Purpose.SIGN_IN, asked.challenge())
        .then(
            hash -> {
              Optional<String> problem =
                  person.isEmpty()
                      ? Optional.of("nobody on the roster has this passkey")
                      : asked.answer().problem(person.get().key(), person.get().site(), hash);
              return problem.isPresent()
                  ? Outcome.refuse(RefusalCode.UNAUTHENTICATED, problem.get())
                  : Outcome.accept(person.orElseThrow());
            })
        .then(
            who -> {
              challenges.answered(asked.challenge());
              return door.signIn(who);
            });
  }

  private Response entered(Session session) {
    Duration lasts = Duration.between(clock.instant(), session.expires());
    boolean encrypted = site.get().filter(each -> each.origin().startsWith("https:")).isPresent();
    return Response.json(
            200,
            JsonText.object(
                json -> json.text("person", session.person()).text("role", session.role().word())))
        .withHeader("Set-Cookie", Cookies.set(cookieName, session.secret(), lasts, encrypted));
  }

  private record Listed(PartyId party, RosterBody.Enrolled person) {}

  private Response people() {
    List<Listed> all = core.read(PasskeyRoutes::listed);
    return Response.json(
        200,
        JsonText.object(
            json ->
                json.objects(
                    "people",
                    all,
                    (item, each) ->
                        item.text("party", each.party().text())
                            .text("id", each.person().person().text())
                            .text("person", each.person().name().text())
                            .text("role", Role.of(each.person().role()).word())
                            .text("host", each.person().site().rpId()))));
  }

  private static List<Listed> listed(EngineView view) {
    Set<PartyId> parties = new TreeSet<>(view.cards().keySet());
    parties.add(view.ownCard().party());
    List<Listed> all = new ArrayList<>();
    for (PartyId party : parties) {
      view.picture()
          .people()
          .roster(party)
          .values()
          .forEach(each -> all.add(new Listed(party, each)));
    }
    return all;
  }

  private Response changeRole(Request request) {
    Outcome<PersonRole> role =
        Json.read(
            request.body(),
            Routes.BODY_BYTES_MAX,
            body -> body.required("role").asOneOf(Role.class).onRoster());
    return changed(request, id -> role.map(each -> new Command.ChangeRole(id, each)));
  }

  private Response leave(Request request) {
    return changed(request, id -> Outcome.accept(new Command.PersonLeaves(id)));
  }

  private Response changed(Request request, Function<PersonId, Outcome<Command>> command) {
    return Problems.answer(
        atTheMachine(request)
            .then(_ -> PersonId.parse(request.parameter("id")))
            .then(command)
            .then(core::ask),
        (Done _) -> people());
  }

  /// Who is on the roster is not for a session to say, which somebody may have stolen.
  static Outcome<Caller> atTheMachine(Request request) {
    Caller caller = request.signedIn();
    return caller.isToken()
        ? Outcome.accept(caller)
        : Outcome.refuse(
            RefusalCode.FORBIDDEN,
            "who is on the roster is said at the node's machine: `wideberth invite` or"
                + " `wideberth people`");
  }
}
