package org.wideberth.node.peering;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.node.Node;
import org.wideberth.node.identity.DataDirectory;
import org.wideberth.node.identity.KeyFiles;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PeerAddress;
import org.wideberth.record.Origin;

/// A file goes from one node to another over HTTP and a link that is cut.
class AttachmentLinkTest {
  /// A deadline for things that must happen; never an assertion about speed.
  private static final long PATIENCE_MS = 60_000;

  private static final int SIZE = 5 * 1024 * 1024 + 3;
  private static final String MESSAGES = "/api/v1/messages";

  private final HttpClient http = HttpClient.newHttpClient();
  private Cable cable;
  private Side amber;
  private Side cobalt;

  private record Side(Node node, String token, Path data) {}

  @BeforeEach
  void meet(@TempDir Path directory) throws Exception {
    cable = new Cable();
    amber = side(directory, "amber", List.of());
    cobalt = side(directory, "cobalt", List.of(new PeerAddress("127.0.0.1", cable.port())));
    cable.lead(cobalt.node().peerPort());
    for (Side[] pair : new Side[][] {{amber, cobalt}, {cobalt, amber}}) {
      byte[] card = pair[1].node().card().text().getBytes(UTF_8);
      assertThat(ask(pair[0], "POST", "/api/v1/cards", card).statusCode()).isEqualTo(201);
    }
  }

  @AfterEach
  void close() throws IOException {
    amber.node().close();
    cobalt.node().close();
    cable.close();
    http.close();
  }

  private static Side side(Path directory, String party, List<PeerAddress> addresses)
      throws IOException {
    DataDirectory data = DataDirectory.make(directory.resolve(party));
    KeyFiles.Made made =
        KeyFiles.make(
            data,
            Origin.parse("lower-valley/" + party + "/1").orThrow(),
            DisplayName.parse("The " + party + " side").orThrow(),
            addresses,
            new SecureRandom(),
            Instant.now());
    return served(data.path(), made.party().apiToken());
  }

  private static Side served(Path data, String token) throws IOException {
    Node node = Node.open(data);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    node.serve(any, any);
    return new Side(node, token, data);
  }

