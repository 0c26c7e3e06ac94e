package org.wideberth.channel;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wideberth.geo.Position;
import org.wideberth.party.DisplayName;
import org.wideberth.party.TheatreId;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.refusal.RefusalCode;

/// How a body has what was read back: places in the order of the message, each once, and what was
/// read of a warning's area and times.
final class ReadBackJson {
  private record Place(int number, Position at) {}

  private ReadBackJson() {}

  static ChannelBody.ReadBack read(TheatreId theatre, JsonObject from) {
    EntryPlace message =
        from.required("message").asObject(object -> PlaceJson.read(theatre, object));
    JsonField field = from.required("places");
    List<Place> list =
        field.asList(References.EACH_MAX, each -> each.asObject(ReadBackJson::place));
    SortedMap<Integer, Position> places = new TreeMap<>();
    for (Place place : list) {
      if (!places.isEmpty() && places.lastKey() >= place.number()) {
        throw field.refuse(RefusalCode.MALFORMED, "each place once, in the message's order");
      }
      places.put(place.number(), place.at());
    }
    WarningRead warning =
        new WarningRead(
            from.optional("around")
                .map(each -> each.asObject(object -> MatterJson.circle(each, object))),
            from.optional("start").map(JsonField::asInstant),
            from.optional("end").map(JsonField::asInstant),
            from.optional("answer_by").map(JsonField::asInstant));
    if (places.isEmpty() && warning.items().isEmpty()) {
      throw field.refuse(RefusalCode.MALFORMED, "give at least one place, area or time");
    }
    Optional<DisplayName> by = from.optional("by").map(each -> each.as(DisplayName::parse));
    return new ChannelBody.ReadBack(message, places, warning, by);
  }

  private static Place place(JsonObject from) {
    return new Place(
        from.required("place").asInt(1, References.EACH_MAX),
        new Position(
            from.required("lat").asInt(-Position.QUARTER_TURN_E7, Position.QUARTER_TURN_E7),
            from.required("lon").asInt(Position.WEST_MAX_E7, Position.EAST_MAX_E7)));
  }

  static byte[] toBytes(ChannelBody.ReadBack said) {
    return JsonWriter.object(
        out -> {
          out.put("type", ChannelBody.ReadBack.TYPE)
              .object("message", each -> PlaceJson.write(each, said.message()))
              .array(
                  "places",
                  List.copyOf(said.places().entrySet()),
                  (list, place) ->
                      list.object(
                          each ->
                              each.put("place", place.getKey())
                                  .put("lat", place.getValue().latE7())
                                  .put("lon", place.getValue().lonE7())));
          WarningRead warning = said.warning();
          warning
              .around()
              .ifPresent(circle -> out.object("around", each -> MatterJson.write(each, circle)));
          warning.start().ifPresent(time -> out.put("start", time));
          warning.end().ifPresent(time -> out.put("end", time));
          warning.answerBy().ifPresent(time -> out.put("answer_by", time));
          said.by().ifPresent(name -> out.put("by", name.text()));
        });
  }
}
