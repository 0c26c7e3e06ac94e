package org.wideberth.node.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wideberth.node.Node;
import org.wideberth.node.identity.DataDirectory;
import org.wideberth.node.identity.KeyFiles;
import org.wideberth.node.identity.People;
import org.wideberth.node.identity.PinnedTrust;
import org.wideberth.node.identity.TlsIdentity;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.record.Origin;

/// Attacks on a real node's people's side, byte for byte over a socket.
class EdgesTest {
  @TempDir private Path directory;
  private final List<String> logged = new ArrayList<>();
  private final Handler log =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          synchronized (logged) {
            logged.add(entry.getMessage() + " " + entry.getThrown());
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private final Logger root = Logger.getLogger("org.wideberth");
  private Node node;
  private KeyFiles.LocalParty party;

  @BeforeEach
  void start() throws IOException {
    root.setLevel(Level.FINEST);
    log.setLevel(Level.ALL);
    root.addHandler(log);
    Path data = directory.resolve("amber");
    party =
        KeyFiles.make(
                DataDirectory.make(data),
                new Origin(new TheatreId("valley"), new PartyId("amber"), 1),
                DisplayName.parse("Amber").orThrow(),
                List.of(),
                new SecureRandom(),
                Instant.now())
            .party();
    node = Node.open(data);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    node.serve(any, any);
  }

  @AfterEach
  void stop() throws IOException {
    node.close();
    root.removeHandler(log);
    root.setLevel(null);
  }

  private int port() {
    return URI.create(node.api().address()).getPort();
  }

  private Socket open() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout(5_000);
    return socket;
  }

