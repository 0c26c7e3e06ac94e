package org.wideberth.node.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wideberth.gateway.geojson.OperationInput;
import org.wideberth.gateway.geojson.OperationsToGeoJson;
import org.wideberth.gateway.tracks.OperationsFromTracks;
import org.wideberth.gateway.tracks.PartyRule;
import org.wideberth.gateway.tracks.TrackOperations;
import org.wideberth.node.api.Method;
import org.wideberth.record.JsonWriter;
import org.wideberth.refusal.Outcome;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Declares operations: from GeoJSON, from recorded tracks, or a draft that was kept.
@Command(
    name = "declare",
    description = "Declare operations to the parties that are their audience.",
    footer = {
      "",
      "FILE is GeoJSON: one Feature is one volume; Features that share the property operation are",
      "one operation. Properties: kind (air, ground, surface, hazard, static), start, end (ISO or",
      "DTG), lower, upper, unit (m, ft, FL), datum (WGS84, MSL, PRESSURE, AGL with ground_lower",
      "and ground_upper), priority, grain (exact, 1km, 10km), audience (\"*\" or a list of",
      "parties), basis (on what it rests: a text, or an object with text, language, agreement,",
      "article, message). A Point has radius_m, a LineString half_width_m.",
      "",
      "A declaration is answered when it is durable here. Who else has it: wideberth receipts.",
      "",
      "Examples:",
      "  wideberth declare survey.geojson",
      "  wideberth declare survey.geojson --what-if",
      "  wideberth declare --draft plan.geojson",
      "  wideberth declare --of-draft amber.1.17 --to cobalt,relief",
      "  wideberth declare --from-tracks day.csv.gz --start-at 2026-12-01T06:00:00Z \\",
      "      --party-rule icao24-even"
    })
final class DeclareCommand extends NodeCommand {
  /// Leaves room below the API's 8 MiB.
  private static final int REQUEST_BYTES_MAX = 7 * 1024 * 1024;

  /// In one durable step: large enough to be quick, small enough to be answered soon.
  private static final int OPERATIONS_PER_REQUEST_MAX = 500;

  @ArgGroup private Source source = new Source();

  @Option(
      names = "--to",
      paramLabel = "PARTY",
      split = ",",
      description = "With --of-draft: the readers, with commas between, or * for every party.")
  private List<String> to = List.of();

  @Option(names = "--draft", description = "Keep as a draft that no other party can read.")
  private boolean draft;

  @Option(names = "--name", description = "A name for operations that carry none.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--start-at",
      paramLabel = "TIME",
      description = "With --from-tracks: when the first recorded fix is to be, in ISO-8601 UTC.")
  private Optional<String> startAt = Optional.empty();

  @Option(
      names = "--party-rule",
      paramLabel = "RULE",
      description = "With --from-tracks: which aircraft: all, icao24-even or icao24-odd.")
  private Optional<String> partyRule = Optional.empty();

  @Option(
      names = "--as-typed",
      description = "The positions are meant as they are typed, whatever is doubted of them.")
  private boolean asTyped;

  @Mixin private BasisOptions basis = new BasisOptions();

  @Mixin private Foreseen.Options foreseen = new Foreseen.Options();

  @Option(names = "--json", description = "Print the API's JSON.")
  private boolean json;

  /// One of the three.
  static final class Source {
    @Parameters(paramLabel = "FILE", description = "GeoJSON; - is standard input.")
    private Optional<Path> file = Optional.empty();

    @Option(
        names = "--from-tracks",
        paramLabel = "FILE",
        description = "Recorded flights as CSV, gzip or not: their operations are declared.")
    private Optional<Path> tracks = Optional.empty();

    @Option(names = "--of-draft", paramLabel = "ID", description = "Declare a draft as it is.")
    private Optional<String> ofDraft = Optional.empty();
  }

  @Override
  void run(NodeClient node, PrintWriter out) throws IOException {
    refuseIdleOptions();
    if (source.ofDraft.isPresent()) {
      String path = "/api/v1/operations/" + encoded(source.ofDraft.get()) + "/declare";
      OperationSteps.Step.print(out, node.post(path, audience()));
    } else if (source.tracks.isPresent()) {
      declareTracks(node, out, source.tracks.get());
    } else {
      Path file =
          source.file.orElseThrow(
              () -> new Stop(ExitCode.USAGE, "name a FILE, --from-tracks or --of-draft"));
      byte[] body = read(file);
      if (foreseen.asked(node, out, "/api/v1/what-if" + query(), body, json)) {
        return;
      }
      byte[] answer = AsTyped.orStop(node.ask(Method.POST, path(), body));
      if (json) {
        printJson(out, answer);
      } else {
        JsonTree.parse(answer)
            .items("operations")
            .forEach(step -> OperationSteps.Step.print(out, step));
        if (!draft) {
          out.println("See wideberth findings and wideberth receipts.");
        }
        foreseen.propose(
            node,
            out,
            JsonTree.parse(answer).items("operations").stream()
                .map(each -> each.text("id"))
                .toList());
      }
    }
  }

