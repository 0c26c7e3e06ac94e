package org.wideberth.node.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.wideberth.gateway.geojson.FeatureFile;
import org.wideberth.node.api.Method;
import org.wideberth.record.Hash;
import org.wideberth.record.JsonWriter;
import org.wideberth.refusal.Outcome;

/// Declares a large file in chunks, each whole or not at all. The node knows which Features were
/// declared of which file, so that whoever begins again goes on, whoever was killed when
/// ([ADR 34](docs/adr/0034-bulk.md)). One use, one thread.
final class BulkDeclare {
  /// Some milliseconds of the thread that decides, so that nothing urgent waits.
  static final int OPERATIONS_PER_CHUNK = 100;

  /// Leaves room below the API's 8 MiB.
  static final int CHUNK_BYTES_MAX = 7 * 1024 * 1024;

  private final NodeClient node;
  private final PrintWriter err;
  private final BulkFile file;
  private final Options options;
  private final String path;
  private final List<Range> declared;
  private final List<String> ids = new ArrayList<>();
  private long before;

  /// @param query of each request: draft, name and basis
  /// @param again tells this time from others
  /// @param left where what was left out goes
  record Options(
      String query,
      boolean keepGoing,
      Optional<Path> errors,
      Optional<Path> left,
      Optional<String> again) {}

  /// What came of it.
  ///
  /// @param ids of what was declared now
  /// @param before operations that were declared before
  /// @param faults of Features, all told already
  record Result(List<String> ids, long before, long faults) {}

  private record Range(long first, long end, long operations) {}

  /// Features that go in one request.
  private static final class Chunk {
    private final List<FeatureFile.Raw> features = new ArrayList<>();
    private int operations;
    private long bytes;

    long first() {
      return features.getFirst().number();
    }

    void add(FeatureFile.Raw feature, boolean begins) {
      features.add(feature);
      bytes += feature.bytes().length + 1;
      operations += begins ? 1 : 0;
    }

    boolean hasRoomFor(FeatureFile.Raw feature, long besides) {
      return features.isEmpty()
          || (operations < OPERATIONS_PER_CHUNK
              && bytes + feature.bytes().length + besides < CHUNK_BYTES_MAX);
    }
  }

  /// What is done with each chunk.
  @FunctionalInterface
  private interface Step {
    /// @return false to stop
    boolean take(Chunk chunk) throws IOException;
  }

  private BulkDeclare(
      NodeClient node, PrintWriter err, BulkFile file, Options options, String path) {
    this.node = node;
    this.err = err;
    this.file = file;
    this.options = options;
    this.path = path;
    this.declared =
        node.get(path).items("declared").stream()
            .map(
                each ->
                    new Range(
                        each.number("first").longValueExact(),
                        each.number("first").add(each.number("features")).longValueExact(),
                        each.number("operations").longValueExact()))
            .toList();
  }

