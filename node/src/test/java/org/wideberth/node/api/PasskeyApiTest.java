package org.wideberth.node.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Enrolment, sign-in and signatures by passkey, on whole nodes.
class PasskeyApiTest extends TwoSides {
  private static final Pattern CODE = Pattern.compile("#(enrol|sign-in)=(\\S+)$");
  private static final SoftKey WEIR = new SoftKey("weir");
  private static final SoftKey LUND = new SoftKey("lund");

  private static String code(Side side, String person, String role) {
    Response made =
        side.ask(
            Method.POST,
            "/api/v1/invitations",
            "{\"person\":\"%s\",\"role\":\"%s\"}".formatted(person, role));
    assertThat(made.status()).isEqualTo(201);
    String link = OpenApi.member(OpenApi.members(OpenApi.json(made.bytes())), "link").toString();
    Matcher code = CODE.matcher(link);
    assertThat(code.find()).as(link).isTrue();
    return code.group(2);
  }

  private Map<String, Object> enrol(Side side, String person, String role, SoftKey key) {
    String code = code(side, person, role);
    Map<String, Object> options =
        post(
            side,
            "/api/v1/enrolment/options",
            "{\"code\":\"" + code + "\"}",
            "EnrolmentOptions",
            200);
    assertThat(options.get("person")).isEqualTo(person);
    return post(side, "/api/v1/enrolment", key.enrolment(code, options), "EnrolledPerson", 201);
  }

  private Response trySignIn(Side side, SoftKey key) {
    Map<String, Object> options = post(side, "/api/v1/session/options", "", "PasskeyOptions", 200);
    return side.ask(Method.POST, "/api/v1/session/passkey", key.signIn(options));
  }

  private String cookie(Side side, SoftKey key) {
    Response entered = trySignIn(side, key);
    assertThat(entered.status()).as(new String(entered.bytes(), UTF_8)).isEqualTo(200);
    String set = Objects.requireNonNull(entered.headers().get("Set-Cookie"));
    assertThat(set).contains("HttpOnly", "SameSite=Strict");
    return set.substring(0, set.indexOf(';'));
  }

  private static Response as(Side side, String cookie, Method method, String path, String body) {
    return side.node().api().answerCookie(method, path, cookie, body.getBytes(UTF_8));
  }

  private Map<String, Object> flash() {
    enrolEachOther();
    Map<String, Object> sent =
        post(
            amber, "/api/v1/messages", "{\"to\":[\"cobalt\"],\"phrase\":\"stop\"}", "Message", 201);
    carry(amber, cobalt);
    return sent;
  }

  @Test
  void anAcknowledgementIsShownThenSignedAndTheOthersSeeWhoSigned() {
    String id = OpenApi.member(flash(), "id").toString();
    enrol(cobalt, "Lt Weir", "duty-officer", WEIR);
    assertThat(get(cobalt, "/api/v1/me", "Me")).containsEntry("roster", true);
    String cookie = cookie(cobalt, WEIR);

    String plain = "/api/v1/messages/" + id + "/acknowledge";
    assertThat(as(cobalt, cookie, Method.POST, plain, "").status()).isEqualTo(403);
    assertThat(problem(cobalt, plain, "").toString()).contains("passkey of a duty officer");

    String asked = "{\"act\":\"acknowledge\",\"message\":\"%s\",\"note\":\"seen\"}".formatted(id);
    Response shown = as(cobalt, cookie, Method.POST, "/api/v1/signing", asked);
    Map<String, Object> signing = checked(shown, "signing", "Signing", 201);
    assertThat(OpenApi.member(signing, "words").toString())
        .contains("Acknowledge amber's message " + id);
    assertThat(OpenApi.member(signing, "act").toString())
        .startsWith("{\"type\":\"message-acknowledged\"")
        .contains("seen", "Lt Weir");
    String done = "/api/v1/signing/" + signing.get("id");
    assertThat(as(cobalt, cookie, Method.POST, done, "{" + WEIR.parts(signing, 1) + "}").status())
        .as("without user verification")
        .isEqualTo(422);
    assertThat(as(cobalt, cookie, Method.POST, done, LUND.assertion(signing)).status())
        .as("a stolen session with another passkey")
        .isEqualTo(422);
    Response signed = as(cobalt, cookie, Method.POST, done, WEIR.assertion(signing));
    checked(signed, done, "SignedPlace", 200);
    assertThat(as(cobalt, cookie, Method.POST, done, WEIR.assertion(signing)).status())
        .as("once more")
        .isEqualTo(404);

    carry(cobalt, amber);
    assertThat(get(amber, "/api/v1/messages/" + id, "Message").toString())
        .contains("signed={", "name=Lt Weir", "role=duty-officer");
    assertThat(get(amber, "/api/v1/people", "People").toString())
        .contains("party=cobalt", "person=Lt Weir", "host=localhost");
  }

