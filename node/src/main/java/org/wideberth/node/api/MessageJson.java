package org.wideberth.node.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.channel.Attachment;
import org.wideberth.channel.Handling;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.MessageThread;
import org.wideberth.channel.NamedPlace;
import org.wideberth.channel.Phrase;
import org.wideberth.channel.Readings;
import org.wideberth.channel.Step;
import org.wideberth.geo.PositionText;
import org.wideberth.node.engine.EngineView;
import org.wideberth.operation.OperationId;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.people.Signatory;
import org.wideberth.picture.AnswerDue;
import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Holding;
import org.wideberth.record.JsonField;

/// Messages and threads as `openapi.yaml` shows them.
final class MessageJson {
  private MessageJson() {}

  /// A message, and as far as it is of the own log, who has it since when.
  ///
  /// @param readers those whose handling is to be shown
  /// @param awaits whether it waits for a person of the own party to acknowledge it
  /// @param signatures who signed which of the entries about it
  /// @param due what readers owe its author by agreement, and until when
  /// @param now the moment of the look
  record Shown(
      Message message,
      Set<PartyId> readers,
      Map<PartyId, Holding> holders,
      boolean awaits,
      Map<EntryPlace, Signatory> signatures,
      Map<PartyId, List<AnswerDue>> due,
      Instant now) {
    static Shown in(EngineView view, Message message) {
      PartyId self = view.ownCard().party();
      boolean own = message.at().origin().equals(view.ownCard().origin());
      Set<PartyId> readers = new TreeSet<>(message.handling().keySet());
      if (message.to() instanceof Audience.Named(var parties)) {
        readers.addAll(parties);
      } else {
        readers.addAll(view.cards().keySet());
        readers.add(self);
      }
      readers.remove(message.author());
      return new Shown(
          message,
          readers,
          own ? view.holders(message.at().seq()) : new TreeMap<>(),
          message.awaits(self),
          signatures(view, message),
          due(view, message, readers),
          view.now());
    }

    private static Map<PartyId, List<AnswerDue>> due(
        EngineView view, Message message, Set<PartyId> readers) {
      Map<PartyId, List<AnswerDue>> due = new TreeMap<>();
      readers.forEach(each -> due.put(each, AnswerDue.of(view.picture(), message, each)));
      return due;
    }

    private static Map<EntryPlace, Signatory> signatures(EngineView view, Message message) {
      Map<EntryPlace, Signatory> by = new TreeMap<>();
      for (Handling said : message.handling().values()) {
        for (Handling.Note note : said.steps().values()) {
          view.picture().people().signatory(note.at()).ifPresent(each -> by.put(note.at(), each));
        }
      }
      return by;
    }
  }

  static void message(JsonText json, Shown shown) {
    Message message = shown.message();
    content(json, message);
    json.flag("awaits", shown.awaits())
        .objects("states", shown.readers(), (item, reader) -> state(item, shown, reader));
  }

  /// The data of an event about a message.
  static byte[] changed(Message message) {
    return JsonText.object(json -> content(json, message));
  }

  private static void content(JsonText json, Message message) {
    var content = message.content();
    var wording = content.wording();
    json.text("id", message.id().text())
        .text("author", message.author().text())
        .texts("to", to(message.to()))
        .time("time", message.time())
        .text("desk", content.desk().name())
        .text("precedence", JsonField.wordOf(content.precedence()))
        .text("thread", message.thread().text())
        .text("phrase", wording.phrase().map(Phrase::word));
    wording.phrase().ifPresent(phrase -> json.object("meaning", each -> meaning(each, phrase)));
    json.text("text", wording.text())
        .text("language", wording.language())
        .texts("operations", content.about().operations().stream().map(OperationId::text).toList())
        .texts("findings", content.about().findings().stream().map(HashText::of).toList())
        .objects("places", content.about().places(), MessageJson::place)
        .text("by", content.by().map(DisplayName::text));
    content.matter().ifPresent(matter -> MatterFields.write(json, matter));
    if (!content.attachments().isEmpty()) {
      int[] number = {0};
      json.objects(
          "attachments",
          content.attachments(),
          (item, each) -> attachment(item, ++number[0], each));
    }
  }

  static void attachment(JsonText json, int number, Attachment what) {
    json.number("number", number)
        .text("name", what.name().text())
        .text("type", what.type().word())
        .number("size", what.size());
  }

  private static Set<String> to(Audience audience) {
    Set<String> words = new TreeSet<>();
    if (audience instanceof Audience.Named(var parties)) {
      parties.forEach(party -> words.add(party.text()));
    } else {
      words.add("*");
    }
    return words;
  }

