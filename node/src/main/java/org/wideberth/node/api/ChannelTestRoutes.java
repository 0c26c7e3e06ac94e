package org.wideberth.node.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.wideberth.channel.Desk;
import org.wideberth.channel.HumanTest;
import org.wideberth.channel.HumanTestStatus;
import org.wideberth.channel.LinkResult;
import org.wideberth.channel.LinkTest;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.Phrase;
import org.wideberth.channel.References;
import org.wideberth.channel.TestTimes;
import org.wideberth.channel.Wording;
import org.wideberth.node.engine.Command;
import org.wideberth.node.engine.Done;
import org.wideberth.node.engine.EngineView;
import org.wideberth.node.engine.PeerTest;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.picture.MessageRequest;
import org.wideberth.record.Audience;
import org.wideberth.record.Json;
import org.wideberth.record.JsonField;
import org.wideberth.record.Limits;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Tests of the links by machines, and of the channel by people.
final class ChannelTestRoutes {
  private static final String PATH = "/api/v1/channel-tests";

  private final Core core;

  ChannelTestRoutes(Core core) {
    this.core = core;
  }

  List<Route> routes() {
    return List.of(
        Routes.get(PATH, Role.OBSERVER, _ -> tests()),
        Routes.post(PATH, Role.DUTY_OFFICER, this::send));
  }

  private record Shown(TestTimes times, List<PeerTest> tests) {}

  private Response tests() {
    Shown shown = core.read(view -> new Shown(view.testTimes(), view.channelTests()));
    return Response.json(
        200,
        JsonText.object(
            json ->
                json.text("times", shown.times().text())
                    .objects("tests", shown.tests(), ChannelTestRoutes::test)));
  }

  private static void test(JsonText json, PeerTest test) {
    LinkTest link = test.link();
    json.text("party", link.peer().text());
    json.object(
        "link",
        each -> {
          each.time("due", link.due()).flag("missed", link.missed());
          test.measured().ifPresent(now -> each.object("now", it -> measured(it, now)));
          report(each, "passed", link.passed());
          report(each, "ours", link.ours());
          report(each, "theirs", link.theirs());
        });
    json.object("people", each -> people(each, test.human()));
    test.agreed()
        .ifPresent(
            by ->
                json.object(
                    "agreed",
                    each -> {
                      each.text("times", by.what().text());
                      AgreementJson.agreed(each, by);
                    }));
  }

  private static void report(JsonText json, String name, Optional<LinkTest.Report> report) {
    report.ifPresent(
        said ->
            json.object(
                name,
                each -> {
                  each.time("time", said.time());
                  switch (said.result()) {
                    case LinkResult.Passed passed -> measured(each, passed);
                    case LinkResult.Failed(var reason) ->
                        each.text("failed", JsonField.wordOf(reason));
                  }
                }));
  }

  private static void measured(JsonText json, LinkResult.Passed measured) {
    json.number("round_trip_ms", measured.roundTripMs()).number("offset_ms", measured.offsetMs());
  }

  private static void people(JsonText json, HumanTestStatus status) {
    json.text("standing", JsonField.wordOf(status.standing()))
        .flag("missed", status.missed())
        .time("due", status.due())
        .time("until", status.due().map(due -> due.plus(HumanTestStatus.WINDOW)))
        .text("turn", status.turn().map(PartyId::text))
        .time("next", status.next());
    one(json, "test", status.test());
    one(json, "last", status.last());
  }

  private static void one(JsonText json, String name, Optional<HumanTest> test) {
    test.ifPresent(
        it ->
            json.object(
                name,
                each -> {
                  Optional<HumanTest.Answer> answer = it.answer();
                  each.text("message", it.message().text())
                      .text("sender", it.sender().text())
                      .time("sent", it.sent())
                      .text("by", it.by().map(DisplayName::text))
                      .time("answered", answer.<Instant>map(HumanTest.Answer::time))
                      .text(
                          "answered_by",
                          answer.flatMap(HumanTest.Answer::by).map(DisplayName::text));
                }));
  }

  /// Sends the phrase; without a list of parties, to all that are enrolled.
  private Response send(Request request) {
    byte[] body = request.body().length == 0 ? new byte[] {'{', '}'} : request.body();
    Caller caller = request.signedIn();
    Optional<DisplayName> by =
        !caller.session().isEmpty()
                && DisplayName.parse(caller.person())
                    instanceof Outcome.Accepted<DisplayName>(var name)
            ? Optional.of(name)
            : Optional.empty();
    return Problems.answer(
        Json.read(
                body,
                Routes.BODY_BYTES_MAX,
                object ->
                    object
                        .optional("to")
                        .map(
                            field ->
                                field.asList(Limits.PARTIES_MAX, party -> party.as(PartyId::parse)))
                        .orElse(List.of()))
            .then(this::readers)
            .then(to -> core.ask(new Command.Send(phrase(to, by)))),
        done -> Response.json(201, answer(done)));
  }

  private Outcome<Set<PartyId>> readers(List<PartyId> named) {
    Set<PartyId> readers =
        named.isEmpty() ? core.read(ChannelTestRoutes::present) : new TreeSet<>(named);
    return readers.isEmpty()
        ? Outcome.refuse(RefusalCode.WRONG_STATE, "to: no party is enrolled to test with")
        : Outcome.accept(readers);
  }

  private static Set<PartyId> present(EngineView view) {
    Set<PartyId> peers = new TreeSet<>();
    view.channelTests().forEach(test -> peers.add(test.link().peer()));
    return peers;
  }

  private static MessageRequest phrase(Set<PartyId> to, Optional<DisplayName> by) {
    return new MessageRequest(
        Audience.of(to),
        Desk.DUTY,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new Wording(Optional.of(Phrase.TEST), "", Wording.UNDETERMINED),
        References.none(),
        by);
  }

  private byte[] answer(Done done) {
    if (!(done instanceof Done.Said(MessageId id, var _, var _))) {
      throw new IllegalStateException("a test came to " + done);
    }
    MessageJson.Shown shown =
        core.read(
            view -> MessageJson.Shown.in(view, view.picture().channel().message(id).orElseThrow()));
    return JsonText.object(json -> MessageJson.message(json, shown));
  }
}
