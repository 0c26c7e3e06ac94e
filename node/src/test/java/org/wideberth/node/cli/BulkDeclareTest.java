package org.wideberth.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.node.api.Method;

/// Large files from the command line: what is declared of them, what is at fault, and what happens
/// when it is begun again.
class BulkDeclareTest {

  @TempDir private Path directory = Path.of("");

  private record Said(int exitCode, String out, String err) {}

  private static Said run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new Said(exitCode, out.toString(), err.toString());
  }

  private Said declare(String... args) {
    List<String> all = new ArrayList<>(List.of("declare", "--data=" + data()));
    all.addAll(Arrays.asList(args));
    return run(all.toArray(String[]::new));
  }

  private Path data() {
    return directory.resolve("amber");
  }

  @BeforeEach
  void aParty() {
    assertThat(
            run("init", "--theatre=valley", "--party=amber", "--name=Amber", "--data=" + data())
                .exitCode())
        .isZero();
  }

  private static String feature(String operation, int at, String more) {
    return """
    {"type":"Feature","geometry":{"type":"Point","coordinates":[%s,47.5]},"properties":{\
    "operation":"%s","kind":"air","start":"2026-12-01T06:00:00Z","end":"2026-12-01T08:00:00Z",\
    "lower":100,"upper":300,"unit":"m","datum":"MSL","radius_m":1000%s}}\
    """
        .formatted(7 + at / 10_000.0, operation, more);
  }

  private static List<String> features(int count) {
    return new ArrayList<>(
        IntStream.range(0, count).mapToObj(i -> feature("flight " + i, i, "")).toList());
  }

  private String lines(List<String> features) throws IOException {
    return Files.writeString(directory.resolve("season.ndjson"), String.join("\n", features))
        .toString();
  }

  private String collection(List<String> features) throws IOException {
    return Files.writeString(
            directory.resolve("season.geojson"),
            "{\"type\":\"FeatureCollection\",\"features\":["
                + String.join(",\n", features)
                + "],\"name\":\"season\"}")
        .toString();
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    try (NodeClient node = Connection.open(data())) {
      for (JsonTree feature : node.all("/api/v1/operations", "features")) {
        names.add(feature.at("properties").text("name"));
      }
    }
    return names;
  }

  private static String[] flights(int count) {
    return IntStream.range(0, count).mapToObj(i -> "flight " + i).toArray(String[]::new);
  }

  @Test
  void aLargeFileIsDeclaredInChunksAndOnce() throws IOException {
    int count = 2 * BulkDeclare.OPERATIONS_PER_CHUNK + 7;
    for (String file : List.of(collection(features(count)), lines(features(count)))) {
      Said said = declare(file);
      assertThat(said.exitCode()).as(said.err()).isZero();
      assertThat(said.out()).contains("207 of 207 operations declared in");
      Said again = declare(file);
      assertThat(again.exitCode()).isZero();
      assertThat(again.out())
          .contains("207 operations were declared before", "--again NAME declares them once more");
    }
    assertThat(names()).as("by each of the two files").hasSize(2 * count);
    Said once = declare(lines(features(count)), "--again=may", "--json");
    assertThat(JsonTree.parse(once.out().getBytes(StandardCharsets.UTF_8)).items("operations"))
        .hasSize(count);
    assertThat(declare(lines(features(count)), "--again=may").out())
        .contains("207 operations were");
    assertThat(names()).hasSize(3 * count);
  }

  @Test
  void ofAFileWithFaultsNothingIsDeclaredAndAllAreListedByFeature() throws IOException {
    List<String> features = features(250);
    for (int i = 0; i < 250; i += 10) {
      features.set(i, feature("flight " + i, i, ",\"priority\":1000"));
    }
    features.set(5, feature("flight 5", 5, ",\"color\":1").replace("\"MSL\"", "\"SEA\""));
    Path errors = directory.resolve("faults.ndjson");
    Said said = declare(lines(features), "--errors=" + errors);
    assertThat(said.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(said.err())
        .contains(
            "features[0].properties.priority (line 1): give a whole number from 0 to 99",
            "features[5].properties.color (line 6): is not known here",
            "features[5].properties.datum (line 6): give one of",
            "and 7 more",
            "27 faults; nothing was declared");
    assertThat(Files.readAllLines(errors))
        .hasSize(27)
        .last(Assertions.as(Assertions.STRING))
        .isEqualTo(
            "{\"feature\":240,\"line\":241,\"field\":\"properties.priority\","
                + "\"code\":\"OUT_OF_RANGE\",\"detail\":\"give a whole number from 0 to 99\"}");
    assertThat(names()).isEmpty();
  }

  @Test
  void whoKeepsGoingDeclaresTheOtherChunksAndMendsWhatIsLeft() throws IOException {
    List<String> features = features(350);
    features.set(120, feature("flight 120", 120, ",\"audience\":[\"nobody\"]"));
    Path left = directory.resolve("left.ndjson");
    Said said = declare(collection(features), "--keep-going", "--left=" + left);
    assertThat(said.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(said.err())
        .contains(
            "features[120].audience (line 121): no card of nobody is enrolled here",
            "1 faults; the chunks that have one were left out");
    assertThat(said.out()).contains("250 of 350 operations declared");
    assertThat(names()).hasSize(250);
    Files.writeString(
        left, Files.readString(left).replace("\"audience\":[\"nobody\"]", "\"priority\":1"));
    assertThat(declare(left.toString()).exitCode()).isZero();
    assertThat(names()).containsExactlyInAnyOrder(flights(350));
  }

  /// A node that goes away: after so many chunks, with or without having heard the last one.
  private record Failing(NodeClient node, AtomicInteger left, boolean heard) implements NodeClient {
    @Override
    public Answer ask(Method method, String path, byte[] body) {
      if (method == Method.POST && !path.contains("check=true") && left.getAndDecrement() == 0) {
        if (heard) {
          node.ask(method, path, body);
        }
        throw new Stop(ExitCode.UNAVAILABLE, "the node went away");
      }
      return node.ask(method, path, body);
    }

    @Override
    public void close() {
      node.close();
    }
  }

  @Test
  void stoppedAtAnyChunkAndBegunAgainItGoesOnAndDeclaresNothingTwice() throws IOException {
    int count = 4 * BulkDeclare.OPERATIONS_PER_CHUNK + 1;
    BulkFile file = BulkFile.look(Path.of(lines(features(count)))).orThrow();
    BulkDeclare.Options options =
        new BulkDeclare.Options(
            "&draft=false", false, Optional.empty(), Optional.empty(), Optional.empty());
    PrintWriter err = new PrintWriter(new StringWriter());
    int before = 0;
    for (boolean heard : new boolean[] {true, false, true}) {
      int expected = before + BulkDeclare.OPERATIONS_PER_CHUNK;
      try (NodeClient node =
          new Failing(Connection.open(data()), new AtomicInteger(heard ? 0 : 1), heard)) {
        assertThat(
                Assertions.catchThrowableOfType(
                        Stop.class, () -> BulkDeclare.declare(node, err, file, options))
                    .sentence())
            .contains("of 401 operations are declared; the same command goes on with the rest");
      }
      assertThat(names()).hasSize(expected);
      before = expected;
    }
    try (NodeClient node = Connection.open(data())) {
      BulkDeclare.Result result = BulkDeclare.declare(node, err, file, options);
      assertThat(result.before()).isEqualTo(before);
      assertThat(result.ids()).hasSize(count - before);
    }
    assertThat(names()).containsExactlyInAnyOrder(flights(count));
  }

  @Test
  void featuresOfOneOperationStandTogetherAndComeInOneChunk() throws IOException {
    List<String> features = features(150);
    for (int i = 95; i < 110; i++) {
      features.set(i, feature("flight 95", i, ""));
    }
    Said said = declare(lines(features));
    assertThat(said.exitCode()).as(said.err()).isZero();
    assertThat(said.out()).contains("136 of 136 operations declared");
    features.set(140, feature("flight 3", 140, ""));
    Said apart = declare(lines(features));
    assertThat(apart.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(apart.err())
        .contains("features[140].properties.operation (line 141): stands apart from the other");
  }

  @Test
  void optionsOfLargeFilesAreRefusedWhereTheyDoNothing() throws IOException {
    String file = lines(features(3));
    assertThat(declare("-", "--keep-going").err()).contains("cannot be standard input");
    assertThat(declare(file, "--left=x").err()).contains("--left goes with --keep-going");
    assertThat(declare("--of-draft=amber.1.1", "--to=*", "--keep-going").err())
        .contains("go with a FILE only");
  }
}
