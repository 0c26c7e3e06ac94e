package org.wideberth.node.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.wideberth.channel.MessageId;
import org.wideberth.node.attachment.AttachmentFiles;
import org.wideberth.node.engine.Alarm;
import org.wideberth.node.engine.Command;
import org.wideberth.node.engine.Done;
import org.wideberth.node.engine.EngineView;
import org.wideberth.node.engine.LinkStatus;
import org.wideberth.operation.OperationId;
import org.wideberth.party.Card;
import org.wideberth.party.PartyId;
import org.wideberth.record.EntryTiles;
import org.wideberth.record.Hash;
import org.wideberth.record.Json;
import org.wideberth.record.LogCopy;
import org.wideberth.record.LogResumed;
import org.wideberth.record.SignedCheckpoint;
import org.wideberth.record.TilePath;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The record: links, alarms, bundles, courier files and the logs themselves.
final class RecordRoutes {
  /// As many days as the five digits of the command line can say: longer than anything is kept.
  private static final int ERASE_DAYS_MAX = 99_999;

  private final Core core;

  private final AttachmentFiles files;

  RecordRoutes(Core core, AttachmentFiles files) {
    this.core = core;
    this.files = files;
  }

  List<Route> routes() {
    return List.of(
        Routes.get("/api/v1/links", Role.OBSERVER, this::links),
        Routes.get("/api/v1/alarms", Role.OBSERVER, this::alarms),
        Routes.get("/api/v1/bundle", Role.OBSERVER, this::bundle),
        Routes.post("/api/v1/courier/export", Role.DUTY_OFFICER, this::courierExport),
        Routes.post(
            "/api/v1/courier/import",
            Role.DUTY_OFFICER,
            Routes.COURIER_BYTES_MAX,
            this::courierImport),
        Routes.post("/api/v1/record/resume", Role.COMMANDER, this::resume),
        Routes.post("/api/v1/erasures", Role.COMMANDER, this::erase),
        Routes.get("/record/{party}/checkpoint", Role.OBSERVER, this::checkpoint),
        Routes.get("/record/{party}/tile/{tile...}", Role.OBSERVER, this::tile));
  }

  private record Links(List<LinkStatus> links, Map<PartyId, String> names, Instant now) {
    static Links in(EngineView view) {
      Map<PartyId, String> names = new TreeMap<>();
      view.cards().forEach((party, peer) -> names.put(party, name(peer.card())));
      return new Links(List.copyOf(view.links()), names, view.now());
    }

    private static String name(Card card) {
      return card.identity().name().text();
    }

    /// Seconds since the peer heard least recently; empty if one never was.
    Optional<Duration> age() {
      Optional<Duration> worst = Optional.empty();
      for (LinkStatus link : links) {
        if (link.lastHeard().isEmpty()) {
          return Optional.empty();
        }
        Duration age = Duration.between(link.lastHeard().get(), now);
        if (worst.isEmpty() || age.compareTo(worst.get()) > 0) {
          worst = Optional.of(age);
        }
      }
      return worst;
    }

    void write(JsonText json, LinkStatus link) {
      json.text("party", link.party().text())
          .text("name", names.getOrDefault(link.party(), link.party().text()))
          .text("state", link.up() ? "up" : "down")
          .time("since", link.since())
          .time("last_heard", link.lastHeard());
      link.roundTrip().ifPresent(time -> json.thousandths("round_trip_ms", time.toNanos() / 1000));
      json.number("their_size_of_ours", link.theirSizeOfOurs())
          .number("our_size", link.ourSize())
          .number("our_size_of_theirs", link.ourSizeOfTheirs());
    }
  }

  private Response links(Request request) {
    Links links = core.read(Links::in);
    return Response.json(
        200,
        JsonText.object(
            json -> {
              json.objects("links", links.links(), links::write);
              links
                  .age()
                  .ifPresent(age -> json.thousandths("picture_age_s", Math.max(0, age.toMillis())));
            }));
  }