  /// What comes back for these bytes, until the other side closes or says nothing more.
  private String raw(String request) throws IOException {
    try (Socket socket = open()) {
      OutputStream out = socket.getOutputStream();
      try {
        out.write(request.getBytes(ISO_8859_1));
        out.flush();
      } catch (SocketException refusedWhileSending) {
        // What it has answered before can still be read.
      }
      return read(socket.getInputStream());
    }
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      for (int b = in.read(); b >= 0; b = in.read()) {
        read.write(b);
      }
    } catch (SocketTimeoutException | SocketException nothingMore) {
      // That is the end of it.
    }
    return read.toString(ISO_8859_1);
  }

  private static String status(String answer) {
    return answer.lines().findFirst().orElse("").replaceAll("^HTTP/1.1 ([0-9]+).*", "$1");
  }

  private String get(String target, String... headers) throws IOException {
    return raw(
        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n%s\r\n"
            .formatted(target, port(), String.join("", headers)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/%252e%252e/etc/passwd",
        "/assets/..\\..\\etc\\passwd",
        "/assets/%5c..%5c..%5cetc%5cpasswd",
        "/..;/..;/etc/passwd",
        "/assets/%00/etc/passwd",
        "/META-INF/../META-INF/board/../../etc/passwd",
        "//etc/passwd",
        "/record/amber/tile/..%2f..%2f..%2flog.key"
      })
  void noPathLeadsOutOfTheBoard(String path) throws IOException {
    String answer = get(path, "Authorization: Bearer " + party.apiToken() + "\r\n");
    assertThat(status(answer)).as(path).isIn("400", "404");
    assertThat(answer).doesNotContain("root:").doesNotContain("log-key");
  }

  @Test
  void longHeadersAndLinesAreRefusedAndTheNodeGoesOn() throws IOException {
    assertThat(status(get("/health", "X: " + "a".repeat(20_000) + "\r\n"))).isIn("431", "400");
    assertThat(status(get("/" + "a".repeat(20_000)))).isIn("414", "431", "400");
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      many.append("H").append(i).append(": v\r\n");
    }
    assertThat(status(get("/health", many.toString()))).isIn("431", "400");
    assertThat(status(get("/health"))).isEqualTo("200");
  }

  @Test
  void aBodyThatSaysTooMuchOrNeverEndsIsRefused() throws IOException {
    String head =
        "POST /api/v1/invitations HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\n"
            .formatted(port(), party.apiToken());
    assertThat(status(raw(head + "Content-Length: 99999999999\r\n\r\n{"))).isEqualTo("413");
    String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
    // The connection may be cut before the answer is read: who goes on sending is not listened to.
    assertThat(status(raw(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(40))))
        .isIn("413", "400", "");
    assertThat(status(get("/health"))).isEqualTo("200");
    assertThat(status(raw(head + "Content-Length: 5\r\nContent-Length: 9\r\n\r\n{}")))
        .isEqualTo("400");
    assertThat(
            status(raw(head + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")))
        .as("two ways to say where it ends")
        .isEqualTo("400");
  }

  @Test
  void connectionsThatNeverFinishAskingKeepNobodyOut() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        Socket socket = open();
        socket.getOutputStream().write("GET /health HTTP/1.1\r\nHo".getBytes(ISO_8859_1));
        slow.add(socket);
      }
      assertThat(status(get("/health"))).isEqualTo("200");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void aReaderOfEventsThatNeverReadsKeepsNobodyWaiting() throws IOException {
    try (Socket socket = open()) {
      socket.setReceiveBufferSize(1_024);
      socket
          .getOutputStream()
          .write(
              "GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\n\r\n"
                  .formatted(port(), party.apiToken())
                  .getBytes(ISO_8859_1));
      for (int i = 0; i < 50; i++) {
        assertThat(status(get("/health"))).isEqualTo("200");
      }
    }
  }

  @Test
  void aChangeFromAnotherSiteOrUnderAnotherNameIsRefused() throws IOException {
    String body = "{\"code\":\"x\"}";
    String request =
        "POST /api/v1/session HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%s"
            + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s";
    String here = "127.0.0.1:" + port();
    String cross =
        raw(request.formatted(here, "Sec-Fetch-Site: cross-site\r\n", body.length(), body));
    assertThat(status(cross)).isEqualTo("403");
    String origin =
        raw(request.formatted(here, "Origin: https://elsewhere.example\r\n", body.length(), body));
    assertThat(status(origin)).isEqualTo("403");
    assertThat(status(raw(request.formatted("elsewhere.example", "", body.length(), body))))
        .as("a name that was made to point here")
        .isEqualTo("421");
    assertThat(get("/health", "Origin: https://elsewhere.example\r\n"))
        .doesNotContainIgnoringCase("access-control-allow");
  }

  @Test
  void aSessionThatAClientBringsAlongIsNeverTakenOver() throws IOException {
    String chosen = "A".repeat(43);
    String cookie = "Cookie: wideberth_session_amber=" + chosen + "\r\n";
    assertThat(status(get("/api/v1/me", cookie))).isEqualTo("401");
    People people = People.open(DataDirectory.open(directory.resolve("amber")), new SecureRandom());
    String code =
        people
            .invite(DisplayName.parse("Kim").orThrow(), Role.OBSERVER, Clock.systemUTC().instant())
            .orThrow()
            .code();
    String body = "{\"code\":\"" + code + "\"}";
    String answer =
        raw(
            ("POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n%s"
                    + "Sec-Fetch-Site: same-origin\r\nContent-Length: %d\r\n\r\n%s")
                .formatted(port(), cookie, body.length(), body));
    assertThat(status(answer)).isEqualTo("200");
    assertThat(answer)
        .contains("HttpOnly", "SameSite=Strict")
        .doesNotContain("wideberth_session_amber=" + chosen);
    assertThat(status(get("/api/v1/me", cookie))).isEqualTo("401");
  }

  @Test
  void noSecretIsLoggedAtAnyLevelOrShownInAnAnswer() throws IOException {
    get("/api/v1/me", "Authorization: Bearer " + party.apiToken() + "\r\n");
    get("/api/v1/cards", "Authorization: Bearer " + party.apiToken() + "\r\n");
    get("/api/v1/me", "Authorization: Bearer " + party.apiToken() + "x\r\n");
    String wrong = get("/api/v1/nothing", "Cookie: wideberth_session_amber=s3cret\r\n");
    List<String> secrets = new ArrayList<>(List.of(party.apiToken()));
    for (String key : List.of("log.key", "witness.key", "seal.key")) {
      String text = Files.readString(directory.resolve("amber").resolve(key));
      secrets.add(text.substring(text.indexOf(' ') + 1).strip());
    }
    String said;
    synchronized (logged) {
      said = String.join("\n", logged) + wrong + party + party.keys();
    }
    for (String secret : secrets) {
      assertThat(said).doesNotContain(secret);
      assertThat(said).doesNotContain(hex(secret));
    }
    assertThat(said).doesNotContain("s3cret");
  }

  private static String hex(String base64) {
    try {
      return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException notBase64) {
      return HexFormat.of().formatHex(base64.getBytes(UTF_8));
    }
  }

  @Test
  void everyFileOfANodeThatRunsIsForItsOwnerOnly() throws IOException {
    Path data = directory.resolve("amber");
    assertThat(Files.getPosixFilePermissions(data))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.toList()) {
        if (!file.getFileName().toString().equals("node.json")) {
          String mode = Files.isDirectory(file) ? "rwx------" : "rw-------";
          assertThat(Files.getPosixFilePermissions(file))
              .as(file.toString())
              .isEqualTo(PosixFilePermissions.fromString(mode));
        }
      }
    }
  }

  @Test
  void whatAStrangerWritesIntoARequestForgesNoLineInTheLog() throws IOException {
    get("/api/v1/%0d%0aINFO:%20forged");
    get("/health", "User-Agent: x\u001b[31m\r\n");
    synchronized (logged) {
      assertThat(logged).noneMatch(line -> line.contains("\nINFO: forged"));
      assertThat(logged).noneMatch(line -> line.contains("\u001b"));
    }
  }

  @Test
  void beyondLoopbackOnlyTls13IsSpoken() throws Exception {
    TlsIdentity tls = TlsIdentity.make(party.card().party(), new SecureRandom(), Instant.now());
    KeyStore store = tls.keyStore();
    try (WebServer server = tlsServer(store)) {
      server.start();
      SSLContext context = PinnedTrust.context(tls.pin()::equals);
      try (SSLSocket modern =
          socket(context, URI.create(server.localAddress()).getPort(), "TLSv1.3")) {
        modern.startHandshake();
        assertThat(modern.getSession().getCipherSuite()).startsWith("TLS_");
      }
      SSLContext any = SSLContext.getInstance("TLS");
      any.init(null, null, null);
      try (SSLSocket old = socket(any, URI.create(server.localAddress()).getPort(), "TLSv1.2")) {
        assertThatThrownBy(old::startHandshake).isInstanceOf(SSLException.class);
      }
      try (Socket plain =
          new Socket(
              InetAddress.getLoopbackAddress(), URI.create(server.localAddress()).getPort())) {
        plain.setSoTimeout(3_000);
        plain.getOutputStream().write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
        assertThat(read(plain.getInputStream())).doesNotContain("200 OK");
      }
    }
  }

  private static SSLSocket socket(SSLContext context, int port, String protocol)
      throws IOException {
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    socket.setEnabledProtocols(new String[] {protocol});
    socket.setSoTimeout(5_000);
    return socket;
  }

  private WebServer tlsServer(KeyStore store) throws IOException {
    People people =
        People.open(DataDirectory.make(directory.resolve("people")), new SecureRandom());
    Router router =
        new Router(
            List.of(
                new Route(
                    Method.GET,
                    "/health",
                    Optional.empty(),
                    0,
                    request -> Response.text(200, "ok"))));
    Door door = new Door(people, "t0ken", Clock.systemUTC());
    return new WebServer(
        new Gate(router, new StaticFiles(), door, "wideberth_session_amber"),
        new InetSocketAddress("0.0.0.0", 0),
        Optional.of(store));
  }
}
