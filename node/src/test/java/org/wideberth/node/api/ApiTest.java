package org.wideberth.node.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The routes that `openapi.yaml` documents.
class ApiTest extends TwoSides {
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void closeClient() {
    http.close();
  }

  @Test
  void theRouterAndTheDocumentHaveTheSameRoutesAndRoles() {
    Map<String, String> routes = new TreeMap<>();
    for (Route route : amber.node().api().routes()) {
      routes.put(
          route.method() + " " + route.path().replace("...}", "}"),
          route.needs().map(Role::word).orElse("none"));
    }

    assertThat(routes).isEqualTo(documented.routes());
  }

  @Test
  void nothingButHealthAndSigningInAnswersWithoutSignIn() {
    assertThat(
            documented.routes().entrySet().stream().filter(each -> each.getValue().equals("none")))
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder(
            "GET /health",
            "POST /api/v1/session",
            "POST /api/v1/session/options",
            "POST /api/v1/session/passkey",
            "POST /api/v1/enrolment",
            "POST /api/v1/enrolment/options");
    documented
        .routes()
        .forEach(
            (route, role) -> {
              String path = route.split(" ", 2)[1].replaceAll("\\{[a-z]+}", "amber");
              Response answer =
                  amber
                      .node()
                      .api()
                      .answer(
                          Method.valueOf(route.split(" ", 2)[0]),
                          path,
                          Map.of(),
                          "not the token",
                          "{\"code\":\"not a code\"}".getBytes(UTF_8));
              if (!role.equals("none")) {
                assertThat(answer.status()).as(route).isEqualTo(401);
              }
            });
  }

  @Test
  void everyAnswerIsAsDocumented() {
    get(amber, "/health", "Health");
    get(amber, "/api/v1/me", "Me");
    agreeOnRules();
    String mine = declare(amber, "ferry", "air", 7.6);
    String theirs = declare(cobalt, "survey", "air", 7.61);
    carry(cobalt, amber);
    carry(amber, cobalt);
    carry(cobalt, amber);

    get(amber, "/api/v1/cards", "Cards");
    get(amber, "/api/v1/operations", "OperationCollection");
    get(amber, "/api/v1/rules", "Rules");
    get(amber, "/api/v1/links", "Links");
    get(amber, "/api/v1/alarms", "Alarms");
    Map<String, Object> receipts = get(amber, "/api/v1/receipts?operation=" + mine, "Receipts");
    assertThat(OpenApi.member(receipts, "entries").toString()).contains("status=delivered");
    Map<String, Object> findings = get(amber, "/api/v1/findings", "Findings");
    assertThat((List<?>) OpenApi.member(findings, "findings")).hasSize(1);
    assertThat(get(cobalt, "/api/v1/findings", "Findings").toString())
        .contains(id(findings))
        .contains(mine)
        .contains(theirs);
    pagesOfFindings(findings);

    post(amber, "/api/v1/operations/" + mine + "/activate", "", "Step", 200);
    post(amber, "/api/v1/operations/" + mine + "/revise", feature("ferry", "air", 9), "Step", 200);
    post(amber, "/api/v1/operations/" + mine + "/end", "", "Step", 200);
    post(cobalt, "/api/v1/operations/" + theirs + "/withdraw", "", "Step", 200);
    post(
        amber,
        "/api/v1/invitations",
        "{\"person\":\"Kim\",\"role\":\"observer\"}",
        "Invitation",
        201);
    assertThat(amber.ask(Method.GET, "/api/v1/bundle?operation=" + mine, "").status())
        .isEqualTo(200);
    assertThat(amber.ask(Method.GET, "/record/amber/checkpoint", "").bytes())
        .asString(UTF_8)
        .startsWith("lower-valley/amber/1\n");
    assertThat(amber.ask(Method.GET, "/record/amber/tile/entries/000.p/1", "").status())
        .isEqualTo(200);
  }

  @Test
  void aDraftIsDeclaredToTheAudienceThatIsNamedThen() {
    enrolEachOther();
    Response draft =
        amber.ask(Method.POST, "/api/v1/operations?draft=true", feature("plan", "ground", 7.6));
    String id = firstId(draft);
    assertThat(get(amber, "/api/v1/operations", "OperationCollection").toString())
        .contains("state=draft");

    post(
        amber, "/api/v1/operations/" + id + "/declare", "{\"audience\":[\"cobalt\"]}", "Step", 200);

    carry(amber, cobalt);
    assertThat(get(cobalt, "/api/v1/operations", "OperationCollection").toString()).contains(id);
    String wider = feature("plan", "ground", 7.7);
    post(amber, "/api/v1/operations/" + id + "/revise", wider, "Step", 200);
    assertThat(get(amber, "/api/v1/operations", "OperationCollection").toString())
        .as("a revision that names no audience keeps its readers")
        .contains("audience=[cobalt]");
    assertThat(problem(amber, "/api/v1/operations/" + id + "/declare", "{}"))
        .containsEntry("code", "MALFORMED");
  }

