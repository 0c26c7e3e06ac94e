package org.wideberth.node.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.node.identity.DataDirectory;
import org.wideberth.node.identity.People;
import org.wideberth.party.DisplayName;
import org.wideberth.refusal.RefusalCode;

/// The layers from the socket to the handler, with handlers of its own.
class WebServerTest {
  private final EventHub hub = new EventHub(7);
  private final HttpClient http = HttpClient.newHttpClient();
  private String cookie;
  private WebServer server;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    People people = People.open(DataDirectory.make(directory.resolve("data")), new SecureRandom());
    DisplayName kim = DisplayName.parse("Kim").orThrow();
    String code = people.invite(kim, Role.DUTY_OFFICER, Instant.now()).orThrow().code();
    cookie = "wideberth_session_amber=" + people.redeem(code, Instant.now()).orThrow().secret();
    server = server(people, 0);
    server.start();
  }

  @AfterEach
  void stop() {
    hub.close();
    server.close();
    http.close();
  }

  private WebServer server(People people, int port) {
    Router router =
        new Router(
            List.of(
                new Route(
                    Method.GET,
                    "/health",
                    Optional.empty(),
                    0,
                    request -> Response.text(200, "ok")),
                route(Method.GET, "/api/v1/me", Role.OBSERVER, 0, WebServerTest::whoAmI),
                route(Method.POST, "/api/v1/echo", Role.DUTY_OFFICER, 10, WebServerTest::echo),
                route(Method.POST, "/api/v1/rule", Role.COMMANDER, 10, WebServerTest::echo),
                route(
                    Method.GET,
                    "/api/v1/wrong",
                    Role.OBSERVER,
                    0,
                    request -> {
                      throw new IllegalStateException("on purpose");
                    }),
                route(Method.GET, "/api/v1/events", Role.OBSERVER, 0, this::events)));
    Door door = new Door(people, "t0ken", InstantSource.system());
    return new WebServer(
        new Gate(router, new StaticFiles(), door, "wideberth_session_amber"),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        Optional.empty());
  }

  private static Route route(Method method, String path, Role needs, int max, Handler handler) {
    return new Route(method, path, Optional.of(needs), max, handler);
  }

  private static Response whoAmI(Request request) {
    return Response.text(200, request.signedIn().person());
  }

  private static Response echo(Request request) {
    return Response.text(200, new String(request.body(), UTF_8));
  }

  private Response events(Request request) {
    return new Response(
        200,
        new Response.Events(
            new EventStream(hub, hub.cursor(request.header("last-event-id")), () -> true)),
        Map.of());
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() throws Exception {
    for (String path : List.of("/health", "/", "/api/v1/me", "/api/v1/nothing", "/nothing.js")) {
      HttpResponse<String> answer = send(get(path));
      WebServer.SECURITY_HEADERS.forEach(
          (name, value) -> assertThat(answer.headers().firstValue(name)).as(path).contains(value));
      assertThat(answer.headers().firstValue("Server")).isEmpty();
    }
    assertThat(send(get("/api/v1/me")).headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void nobodyInParticularSeesHealthOnly() throws Exception {
    assertThat(send(get("/health")).body()).isEqualTo("ok");
    for (String path : List.of("/api/v1/me", "/api/v1/nothing", "/record/amber/checkpoint")) {
      HttpResponse<String> answer = send(get(path));
      assertThat(answer.statusCode()).as(path).isEqualTo(401);
      assertThat(answer.body()).contains("UNAUTHENTICATED");
    }
  }

  @Test
  void theTokenAndTheCookieBothSignIn() throws Exception {
    assertThat(send(get("/api/v1/me").header("Authorization", "Bearer t0ken")).body())
        .isEqualTo("token");
    assertThat(send(get("/api/v1/me").header("Cookie", "a=b; " + cookie)).body()).isEqualTo("Kim");
    assertThat(send(get("/api/v1/me").header("Authorization", "Bearer x").header("Cookie", cookie)))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(401);
  }

  @Test
  void aChangeByCookieMustComeFromTheNodesOwnPages() throws Exception {
    String own = server.address();
    assertThat(send(post("/api/v1/echo").header("Sec-Fetch-Site", "same-origin")).statusCode())
        .isEqualTo(200);
    assertThat(send(post("/api/v1/echo").header("Origin", own)).statusCode()).isEqualTo(200);
    for (String site : List.of("same-site", "cross-site", "none")) {
      assertThat(send(post("/api/v1/echo").header("Sec-Fetch-Site", site)).statusCode())
          .as(site)
          .isEqualTo(403);
    }
    for (String origin : List.of("http://127.0.0.1:1", "null", "http://evil.example")) {
      assertThat(send(post("/api/v1/echo").header("Origin", origin)).statusCode())
          .as(origin)
          .isEqualTo(403);
    }
    assertThat(send(post("/api/v1/echo")).statusCode()).isEqualTo(403);
  }

  @Test
  void aRoleMayDoWhatTheOnesBeforeItMayAndNoMore() throws Exception {
    HttpResponse<String> answer =
        send(post("/api/v1/rule").header("Sec-Fetch-Site", "same-origin"));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("commander").contains("FORBIDDEN");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void aBodyAtTheLimitIsReadAndOnePastItIsRefused() throws Exception {
    for (boolean known : new boolean[] {true, false}) {
      assertThat(send(bodied("0123456789", known)).body()).isEqualTo("0123456789");
      assertThat(send(bodied("01234567890", known)).statusCode()).isEqualTo(413);
    }
  }

  @Test
  void aFailureOfOursSaysNothingAboutItsInside() throws Exception {
    HttpResponse<String> answer =
        send(get("/api/v1/wrong").header("Authorization", "Bearer t0ken"));
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("INTERNAL").doesNotContain("on purpose");
  }

  @Test
  void anAddressThatIsTakenIsNamedWithItsPort(@TempDir Path directory) throws IOException {
    People people = People.open(DataDirectory.make(directory.resolve("other")), new SecureRandom());
    int taken = URI.create(server.address()).getPort();
    try (WebServer second = server(people, taken)) {
      assertThatThrownBy(second::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + taken)
          .hasMessageContaining("--listen");
    }
  }

  @Test
  void anotherHostNameIsMisdirected() throws IOException {
    for (String host : List.of("evil.example", "127.0.0.1.evil.example", "10.0.0.1:80", "")) {
      assertThat(statusLine(host)).as(host).contains(" 4").doesNotContain("200");
    }
    assertThat(statusLine("localhost")).contains("200");
    assertThat(statusLine("[::1]:99")).contains("200");
  }

  @Test
  void otherMethodsAreNamed() throws Exception {
    HttpResponse<String> answer = send(request("/health").DELETE());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET");
    assertThat(send(request("/health").method("PATCH", HttpRequest.BodyPublishers.noBody())))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(405);
  }

  @Test
  void eventsArriveAndResumeAfterTheLastSeenOne() throws Exception {
    hub.publish("operation", () -> "{\"n\":1}".getBytes(UTF_8));
    HttpRequest.Builder again =
        get("/api/v1/events").header("Cookie", cookie).header("Last-Event-ID", "7-0");
    HttpResponse<InputStream> stream =
        http.send(again.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("retry: 1000");
      assertThat(lines.readLine()).isEmpty();
      hub.publish("finding", () -> "{\"n\":2}".getBytes(UTF_8));
      assertThat(lines.readLine()).isEqualTo("id: 7-1");
      assertThat(lines.readLine()).isEqualTo("event: finding");
      assertThat(lines.readLine()).isEqualTo("data: {\"n\":2}");
    }
    assertThat(stream.headers().firstValue("Content-Type")).contains("text/event-stream");
  }

  @Test
  void problemsHaveAStatusForEveryCode() {
    for (RefusalCode code : RefusalCode.values()) {
      assertThat(Problems.status(code)).isBetween(400, 599);
    }
  }

  private String statusLine(String host) throws IOException {
    URI address = URI.create(server.address());
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(UTF_8));
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
    }
  }

  private HttpRequest.Builder bodied(String text, boolean length) {
    HttpRequest.BodyPublisher publisher =
        length
            ? HttpRequest.BodyPublishers.ofString(text)
            : HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString(text));
    return request("/api/v1/echo").header("Authorization", "Bearer t0ken").POST(publisher);
  }

  private HttpRequest.Builder post(String path) {
    return request(path).header("Cookie", cookie).POST(HttpRequest.BodyPublishers.ofString("x"));
  }

  private HttpRequest.Builder get(String path) {
    return request(path).GET();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.address() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    // On a connection of its own: one on which a body was refused unread is closed.
    try (HttpClient alone = HttpClient.newHttpClient()) {
      return alone.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
