package org.wideberth.node.api;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wideberth.channel.Attachment;
import org.wideberth.channel.FileName;
import org.wideberth.channel.MediaType;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageId;
import org.wideberth.node.attachment.AttachmentFiles;
import org.wideberth.node.attachment.Uploads;
import org.wideberth.record.Hash;
import org.wideberth.record.Json;
import org.wideberth.record.JsonObject;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Files that are brought to be attached to a message, and those that came with one. What is taken
/// away is always offered as a download, never shown.
final class AttachmentRoutes {
  private static final String UPLOAD = "/api/v1/uploads/{upload}";
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,8}");
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,8})-([0-9]{0,8})");

  private final Core core;
  private final AttachmentFiles files;
  private final Uploads uploads;

  AttachmentRoutes(Core core, AttachmentFiles files, Uploads uploads) {
    this.core = core;
    this.files = files;
    this.uploads = uploads;
  }

  List<Route> routes() {
    String ofMessage = "/api/v1/messages/{id}/attachments";
    return List.of(
        Routes.post("/api/v1/uploads", Role.DUTY_OFFICER, this::begin),
        Routes.get(UPLOAD, Role.DUTY_OFFICER, this::find),
        Routes.post(UPLOAD, Role.DUTY_OFFICER, Uploads.PIECE_BYTES_MAX, this::put),
        Routes.get(ofMessage, Role.OBSERVER, this::list),
        Routes.get(ofMessage + "/{number}", Role.OBSERVER, this::one));
  }

  /// Work that the disk can fail.
  interface OnDisk<T> {
    Outcome<T> run() throws IOException;
  }

  static <T> Outcome<T> onDisk(OnDisk<T> work) {
    try {
      return work.run();
    } catch (IOException unusable) {
      return Outcome.refuse(
          RefusalCode.UNAVAILABLE,
          "the disk of the node failed (%s); look at it, then try again"
              .formatted(unusable.getMessage()));
    }
  }

  private Response begin(Request request) {
    return Problems.answer(
        Json.read(request.body(), Routes.BODY_BYTES_MAX, AttachmentRoutes::announced)
            .then(what -> onDisk(() -> uploads.begin(what))),
        upload -> Response.json(201, upload(upload)));
  }

  private static Uploads.Announced announced(JsonObject from) {
    return new Uploads.Announced(
        from.required("name").as(FileName::parse),
        from.optional("type")
            .map(each -> MediaType.of(each.asText(MediaType.CHARS_MAX)))
            .orElse(MediaType.OTHER),
        from.required("size").asInt(1, Attachment.BYTES_MAX),
        from.required("sha256").as(AttachmentRoutes::sha256));
  }

  private static Outcome<Hash> sha256(String text) {
    return AttachmentFiles.named(text)
        .map(Outcome::accept)
        .orElseGet(
            () ->
                Outcome.refuse(
                    RefusalCode.MALFORMED, "give 64 hexadecimal digits, as sha256sum says"));
  }

  private Response find(Request request) {
    return Problems.answer(
        onDisk(() -> uploads.find(request.parameter("upload"))),
        upload -> Response.json(200, upload(upload)));
  }

  private Response put(Request request) {
    String from = request.queryParameter("from").orElse("");
    if (!NUMBER.matcher(from).matches()) {
      return Problems.of(
          RefusalCode.MALFORMED, "from: say how many bytes go before these, as in ?from=0");
    }
    return Problems.answer(
        onDisk(
            () -> uploads.put(request.parameter("upload"), Integer.parseInt(from), request.body())),
        upload -> Response.json(200, upload(upload)));
  }

  private static byte[] upload(Uploads.Upload upload) {
    return JsonText.object(
        json ->
            json.text("id", upload.id())
                .text("name", upload.what().name().text())
                .text("type", upload.what().type().word())
                .number("size", upload.what().size())
                .number("received", upload.received())
                .flag("whole", upload.attachment().isPresent()));
  }

  /// What a message is to have, by the names of uploads.
  static Outcome<List<Attachment>> attachments(Uploads uploads, List<String> ids) {
    List<Attachment> found = new ArrayList<>();
    for (String id : ids) {
      Outcome<Attachment> one = onDisk(() -> uploads.find(id)).then(AttachmentRoutes::whole);
      if (one instanceof Outcome.Refused<Attachment>(var refusal)) {
        return Outcome.refuse(refusal.code(), "attachments: " + refusal.detail());
      }
      found.add(one.orThrow());
    }
    return Outcome.accept(found);
  }

  private static Outcome<Attachment> whole(Uploads.Upload upload) {
    return upload
        .attachment()
        .map(Outcome::accept)
        .orElseGet(
            () ->
                Outcome.refuse(
                    RefusalCode.WRONG_STATE,
                    "of \"%s\" %d of %d bytes are here; bring the rest first"
                        .formatted(upload.what().name(), upload.received(), upload.what().size())));
  }

  /// A message names them now: nothing but what was announced is forgotten.
  static void sent(Uploads uploads, List<String> ids) {
    for (String id : ids) {
      try {
        uploads.drop(id);
      } catch (IOException later) {
        // It is dropped when it is old.
      }
    }
  }

  private Outcome<Message> message(Request request) {
    return MessageId.parse(request.parameter("id"))
        .then(
            id ->
                core.read(view -> view.picture().channel().message(id))
                    .map(Outcome::accept)
                    .orElseGet(
                        () -> Outcome.refuse(RefusalCode.NOT_FOUND, "there is no message " + id)));
  }

  /// Of one attachment, how much of it is here.
  private record Here(int number, Attachment what, int received, boolean whole, boolean erased) {
    void write(JsonText json) {
      MessageJson.attachment(json, number, what);
      json.number("received", received).flag("whole", whole).flag("erased", erased);
    }
  }

  private Response list(Request request) {
    return Problems.answer(
        message(request),
        message -> {
          List<Here> all = new ArrayList<>();
          for (Attachment each : message.content().attachments()) {
            all.add(
                new Here(
                    all.size() + 1,
                    each,
                    files.has(each),
                    files.isHeld(each.hash()),
                    files.isErased(each.hash())));
          }
          return Response.json(
              200,
              JsonText.object(
                  json -> json.objects("attachments", all, (item, each) -> each.write(item))));
        });
  }

  private Response one(Request request) {
    return Problems.answer(
        message(request).then(message -> bytes(message, request.parameter("number"))),
        found -> download(request, found.what(), found.bytes()));
  }

  // Handed on at once, never compared.
  @SuppressWarnings("ArrayRecordComponent")
  private record Found(Attachment what, byte[] bytes) {}

  private Outcome<Found> bytes(Message message, String number) {
    List<Attachment> all = message.content().attachments();
    int which = NUMBER.matcher(number).matches() ? Integer.parseInt(number) : 0;
    if (which < 1 || which > all.size()) {
      return Outcome.refuse(
          RefusalCode.NOT_FOUND,
          "attachment: %s has %d; count them from 1".formatted(message.id(), all.size()));
    }
    Attachment what = all.get(which - 1);
    if (files.isErased(what.hash())) {
      return Outcome.refuse(
          RefusalCode.NOT_FOUND, "attachment: \"%s\" was erased here".formatted(what.name()));
    }
    if (!files.isHeld(what.hash())) {
      return Outcome.refuse(
          RefusalCode.UNAVAILABLE,
          "attachment: \"%s\" is not here yet, %d of %d bytes; try again later"
              .formatted(what.name(), files.has(what), what.size()));
    }
    return onDisk(() -> verified(what));
  }

  private Outcome<Found> verified(Attachment what) throws IOException {
    return files
        .verified(what)
        .map(bytes -> Outcome.accept(new Found(what, bytes)))
        .orElseGet(
            () ->
                Outcome.refuse(
                    RefusalCode.UNAVAILABLE,
                    ("attachment: \"%s\" was damaged on the disk of this node; it is fetched again"
                            + " from its author once the node is started anew")
                        .formatted(what.name())));
  }

  /// Whole, or the one range that is asked for.
  private static Response download(Request request, Attachment what, byte[] bytes) {
    Optional<String> range = request.header("range");
    Response response = Response.file("application/octet-stream", "", bytes);
    if (range.isPresent()) {
      Matcher asked = RANGE.matcher(range.get());
      int first = asked.matches() ? Integer.parseInt(asked.group(1)) : bytes.length;
      int last =
          asked.matches() && !asked.group(2).isEmpty()
              ? Math.min(Integer.parseInt(asked.group(2)), bytes.length - 1)
              : bytes.length - 1;
      if (first > last) {
        return Problems.of(
            RefusalCode.OUT_OF_RANGE,
            "range: bytes=FIRST-LAST is expected, within %d bytes".formatted(bytes.length));
      }
      response =
          new Response(
                  206,
                  new Response.File(
                      "application/octet-stream", "", Arrays.copyOfRange(bytes, first, last + 1)),
                  response.headers())
              .withHeader("Content-Range", "bytes %d-%d/%d".formatted(first, last, bytes.length));
    }
    String name = URLEncoder.encode(what.name().text(), StandardCharsets.UTF_8).replace("+", "%20");
    return response.withHeader("Content-Disposition", "attachment; filename*=UTF-8''" + name);
  }
}