  @Test
  void whatWouldNotBeTheSameAnyMoreIsNotDone() {
    String id = OpenApi.member(flash(), "id").toString();
    enrol(cobalt, "Lt Weir", "duty-officer", WEIR);
    String cookie = cookie(cobalt, WEIR);
    String ask = "{\"act\":\"acknowledge\",\"message\":\"" + id + "\"}";
    Map<String, Object> first =
        checked(as(cobalt, cookie, Method.POST, "/api/v1/signing", ask), "1", "Signing", 201);
    Map<String, Object> second =
        checked(as(cobalt, cookie, Method.POST, "/api/v1/signing", ask), "2", "Signing", 201);
    String path = "/api/v1/signing/";
    Response done = as(cobalt, cookie, Method.POST, path + first.get("id"), WEIR.assertion(first));
    assertThat(done.status()).isEqualTo(200);
    assertThat(
            as(cobalt, cookie, Method.POST, path + second.get("id"), WEIR.assertion(second))
                .status())
        .as("it is said already")
        .isEqualTo(409);
  }

  private Map<String, Object> signed(Side side, String cookie, SoftKey key, String act) {
    Response shown = as(side, cookie, Method.POST, "/api/v1/signing", act);
    Map<String, Object> signing = checked(shown, act, "Signing", 201);
    String done = "/api/v1/signing/" + signing.get("id");
    Response signed = as(side, cookie, Method.POST, done, key.assertion(signing));
    checked(signed, done, "SignedPlace", 200);
    return signing;
  }

  @Test
  void twoCommandersSuspendByPasskeyAndFlashAndReceiptsGoOn() {
    enrolEachOther();
    String hash = propose(amber, rules(1, ""));
    carry(amber, cobalt);
    enrol(cobalt, "Maj Khan", "commander", WEIR);
    enrol(cobalt, "Maj Khan II", "commander", LUND);
    String khan = cookie(cobalt, WEIR);
    String second = cookie(cobalt, LUND);
    signed(cobalt, khan, WEIR, "{\"act\":\"adopt-rules\",\"document\":\"" + hash + "\"}");

    String plain = "{\"reason\":\"fire at the ford\"}";
    String suspend = "/api/v1/rules/" + hash + "/suspend";
    assertThat(as(cobalt, khan, Method.POST, suspend, plain).status())
        .as("unsigned")
        .isEqualTo(403);
    String act =
        "{\"act\":\"suspend-rules\",\"document\":\"%s\",\"reason\":\"fire at the ford\"}"
            .formatted(hash);
    Map<String, Object> shown = signed(cobalt, khan, WEIR, act);
    assertThat(OpenApi.member(shown, "words").toString())
        .contains("Ask for the suspension of the rules", "fire at the ford");
    String ask =
        get(cobalt, "/api/v1/rules", "Rules")
            .toString()
            .replaceAll(".*asked=\\[\\{id=([\\w-]+).*", "$1");
    String confirm = "{\"act\":\"confirm-step\",\"ask\":\"" + ask + "\"}";
    assertThat(as(cobalt, khan, Method.POST, "/api/v1/signing", confirm).status())
        .as("the same person")
        .isEqualTo(403);
    assertThat(OpenApi.member(signed(cobalt, second, LUND, confirm), "words").toString())
        .contains("Do what Maj Khan (commander) asked for", "fire at the ford");

    carry(cobalt, amber);
    assertThat(get(amber, "/api/v1/rules", "Rules").toString())
        .contains("suspensions=[{", "party=cobalt", "fire at the ford", "Maj Khan II");
    post(amber, "/api/v1/messages", "{\"to\":[\"cobalt\"],\"phrase\":\"stop\"}", "Message", 201);
    carry(amber, cobalt);
    carry(cobalt, amber);
    assertThat(get(amber, "/api/v1/messages", "Messages").toString()).contains("delivered=");
  }

