package org.wideberth.operation;

import java.util.List;
import java.util.Optional;
import org.wideberth.geo.Area;
import org.wideberth.geo.Areas;
import org.wideberth.geo.Datum;
import org.wideberth.geo.Ground;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Volumes in the body of an entry: whole numbers only, degrees in units of 1e-7. Stateless.
public final class VolumeJson {
  private VolumeJson() {}

  /// The members `area`, `heights`, `start` and `end` of an object.
  public static Volume read(JsonObject from) {
    Area area = from.required("area").asObject(VolumeJson::area);
    HeightBand heights = heights(from.required("heights"));
    return new Volume(area, heights, time(from));
  }

  /// A band of heights.
  public static HeightBand heights(JsonField band) {
    return band.check(band.asObject(VolumeJson::heights));
  }

  /// The members `start` and `end` of an object.
  public static TimeWindow time(JsonObject from) {
    JsonField end = from.required("end");
    long endMillis = end.asLong(Long.MIN_VALUE, Long.MAX_VALUE);
    return end.check(
        TimeWindow.ofEpochMillis(
            from.required("start").asLong(Long.MIN_VALUE, Long.MAX_VALUE), endMillis));
  }

  private static Area area(JsonObject from) {
    Optional<JsonField> circle = from.optional("circle");
    Optional<JsonField> polygon = from.optional("polygon");
    Optional<JsonField> corridor = from.optional("corridor");
    if (circle.isPresent() && polygon.isEmpty() && corridor.isEmpty()) {
      return circle.get().asObject(c -> circle(circle.get(), c));
    }
    if (polygon.isPresent() && circle.isEmpty() && corridor.isEmpty()) {
      return polygon.get().asObject(p -> polygon(polygon.get(), p));
    }
    if (corridor.isPresent() && circle.isEmpty() && polygon.isEmpty()) {
      return corridor.get().asObject(c -> corridor(corridor.get(), c));
    }
    throw from.refuse(
        RefusalCode.MALFORMED, "an area is one of \"circle\", \"polygon\" and \"corridor\"");
  }

  private static Area circle(JsonField field, JsonObject from) {
    Position centre = position(from.required("centre"));
    return field.check(Areas.circle(centre, anyLong(from.required("radius_cm"))));
  }

  private static Area polygon(JsonField field, JsonObject from) {
    List<Position> ring = positions(from.required("ring"));
    return field.check(Areas.polygon(ring, anyLong(from.required("margin_cm"))));
  }

  private static Area corridor(JsonField field, JsonObject from) {
    List<Position> path = positions(from.required("path"));
    return field.check(Areas.corridor(path, anyLong(from.required("half_width_cm"))));
  }

  private static List<Position> positions(JsonField field) {
    return field.asList(OperationContent.VERTICES_MAX, VolumeJson::position);
  }

  /// `[latitude, longitude]`.
  public static Position position(JsonField field) {
    List<JsonField> pair = field.asList(2, each -> each);
    if (pair.size() != 2) {
      throw field.refuse(RefusalCode.MALFORMED, "a position is [latitude, longitude]");
    }
    return new Position(
        pair.get(0).asInt(-Position.QUARTER_TURN_E7, Position.QUARTER_TURN_E7),
        pair.get(1).asInt(Position.WEST_MAX_E7, Position.EAST_MAX_E7));
  }

  private static Outcome<HeightBand> heights(JsonObject from) {
    JsonField datum = from.required("datum");
    return HeightBand.of(
        datum(datum),
        anyLong(from.required("lower")),
        anyLong(from.required("upper")),
        from.optional("ground").map(VolumeJson::ground));
  }

  private static Datum datum(JsonField field) {
    String word = field.asText(16);
    for (Datum datum : Datum.values()) {
      if (datum.name().equals(word)) {
        return datum;
      }
    }
    throw field.refuse(RefusalCode.MALFORMED, "a datum is WGS84, MSL, AGL or PRESSURE");
  }

  private static Ground ground(JsonField field) {
    int limit = HeightBand.MAX_HEIGHT_CM;
    List<Integer> pair = field.asList(2, each -> each.asInt(-limit, limit));
    if (pair.size() != 2 || pair.get(0) > pair.get(1)) {
      throw field.refuse(RefusalCode.MALFORMED, "the ground is [lowest, highest]");
    }
    return new Ground(pair.get(0), pair.get(1));
  }

  private static long anyLong(JsonField field) {
    return field.asLong(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /// As [#read] reads it.
  public static void write(JsonWriter to, Volume volume) {
    to.object("area", area -> write(area, volume.area()))
        .object("heights", heights -> write(heights, volume.heights()))
        .put("start", volume.time().start())
        .put("end", volume.time().end());
  }

  private static void write(JsonWriter to, Area area) {
    switch (area) {
      case Area.Circle(Position centre, int radiusCm) ->
          to.object(
              "circle",
              circle ->
                  circle
                      .array(
                          "centre",
                          List.of(centre.latE7(), centre.lonE7()),
                          JsonWriter.Elements::add)
                      .put("radius_cm", radiusCm));
      case Area.Polygon(List<Position> ring, int marginCm) ->
          to.object("polygon", p -> positions(p, "ring", ring).put("margin_cm", marginCm));
      case Area.Corridor(List<Position> path, int halfWidthCm) ->
          to.object("corridor", c -> positions(c, "path", path).put("half_width_cm", halfWidthCm));
    }
  }

  /// An array of positions.
  public static JsonWriter positions(JsonWriter to, String key, List<Position> positions) {
    return to.array(
        key,
        positions,
        (list, each) -> list.array(List.of(each.latE7(), each.lonE7()), JsonWriter.Elements::add));
  }

  /// As [#heights(JsonField)] reads it.
  public static void write(JsonWriter to, HeightBand heights) {
    to.put("datum", heights.datum().name())
        .put("lower", heights.lower())
        .put("upper", heights.upper());
    heights
        .ground()
        .ifPresent(
            ground ->
                to.array(
                    "ground",
                    List.of(ground.lowerCm(), ground.upperCm()),
                    JsonWriter.Elements::add));
  }
}