  /// An option that would do nothing is refused: whoever typed `--to cobalt` must not find that
  /// everyone was told.
  private void refuseIdleOptions() {
    if (!to.isEmpty() && source.ofDraft.isEmpty()) {
      throw new Stop(
          ExitCode.USAGE,
          "--to goes with --of-draft only; elsewhere the property audience of each Feature says"
              + " who the readers are, and recorded flights go to every party");
    }
    if (!basis.query().isEmpty() && source.ofDraft.isPresent()) {
      throw new Stop(
          ExitCode.USAGE, "--basis goes with a FILE: a draft is declared as it is; revise it");
    }
    if (foreseen.isAny() && (draft || source.file.isEmpty())) {
      throw new Stop(
          ExitCode.USAGE, "--what-if and --propose go with a FILE that is declared, not kept");
    }
    if (draft && source.ofDraft.isPresent()) {
      throw new Stop(ExitCode.USAGE, "--draft and --of-draft contradict each other: leave one out");
    }
    if ((startAt.isPresent() || partyRule.isPresent()) && source.tracks.isEmpty()) {
      throw new Stop(ExitCode.USAGE, "--start-at and --party-rule go with --from-tracks only");
    }
  }

  private byte[] audience() {
    if (to.isEmpty()) {
      throw new Stop(ExitCode.USAGE, "--of-draft needs --to: a draft has no audience yet");
    }
    return to.equals(List.of("*"))
        ? JsonWriter.object(json -> json.put("audience", "*"))
        : JsonWriter.object(json -> json.array("audience", to, (list, party) -> list.add(party)));
  }

  private String path() {
    return "/api/v1/operations" + query();
  }

  private String query() {
    return "?draft="
        + draft
        + "&as_typed="
        + (asTyped || source.tracks.isPresent())
        + name.map(text -> "&name=" + encoded(text)).orElse("")
        + basis.query();
  }

  private void declareTracks(NodeClient node, PrintWriter out, Path file) throws IOException {
    TrackOperations planned = plan(file);
    long began = System.nanoTime();
    List<String> ids = new ArrayList<>();
    for (int from = 0; from < planned.operations().size(); from += OPERATIONS_PER_REQUEST_MAX) {
      int to = Math.min(planned.operations().size(), from + OPERATIONS_PER_REQUEST_MAX);
      declare(node, planned.operations().subList(from, to), ids);
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    if (json) {
      printJson(
          out,
          JsonWriter.object(
              object ->
                  object
                      .put("flights", planned.flights())
                      .put("volumes", planned.volumes())
                      .array("operations", ids, (list, id) -> list.add(id))));
      return;
    }
    out.println(
        "%,d flights, %,d volumes: %,d operations %s in %.1f s"
            .formatted(
                planned.flights(),
                planned.volumes(),
                ids.size(),
                draft ? "kept as drafts" : "declared",
                seconds));
    planned.remarks().forEach((remark, n) -> out.println("%,d %s".formatted(n, remark.words())));
  }

  private TrackOperations plan(Path file) throws IOException {
    PartyRule rule = accepted(PartyRule.parse(partyRule.orElse("all")));
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return accepted(
          startAt.isPresent()
              ? OperationsFromTracks.readStartingAt(in, rule, instant(startAt.get()))
              : OperationsFromTracks.read(in, rule));
    }
  }

  private void declare(NodeClient node, List<OperationInput> operations, List<String> ids) {
    byte[] body = OperationsToGeoJson.writeInputs(operations);
    if (body.length > REQUEST_BYTES_MAX && operations.size() > 1) {
      int half = operations.size() / 2;
      declare(node, operations.subList(0, half), ids);
      declare(node, operations.subList(half, operations.size()), ids);
      return;
    }
    node.post(path(), body).items("operations").forEach(step -> ids.add(step.text("id")));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException unreadable) {
      throw new Stop(
          ExitCode.USAGE, "--start-at is a time such as 2026-12-01T06:00:00Z, not " + text);
    }
  }

  private static <T> T accepted(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<T>(var value) -> value;
      case Outcome.Refused<T>(var refusal) -> throw new Stop(ExitCode.REFUSED, refusal.toString());
    };
  }
}
