package org.wideberth.channel;

import java.util.Optional;
import org.wideberth.party.DisplayName;
import org.wideberth.party.TheatreId;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Json;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.record.Limits;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The body of an entry about who sits at a desk of its author. Immutable.
public sealed interface WatchBody {
  /// Which desk.
  Desk desk();

  /// Who says so.
  DisplayName by();

  /// Somebody sits down at the desk, and relieves whoever was there.
  ///
  /// @param note the entry with the note of whoever hands over, which the relief has read and signs
  record Taken(Desk desk, DisplayName by, Optional<EntryPlace> note) implements WatchBody {}

  /// What the relief has to know.
  record HandedOver(Desk desk, DisplayName by, String note) implements WatchBody {
    /// A page.
    public static final int NOTE_CHARS_MAX = 2_000;

    /// @throws IllegalArgumentException if [#of] would refuse it
    public HandedOver {
      problem(note)
          .ifPresent(
              words -> {
                throw new IllegalArgumentException(words);
              });
    }

    /// Checks what a person wrote.
    public static Outcome<HandedOver> of(Desk desk, DisplayName by, String note) {
      return problem(note)
          .map(words -> Outcome.<HandedOver>refuse(RefusalCode.MALFORMED, "note: " + words))
          .orElseGet(() -> Outcome.accept(new HandedOver(desk, by, note)));
    }

    private static Optional<String> problem(String note) {
      return note.isBlank()
          ? Optional.of("say what the relief has to know")
          : FreeText.problem(note, NOTE_CHARS_MAX);
    }
  }

  /// Nobody sits at the desk any more.
  record Left(Desk desk, DisplayName by) implements WatchBody {}

  private static String type(WatchBody body) {
    return switch (body) {
      case Taken _ -> "watch-taken";
      case HandedOver _ -> "watch-handed-over";
      case Left _ -> "watch-left";
    };
  }

  /// True if bodies of this type are read by [#parse].
  static boolean knows(String type) {
    return type.startsWith("watch-");
  }

  /// Reads a body of a log of that theatre.
  static Outcome<WatchBody> parse(TheatreId theatre, byte[] body) {
    return Json.read(body, Limits.BODY_BYTES_MAX, object -> read(theatre, object));
  }

  private static WatchBody read(TheatreId theatre, JsonObject from) {
    JsonField type = from.required("type");
    Desk desk = from.required("desk").as(Desk::parse);
    DisplayName by = from.required("by").as(DisplayName::parse);
    return switch (type.asText(32)) {
      case "watch-taken" ->
          new Taken(
              desk,
              by,
              from.optional("note")
                  .map(each -> each.asObject(object -> PlaceJson.read(theatre, object))));
      case "watch-handed-over" -> {
        JsonField note = from.required("note");
        yield note.check(HandedOver.of(desk, by, note.asText(HandedOver.NOTE_CHARS_MAX)));
      }
      case "watch-left" -> new Left(desk, by);
      default -> throw type.refuse(RefusalCode.MALFORMED, "not about a watch");
    };
  }

  /// The bytes of a body that says this.
  default byte[] toBytes() {
    return JsonWriter.object(
        out -> {
          out.put("type", type(this)).put("desk", desk().name()).put("by", by().text());
          switch (this) {
            case Taken taken ->
                taken.note().ifPresent(at -> out.object("note", each -> PlaceJson.write(each, at)));
            case HandedOver handed -> out.put("note", handed.note());
            case Left _ -> {}
          }
        });
  }
}
