package org.wideberth.simulator.process;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.wideberth.node.cli.Main;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One party's machine on loopback: its data directory and the process that runs its node, driven
/// through the command line and the API like anybody would.
///
/// Not thread-safe but for [#api].
public final class Machine implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofSeconds(60);

  private static final int PORT_MIN = 20_000;
  private static final int PORT_MAX = 32_000;
  private static final int PORT_TRIES = 100;

  /// Small and quick to start, for there are many of them on one machine.
  private static final List<String> USUAL =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx768m");

  private static final JsonMapper JSON = new JsonMapper();

  private final String party;
  private final Path data;
  private final int port;
  private final int peerPort;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private Optional<Process> process = Optional.empty();

  /// What a command said.
  public record Said(int exitCode, String out, String err) {
    /// The output as JSON.
    public JsonNode json() {
      return JSON.readTree(out);
    }
  }

  /// What the API answered.
  public record Answer(int status, String body) {
    /// The body as JSON.
    public JsonNode json() {
      return JSON.readTree(body);
    }
  }

  /// A machine whose data directory does not exist yet.
  public Machine(String party, Path data) throws IOException {
    this.party = party;
    this.data = data;
    this.port = freePort();
    this.peerPort = freePort();
  }

  /// Below those that systems give to outgoing connections: nobody takes it while the node is down.
  private static int freePort() throws IOException {
    for (int tries = 0; tries < PORT_TRIES; tries++) {
      int port = ThreadLocalRandom.current().nextInt(PORT_MIN, PORT_MAX);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        // Another one, then.
      }
    }
    throw new IOException("no free port from %d to %d".formatted(PORT_MIN, PORT_MAX));
  }

  public String party() {
    return party;
  }

  public Path data() {
    return data;
  }

  public int peerPort() {
    return peerPort;
  }

  public String address() {
    return "http://127.0.0.1:" + port;
  }

  /// Runs a command of `wideberth` on this machine's data directory.
  public Said command(String... words) {
    List<String> args = new ArrayList<>(List.of(words));
    args.add("--data");
    args.add(data.toString());
    return run(args.toArray(String[]::new));
  }

  /// Like [#command], for one that must go well.
  ///
  /// @throws StepFailed with what it said, if it did not
  public Said must(String... words) {
    Said said = command(words);
    if (said.exitCode != 0) {
      throw new StepFailed(
          "%s: %s ended with %d: %s%s"
              .formatted(party, String.join(" ", words), said.exitCode, said.out, said.err));
    }
    return said;
  }

  /// Runs a command of `wideberth` that needs no data directory.
  public static Said run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new Said(exitCode, out.toString(), err.toString());
  }

  /// Starts the node and waits until it answers.
  ///
  /// @throws IOException if it does not within a minute; with the end of its output
  public void start() throws IOException, InterruptedException {
    start(List.of(), USUAL, START_MAX);
  }

  /// As [#start()], with other options for its virtual machine.
  public void startWith(List<String> options) throws IOException, InterruptedException {
    start(List.of(), options, START_MAX);
  }

  /// As above, of a node that may take longer to answer.
  public void startWith(List<String> options, Duration patience)
      throws IOException, InterruptedException {
    start(List.of(), options, patience);
  }

  /// As [#startWith], with other options for the node.
  public void startServing(List<String> options, List<String> serving)
      throws IOException, InterruptedException {
    start(List.of(), options, serving, START_MAX);
  }

  /// As [#start], but no file can grow past a size: what a node meets on a full disk. It may not
  /// get as far as to answer.
  ///
  /// @return whether it came to answer
  public boolean startWithFilesUpTo(long kibibytes) throws InterruptedException {
    try {
      start(
          List.of("bash", "-c", "ulimit -f " + kibibytes + "; exec \"$@\"", "bash"),
          USUAL,
          START_MAX);
      return true;
    } catch (IOException stopped) {
      return false;
    }
  }

  /// Waits until the node has ended by itself.
  ///
  /// @return its exit code, if it did
  public Optional<Integer> ended(long millis) throws InterruptedException {
    Process running = process.orElseThrow();
    return running.waitFor(millis, TimeUnit.MILLISECONDS)
        ? Optional.of(running.exitValue())
        : Optional.empty();
  }

  /// What the node and those before it have printed.
  public String output() throws IOException {
    return Files.readString(data.resolveSibling(party + ".log"));
  }

  private void start(List<String> before, List<String> options, Duration patience)
      throws IOException, InterruptedException {
    start(before, options, List.of(), patience);
  }

  private void start(
      List<String> before, List<String> options, List<String> serving, Duration patience)
      throws IOException, InterruptedException {
    Path log = data.resolveSibling(party + ".log");
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    command.addAll(cache());
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "org.wideberth.node.cli.Main",
            "serve",
            "--data",
            data.toString(),
            "--listen",
            "127.0.0.1:" + port,
            "--peer-listen",
            "127.0.0.1:" + peerPort));
    command.addAll(serving);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .redirectInput(new File("/dev/null"));
    // What a party for a day has signed is not to be remembered in the user's home.
    builder
        .environment()
        .put("XDG_STATE_HOME", data.resolveSibling("state").toAbsolutePath().toString());
    Process started = builder.start();
    process = Optional.of(started);
    long end = System.nanoTime() + patience.toNanos();
    while (!answers()) {
      if (!started.isAlive() || System.nanoTime() > end) {
        throw new IOException(
            "the node of " + party + " does not answer; its output: " + Files.readString(log));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /// What the launcher learnt when it built, beside the jars: a node starts in half the time with
  /// it.
  private static List<String> cache() {
    Path first = Path.of(System.getProperty("java.class.path").split(File.pathSeparator, 2)[0]);
    Path cache = first.toAbsolutePath().resolveSibling("serve.aot");
    return Files.isReadable(cache)
        ? List.of(
            "-XX:+UseCompactObjectHeaders",
            "-XX:AOTCache=" + cache,
            "-Xlog:aot=off",
            "-Xlog:cds=off")
        : List.of();
  }

  private boolean answers() throws InterruptedException {
    try {
      return http.send(request("/health").GET().build(), HttpResponse.BodyHandlers.ofString())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /// The id of the node's process.
  public long pid() {
    return process.orElseThrow().pid();
  }

  /// kill -9.
  public void kill() throws InterruptedException {
    Process running = process.orElseThrow();
    running.destroyForcibly();
    running.waitFor();
    process = Optional.empty();
  }

  /// Stops the node as Ctrl-C does.
  public void stop() throws InterruptedException {
    if (process.isPresent()) {
      process.get().destroy();
      if (!process.get().waitFor(20, TimeUnit.SECONDS)) {
        process.get().destroyForcibly();
      }
      process = Optional.empty();
    }
  }

  /// A GET with the machine's own token.
  public JsonNode get(String path) throws IOException, InterruptedException {
    Answer answer = api("GET", path, "");
    if (answer.status() != 200) {
      throw new IOException("%s%s answered %s".formatted(address(), path, answer));
    }
    return answer.json();
  }

  /// All findings, however many pages that takes.
  public List<JsonNode> findings() throws IOException, InterruptedException {
    return all("/api/v1/findings", "findings");
  }

  /// All Features of the operations that the node holds.
  public List<JsonNode> operations() throws IOException, InterruptedException {
    return all("/api/v1/operations", "features");
  }

  private List<JsonNode> all(String list, String items) throws IOException, InterruptedException {
    List<JsonNode> all = new ArrayList<>();
    String path = list + "?limit=10000";
    JsonNode page = get(path);
    page.path(items).forEach(all::add);
    while (page.has("next")) {
      page = get(path + "&after=" + page.path("next").asString());
      page.path(items).forEach(all::add);
    }
    return all;
  }

  /// A request with the machine's own token.
  public Answer api(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(path).header("Authorization", "Bearer " + token()).timeout(Duration.ofMinutes(2));
    if (method.equals("GET")) {
      request.GET();
    } else {
      request
          .header("Content-Type", contentType(path))
          .method(method, HttpRequest.BodyPublishers.ofString(body));
    }
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    return new Answer(response.statusCode(), response.body());
  }

  private static String contentType(String path) {
    return path.contains("/operations") ? "application/geo+json" : "application/json";
  }

  /// The API token in the data directory.
  public String token() throws IOException {
    return Files.readString(data.resolve("api-token")).strip();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address() + path));
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (InterruptedException stopped) {
      process.ifPresent(Process::destroyForcibly);
      Thread.currentThread().interrupt();
    }
    http.close();
  }
}
