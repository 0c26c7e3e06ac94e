package org.wideberth.node.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.wideberth.node.Node;
import org.wideberth.node.RunningNode;
import org.wideberth.node.api.Method;
import org.wideberth.node.api.Response;
import org.wideberth.node.identity.DataDirectory;
import org.wideberth.node.identity.KeyFiles;
import org.wideberth.node.identity.PinnedTrust;
import org.wideberth.node.journal.JournalInUse;
import org.wideberth.record.Hash;

/// Finds the node of a data directory: the one that runs, else the data itself.
final class Connection {
  /// A large declaration on a slow disk; longer means that nobody is there.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// A node that reads a long journal takes some seconds.
  private static final Duration STARTING_MAX = Duration.ofSeconds(10);

  private static final Duration AGAIN = Duration.ofMillis(100);

  private Connection() {}

  /// Waits for a node that is just starting, or for another command that has the data open.
  ///
  /// @throws Stop if the node runs but cannot be reached, or its data cannot be opened
  static NodeClient open(Path directory) {
    long until = System.nanoTime() + STARTING_MAX.toNanos();
    while (true) {
      try {
        return attempt(directory);
      } catch (JournalInUse runs) {
        if (System.nanoTime() - until > 0 || Thread.currentThread().isInterrupted()) {
          throw new Stop(
              ExitCode.UNAVAILABLE, "the node runs but does not answer: " + runs.getMessage());
        }
        LockSupport.parkNanos(AGAIN.toNanos());
      } catch (IOException unusable) {
        throw new Stop(ExitCode.UNAVAILABLE, String.valueOf(unusable.getMessage()));
      }
    }
  }

  private static NodeClient attempt(Path directory) throws IOException {
    DataDirectory data = DataDirectory.open(directory);
    String token = KeyFiles.apiToken(data);
    Optional<RunningNode> running = RunningNode.of(directory);
    if (running.isPresent()) {
      OverHttp client = new OverHttp(URI.create(running.get().address()), token, data);
      if (client.answers()) {
        return client;
      }
      client.close();
    }
    return new InMemory(Node.open(directory), token);
  }

  /// A node that runs.
  private static final class OverHttp implements NodeClient {
    private final HttpClient http;
    private final URI address;
    private final String token;

    OverHttp(URI address, String token, DataDirectory data) throws IOException {
      this.address = address;
      this.token = token;
      HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5));
      if ("https".equals(address.getScheme())) {
        Hash own = KeyFiles.load(data).card().identity().tls();
        builder.sslContext(PinnedTrust.context(own::equals));
      }
      this.http = builder.build();
    }

    /// False if nobody listens there: the node was killed and left its address.
    boolean answers() {
      try {
        return send(Method.GET, "/health", new byte[0]).status() == 200;
      } catch (ConnectException nobody) {
        return false;
      } catch (IOException broken) {
        throw unreachable(broken);
      }
    }

    @Override
    public Answer ask(Method method, String path, byte[] body) {
      try {
        return send(method, path, body);
      } catch (IOException broken) {
        throw unreachable(broken);
      }
    }

    private Answer send(Method method, String path, byte[] body) throws IOException {
      HttpRequest request =
          HttpRequest.newBuilder(address.resolve(path))
              .timeout(PATIENCE)
              .header("Authorization", "Bearer " + token)
              .method(method.name(), HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      try {
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(answer.statusCode(), answer.body());
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", stopped);
      }
    }

    private Stop unreachable(IOException why) {
      return new Stop(
          ExitCode.UNAVAILABLE, "the node at %s does not answer: %s".formatted(address, why));
    }

    @Override
    public void close() {
      http.close();
    }
  }

  /// A node that does not run: the same routes, in memory.
  private static final class InMemory implements NodeClient {
    private final Node node;
    private final String token;

    InMemory(Node node, String token) {
      this.node = node;
      this.token = token;
    }

    @Override
    public Answer ask(Method method, String path, byte[] body) {
      URI uri = URI.create(path);
      Response response =
          node.api().answer(method, uri.getPath(), query(uri.getRawQuery()), token, body);
      return new Answer(response.status(), response.bytes());
    }

    private static Map<String, String> query(String raw) {
      Map<String, String> found = new HashMap<>();
      if (raw != null) {
        for (String pair : raw.split("&", -1)) {
          String[] parts = pair.split("=", 2);
          found.putIfAbsent(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
      }
      return found;
    }

    @Override
    public void close() {
      try {
        node.close();
      } catch (IOException left) {
        throw new Stop(ExitCode.UNAVAILABLE, "the data could not be closed: " + left.getMessage());
      }
    }
  }
}