  @Test
  void refusalsAreProblemsWithACode() {
    assertThat(problem(amber, "/api/v1/operations", "{\"type\":\"Feature\"}"))
        .containsEntry("code", "MALFORMED")
        .containsEntry("status", 400);
    assertThat(problem(amber, "/api/v1/operations/amber.1.99/end", ""))
        .containsEntry("code", "NOT_FOUND");
    assertThat(problem(amber, "/api/v1/rules", "{}")).containsEntry("code", "MALFORMED");
    assertThat(problem(amber, "/api/v1/rules/00000000/adopt", ""))
        .containsEntry("code", "NOT_FOUND");
    assertThat(problem(amber, "/api/v1/courier/export", "{\"to\":\"nobody\"}"))
        .containsEntry("code", "UNKNOWN_PARTY");
    assertThat(problem(amber, "/api/v1/courier/import", "nonsense"))
        .containsEntry("code", "MALFORMED");
    assertThat(problem(amber, "/api/v1/cards", "nonsense")).containsEntry("code", "MALFORMED");
    for (String operation : List.of("nonsense", "amber.1.99", "cobalt.1.1")) {
      String path = "/api/v1/receipts?operation=" + operation;
      checked(
          amber.ask(Method.GET, path, ""),
          path,
          "Problem",
          operation.equals("nonsense") ? 400 : 404);
    }
  }

  @Test
  void aOneTimeLinkSignsInOnceAndSignsOut() throws Exception {
    Map<String, Object> invitation =
        post(
            amber,
            "/api/v1/invitations",
            "{\"person\":\"Kim\",\"role\":\"duty-officer\"}",
            "Invitation",
            201);
    String code = OpenApi.member(invitation, "link").toString().replaceFirst(".*#sign-in=", "");
    amber.node().serve(anyPort(), anyPort());

    HttpResponse<String> first = signIn(code);
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(documented.faults("Session", OpenApi.json(first.body().getBytes(UTF_8)))).isEmpty();
    String cookie = first.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie)
        .startsWith("wideberth_session_amber=")
        .contains("HttpOnly")
        .contains("SameSite=Strict");
    assertThat(signIn(code).statusCode()).isEqualTo(401);

