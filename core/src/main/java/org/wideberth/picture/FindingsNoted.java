package org.wideberth.picture;

import java.util.List;
import org.wideberth.record.Json;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.record.Limits;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The body of an entry in which a party tells another what it computed for their findings.
///
/// @param opened findings that opened, or changed and stay open
/// @param closed findings that closed
record FindingsNoted(List<FindingNote> opened, List<FindingNote> closed) {
  static final String TYPE = "findings-noted";

  /// As many as fit into a body at their longest.
  static final int NOTES_MAX = 128;

  FindingsNoted {
    opened = List.copyOf(opened);
    closed = List.copyOf(closed);
  }

  static Outcome<FindingsNoted> parse(byte[] body) {
    return Json.read(body, Limits.BODY_BYTES_MAX, FindingsNoted::read);
  }

  private static FindingsNoted read(JsonObject from) {
    if (!from.required("type").asText(32).equals(TYPE)) {
      throw from.refuse(RefusalCode.MALFORMED, "not a note of findings");
    }
    return new FindingsNoted(
        from.required("opened").asList(NOTES_MAX, FindingNote::read),
        from.required("closed").asList(NOTES_MAX, FindingNote::read));
  }

  byte[] toBytes() {
    return JsonWriter.object(
        out ->
            out.put("type", TYPE)
                .array("opened", opened, (list, note) -> list.object(note::write))
                .array("closed", closed, (list, note) -> list.object(note::write)));
  }
}
