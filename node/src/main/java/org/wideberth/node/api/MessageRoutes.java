package org.wideberth.node.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.wideberth.channel.Attachment;
import org.wideberth.channel.Channel;
import org.wideberth.channel.ChannelBody;
import org.wideberth.channel.Desk;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.MessageThread;
import org.wideberth.channel.NamedPlace;
import org.wideberth.channel.Phrase;
import org.wideberth.channel.Precedence;
import org.wideberth.channel.References;
import org.wideberth.channel.Step;
import org.wideberth.channel.Wording;
import org.wideberth.node.attachment.Uploads;
import org.wideberth.node.engine.Command;
import org.wideberth.node.engine.Done;
import org.wideberth.node.engine.EngineView;
import org.wideberth.operation.OperationId;
import org.wideberth.party.DisplayName;
import org.wideberth.picture.MessageRequest;
import org.wideberth.record.Json;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The channel: messages to and from other parties' desks.
final class MessageRoutes {
  private static final String ONE = "/api/v1/messages/{id}";

  private static final PageLimit LIMIT = new PageLimit(100, 1_000);

  private final Core core;
  private final Uploads uploads;

  MessageRoutes(Core core, Uploads uploads) {
    this.core = core;
    this.uploads = uploads;
  }

  List<Route> routes() {
    return List.of(
        Routes.get("/api/v1/phrases", Role.OBSERVER, MessageRoutes::phrases),
        Routes.get("/api/v1/threads", Role.OBSERVER, this::threads),
        Routes.get("/api/v1/messages", Role.OBSERVER, this::list),
        Routes.get(ONE, Role.OBSERVER, this::one),
        Routes.post("/api/v1/messages", Role.DUTY_OFFICER, this::send),
        Routes.post(ONE + "/read", Role.DUTY_OFFICER, note(Step.READ)),
        Routes.post(ONE + "/acknowledge", Role.DUTY_OFFICER, note(Step.ACKNOWLEDGED)),
        Routes.post(ONE + "/act", Role.DUTY_OFFICER, note(Step.ACTED)),
        Routes.post(ONE + "/confirm", Role.DUTY_OFFICER, note(Step.CONFIRMED)),
        Routes.post(ONE + "/dispute", Role.DUTY_OFFICER, note(Step.DISPUTED)));
  }

  private static Response phrases(Request request) {
    return Response.json(
        200,
        JsonText.object(
            json -> json.objects("phrases", List.of(Phrase.values()), MessageJson::phrase)));
  }

  private record Threads(List<MessageThread> first, int total) {
    static Threads in(Channel channel, int limit) {
      return new Threads(channel.threads(limit), channel.threadCount());
    }
  }

  private Response threads(Request request) {
    return Problems.answer(
        LIMIT.of(request),
        limit -> {
          Threads threads = core.read(view -> Threads.in(view.picture().channel(), limit));
          return Response.json(
              200,
              JsonText.object(
                  json ->
                      json.objects("threads", threads.first(), MessageJson::thread)
                          .number("total", threads.total())));
        });
  }

  private Response list(Request request) {
    return Problems.answer(
        LIMIT.of(request).then(limit -> choice(request, limit)), choice -> answer(shown(choice)));
  }

  private Outcome<Choice> choice(Request request, int limit) {
    String awaiting = request.queryParameter("awaiting").orElse("false");
    if (!awaiting.equals("true") && !awaiting.equals("false")) {
      return Outcome.refuse(RefusalCode.MALFORMED, "awaiting: true or false is expected");
    }
    if (awaiting.equals("true")) {
      return Outcome.accept(view -> view.picture().channel().awaiting(limit));
    }
    Optional<String> thread = request.queryParameter("thread");
    return thread.isPresent()
        ? MessageId.parse(thread.get())
            .then(this::known)
            .map(id -> view -> view.picture().channel().thread(id, limit))
        : before(request).map(before -> view -> view.picture().channel().latest(before, limit));
  }

  private Outcome<Optional<MessageId>> before(Request request) {
    Optional<String> text = request.queryParameter("before");
    return text.isEmpty()
        ? Outcome.accept(Optional.empty())
        : MessageId.parse(text.get()).then(this::known).map(Optional::of);
  }

  /// What messages are to be shown.
  private interface Choice {
    List<Message> of(EngineView view);
  }

  private List<MessageJson.Shown> shown(Choice choice) {
    return core.read(
        view -> choice.of(view).stream().map(each -> MessageJson.Shown.in(view, each)).toList());
  }

  private Outcome<MessageId> known(MessageId id) {
    return core.read(view -> view.picture().channel().message(id)).isPresent()
        ? Outcome.accept(id)
        : Outcome.refuse(RefusalCode.NOT_FOUND, "there is no message " + id);
  }

  private static Response answer(List<MessageJson.Shown> messages) {
    return Response.json(
        200, JsonText.object(json -> json.objects("messages", messages, MessageJson::message)));
  }

  private Response one(Request request) {
    return Problems.answer(
        MessageId.parse(request.parameter("id")).then(this::known),
        id -> Response.json(200, body(id)));
  }

