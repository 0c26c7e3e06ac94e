package org.wideberth.node.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.wideberth.gateway.geojson.ChunkInput;
import org.wideberth.gateway.geojson.FeatureFault;
import org.wideberth.gateway.geojson.OperationInput;
import org.wideberth.node.engine.Command;
import org.wideberth.node.engine.DeclaredChunks;
import org.wideberth.node.engine.Done;
import org.wideberth.operation.Basis;
import org.wideberth.operation.OperationId;
import org.wideberth.picture.OperationRequest;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Large files of operations, declared in chunks: each whole or not at all, none twice.
final class BulkRoutes {
  /// What one chunk may declare: few enough that what is urgent waits no longer for it than for a
  /// slow disk.
  static final int OPERATIONS_PER_CHUNK_MAX = 500;

  private static final String ONE = "/api/v1/bulk/{file}";
  private static final Pattern PLACE = Pattern.compile("[0-9]{1,15}");
  private static final Pattern FLAG = Pattern.compile("true|false");

  private final Core core;

  /// One chunk at a time is with the engine, however many files are being declared.
  private final Lock turn = new ReentrantLock(true);

  /// How a chunk is to be declared.
  private record Asked(
      Hash file, long first, boolean draft, boolean check, String name, Optional<Basis> basis) {
    Asked(Hash file, long first) {
      this(file, first, false, false, "", Optional.empty());
    }

    Asked asDraft(boolean isDraft) {
      return new Asked(file, first, isDraft, check, name, basis);
    }

    Asked onlyChecked(boolean only) {
      return new Asked(file, first, draft, only, name, basis);
    }

    Asked named(String otherwise) {
      return new Asked(file, first, draft, check, otherwise, basis);
    }

    Asked on(Optional<Basis> given) {
      return new Asked(file, first, draft, check, name, given);
    }
  }

  BulkRoutes(Core core) {
    this.core = core;
  }

  List<Route> routes() {
    return List.of(
        Routes.get(ONE, Role.DUTY_OFFICER, this::declared),
        Routes.post(ONE, Role.DUTY_OFFICER, Routes.GEOJSON_BYTES_MAX, this::declare));
  }

  private Response declared(Request request) {
    return Problems.answer(
        file(request),
        file -> {
          List<DeclaredChunks.Range> ranges = core.read(view -> view.declared(file));
          return Response.json(
              200,
              JsonText.object(json -> json.objects("declared", ranges, BulkRoutes::writeRange)));
        });
  }

  private static void writeRange(JsonText json, DeclaredChunks.Range range) {
    json.number("first", range.first())
        .number("features", range.features())
        .number("operations", range.operations());
  }

  private static Outcome<Hash> file(Request request) {
    return switch (HashText.parse(request.parameter("file"))) {
      case Outcome.Accepted<Hash> good -> good;
      case Outcome.Refused<Hash>(var refusal) ->
          Outcome.refuse(refusal.code(), "file: " + refusal.detail());
    };
  }

  private Response declare(Request request) {
    return Problems.answer(
        asked(request),
        asked -> Problems.answer(ChunkInput.parse(request.body()), input -> declare(asked, input)));
  }

  private Outcome<Asked> asked(Request request) {
    Outcome<String> first =
        parameter(request, "first", PLACE, "0", "the place of the first Feature in the file");
    Outcome<Boolean> draft = flag(request, "draft");
    Outcome<Boolean> check = flag(request, "check");
    return file(request)
        .then(file -> first.map(at -> new Asked(file, Long.parseLong(at))))
        .then(asked -> draft.map(asked::asDraft))
        .then(asked -> check.map(asked::onlyChecked))
        .then(asked -> name(request).map(asked::named))
        .then(asked -> BasisQuery.basis(request, core).map(asked::on));
  }

  private static Outcome<Boolean> flag(Request request, String name) {
    return parameter(request, name, FLAG, "false", "true or false").map("true"::equals);
  }

  private static Outcome<String> name(Request request) {
    String name = request.queryParameter("name").orElse("");
    return name.length() > OperationRoutes.NAME_CHARS_MAX
        ? Outcome.refuse(
            RefusalCode.LIMIT_EXCEEDED,
            "name: at most %d characters".formatted(OperationRoutes.NAME_CHARS_MAX))
        : Outcome.accept(name);
  }

  private static Outcome<String> parameter(
      Request request, String name, Pattern form, String otherwise, String meant) {
    String value = request.queryParameter(name).orElse(otherwise);
    return form.matcher(value).matches()
        ? Outcome.accept(value)
        : Outcome.refuse(RefusalCode.MALFORMED, name + ": give " + meant);
  }

  private Response declare(Asked asked, ChunkInput input) {
    if (!input.faults().isEmpty()) {
      return Problems.of(input.faults());
    }
    if (input.operations().size() > OPERATIONS_PER_CHUNK_MAX) {
      return Problems.of(
          RefusalCode.LIMIT_EXCEEDED,
          "features: a chunk has at most %d operations, this one %d: send fewer at once"
              .formatted(OPERATIONS_PER_CHUNK_MAX, input.operations().size()));
    }
    List<OperationInput> based = OperationRoutes.based(input.operations(), asked.basis);
    List<OperationRequest> requests = OperationRoutes.requests(based, asked.name);
    Command.DeclareChunk chunk =
        new Command.DeclareChunk(asked.file, asked.first, input.features(), requests, asked.draft);
    if (asked.check) {
      List<Done.RefusedOperation> refused = core.read(view -> view.refused(chunk));
      return refused.isEmpty()
          ? answer(200, false, List.of())
          : Problems.of(faults(refused, input));
    }
    return Problems.answer(inTurn(chunk), done -> done(done, input));
  }

  private Outcome<Done> inTurn(Command chunk) {
    turn.lock();
    try {
      return core.ask(chunk);
    } finally {
      turn.unlock();
    }
  }

  private static Response done(Done done, ChunkInput input) {
    return switch (done) {
      case Done.Chunk(var operations, var before) -> answer(before ? 200 : 201, before, operations);
      case Done.ChunkRefused(var refused) -> Problems.of(faults(refused, input));
      default -> throw new IllegalStateException("a chunk came to " + done);
    };
  }

  private static List<FeatureFault> faults(List<Done.RefusedOperation> refused, ChunkInput input) {
    List<FeatureFault> faults = new ArrayList<>();
    for (Done.RefusedOperation each : refused) {
      faults.add(FeatureFault.decided(input.firsts().get(each.operation()), each.refusal()));
    }
    return faults;
  }

  private static Response answer(int status, boolean before, List<OperationId> operations) {
    return Response.json(
        status,
        JsonText.object(
            json ->
                json.flag("before", before)
                    .texts("operations", operations.stream().map(OperationId::text).toList())));
  }
}
