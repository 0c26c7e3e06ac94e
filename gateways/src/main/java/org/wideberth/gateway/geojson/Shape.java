package org.wideberth.gateway.geojson;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wideberth.geo.Area;
import org.wideberth.geo.Areas;
import org.wideberth.geo.Position;
import org.wideberth.refusal.RefusalCode;

/// A geometry and the width beside it, as an [Area].
///
/// Degrees are taken to the nearest 1e-7; widths in metres are rounded up to whole centimetres, so
/// that an area never shrinks. Edges are geodesics, also across the antimeridian: a ring that spans
/// it is written as it lies, not cut in two.
final class Shape {
  static final String RADIUS = "radius_m";
  static final String HALF_WIDTH = "half_width_m";
  static final String MARGIN = "margin_m";

  private static final String POSITION = "give a position as [longitude, latitude] in degrees";
  private static final BigDecimal UNITS_PER_DEGREE = new BigDecimal("10000000");
  private static final BigDecimal CM_PER_M = new BigDecimal("100");

  private Shape() {}

  static Area read(Field geometry, Field properties) {
    Field typeField =
        geometry.required("type", "give the geometry's type: Point, LineString or Polygon");
    String type = typeField.text("give the geometry's type as a text");
    geometry.noOthersThan(List.of("type", "coordinates", "bbox"));
    Field coordinates = geometry.required("coordinates", "give the geometry's coordinates");
    return switch (type) {
      case "Point" -> {
        refuseWidths(properties, type, RADIUS);
        long radius =
            centimetres(properties.required(RADIUS, "give the circle's radius in metres"));
        yield RefusedGeoJson.unwrap(
            properties.path() + "." + RADIUS, Areas.circle(position(coordinates), radius));
      }
      case "LineString" -> {
        refuseWidths(properties, type, HALF_WIDTH);
        long halfWidth =
            centimetres(
                properties.required(
                    HALF_WIDTH, "give the distance to either side of the line in metres"));
        yield RefusedGeoJson.unwrap(
            geometry.path(), Areas.corridor(positions(coordinates), halfWidth));
      }
      case "Polygon" -> {
        refuseWidths(properties, type, MARGIN);
        Optional<Field> margin = properties.optional(MARGIN);
        yield RefusedGeoJson.unwrap(
            geometry.path(),
            Areas.polygonOfClosedRing(
                positions(onlyRing(coordinates)),
                margin.isEmpty() ? 0 : centimetres(margin.get())));
      }
      default ->
          throw typeField.refused(
              RefusalCode.MALFORMED,
              "is "
                  + quoted(type)
                  + "; a volume is a Point, a LineString or a Polygon, so make"
                  + " one Feature of each part");
    };
  }

  private static Field onlyRing(Field coordinates) {
    List<Field> rings = coordinates.items("give a list that holds one ring of positions");
    if (rings.size() != 1) {
      throw coordinates.refused(
          RefusalCode.BAD_SHAPE,
          "has " + rings.size() + " rings; give the outer ring only, holes are not taken");
    }
    return rings.getFirst();
  }

  private static List<Position> positions(Field line) {
    List<Field> items = line.items("give a list of positions");
    if (items.size() > Areas.MAX_VERTICES + 1) {
      throw line.refused(
          RefusalCode.LIMIT_EXCEEDED,
          "has " + items.size() + " positions; at most " + Areas.MAX_VERTICES + " are taken");
    }
    List<Position> positions = new ArrayList<>(items.size());
    for (Field item : items) {
      positions.add(position(item));
    }
    return positions;
  }

  private static Position position(Field field) {
    List<Field> numbers = field.items(POSITION);
    if (numbers.size() > 2) {
      throw field.refused(
          RefusalCode.MALFORMED,
          "has more than two numbers; heights are said by lower and upper, so leave them out here");
    }
    if (numbers.size() < 2) {
      throw field.refused(RefusalCode.MALFORMED, "has fewer than two numbers; " + POSITION);
    }
    long longitude = degrees(numbers.get(0), 180, "a longitude");
    long latitude = degrees(numbers.get(1), 90, "a latitude");
    return RefusedGeoJson.unwrap(field.path(), Position.fromE7(latitude, longitude));
  }

  private static long degrees(Field field, int limit, String what) {
    BigDecimal degrees = field.number("give degrees as a number");
    if (degrees.abs().compareTo(BigDecimal.valueOf(limit)) > 0) {
      throw field.refused(
          RefusalCode.OUT_OF_RANGE,
          "is past %d°: %s comes %s in GeoJSON"
              .formatted(limit, what, limit == 180 ? "first" : "second"));
    }
    return degrees.multiply(UNITS_PER_DEGREE).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
  }

  private static long centimetres(Field field) {
    BigDecimal metres = field.number("give metres as a number");
    // Wide enough for every limit of Areas, which says which one is passed; narrow enough for long.
    if (metres.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      throw field.refused(RefusalCode.LIMIT_EXCEEDED, "is wider than the Earth");
    }
    return metres.multiply(CM_PER_M).setScale(0, RoundingMode.CEILING).longValueExact();
  }

  private static void refuseWidths(Field properties, String type, String own) {
    for (String width : List.of(RADIUS, HALF_WIDTH, MARGIN)) {
      Optional<Field> foreign = properties.optional(width);
      if (!width.equals(own) && foreign.isPresent()) {
        throw foreign
            .get()
            .refused(RefusalCode.MALFORMED, "does not belong to a " + type + "; it takes " + own);
      }
    }
  }

  private static String quoted(String text) {
    return text.length() > 40 ? '"' + text.substring(0, 40) + "…\"" : '"' + text + '"';
  }
}