  private byte[] body(MessageId id) {
    return body(core, id);
  }

  /// The message as it is now.
  static byte[] body(Core core, MessageId id) {
    MessageJson.Shown shown =
        core.read(
            view -> MessageJson.Shown.in(view, view.picture().channel().message(id).orElseThrow()));
    return JsonText.object(json -> MessageJson.message(json, shown));
  }

  private Response send(Request request) {
    Optional<DisplayName> by = by(request);
    return Problems.answer(
        Json.read(request.body(), Routes.BODY_BYTES_MAX, body -> message(body, by))
            .then(
                written ->
                    written
                        .places()
                        .checked(written.context(), core)
                        .then(places -> send(written, places))),
        done -> Response.json(201, body(said(done))));
  }

  private Outcome<Done> send(Written written, List<NamedPlace> places) {
    return AttachmentRoutes.attachments(uploads, written.uploads())
        .then(attachments -> core.ask(new Command.Send(written.with(places, attachments))))
        .map(
            done -> {
              AttachmentRoutes.sent(uploads, written.uploads());
              return done;
            });
  }

  /// Whom the others are told that it is from: the name under which the person was invited.
  static Optional<DisplayName> by(Request request) {
    Caller caller = request.signedIn();
    return !caller.session().isEmpty()
            && DisplayName.parse(caller.person()) instanceof Outcome.Accepted<DisplayName>(var name)
        ? Optional.of(name)
        : Optional.empty();
  }

  /// @param message without its places, which are not looked at yet
  private record Written(MessageRequest message, TypedPlaces places, List<String> uploads) {
    EntryContext context() {
      return new EntryContext(
          message.about().operations(),
          message.about().findings(),
          message.answers().or(message::thread));
    }

    MessageRequest with(List<NamedPlace> read, List<Attachment> attachments) {
      return new MessageRequest(
          message.to(),
          message.desk(),
          message.precedence(),
          message.thread(),
          message.answers(),
          message.wording(),
          new References(message.about().operations(), message.about().findings(), read),
          message.by(),
          message.matter(),
          attachments);
    }
  }

  private static Written message(JsonObject body, Optional<DisplayName> by) {
    List<String> attachments =
        body.optional("attachments")
            .map(each -> each.asList(Attachment.EACH_MAX, id -> id.asText(64)))
            .orElse(List.of());
    return new Written(request(body, by), TypedPlaces.read(body), attachments);
  }

  private static MessageRequest request(JsonObject body, Optional<DisplayName> by) {
    Optional<Phrase> phrase = body.optional("phrase").map(each -> each.asOneOf(Phrase.class));
    return new MessageRequest(
        OperationRoutes.audience(body.required("to")),
        body.optional("desk").map(each -> each.as(Desk::parse)).orElse(Desk.DUTY),
        body.optional("precedence").map(each -> each.asOneOf(Precedence.class)),
        body.optional("thread").map(each -> each.as(MessageId::parse)),
        body.optional("answers").map(each -> each.as(MessageId::parse)),
        wording(body, phrase),
        new References(
            list(body, "operations", each -> each.as(OperationId::parse)),
            list(body, "findings", each -> each.as(HashText::parse)),
            List.of()),
        by,
        MatterFields.read(body));
  }

  private static Wording wording(JsonObject body, Optional<Phrase> phrase) {
    String text = body.optional("text").map(each -> each.asText(Wording.TEXT_CHARS_MAX)).orElse("");
    String language =
        body.optional("language")
            .map(each -> each.asText(Wording.LANGUAGE_CHARS_MAX))
            .orElse(Wording.UNDETERMINED);
    return switch (Wording.of(phrase, text, language)) {
      case Outcome.Accepted<Wording>(var wording) -> wording;
      case Outcome.Refused<Wording>(var refusal) ->
          throw body.refuse(refusal.code(), refusal.detail());
    };
  }

  private static <T> List<T> list(JsonObject body, String name, Function<JsonField, T> element) {
    return body.optional(name)
        .map(each -> each.asList(References.EACH_MAX, element))
        .orElse(List.of());
  }

  private Handler note(Step step) {
    return request ->
        Problems.answer(
            MessageId.parse(request.parameter("id"))
                .then(id -> words(request).then(words -> note(request, id, step, words))),
            done -> Response.json(200, body(said(done))));
  }

  private Outcome<Done> note(Request request, MessageId id, Step step, String words) {
    return core.ask(new Command.NoteMessage(id, step, words, by(request)));
  }

  private static Outcome<String> words(Request request) {
    return request.body().length == 0
        ? Outcome.accept("")
        : Json.read(
            request.body(),
            Routes.BODY_BYTES_MAX,
            body ->
                body.optional("note")
                    .map(each -> each.asText(ChannelBody.Noted.NOTE_CHARS_MAX))
                    .orElse(""));
  }

  static MessageId said(Done done) {
    if (done instanceof Done.Said(var message, var _, var _)) {
      return message;
    }
    throw new IllegalStateException("a command of the channel came to " + done);
  }
}