  static void phrase(JsonText json, Phrase phrase) {
    json.text("phrase", phrase.word())
        .text("usual", JsonField.wordOf(phrase.usual()))
        .object("meaning", each -> meaning(each, phrase));
  }

  private static void meaning(JsonText json, Phrase phrase) {
    for (String language : Phrase.LANGUAGES) {
      json.text(language, phrase.in(language));
    }
  }

  private static void place(JsonText json, NamedPlace place) {
    json.text("label", place.label().map(DisplayName::text))
        .text("position", PositionText.decimal(place.at()))
        .lonLat("at", place.at().lonE7(), place.at().latE7());
  }

  private static void state(JsonText json, Shown shown, PartyId reader) {
    json.text("party", reader.text());
    if (shown.holders().get(reader) instanceof Holding.Delivered(var since)) {
      json.time("delivered", since);
    }
    Optional<Handling> handling = Optional.ofNullable(shown.message().handling().get(reader));
    for (Step step : Step.values()) {
      handling
          .flatMap(each -> each.step(step))
          .ifPresent(
              note ->
                  json.object(
                      JsonField.wordOf(step), each -> note(each, note, shown.signatures())));
    }
    json.texts(
        "answers",
        handling.stream().flatMap(each -> each.answers().stream()).map(MessageId::text).toList());
    json.objects(
        "called",
        handling.map(Handling::escalations).orElse(List.of()),
        (item, each) -> item.text("desk", each.desk().name()).time("time", each.time()));
    List<AnswerDue> due = shown.due().getOrDefault(reader, List.of());
    if (!due.isEmpty()) {
      json.objects("due", due, (item, each) -> due(item, each, shown.now()));
    }
    if (shown.message().readBack(reader).isDue()) {
      json.object("read_back", each -> readBack(each, shown.message().readBack(reader)));
    }
    if (!shown.message().content().attachments().isEmpty()) {
      json.objects(
          "attachments_held",
          shown.message().attachmentsHeld(reader).entrySet(),
          (item, each) -> item.number("number", each.getKey()).time("since", each.getValue()));
    }
  }

  private static void due(JsonText json, AnswerDue due, Instant now) {
    json.text("what", JsonField.wordOf(due.owed()))
        .time("until", due.until())
        .time("done", due.done())
        .flag("overdue", due.isOverdue(now))
        .flag("late", due.isLate());
    AgreementJson.agreed(json, due.by());
  }

  private static void readBack(JsonText json, Readings said) {
    json.text("state", JsonField.wordOf(said.state()))
        .number("difference_m", metres(said.differenceCm()))
        .objects(
            "places",
            said.byPlace().entrySet(),
            (item, place) ->
                item.number("place", place.getKey())
                    .objects("readings", place.getValue(), MessageJson::reading));
    if (!said.items().isEmpty()) {
      json.number("difference_s", Math.ceilDiv(said.differenceMs(), 1_000L))
          .objects(
              "warning",
              said.byItem().entrySet(),
              (item, each) ->
                  item.text("item", JsonField.wordOf(each.getKey()))
                      .objects("readings", each.getValue(), MatterFields::reading));
    }
  }

  private static void reading(JsonText json, Readings.Reading reading) {
    json.time("time", reading.time())
        .text("position", PositionText.decimal(reading.read()))
        .lonLat("at", reading.read().lonE7(), reading.read().latE7())
        .number("difference_m", metres(reading.differenceCm()))
        .flag("differs", reading.differs())
        .text("by", reading.by().map(DisplayName::text));
  }

  /// Rounded up, so that nothing that differs reads as if it did not.
  private static long metres(long cm) {
    return Math.ceilDiv(cm, 100L);
  }

  private static void note(
      JsonText json, Handling.Note note, Map<EntryPlace, Signatory> signatures) {
    json.time("time", note.time())
        .text("note", note.words())
        .text("by", note.by().map(DisplayName::text));
    Optional.ofNullable(signatures.get(note.at()))
        .ifPresent(
            by ->
                json.object(
                    "signed",
                    each ->
                        each.text("person", by.person().text())
                            .text("name", by.name().text())
                            .text("role", Role.of(by.role()).word())));
  }

  static void thread(JsonText json, MessageThread thread) {
    json.text("id", thread.first().text())
        .number("count", thread.count())
        .text("latest", thread.latest().text())
        .time("time", thread.time())
        .text("urgency", JsonField.wordOf(thread.urgency()));
  }
}
