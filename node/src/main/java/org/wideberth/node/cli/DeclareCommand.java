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
      "A FILE of more than 100 operations, or of Features one after the other (one a line), is",
      "declared in chunks, each of them whole or not at all, the Features of one operation one",
      "after the other. First all of it is checked: if anything is wrong, every fault is listed by",
      "its Feature, nothing is declared, and the exit code is 1. Stopped at any moment and begun",
      "again with the same FILE and options it goes on, and declares nothing twice and leaves",
      "nothing out. Its positions are meant as they are given.",
      "",
      "A declaration is answered when it is durable here. Who else has it: wideberth receipts.",
      "",
      "Examples:",
      "  wideberth declare survey.geojson",
      "  wideberth declare survey.geojson --what-if",
      "  wideberth declare --draft plan.geojson",
      "  wideberth declare season.geojson --errors faults.ndjson",
      "  wideberth declare season.geojson --keep-going --left mend.geojson",
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

  @Mixin private Bulk bulk = new Bulk();

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

  /// Of a large FILE; one of them makes any FILE a large one.
  static final class Bulk {
    @Option(
        names = "--keep-going",
        description =
            "Check nothing beforehand: declare the chunks that can be, and leave out the others.")
    private boolean keepGoing;

    @Option(
        names = "--errors",
        paramLabel = "OUT",
        description = "Write every fault to this file, one JSON object a line.")
    private Optional<Path> errors = Optional.empty();

    @Option(
        names = "--left",
        paramLabel = "OUT",
        description =
            "With --keep-going: write the Features that were left out to this file, to be mended"
                + " there and declared from it. A FILE that was mended is another FILE: all of it"
                + " would be declared anew.")
    private Optional<Path> left = Optional.empty();

    @Option(
        names = "--again",
        paramLabel = "NAME",
        description =
            "Declare once more what was declared of this FILE; NAME, such as a date, tells this"
                + " time from others.")
    private Optional<String> again = Optional.empty();

    private boolean isAsked() {
      return keepGoing || errors.isPresent() || left.isPresent() || again.isPresent();
    }
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
      if (!foreseen.isAny() && declareBulk(node, out, file)) {
        return;
      }
      byte[] body = read(file);
      if (foreseen.asked(node, out, "/api/v1/what-if?as_typed=" + asTyped + query(), body, json)) {
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
    if (foreseen.isAny() && bulk.isAsked()) {
      throw new Stop(
          ExitCode.USAGE,
          "--what-if and --propose do not go with --keep-going, --errors, --left and --again:"
              + " what is looked at beforehand is not declared in chunks");
    }
    if (draft && source.ofDraft.isPresent()) {
      throw new Stop(ExitCode.USAGE, "--draft and --of-draft contradict each other: leave one out");
    }
    if (bulk.isAsked() && source.file.isEmpty()) {
      throw new Stop(
          ExitCode.USAGE, "--keep-going, --errors, --left and --again go with a FILE only");
    }
    if ((startAt.isPresent() || partyRule.isPresent()) && source.tracks.isEmpty()) {
      throw new Stop(ExitCode.USAGE, "--start-at and --party-rule go with --from-tracks only");
    }
  }

  /// Declares a large file.
  ///
  /// @return false if it is not one, and nothing was done
  private boolean declareBulk(NodeClient node, PrintWriter out, Path file) throws IOException {
    if (file.toString().equals("-")) {
      if (bulk.isAsked()) {
        throw new Stop(ExitCode.USAGE, "a large FILE is read twice: it cannot be standard input");
      }
      return false;
    }
    if (bulk.left.isPresent() && !bulk.keepGoing) {
      throw new Stop(ExitCode.USAGE, "--left goes with --keep-going: else all is left, or nothing");
    }
    Outcome<BulkFile> look = BulkFile.look(file);
    boolean large = bulk.isAsked() || Files.size(file) > REQUEST_BYTES_MAX;
    if (!large
        && !(look instanceof Outcome.Accepted<BulkFile>(var found)
            && (found.operations() > BulkDeclare.OPERATIONS_PER_CHUNK
                || (found.features() > 1 && !found.isCollection())))) {
      return false;
    }
    BulkFile found = accepted(look);
    if (found.apart().isPresent()) {
      throw new Stop(ExitCode.REFUSED, found.apart().get().toString());
    }
    long began = System.nanoTime();
    BulkDeclare.Options options =
        new BulkDeclare.Options(query(), bulk.keepGoing, bulk.errors, bulk.left, bulk.again);
    BulkDeclare.Result result = BulkDeclare.declare(node, err(), found, options);
    if (json) {
      printJson(
          out,
          JsonWriter.object(
              object ->
                  object
                      .put("features", found.features())
                      .put("before", result.before())
                      .put("faults", result.faults())
                      .array("operations", result.ids(), (list, id) -> list.add(id))));
    } else {
      print(out, found, result, (System.nanoTime() - began) / 1e9);
    }
    out.flush();
    if (result.faults() > 0) {
      throw new Stop(
          ExitCode.REFUSED,
          "%,d faults; %s"
              .formatted(
                  result.faults(),
                  result.ids().isEmpty()
                      ? "nothing was declared"
                      : "the chunks that have one were left out"));
    }
    return true;
  }

  private void print(PrintWriter out, BulkFile file, BulkDeclare.Result result, double seconds) {
    if (result.before() > 0) {
      out.println("%,d operations were %s before.".formatted(result.before(), done()));
    }
    if (result.ids().isEmpty() && result.before() == file.operations()) {
      out.println("That is all of them; --again NAME declares them once more.");
    } else {
      out.println(
          "%,d of %,d operations %s in %.1f s"
              .formatted(result.ids().size(), file.operations(), done(), seconds));
      if (!draft) {
        out.println("See wideberth findings and wideberth receipts.");
      }
    }
  }

  private String done() {
    return draft ? "kept as drafts" : "declared";
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
    return "/api/v1/operations?as_typed=" + (asTyped || source.tracks.isPresent()) + query();
  }

  private String query() {
    return "&draft="
        + draft
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
            .formatted(planned.flights(), planned.volumes(), ids.size(), done(), seconds));
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
