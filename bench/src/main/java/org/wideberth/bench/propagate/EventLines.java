package org.wideberth.bench.propagate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.wideberth.simulator.process.Machine;

/// A node's event stream, watched for a name. One name at a time.
final class EventLines implements AutoCloseable {
  private static final int PATIENCE_S = 60;

  private record Watch(String name, CompletableFuture<Long> seenNanos) {}

  private final HttpClient http;
  private final InputStream stream;
  private volatile Optional<Watch> watch = Optional.empty();

  private EventLines(HttpClient http, InputStream stream) {
    this.http = http;
    this.stream = stream;
  }

  static EventLines open(Machine machine) throws IOException, InterruptedException {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(machine.address() + "/api/v1/events"))
            .header("Authorization", "Bearer " + machine.token())
            .header("Accept", "text/event-stream")
            .build();
    HttpResponse<InputStream> response =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      throw new IOException("the event stream answered " + response.statusCode());
    }
    EventLines lines = new EventLines(http, response.body());
    Thread.ofPlatform().daemon().name("events").start(lines::read);
    return lines;
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        long now = System.nanoTime();
        String seen = line;
        watch
            .filter(watched -> seen.contains(watched.name))
            .ifPresent(watched -> watched.seenNanos.complete(now));
      }
    } catch (IOException closed) {
      watch.ifPresent(watched -> watched.seenNanos.completeExceptionally(closed));
    }
  }

  void watch(String name) {
    watch = Optional.of(new Watch(name, new CompletableFuture<>()));
  }

  /// When the name came, on the clock of [System#nanoTime]; waits for it.
  long seenNanos(String name) throws IOException, InterruptedException {
    Watch watched = watch.orElseThrow();
    try {
      return watched.seenNanos.get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the other side never said " + name, e);
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
    http.shutdownNow();
    http.close();
  }
}
