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
import java.util.OptionalInt;
import org.wideberth.node.Node;
import org.wideberth.node.api.Method;
import org.wideberth.node.api.Response;
import org.wideberth.node.identity.DataDirectory;
import org.wideberth.node.identity.KeyFiles;
import org.wideberth.party.DisplayName;

/// Requests to a node's API: the first line is method, path and query, the rest the body. Whatever
/// they are, the answer is one that `openapi.yaml` knows.
final class ApiTarget implements Target {
  /// With a query, which `openapi.yaml` gives no example of.
  private static final List<String> MORE =
      List.of(
          "POST /api/v1/operations?draft=true&name=x",
          "POST /api/v1/operations?as_typed=true",
          "POST /api/v1/operations/amber.1.1/revise?as_typed=true",
          "GET /",
          "GET /api/v1/messages?limit=5&awaiting=true",
          "GET /api/v1/messages?thread=amber.1.1",
          "GET /api/v1/receipts?operation=amber.1.1",
          "GET /api/v1/bundle?operation=amber.1.1",
          "GET /api/v1/bundle?fork=amber");

  private final Documented documented = Documented.read();
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
    Method method = method(line[0]);
    Map<String, String> query = new HashMap<>();
    if (line.length == 3) {
      for (String pair : line[2].split("&", 16)) {
        String[] parts = pair.split("=", 2);
        query.put(parts[0], parts.length == 2 ? parts[1] : "");
      }
    }
    Response response = node.api().answer(method, line[1], query, token, body);
    if (!isAsDocumented(method, line[1], response)) {
      throw new IllegalStateException(
          "%s %s is answered with %d: %s"
              .formatted(method, line[1], response.status(), new String(response.bytes(), UTF_8)));
    }
  }

  private static Method method(String word) {
    for (Method method : Method.values()) {
      if (word.startsWith(method.name().substring(0, 1))) {
        return method;
      }
    }
    return Method.POST;
  }

  /// What is good has the status that `openapi.yaml` says; what is not says why, and is never a
  /// fault of the program.
  private boolean isAsDocumented(Method method, String path, Response response) {
    if (response.status() < 400
        && method == Method.GET
        && !path.startsWith("/api/")
        && response.content() instanceof Response.File) {
      // The board's own files, which are not of the API.
      return true;
    }
    if (response.status() < 400) {
      OptionalInt good = documented.good(method, path);
      return good.isPresent() && good.getAsInt() == response.status();
    }
    return response.status() < 500
        && response.content() instanceof Response.Json(var mediaType, var _)
        && mediaType.equals("application/problem+json");
  }

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    List<byte[]> bodies = new ArrayList<>(Samples.geoJson());
    bodies.addAll(Samples.bodies());
    bodies.addAll(Samples.notes());
    bodies.add("{\"to\":\"cobalt\"}".getBytes(UTF_8));
    bodies.add("{\"reason\":\"x\"}".getBytes(UTF_8));
    bodies.add(
        "{\"operation\":\"amber.1.1\",\"lower\":\"FL085\",\"upper\":\"FL095\",\"words\":\"x\"}"
            .getBytes(UTF_8));
    bodies.add("{\"by\":\"Lt Weir\",\"text\":\"quiet\"}".getBytes(UTF_8));
    bodies.add("{\"to\":\"*\",\"phrase\":\"stop\",\"text\":\"x\"}".getBytes(UTF_8));
    List<String> lines = new ArrayList<>(documented.examples());
    lines.addAll(MORE);
    for (int i = 0; i < lines.size(); i++) {
      byte[] line = (lines.get(i) + "\n").getBytes(UTF_8);
      byte[] body = bodies.get(i % bodies.size());
      byte[] seed = Arrays.copyOf(line, line.length + body.length);
      System.arraycopy(body, 0, seed, line.length, body.length);
      seeds.add(seed);
    }
    return seeds;
  }
}
