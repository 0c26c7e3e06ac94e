package org.wideberth.channel;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.geo.Position;
import org.wideberth.operation.OperationId;
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

/// The body of an entry of the channel. Immutable.
///
/// Another message is named by the entry that sent it, hash included: who answers or acknowledges
/// signs for exactly what was sent, and to whom.
public sealed interface ChannelBody {
  /// The `type` of a [Sent].
  String SENT = "message-sent";

  /// The `type` of an [Escalated].
  String ESCALATED = "message-escalated";

  /// A message.
  record Sent(MessageContent content) implements ChannelBody {}

  /// What a reader says of a message.
  ///
  /// @param message the entry that sent it
  /// @param note in the reader's own words; may be empty
  /// @param by who says it, as known to the author's node
  record Noted(Step step, EntryPlace message, String note, Optional<DisplayName> by)
      implements ChannelBody {
    /// A few sentences.
    public static final int NOTE_CHARS_MAX = 1_000;

    /// @throws IllegalArgumentException if [#of] would refuse it
    public Noted {
      FreeText.problem(note, NOTE_CHARS_MAX)
          .ifPresent(
              words -> {
                throw new IllegalArgumentException(words);
              });
    }

    /// Checks what a person wrote.
    public static Outcome<Noted> of(
        Step step, EntryPlace message, String note, Optional<DisplayName> by) {
      return FreeText.problem(note, NOTE_CHARS_MAX)
          .map(words -> Outcome.<Noted>refuse(RefusalCode.MALFORMED, "note: " + words))
          .orElseGet(() -> Outcome.accept(new Noted(step, message, note, by)));
    }
  }

  /// A reader's node has called another desk of its party to a FLASH message that nobody took.
  ///
  /// @param message the entry that sent it
  /// @param desk which desk is called
  record Escalated(EntryPlace message, Desk desk) implements ChannelBody {}

  /// Places of a message, and the area and times of a warning, as a reader has entered them.
  ///
  /// @param message the entry that sent it
  /// @param places by their number in the message, counted from 1
  /// @param warning what was read of its area and times; all but empty if there is no place
  /// @param by who entered them, as known to the author's node
  record ReadBack(
      EntryPlace message,
      SortedMap<Integer, Position> places,
      WarningRead warning,
      Optional<DisplayName> by)
      implements ChannelBody {
    /// Its `type`.
    public static final String TYPE = "message-read-back";

    /// @throws IllegalArgumentException if there is nothing, or a place that no message has
    public ReadBack {
      places = Collections.unmodifiableSortedMap(new TreeMap<>(places));
      if (places.isEmpty()
          ? warning.items().isEmpty()
          : places.firstKey() < 1 || places.lastKey() > References.EACH_MAX) {
        throw new IllegalArgumentException("places that no message has: " + places.keySet());
      }
    }

    /// Of places alone.
    public ReadBack(
        EntryPlace message, SortedMap<Integer, Position> places, Optional<DisplayName> by) {
      this(message, places, WarningRead.NONE, by);
    }
  }

  /// A reader's node holds attachments of a message, whole and on its disk.
  ///
  /// @param message the entry that sent it
  /// @param numbers which of them, counted from 1; at least one
  record AttachmentsHeld(EntryPlace message, SortedSet<Integer> numbers) implements ChannelBody {
    /// Its `type`.
    public static final String TYPE = "message-attachments-held";

    /// @throws IllegalArgumentException if there is none, or one that no message has
    public AttachmentsHeld {
      numbers = Collections.unmodifiableSortedSet(new TreeSet<>(numbers));
      if (numbers.isEmpty() || numbers.first() < 1 || numbers.last() > Attachment.EACH_MAX) {
        throw new IllegalArgumentException("attachments that no message has: " + numbers);
      }
    }
  }

  /// True if bodies of this type are read by [#parse].
  static boolean knows(String type) {
    return type.equals(SENT)
        || type.equals(ESCALATED)
        || type.equals(ReadBack.TYPE)
        || type.equals(AttachmentsHeld.TYPE)
        || step(type).isPresent();
  }

  /// Reads a body of a log of that theatre.
  static Outcome<ChannelBody> parse(TheatreId theatre, byte[] body) {
    return Json.read(body, Limits.BODY_BYTES_MAX, object -> read(theatre, object));
  }

  /// As above, of a body that was read as far as its type.
  static Outcome<ChannelBody> parse(TheatreId theatre, Json body) {
    return Json.read(body, object -> read(theatre, object));
  }

