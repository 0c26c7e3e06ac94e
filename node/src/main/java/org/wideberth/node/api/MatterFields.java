package org.wideberth.node.api;

import java.util.Optional;
import org.wideberth.channel.Matter;
import org.wideberth.channel.Readings;
import org.wideberth.channel.WarningRead;
import org.wideberth.geo.Area;
import org.wideberth.geo.Areas;
import org.wideberth.geo.PositionText;
import org.wideberth.geo.TimeText;
import org.wideberth.geo.TimeWindow;
import org.wideberth.party.DisplayName;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.refusal.RefusalCode;

/// What a message is beside its words: the members `warning` and `talk` of a request and an answer.
final class MatterFields {
  private static final int CM_PER_M = 100;

  private MatterFields() {}

  static Optional<Matter> read(JsonObject from) {
    Optional<JsonField> warning = from.optional("warning");
    Optional<JsonField> talk = from.optional("talk");
    if (warning.isPresent() && talk.isPresent()) {
      throw talk.get()
          .refuse(
              RefusalCode.MALFORMED, "a message is a warning or logs a talk: send two messages");
    }
    return warning
        .map(field -> field.asObject(each -> warning(field, each)))
        .or(() -> talk.map(field -> field.asObject(MatterFields::talk)));
  }

  private static Matter warning(JsonField field, JsonObject from) {
    return field.check(
        Matter.Warning.of(
            from.required("condition").asText(Matter.Warning.CHARS_MAX),
            from.required("asked").asText(Matter.Warning.CHARS_MAX),
            from.optional("around").map(each -> each.asObject(o -> circle(each, o))),
            window(from),
            from.optional("answer_by").map(each -> each.as(TimeText::parse))));
  }

  private static Matter talk(JsonObject from) {
    return new Matter.TalkLog(from.required("medium").asOneOf(Matter.Medium.class), window(from));
  }

  private static TimeWindow window(JsonObject from) {
    JsonField end = from.required("end");
    long start = from.required("start").as(TimeText::parse).toEpochMilli();
    return end.check(TimeWindow.ofEpochMillis(start, end.as(TimeText::parse).toEpochMilli()));
  }

  /// What a reader has entered of a warning's area and times.
  static WarningRead readBack(JsonObject from) {
    return new WarningRead(
        from.optional("around").map(each -> each.asObject(o -> circle(each, o))),
        from.optional("start").map(each -> each.as(TimeText::parse)),
        from.optional("end").map(each -> each.as(TimeText::parse)),
        from.optional("answer_by").map(each -> each.as(TimeText::parse)));
  }

  /// One reading of them.
  static void reading(JsonText json, Readings.ItemReading reading) {
    json.time("time", reading.time());
    reading
        .read()
        .around()
        .filter(_ -> reading.item() == WarningRead.Item.AROUND)
        .ifPresentOrElse(
            circle -> {
              write(json, circle);
              json.number("difference_m", Math.ceilDiv(reading.difference(), (long) CM_PER_M));
            },
            () ->
                json.time("read", reading.read().time(reading.item()))
                    .number("difference_s", Math.ceilDiv(reading.difference(), 1_000L)));
    json.flag("differs", reading.differs()).text("by", reading.by().map(DisplayName::text));
  }

  private static Area.Circle circle(JsonField field, JsonObject from) {
    JsonField radius = from.required("radius_m");
    long metres = radius.asLong(1, Areas.MAX_RADIUS_CM / CM_PER_M);
    if (field.check(
            Areas.circle(from.required("position").as(PositionText::parse), metres * CM_PER_M))
        instanceof Area.Circle circle) {
      return circle;
    }
    throw new IllegalStateException("a circle is a circle");
  }

  static void write(JsonText json, Matter matter) {
    switch (matter) {
      case Matter.Warning warning ->
          json.object(
              "warning",
              each -> {
                each.text("condition", warning.condition()).text("asked", warning.asked());
                warning
                    .around()
                    .ifPresent(circle -> each.object("around", to -> write(to, circle)));
                window(each, warning.validity());
                warning.answerBy().ifPresent(instant -> each.time("answer_by", instant));
              });
      case Matter.TalkLog talk ->
          json.object(
              "talk",
              each -> window(each.text("medium", JsonField.wordOf(talk.medium())), talk.time()));
    }
  }

  private static void write(JsonText json, Area.Circle circle) {
    json.text("position", PositionText.decimal(circle.centre()))
        .lonLat("at", circle.centre().lonE7(), circle.centre().latE7())
        .number("radius_m", Math.ceilDiv(circle.radiusCm(), CM_PER_M));
  }

  private static void window(JsonText json, TimeWindow window) {
    json.time("start", window.start()).time("end", window.end());
  }
}
