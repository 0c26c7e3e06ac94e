package org.wideberth.picture;

import java.util.List;
import java.util.stream.Stream;
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
/// @param singlesOpened what is found about single operations under articles, likewise
/// @param singlesClosed and what is found no longer
record FindingsNoted(
    List<FindingNote> opened,
    List<FindingNote> closed,
    List<SingleNote> singlesOpened,
    List<SingleNote> singlesClosed) {
  static final String TYPE = "findings-noted";

  /// As many as fit into a body at their longest.
  static final int NOTES_MAX = 128;

  FindingsNoted {
    opened = List.copyOf(opened);
    closed = List.copyOf(closed);
    singlesOpened = List.copyOf(singlesOpened);
    singlesClosed = List.copyOf(singlesClosed);
  }

  /// Of pairs only.
  FindingsNoted(List<FindingNote> opened, List<FindingNote> closed) {
    this(opened, closed, List.of(), List.of());
  }

  /// All of them, in the order in which they count.
  List<FoundNote> all() {
    return Stream.of(opened, closed, singlesOpened, singlesClosed)
        .<FoundNote>flatMap(List::stream)
        .toList();
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
        from.required("closed").asList(NOTES_MAX, FindingNote::read),
        singles(from, "articles_opened"),
        singles(from, "articles_closed"));
  }

  /// Absent in what was written before there were any.
  private static List<SingleNote> singles(JsonObject from, String name) {
    return from.optional(name)
        .map(field -> field.asList(NOTES_MAX, SingleNote::read))
        .orElse(List.of());
  }

  byte[] toBytes() {
    return JsonWriter.object(
        out -> {
          out.put("type", TYPE)
              .array("opened", opened, (list, note) -> list.object(note::write))
              .array("closed", closed, (list, note) -> list.object(note::write));
          if (!singlesOpened.isEmpty() || !singlesClosed.isEmpty()) {
            out.array("articles_opened", singlesOpened, (list, note) -> list.object(note::write))
                .array("articles_closed", singlesClosed, (list, note) -> list.object(note::write));
          }
        });
  }
}