  /// Declares what is not declared yet.
  ///
  /// @throws Stop if the node is away or refuses for another reason than a Feature: whoever begins
  ///     again goes on
  static Result declare(NodeClient node, PrintWriter err, BulkFile file, Options options)
      throws IOException {
    String id =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                Hash.sha256(
                        JsonWriter.object(
                            json ->
                                json.put("file", file.content())
                                    .put("how", options.query)
                                    .put("again", options.again.orElse(""))))
                    .bytes());
    BulkDeclare bulk = new BulkDeclare(node, err, file, options, "/api/v1/bulk/" + id);
    try (BulkFaults faults = new BulkFaults(options.errors)) {
      bulk.run(faults);
      faults.print(err);
      return new Result(bulk.ids, bulk.before, faults.count());
    }
  }

  private void run(BulkFaults faults) throws IOException {
    before = declared.stream().mapToLong(Range::operations).sum();
    if (!options.keepGoing && declared.isEmpty()) {
      each(
          "checking",
          chunk -> {
            ask(chunk, "&check=true", faults);
            return true;
          });
      if (faults.count() > 0) {
        return;
      }
    }
    try (OutputStream left =
        options.left.isPresent()
            ? Files.newOutputStream(options.left.get())
            : OutputStream.nullOutputStream()) {
      each(
          "declaring",
          chunk -> {
            boolean taken = ask(chunk, "", faults);
            if (!taken) {
              for (FeatureFile.Raw feature : chunk.features) {
                left.write(feature.bytes());
                left.write('\n');
              }
            }
            return taken || options.keepGoing;
          });
    }
  }

  /// Goes through the file in chunks, without what is declared already.
  private void each(String what, Step step) throws IOException {
    Progress progress = new Progress(err, Progress.isTerminal(), what, file.features());
    try (InputStream in = file.open()) {
      FeatureFile features = new FeatureFile(in);
      Chunk chunk = new Chunk();
      Optional<String> last = Optional.empty();
      for (Optional<FeatureFile.Raw> next = next(features);
          next.isPresent();
          next = next(features)) {
        FeatureFile.Raw feature = next.get();
        boolean done = isDeclared(feature.number());
        boolean begins = feature.label().isEmpty() || !feature.label().equals(last);
        boolean over = done || (begins && !chunk.hasRoomFor(feature, file.otherMembers().length()));
        if (over && !chunk.features.isEmpty()) {
          if (!step.take(chunk)) {
            return;
          }
          chunk = new Chunk();
        }
        if (!done) {
          chunk.add(feature, begins);
        }
        last = feature.label();
        progress.at(feature.number());
      }
      if (!chunk.features.isEmpty()) {
        step.take(chunk);
      }
    } finally {
      progress.end();
    }
  }

  private boolean isDeclared(long number) {
    return declared.stream().anyMatch(each -> number >= each.first && number < each.end);
  }

  private static Optional<FeatureFile.Raw> next(FeatureFile features) throws IOException {
    return switch (features.next()) {
      case Outcome.Accepted<Optional<FeatureFile.Raw>>(var read) -> read;
      case Outcome.Refused<Optional<FeatureFile.Raw>>(var refusal) ->
          throw new Stop(ExitCode.REFUSED, "the file was changed meanwhile: " + refusal.detail());
    };
  }

  /// Sends a chunk.
  ///
  /// @return false if Features of it are at fault
  private boolean ask(Chunk chunk, String more, BulkFaults faults) throws IOException {
    String at = path + "?first=" + chunk.first() + options.query + more;
    NodeClient.Answer answer;
    try {
      answer = node.ask(Method.POST, at, body(chunk));
    } catch (Stop away) {
      throw hint(away);
    }
    if (answer.status() < 300) {
      ids.addAll(JsonTree.parse(answer.body()).texts("operations"));
      return true;
    }
    if (answer.status() < 500) {
      List<JsonTree> told = faults(answer);
      for (JsonTree each : told) {
        int place = each.number("feature").intValueExact();
        FeatureFile.Raw feature = chunk.features.get(place);
        faults.add(
            feature.number(),
            feature.line(),
            each.text("field"),
            each.text("code"),
            each.text("detail"));
      }
      if (!told.isEmpty()) {
        return false;
      }
    }
    try {
      answer.orStop();
    } catch (Stop refused) {
      throw hint(refused);
    }
    return true;
  }

  private static List<JsonTree> faults(NodeClient.Answer answer) {
    try {
      JsonTree problem = JsonTree.parse(answer.body());
      return problem.find("faults").isPresent() ? problem.items("faults") : List.of();
    } catch (JsonTree.Unexpected noProblem) {
      return List.of();
    }
  }

  private Stop hint(Stop stop) {
    return new Stop(
        stop.exitCode(),
        "%s\n%,d of %,d operations are declared; the same command goes on with the rest"
            .formatted(stop.sentence(), before + ids.size(), file.operations()));
  }

  private byte[] body(Chunk chunk) {
    ByteArrayOutputStream body = new ByteArrayOutputStream((int) chunk.bytes + 256);
    String head = file.isCollection() ? file.otherMembers() : "\"type\":\"FeatureCollection\"";
    body.writeBytes(("{" + head + ",\"features\":[").getBytes(StandardCharsets.UTF_8));
    boolean first = true;
    for (FeatureFile.Raw feature : chunk.features) {
      if (!first) {
        body.write(',');
      }
      first = false;
      body.writeBytes(feature.bytes());
    }
    body.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }
}