  /// The data of an event about a link.
  static byte[] link(EngineView view, PartyId party) {
    Links links = Links.in(view);
    return JsonText.object(
        json ->
            links.links().stream()
                .filter(link -> link.party().equals(party))
                .forEach(link -> links.write(json, link)));
  }

  private Response alarms(Request request) {
    Collection<Alarm> alarms = core.read(view -> new ArrayList<>(view.alarms()));
    return Response.json(
        200, JsonText.object(json -> json.objects("alarms", alarms, RecordRoutes::writeAlarm)));
  }

  private static void writeAlarm(JsonText json, Alarm alarm) {
    json.text("code", alarm.code().name())
        .text("party", alarm.party().map(PartyId::text))
        .text("words", alarm.words())
        .text("evidence", evidence(alarm))
        .time("since", alarm.since());
  }

  /// Where the file is that proves it to anybody, if there is one: most alarms are this node's
  /// word.
  private static Optional<String> evidence(Alarm alarm) {
    return alarm.code() == Alarm.Code.FORK
        ? alarm.party().map(party -> "/api/v1/bundle?fork=" + party.text())
        : Optional.empty();
  }

  private Response bundle(Request request) {
    Optional<String> operation = request.queryParameter("operation");
    Optional<String> finding = request.queryParameter("finding");
    Optional<String> fork = request.queryParameter("fork");
    Optional<String> message = request.queryParameter("message");
    Optional<String> agreement = request.queryParameter("agreement");
    Optional<String> party = request.queryParameter("party");
    if (Stream.of(operation, finding, fork, message, agreement, party)
            .filter(Optional::isPresent)
            .count()
        != 1) {
      return Problems.of(
          RefusalCode.MALFORMED,
          "name exactly one of the parameters operation, finding, message, agreement, party and"
              + " fork");
    }
    if (party.isPresent()) {
      return Problems.answer(
          PartyId.parse(party.get()).then(id -> core.read(view -> view.bundle(id))),
          bytes -> Response.file("application/json", "wideberth-bundle.json", bytes));
    }
    if (agreement.isPresent()) {
      return Problems.answer(
          core.read(
              view ->
                  HashText.among(view.picture().agreement().documents().keySet(), agreement.get())
                      .then(view::bundleOfRules)),
          bytes -> Response.file("application/json", "wideberth-bundle.json", bytes));
    }
    if (fork.isPresent()) {
      return Problems.answer(
          PartyId.parse(fork.get()).then(this::fork),
          bytes -> Response.file("application/json", "wideberth-fork.json", bytes));
    }
    return Problems.answer(
        bundle(operation, message, finding),
        bytes -> Response.file("application/json", "wideberth-bundle.json", bytes));
  }

  private Outcome<byte[]> bundle(
      Optional<String> operation, Optional<String> message, Optional<String> finding) {
    if (operation.isPresent()) {
      return OperationId.parse(operation.get()).then(id -> core.read(view -> view.bundle(id)));
    }
    if (message.isPresent()) {
      return MessageId.parse(message.get()).then(id -> core.read(view -> view.bundle(id)));
    }
    return finding(finding.orElseThrow()).then(id -> core.read(view -> view.bundle(id)));
  }

  private Outcome<byte[]> fork(PartyId party) {
    return core.read(view -> view.fork(party))
        .map(Outcome::accept)
        .orElseGet(
            () ->
                Outcome.refuse(
                    RefusalCode.NOT_FOUND, "no proof that " + party + " forked its log is held"));
  }

  private Outcome<Hash> finding(String text) {
    return core.read(view -> SettlementRoutes.id(view.picture(), text));
  }

  private record Export(PartyId to, boolean theirLog) {}

  private Response courierExport(Request request) {
    return Problems.answer(
        Json.read(
                request.body(),
                Routes.BODY_BYTES_MAX,
                body ->
                    new Export(
                        body.required("to").as(PartyId::parse),
                        body.optional("their_log").filter(field -> field.asBool()).isPresent()))
            .then(
                export ->
                    core.read(
                        view ->
                            export.theirLog()
                                ? view.courierWithTheirLog(export.to())
                                : view.courier(export.to()))),
        bytes -> Response.file("application/octet-stream", "wideberth-courier.wbc", bytes));
  }

