package org.wideberth.channel;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.wideberth.party.TheatreId;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.record.Salt;
import org.wideberth.refusal.RefusalCode;

/// How a body has attachments, and who holds them.
final class AttachmentJson {
  private AttachmentJson() {}

  static List<Attachment> read(JsonObject from) {
    return from.optional("attachments")
        .map(
            field -> {
              List<Attachment> all =
                  field.asList(Attachment.EACH_MAX, each -> each.asObject(AttachmentJson::one));
              if (all.isEmpty()) {
                throw field.refuse(RefusalCode.MALFORMED, "leave it out, or name at least one");
              }
              return all;
            })
        .orElse(List.of());
  }

  private static Attachment one(JsonObject from) {
    JsonField salt = from.required("salt");
    byte[] bytes = salt.asBase64(Salt.BYTES);
    if (bytes.length != Salt.BYTES) {
      throw salt.refuse(RefusalCode.MALFORMED, "a salt has 32 bytes");
    }
    return new Attachment(
        from.required("name").as(FileName::parse),
        MediaType.of(from.required("type").asText(MediaType.CHARS_MAX)),
        from.required("size").asInt(1, Attachment.BYTES_MAX),
        Salt.of(bytes),
        from.required("hash").asHash());
  }

  static void write(JsonWriter out, List<Attachment> attachments) {
    if (!attachments.isEmpty()) {
      out.array(
          "attachments",
          attachments,
          (list, each) ->
              list.object(
                  one ->
                      one.put("name", each.name().text())
                          .put("type", each.type().word())
                          .put("size", each.size())
                          .put("salt", each.salt().bytes())
                          .put("hash", each.hash())));
    }
  }

  static ChannelBody.AttachmentsHeld held(TheatreId theatre, JsonObject from) {
    JsonField field = from.required("attachments");
    List<Integer> list =
        field.asList(Attachment.EACH_MAX, each -> each.asInt(1, Attachment.EACH_MAX));
    SortedSet<Integer> numbers = new TreeSet<>();
    for (int number : list) {
      if (!numbers.isEmpty() && numbers.last() >= number) {
        throw field.refuse(RefusalCode.MALFORMED, "each attachment once, in the message's order");
      }
      numbers.add(number);
    }
    if (numbers.isEmpty()) {
      throw field.refuse(RefusalCode.MALFORMED, "name at least one attachment");
    }
    return new ChannelBody.AttachmentsHeld(
        from.required("message").asObject(object -> PlaceJson.read(theatre, object)), numbers);
  }

  static byte[] toBytes(ChannelBody.AttachmentsHeld said) {
    return JsonWriter.object(
        out ->
            out.put("type", ChannelBody.AttachmentsHeld.TYPE)
                .object("message", each -> PlaceJson.write(each, said.message()))
                .array("attachments", said.numbers(), JsonWriter.Elements::add));
  }
}