  private static ChannelBody read(TheatreId theatre, JsonObject from) {
    JsonField type = from.required("type");
    String word = type.asText(32);
    if (word.equals(SENT)) {
      return new Sent(content(theatre, from));
    }
    if (word.equals(ReadBack.TYPE)) {
      return ReadBackJson.read(theatre, from);
    }
    if (word.equals(AttachmentsHeld.TYPE)) {
      return AttachmentJson.held(theatre, from);
    }
    EntryPlace message =
        from.required("message").asObject(object -> PlaceJson.read(theatre, object));
    if (word.equals(ESCALATED)) {
      return new Escalated(message, from.required("desk").as(Desk::parse));
    }
    Step step =
        step(word)
            .orElseThrow(() -> type.refuse(RefusalCode.MALFORMED, "not a body of the channel"));
    JsonField note = from.required("note");
    return note.check(Noted.of(step, message, note.asText(Noted.NOTE_CHARS_MAX), by(from)));
  }

  private static MessageContent content(TheatreId theatre, JsonObject from) {
    return new MessageContent(
        from.required("desk").as(Desk::parse),
        from.required("precedence").asOneOf(Precedence.class),
        from.optional("thread")
            .map(each -> each.asObject(object -> PlaceJson.read(theatre, object))),
        from.optional("answers")
            .map(each -> each.asObject(object -> PlaceJson.read(theatre, object))),
        wording(from),
        new References(
            from.required("operations")
                .asList(References.EACH_MAX, each -> each.as(OperationId::parse)),
            from.required("findings").asList(References.EACH_MAX, JsonField::asHash),
            from.required("places")
                .asList(References.EACH_MAX, each -> each.asObject(ChannelBody::namedPlace))),
        by(from),
        MatterJson.read(from),
        AttachmentJson.read(from));
  }

  private static Wording wording(JsonObject from) {
    Optional<Phrase> phrase = from.optional("phrase").map(each -> each.asOneOf(Phrase.class));
    JsonField text = from.required("text");
    return text.check(
        Wording.of(
            phrase,
            text.asText(Wording.TEXT_CHARS_MAX),
            from.required("language").asText(Wording.LANGUAGE_CHARS_MAX)));
  }

  private static Optional<DisplayName> by(JsonObject from) {
    return from.optional("by").map(each -> each.as(DisplayName::parse));
  }

  private static NamedPlace namedPlace(JsonObject from) {
    return new NamedPlace(
        from.optional("label").map(each -> each.as(DisplayName::parse)),
        new Position(
            from.required("lat").asInt(-Position.QUARTER_TURN_E7, Position.QUARTER_TURN_E7),
            from.required("lon").asInt(Position.WEST_MAX_E7, Position.EAST_MAX_E7)));
  }

  private static Optional<Step> step(String type) {
    for (Step step : Step.values()) {
      if (step.type().equals(type)) {
        return Optional.of(step);
      }
    }
    return Optional.empty();
  }

  /// The bytes of a body that says this.
  default byte[] toBytes() {
    return switch (this) {
      case Sent(var content) -> JsonWriter.object(out -> write(out, content));
      case ReadBack said -> ReadBackJson.toBytes(said);
      case AttachmentsHeld said -> AttachmentJson.toBytes(said);
      case Noted(var step, var message, var note, var by) ->
          JsonWriter.object(
              out -> {
                out.put("type", step.type())
                    .object("message", each -> PlaceJson.write(each, message))
                    .put("note", note);
                by.ifPresent(name -> out.put("by", name.text()));
              });
      case Escalated(var message, var desk) ->
          JsonWriter.object(
              out ->
                  out.put("type", ESCALATED)
                      .object("message", each -> PlaceJson.write(each, message))
                      .put("desk", desk.name()));
    };
  }

  private static void write(JsonWriter out, MessageContent content) {
    out.put("type", SENT)
        .put("desk", content.desk().name())
        .put("precedence", content.precedence());
    content.thread().ifPresent(at -> out.object("thread", each -> PlaceJson.write(each, at)));
    content.answers().ifPresent(at -> out.object("answers", each -> PlaceJson.write(each, at)));
    content.wording().phrase().ifPresent(phrase -> out.put("phrase", phrase));
    References about = content.about();
    out.put("text", content.wording().text())
        .put("language", content.wording().language())
        .array("operations", about.operations(), (list, id) -> list.add(id.text()))
        .array("findings", about.findings(), (list, id) -> list.add(id.toString()))
        .array("places", about.places(), (list, place) -> list.object(each -> write(each, place)));
    content.by().ifPresent(name -> out.put("by", name.text()));
    content.matter().ifPresent(matter -> MatterJson.write(out, matter));
    AttachmentJson.write(out, content.attachments());
  }

  private static void write(JsonWriter out, NamedPlace place) {
    place.label().ifPresent(label -> out.put("label", label.text()));
    out.put("lat", place.at().latE7()).put("lon", place.at().lonE7());
  }
}