  private Response courierImport(Request request) {
    return Problems.answer(
        core.ask(new Command.ImportCourier(request.body())),
        done -> {
          if (!(done instanceof Done.Imported imported)) {
            throw new IllegalStateException("an import came to " + done);
          }
          return Response.json(
              200,
              JsonText.object(
                  json ->
                      json.number("entries", imported.entries())
                          .number("bodies", imported.bodies())
                          .number("receipts", imported.receipts())
                          .texts("notes", imported.notes())));
        });
  }

  private Response resume(Request request) {
    return Problems.answer(
        Json.read(
                request.body(),
                Routes.BODY_BYTES_MAX,
                body -> body.required("reason").asText(LogResumed.REASON_CHARS_MAX))
            .then(reason -> core.ask(new Command.Resume(reason))),
        done -> {
          if (!(done instanceof Done.Resumed(var origin, var seq))) {
            throw new IllegalStateException("a resumption came to " + done);
          }
          return Response.json(
              201,
              JsonText.object(json -> json.text("origin", origin.toString()).number("seq", seq)));
        });
  }

  private Response erase(Request request) {
    return Problems.answer(
        Json.read(
                request.body(),
                Routes.BODY_BYTES_MAX,
                body ->
                    new Command.Erase(
                        Duration.ofDays(body.required("older_than_days").asInt(1, ERASE_DAYS_MAX)),
                        body.optional("operation").map(field -> field.as(OperationId::parse)),
                        body.optional("rehearse").filter(field -> field.asBool()).isPresent()))
            .then(command -> core.ask(command).then(done -> erased(command, done))),
        erased ->
            Response.json(
                200,
                JsonText.object(
                    json ->
                        json.texts(
                                "operations",
                                erased.done().operations().stream().map(OperationId::text).toList())
                            .number("bodies", erased.done().bodies())
                            .number("attachments", erased.attachments())
                            .number("left", erased.done().left()))));
  }

  private record Erased(Done.Erased done, int attachments) {}

  /// Attachments go by the age of the messages that name them.
  private Outcome<Erased> erased(Command.Erase command, Done done) {
    if (!(done instanceof Done.Erased erased)) {
      throw new IllegalStateException("erasing came to " + done);
    }
    if (command.only().isPresent()) {
      return Outcome.accept(new Erased(erased, 0));
    }
    return AttachmentRoutes.onDisk(
        () -> {
          int count = 0;
          for (Hash each :
              core.read(
                  view ->
                      view.picture()
                          .channel()
                          .attached()
                          .before(view.now().minus(command.olderThan())))) {
            if (!files.isErased(each)) {
              count++;
              if (!command.rehearse()) {
                files.erase(each);
              }
            }
          }
          return Outcome.accept(new Erased(erased, count));
        });
  }

  private Response checkpoint(Request request) {
    Optional<SignedCheckpoint> newest =
        PartyId.parse(request.parameter("party")) instanceof Outcome.Accepted<PartyId>(var party)
            ? core.read(view -> view.log(party).flatMap(LogCopy::newest))
            : Optional.empty();
    return newest
        .map(checkpoint -> Response.text(200, checkpoint.note()))
        .orElseGet(RecordRoutes::noSuchLog);
  }

  private Response tile(Request request) {
    Optional<byte[]> tile =
        PartyId.parse(request.parameter("party")) instanceof Outcome.Accepted<PartyId>(var party)
                && TilePath.parse("tile/" + request.parameter("tile"))
                    instanceof Outcome.Accepted<TilePath>(var path)
            ? core.read(view -> view.log(party).flatMap(log -> EntryTiles.resource(log, path)))
            : Optional.empty();
    return tile.map(bytes -> Response.file("application/octet-stream", "", bytes))
        .orElseGet(RecordRoutes::noSuchLog);
  }

  private static Response noSuchLog() {
    return Problems.of(RefusalCode.NOT_FOUND, "no such log, or it has no such tile (yet)");
  }
}