    String session = cookie.substring(0, cookie.indexOf(';'));
    assertThat(send(request("/api/v1/me").header("Cookie", session)).body()).contains("Kim");
    assertThat(
            send(request("/api/v1/session")
                    .header("Cookie", session)
                    .header("Sec-Fetch-Site", "same-origin")
                    .DELETE())
                .statusCode())
        .isEqualTo(204);
    assertThat(send(request("/api/v1/me").header("Cookie", session)).statusCode()).isEqualTo(401);
  }

  @Test
  void aDeclarationArrivesAsAnEventWithTheOperation() throws Exception {
    amber.node().serve(anyPort(), anyPort());
    HttpResponse<InputStream> stream =
        http.send(
            request("/api/v1/events").header("Authorization", "Bearer " + amber.token()).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), UTF_8))) {
      assertThat(lines.readLine()).startsWith("retry:");
      String id = declare(amber, "ferry", "air", 7.6);
      String line = lines.readLine();
      while (!line.equals("event: operation")) {
        line = lines.readLine();
      }
      String data = lines.readLine().replaceFirst("^data: ", "");
      assertThat(data).contains(id);
      assertThat(documented.faults("OperationCollection", OpenApi.json(data.getBytes(UTF_8))))
          .isEmpty();
    }
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private void agreeOnRules() {
    enrolEachOther();
    Map<String, Object> answer = post(amber, "/api/v1/rules", rules(), "Proposed", 201);
    String proposed = OpenApi.member(answer, "hash").toString();
    carry(amber, cobalt);
    post(amber, "/api/v1/rules/" + proposed + "/adopt", "", "Adopted", 200);
    post(cobalt, "/api/v1/rules/" + proposed + "/adopt", "", "Adopted", 200);
  }

  private static String rules() {
    List<String> kinds = List.of("air", "ground", "surface", "hazard", "static");
    StringBuilder minima = new StringBuilder();
    for (int a = 0; a < kinds.size(); a++) {
      for (int b = a; b < kinds.size(); b++) {
        minima
            .append(minima.isEmpty() ? "" : ",")
            .append(
                "{\"kinds\":[\"%s\",\"%s\"],\"lateral_cm\":926000,\"vertical_tenth_mm\":3048000}"
                    .formatted(kinds.get(a), kinds.get(b)));
      }
    }
    return """
    {"v":1,"theatre":"lower-valley","number":1,"title":"First","members":["amber","cobalt"],\
    "minima":[%s]}\
    """
        .formatted(minima);
  }

  @Test
  void whatIsNotOverIsNotErased() {
    String live = declare(amber, "convoy", "ground", 7.6);
    String all = "{\"older_than_days\":90}";
    Map<String, Object> done = post(amber, "/api/v1/erasures", all, "Erased", 200);
    assertThat(OpenApi.member(done, "operations")).isEqualTo(List.of());
    String one = "{\"older_than_days\":90,\"operation\":\"%s\"}";
    assertThat(problem(amber, "/api/v1/erasures", one.formatted(live)).get("code"))
        .isEqualTo("WRONG_STATE");
    assertThat(problem(amber, "/api/v1/erasures", one.formatted("amber.1.99")).get("code"))
        .isEqualTo("NOT_FOUND");
    assertThat(problem(amber, "/api/v1/erasures", "{\"older_than_days\":29}").get("code"))
        .isEqualTo("LIMIT_EXCEEDED");
    post(amber, "/api/v1/erasures", "{\"older_than_days\":30,\"rehearse\":true}", "Erased", 200);
    problem(amber, "/api/v1/erasures", "{\"older_than_days\":100000}");
  }

  private String declare(Side side, String name, String kind, double longitude) {
    Response answer = side.ask(Method.POST, "/api/v1/operations", feature(name, kind, longitude));
    assertThat(answer.status()).as(new String(answer.bytes(), UTF_8)).isEqualTo(201);
    assertThat(documented.faults("Declared", OpenApi.json(answer.bytes()))).isEmpty();
    return firstId(answer);
  }

  private static String firstId(Response declared) {
    List<?> operations =
        (List<?>) OpenApi.member(OpenApi.members(OpenApi.json(declared.bytes())), "operations");
    return OpenApi.member(OpenApi.members(operations.getFirst()), "id").toString();
  }

  private void pagesOfFindings(Map<String, Object> findings) {
    Map<String, Object> rest =
        get(amber, "/api/v1/findings?limit=5&after=" + id(findings), "Findings");
    assertThat((List<?>) OpenApi.member(rest, "findings")).isEmpty();
    assertThat(rest.get("total")).hasToString("1");
    assertThat(rest).doesNotContainKey("next");
    assertThat(amber.ask(Method.GET, "/api/v1/findings?limit=0", "").bytes())
        .asString(UTF_8)
        .contains("limit: a whole number from 1 to 10000");
    assertThat(amber.ask(Method.GET, "/api/v1/findings?after=x", "").bytes())
        .asString(UTF_8)
        .contains("after: a hash is 43 letters");

    declare(amber, "tug", "air", 7.605);
    Map<String, Object> first = get(amber, "/api/v1/findings?limit=1", "Findings");
    Map<String, Object> second =
        get(amber, "/api/v1/findings?limit=1&after=" + first.get("next"), "Findings");
    assertThat(first.get("total")).hasToString("2");
    assertThat(first.get("next")).hasToString(id(first));
    assertThat(second).doesNotContainKey("next");
    assertThat(id(second)).isNotEqualTo(id(first));
  }

  private static String id(Map<String, Object> findings) {
    List<?> open = (List<?>) OpenApi.member(findings, "findings");
    return OpenApi.member(OpenApi.members(open.getFirst()), "id").toString();
  }

  private static String feature(String name, String kind, double longitude) {
    return """
    {"type":"Feature","geometry":{"type":"Point","coordinates":[%s,47.5]},"properties":{
      "name":"%s","kind":"%s","start":"2026-12-01T06:00:00Z","end":"2026-12-01T08:00:00Z",
      "lower":100,"upper":300,"unit":"m","datum":"MSL","radius_m":1000}}
    """
        .formatted(longitude, name, kind);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(amber.node().api().address() + path));
  }

  private HttpResponse<String> signIn(String code) throws IOException, InterruptedException {
    return send(
        request("/api/v1/session")
            .header("Sec-Fetch-Site", "same-origin")
            .POST(HttpRequest.BodyPublishers.ofString("{\"code\":\"" + code + "\"}")));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
