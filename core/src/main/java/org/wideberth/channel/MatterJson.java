package org.wideberth.channel;

import java.util.Optional;
import org.wideberth.geo.Area;
import org.wideberth.geo.Areas;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// What a message is beside its words, in its body: the member `warning` or `talk`.
final class MatterJson {
  private MatterJson() {}

  static Optional<Matter> read(JsonObject from) {
    Optional<JsonField> warning = from.optional("warning");
    Optional<JsonField> talk = from.optional("talk");
    if (warning.isPresent() && talk.isPresent()) {
      throw talk.get().refuse(RefusalCode.MALFORMED, "a message is a warning or logs a talk");
    }
    return warning
        .map(field -> field.asObject(each -> warning(field, each)))
        .or(() -> talk.map(field -> field.asObject(MatterJson::talk)));
  }

  private static Matter warning(JsonField field, JsonObject from) {
    return field.check(
        Matter.Warning.of(
            from.required("condition").asText(Matter.Warning.CHARS_MAX),
            from.required("asked").asText(Matter.Warning.CHARS_MAX),
            from.optional("around").map(each -> each.asObject(o -> circle(each, o))),
            window(from),
            from.optional("answer_by").map(JsonField::asInstant)));
  }

  private static Matter talk(JsonObject from) {
    return new Matter.TalkLog(from.required("medium").asOneOf(Matter.Medium.class), window(from));
  }

  private static TimeWindow window(JsonObject from) {
    JsonField end = from.required("end");
    long start = from.required("start").asInstant().toEpochMilli();
    return end.check(TimeWindow.ofEpochMillis(start, end.asInstant().toEpochMilli()));
  }

  static Area.Circle circle(JsonField field, JsonObject from) {
    Position centre =
        new Position(
            from.required("lat").asInt(-Position.QUARTER_TURN_E7, Position.QUARTER_TURN_E7),
            from.required("lon").asInt(Position.WEST_MAX_E7, Position.EAST_MAX_E7));
    Outcome<Area> area =
        Areas.circle(centre, from.required("radius_cm").asLong(Long.MIN_VALUE, Long.MAX_VALUE));
    if (field.check(area) instanceof Area.Circle circle) {
      return circle;
    }
    throw new IllegalStateException("a circle is a circle");
  }

  static void write(JsonWriter out, Matter matter) {
    switch (matter) {
      case Matter.Warning warning ->
          out.object(
              "warning",
              each -> {
                each.put("condition", warning.condition()).put("asked", warning.asked());
                warning
                    .around()
                    .ifPresent(circle -> each.object("around", to -> write(to, circle)));
                write(each, warning.validity());
                warning.answerBy().ifPresent(instant -> each.put("answer_by", instant));
              });
      case Matter.TalkLog talk ->
          out.object("talk", each -> write(each.put("medium", talk.medium()), talk.time()));
    }
  }

  static void write(JsonWriter out, Area.Circle circle) {
    out.put("lat", circle.centre().latE7())
        .put("lon", circle.centre().lonE7())
        .put("radius_cm", circle.radiusCm());
  }

  private static void write(JsonWriter out, TimeWindow window) {
    out.put("start", window.start()).put("end", window.end());
  }
}