  private HttpResponse<byte[]> ask(
      Side side, String method, String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(side.node().api().localAddress() + path))
            .header("Authorization", "Bearer " + side.token())
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private String text(Side side, String method, String path, String body, int status)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = ask(side, method, path, body.getBytes(UTF_8));
    String text = new String(answer.body(), UTF_8);
    assertThat(answer.statusCode()).as(text).isEqualTo(status);
    return text;
  }

  private static String id(String json) {
    Matcher found = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(json);
    assertThat(found.find()).as(json).isTrue();
    return found.group(1);
  }

  private String announce(byte[] bytes) throws Exception {
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    return id(
        text(
            amber,
            "POST",
            "/api/v1/uploads",
            "{\"name\":\"Карта 1.pdf\",\"type\":\"text/html\",\"size\":%d,\"sha256\":\"%s\"}"
                .formatted(bytes.length, sha256),
            201));
  }

  private void bring(String upload, byte[] bytes, int from, int to) throws Exception {
    for (int at = from; at < to; at += 1024 * 1024) {
      byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(to, at + 1024 * 1024));
      HttpResponse<byte[]> answer =
          ask(amber, "POST", "/api/v1/uploads/" + upload + "?from=" + at, piece);
      assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
    }
  }

  private void await(Side side, String path, String words) throws Exception {
    long end = System.nanoTime() + PATIENCE_MS * 1_000_000;
    String last = "";
    while (System.nanoTime() < end) {
      last = text(side, "GET", path, "", 200);
      if (last.contains(words)) {
        return;
      }
      LockSupport.parkNanos(20_000_000);
    }
    throw new AssertionError("no " + words + " in " + last);
  }

  private static byte[] map() {
    byte[] map = new byte[SIZE];
    new Random(1).nextBytes(map);
    return map;
  }

  private String sendMap(String upload) throws Exception {
    return id(text(amber, "POST", MESSAGES, messageWith(upload), 201));
  }

  private static String messageWith(String upload) {
    return "{\"to\":[\"cobalt\"],\"text\":\"look\",\"attachments\":[\"%s\"]}".formatted(upload);
  }

  @Test
  void itIsBroughtSentCutRestartedAndHeldAndBothSidesSeeIt() throws Exception {
    byte[] map = map();
    String upload = announce(map);
    bring(upload, map, 0, 1024 * 1024);
    amber.node().close();
    amber = served(amber.data(), amber.token());
    assertThat(text(amber, "GET", "/api/v1/uploads/" + upload, "", 200))
        .contains("\"received\":1048576,\"whole\":false", "\"type\":\"application/octet-stream\"");
    assertThat(text(amber, "POST", MESSAGES, messageWith(upload), 409))
        .contains("1048576 of 5242883 bytes are here; bring the rest first");
    assertThat(text(amber, "POST", "/api/v1/uploads/" + upload + "?from=5", "x", 409))
        .contains("from: 1048576 bytes are here; go on from there");
    bring(upload, map, 1024 * 1024, SIZE);
    String path = MESSAGES + "/" + sendMap(upload);

    await(cobalt, MESSAGES, "look");
    cable.cut();
    Node before = cobalt.node();
    before.close();
    cobalt = served(cobalt.data(), cobalt.token());
    cable.lead(cobalt.node().peerPort());
    cable.mend();

    await(cobalt, path + "/attachments", "\"received\":5242883,\"whole\":true");
    await(amber, path, "\"attachments_held\":[{\"number\":1,\"since\":");
    await(cobalt, path, "\"attachments_held\":[{\"number\":1,\"since\":");
    HttpResponse<byte[]> all = ask(cobalt, "GET", path + "/attachments/1", new byte[0]);
    assertThat(all.body()).isEqualTo(map);
    assertThat(all.headers().firstValue("content-disposition"))
        .hasValue("attachment; filename*=UTF-8''%D0%9A%D0%B0%D1%80%D1%82%D0%B0%201.pdf");
    assertThat(all.headers().firstValue("content-type")).hasValue("application/octet-stream");
    assertThat(all.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    HttpResponse<byte[]> some =
        ask(cobalt, "GET", path + "/attachments/1", new byte[0], "Range", "bytes=5242880-");
    assertThat(some.statusCode()).isEqualTo(206);
    assertThat(some.headers().firstValue("content-range"))
        .hasValue("bytes 5242880-5242882/5242883");
    assertThat(some.body()).isEqualTo(Arrays.copyOfRange(map, SIZE - 3, SIZE));
    HttpResponse<byte[]> past =
        ask(cobalt, "GET", path + "/attachments/1", new byte[0], "Range", "bytes=5242883-");
    assertThat(past.statusCode()).isEqualTo(422);
    text(cobalt, "GET", path + "/attachments/2", "", 404);
  }

  @Test
  void whatIsNotAsItWasAnnouncedIsRefused() throws Exception {
    byte[] map = "yes".getBytes(UTF_8);
    String upload = announce(map);
    assertThat(text(amber, "POST", "/api/v1/uploads/" + upload + "?from=0", "yes!", 422))
        .contains("more than were announced");
    assertThat(text(amber, "POST", "/api/v1/uploads/" + upload + "?from=0", "no!", 400))
        .contains("the bytes that came are not those that were announced");
    text(amber, "GET", "/api/v1/uploads/" + upload, "", 404);
    String announced = "{\"name\":\"%s\",\"size\":%d,\"sha256\":\"%s\"}";
    String sha256 = "0".repeat(64);
    String uploads = "/api/v1/uploads";
    text(amber, "POST", uploads, announced.formatted("a", 16 * 1024 * 1024, sha256), 201);
    assertThat(text(amber, "POST", uploads, announced.formatted("a", 16_777_217, sha256), 422))
        .contains("size: 16777217 is not within 1 to 16777216");
    assertThat(text(amber, "POST", uploads, announced.formatted("../a", 1, sha256), 400))
        .contains("name: a file name has");
    assertThat(text(amber, "POST", uploads, announced.formatted("a", 1, "0"), 400))
        .contains("sha256: give 64 hexadecimal digits");
  }
}
