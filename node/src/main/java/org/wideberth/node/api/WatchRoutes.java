package org.wideberth.node.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.wideberth.channel.Desk;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.Watch;
import org.wideberth.channel.WatchBody;
import org.wideberth.node.engine.Command;
import org.wideberth.node.engine.EngineView;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.record.Json;
import org.wideberth.record.JsonObject;
import org.wideberth.record.Limits;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Who sits at which desk.
final class WatchRoutes {
  private static final String ONE = "/api/v1/watch/{desk}/";

  private final Core core;

  WatchRoutes(Core core) {
    this.core = core;
  }

  List<Route> routes() {
    return List.of(
        Routes.get("/api/v1/watch", Role.OBSERVER, _ -> watches()),
        Routes.post(ONE + "take", Role.DUTY_OFFICER, this::take),
        Routes.post(ONE + "hand-over", Role.DUTY_OFFICER, this::handOver),
        Routes.post(ONE + "leave", Role.DUTY_OFFICER, this::leave));
  }

  private Response watches() {
    List<Watch> watches = core.read(WatchRoutes::all);
    return Response.json(
        200, JsonText.object(json -> json.objects("watches", watches, WatchRoutes::write)));
  }

  /// The own party's desks first.
  private static List<Watch> all(EngineView view) {
    PartyId self = view.ownCard().party();
    List<Watch> all = new ArrayList<>(view.picture().watches().of(self));
    Set<PartyId> others = new TreeSet<>(view.cards().keySet());
    others.remove(self);
    others.forEach(party -> all.addAll(view.picture().watches().of(party)));
    return all;
  }

  private static void write(JsonText json, Watch watch) {
    json.text("party", watch.party().text())
        .text("desk", watch.desk().name())
        .flag("manned", watch.manned())
        .text("by", watch.by().map(DisplayName::text))
        .time("since", watch.since());
    watch
        .note()
        .ifPresent(
            note ->
                json.object(
                    "note",
                    each ->
                        each.text("id", note.id().text())
                            .text("by", note.by().text())
                            .time("time", note.time())
                            .text("text", note.text())));
  }

  /// What a request about a desk says.
  private record Asked(DisplayName by, Optional<MessageId> note, String text) {}

  private Response take(Request request) {
    return ask(request, (desk, asked) -> new Command.TakeWatch(desk, asked.by(), asked.note()));
  }

  private Response handOver(Request request) {
    return ask(request, (desk, asked) -> new Command.HandOver(desk, asked.by(), asked.text()));
  }

  private Response leave(Request request) {
    return ask(request, (desk, asked) -> new Command.LeaveWatch(desk, asked.by()));
  }

  private Response ask(Request request, BiFunction<Desk, Asked, Command> command) {
    byte[] body = request.body().length == 0 ? new byte[] {'{', '}'} : request.body();
    return Problems.answer(
        Desk.parse(request.parameter("desk"))
            .then(
                desk ->
                    Json.read(body, Routes.BODY_BYTES_MAX, object -> asked(request, object))
                        .then(asked -> core.ask(command.apply(desk, asked)))),
        _ -> watches());
  }

  /// A person who is signed in speaks in his or her own name; a system says in whose.
  private static Asked asked(Request request, JsonObject body) {
    Optional<String> said = body.optional("by").map(each -> each.asText(Limits.NAME_CHARS_MAX));
    Caller caller = request.signedIn();
    boolean person = !caller.session().isEmpty();
    if (person && said.isPresent() && !said.get().equals(caller.person())) {
      throw body.refuse(
          RefusalCode.FORBIDDEN, "by: %s is signed in here".formatted(caller.person()));
    }
    String name = person ? caller.person() : said.orElse("");
    return switch (DisplayName.parse(name)) {
      case Outcome.Accepted<DisplayName>(var by) ->
          new Asked(
              by,
              body.optional("note").map(each -> each.as(MessageId::parse)),
              body.optional("text")
                  .map(each -> each.asText(WatchBody.HandedOver.NOTE_CHARS_MAX))
                  .orElse(""));
      case Outcome.Refused<DisplayName>(var refusal) ->
          throw body.refuse(refusal.code(), "by: " + refusal.detail());
    };
  }
}