  @Test
  void aStolenSessionPutsNobodyOnTheRosterAndSignsNothing() {
    enrol(cobalt, "Maj Khan", "commander", WEIR);
    String cookie = cookie(cobalt, WEIR);
    String invite = "{\"person\":\"Thief\",\"role\":\"commander\"}";
    assertThat(as(cobalt, cookie, Method.POST, "/api/v1/invitations", invite).status())
        .isEqualTo(403);
    String id =
        get(cobalt, "/api/v1/people", "People").toString().replaceAll(".*id=([0-9a-f]+).*", "$1");
    assertThat(as(cobalt, cookie, Method.POST, "/api/v1/people/" + id + "/leave", "").status())
        .isEqualTo(403);
    post(cobalt, "/api/v1/people/" + id + "/leave", "", "People", 200);
    assertThat(as(cobalt, cookie, Method.GET, "/api/v1/me", "").status())
        .as("who has left is signed out")
        .isEqualTo(401);
    assertThat(trySignIn(cobalt, WEIR).status()).isEqualTo(401);
  }

  @Test
  void aLinkOnlyEnrolsOnceThereIsARosterAndWorksOnce() {
    String before = code(cobalt, "Kim", "observer");
    enrol(cobalt, "Maj Khan", "commander", WEIR);
    assertThat(problem(cobalt, "/api/v1/session", "{\"code\":\"" + before + "\"}").toString())
        .contains("the link enrols one");
    String code = code(cobalt, "Lt Lund", "duty-officer");
    String options = "{\"code\":\"" + code + "\"}";
    Map<String, Object> asked =
        post(cobalt, "/api/v1/enrolment/options", options, "EnrolmentOptions", 200);
    String enrolment = LUND.enrolment(code, asked);
    String other = WEIR.enrolment(code, Map.of("challenge", "x", "to_sign", "x"));
    assertThat(problem(cobalt, "/api/v1/enrolment", other).get("code"))
        .isEqualTo("UNAUTHENTICATED");
    post(cobalt, "/api/v1/enrolment", enrolment, "EnrolledPerson", 201);
    assertThat(problem(cobalt, "/api/v1/enrolment", enrolment).get("code"))
        .isEqualTo("UNAUTHENTICATED");
    assertThat(cookie(cobalt, LUND)).isNotEmpty();
  }

  @Test
  void anAssertionSignsInOnce() {
    enrol(cobalt, "Maj Khan", "commander", WEIR);
    Map<String, Object> options =
        post(cobalt, "/api/v1/session/options", "", "PasskeyOptions", 200);
    String answer = WEIR.signIn(options);
    assertThat(cobalt.ask(Method.POST, "/api/v1/session/passkey", answer).status()).isEqualTo(200);
    assertThat(cobalt.ask(Method.POST, "/api/v1/session/passkey", answer).status()).isEqualTo(401);
  }

  @Test
  void afterTenWrongSignInsTheEleventhWaitsAndIsToldHowLong() {
    enrol(cobalt, "Maj Khan", "commander", WEIR);
    for (int i = 0; i < 10; i++) {
      assertThat(trySignIn(cobalt, LUND).status()).isEqualTo(401);
    }
    Response eleventh = trySignIn(cobalt, WEIR);
    assertThat(eleventh.status()).isEqualTo(429);
    assertThat(Integer.parseInt(eleventh.headers().get("Retry-After"))).isBetween(1, 2);
    assertThat(eleventh.headers()).doesNotContainKey("Set-Cookie");
  }

  @Test
  void aSessionThatCameByALinkSignsNothing() {
    flash();
    String code = code(cobalt, "Kim", "commander");
    Response entered = cobalt.ask(Method.POST, "/api/v1/session", "{\"code\":\"" + code + "\"}");
    String set = Objects.requireNonNull(entered.headers().get("Set-Cookie"));
    String cookie = set.substring(0, set.indexOf(';'));
    enrol(cobalt, "Maj Khan", "commander", WEIR);
    Response asked =
        as(
            cobalt,
            cookie,
            Method.POST,
            "/api/v1/signing",
            "{\"act\":\"acknowledge\",\"message\":\"amber.1.1\"}");
    assertThat(asked.status()).isEqualTo(403);
  }
}
