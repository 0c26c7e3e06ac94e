package org.wideberth.bench.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wideberth.node.Node;
import org.wideberth.node.api.Method;
import org.wideberth.node.api.Response;
import org.wideberth.node.identity.DataDirectory;
import org.wideberth.node.identity.KeyFiles;
import org.wideberth.party.DisplayName;

/// Requests to a node's API: the first line is method, path and query, the rest the body. Whatever
/// they are, the answer is not that the program failed.
final class ApiTarget implements Target {
  private static final List<String> LINES =
      List.of(
          "GET /api/v1/operations",
          "POST /api/v1/operations",
          "POST /api/v1/operations/amber.1.1/revise",
          "POST /api/v1/operations/amber.1.1/activate",
          "POST /api/v1/operations/amber.1.1/disclose",
          "GET /api/v1/findings",
          "GET /api/v1/receipts?operation=amber.1.1",
          "GET /api/v1/rules",
          "POST /api/v1/rules",
          "POST /api/v1/rules/3f9a01c7/adopt",
          "POST /api/v1/cards",
          "POST /api/v1/session",
          "POST /api/v1/invitations",
          "POST /api/v1/courier/export",
          "POST /api/v1/courier/import",
          "POST /api/v1/record/resume",
          "POST /api/v1/leave",
          "GET /api/v1/bundle?operation=amber.1.1",
          "GET /api/v1/bundle?fork=amber",
          "GET /record/amber/checkpoint",
          "GET /record/amber/tile/0/000",
          "GET /api/v1/links",
          "GET /api/v1/alarms");

  private final Node node;
  private final String token;

  ApiTarget() {
    try {
      Path directory = Files.createTempDirectory("wideberth-fuzz").resolve("amber");
      DataDirectory data = DataDirectory.make(directory);
      KeyFiles.make(
          data,
          Samples.AMBER.origin(),
          DisplayName.parse("Amber").orThrow(),
          List.of(),
          new SecureRandom(),
          Instant.now());
      this.node = Node.open(directory);
      this.token = KeyFiles.apiToken(data);
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  @Override
  public void take(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    String[] line = new String(bytes, 0, end, UTF_8).split("[ ?]", 3);
    byte[] body = Arrays.copyOfRange(bytes, Math.min(bytes.length, end + 1), bytes.length);
    if (line.length < 2) {
      return;
    }
    Method method = line[0].startsWith("G") ? Method.GET : Method.POST;
    Map<String, String> query = new HashMap<>();
    if (line.length == 3) {
      for (String pair : line[2].split("&", 16)) {
        String[] parts = pair.split("=", 2);
        query.put(parts[0], parts.length == 2 ? parts[1] : "");
      }
    }
    Response response = node.api().answer(method, line[1], query, token, body);
    if (response.status() == 500) {
      throw new IllegalStateException("the program failed: " + new String(response.bytes(), UTF_8));
    }
  }

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    List<byte[]> bodies = new ArrayList<>(Samples.geoJson());
    bodies.addAll(Samples.bodies());
    bodies.addAll(Samples.notes());
    bodies.add("{\"to\":\"cobalt\"}".getBytes(UTF_8));
    bodies.add("{\"reason\":\"x\"}".getBytes(UTF_8));
    for (int i = 0; i < LINES.size(); i++) {
      byte[] line = (LINES.get(i) + "\n").getBytes(UTF_8);
      byte[] body = bodies.get(i % bodies.size());
      byte[] seed = Arrays.copyOf(line, line.length + body.length);
      System.arraycopy(body, 0, seed, line.length, body.length);
      seeds.add(seed);
    }
    return seeds;
  }
}
