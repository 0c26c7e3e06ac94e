package org.wideberth.gateway.geojson;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wideberth.geo.Area;
import org.wideberth.geo.Datum;
import org.wideberth.geo.Ground;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.HeightUnit;
import org.wideberth.geo.Position;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes operations as a GeoJSON FeatureCollection that [OperationsFromGeoJson] reads back to the
/// same content: one Feature per volume, numbers exact.
///
/// A ring keeps its author's direction and an area that spans the antimeridian is not cut, so that
/// what comes back is what was signed. Without state.
public final class OperationsToGeoJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int DEGREE_DECIMALS = 7;
  private static final int METRE_DECIMALS = 2;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private OperationsToGeoJson() {}

  /// What the node knows of operations; `id`, `revision`, `state` and `party` come with each
  /// volume, and `operation` is the id.
  public static byte[] write(Collection<Operation> operations) {
    return collection(json -> operations(json, operations), json -> {});
  }

  /// The same of some operations of a list: `total` says how many it has, and `next`, if there are
  /// more, behind which of these they come (foreign members, RFC 7946 section 6.1).
  public static byte[] writePage(
      Collection<Operation> operations, int total, Optional<OperationId> next) {
    return collection(
        json -> operations(json, operations),
        json -> {
          json.writeNumberProperty("total", total);
          next.ifPresent(id -> json.writeStringProperty("next", id.text()));
        });
  }

  private static void operations(JsonGenerator json, Collection<Operation> operations) {
    for (Operation operation : operations) {
      var content = operation.content();
      OperationInput input =
          new OperationInput(
              content.name(),
              content.kind(),
              content.priority(),
              content.grain(),
              Optional.of(operation.readers()),
              content.volumes(),
              content.basis());
      features(json, operation.id().text(), Optional.of(operation), input);
    }
  }

  /// Operations that no node has decided on yet. Their label is their place in the list, since two
  /// may have one name.
  public static byte[] writeInputs(List<OperationInput> operations) {
    return collection(
        json -> {
          for (int i = 0; i < operations.size(); i++) {
            features(json, "operation " + (i + 1), Optional.empty(), operations.get(i));
          }
        },
        json -> {});
  }

  private interface Features {
    void writeTo(JsonGenerator json);
  }

  private static byte[] collection(Features features, Features foreign) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeStringProperty("type", "FeatureCollection");
      json.writeArrayPropertyStart("features");
      features.writeTo(json);
      json.writeEndArray();
      foreign.writeTo(json);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void features(
      JsonGenerator json, String label, Optional<Operation> known, OperationInput operation) {
    for (Volume volume : operation.volumes()) {
      json.writeStartObject();
      json.writeStringProperty("type", "Feature");
      geometry(json, volume.area());
      json.writeObjectPropertyStart("properties");
      json.writeStringProperty(FeatureReader.OPERATION, label);
      known.ifPresent(operationNow -> identity(json, operationNow));
      json.writeStringProperty(FeatureReader.NAME, operation.name());
      json.writeStringProperty(FeatureReader.KIND, operation.kind().word());
      json.writeNumberProperty(FeatureReader.PRIORITY, operation.priority());
      json.writeStringProperty(FeatureReader.GRAIN, operation.grain().word());
      operation.audience().ifPresent(audience -> audience(json, audience));
      operation.basis().ifPresent(basis -> BasisProperty.write(json, basis));
      json.writeStringProperty("start", time(volume.time().start()));
      json.writeStringProperty("end", time(volume.time().end()));
      heights(json, volume.heights());
      width(json, volume.area());
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  private static void identity(JsonGenerator json, Operation operation) {
    json.writeStringProperty("id", operation.id().text());
    json.writeNumberProperty("revision", operation.revision());
    json.writeStringProperty("state", operation.state().word());
    json.writeStringProperty("party", operation.party().text());
  }

  private static void audience(JsonGenerator json, Audience audience) {
    switch (audience) {
      case Audience.Everyone() -> json.writeStringProperty(FeatureReader.AUDIENCE, "*");
      case Audience.Named(var parties) -> {
        json.writeArrayPropertyStart(FeatureReader.AUDIENCE);
        for (PartyId party : parties) {
          json.writeString(party.text());
        }
        json.writeEndArray();
      }
      // Not read back: nobody but the recipients knows whom to write here.
      case Audience.Sealed() -> json.writeStringProperty(FeatureReader.AUDIENCE, "sealed");
    }
  }

  private static void heights(JsonGenerator json, HeightBand heights) {
    boolean pressure = heights.datum() == Datum.PRESSURE;
    json.writeStringProperty("unit", (pressure ? HeightUnit.FOOT : HeightUnit.METRE).symbol());
    json.writeStringProperty("datum", heights.datum().name());
    int decimals = pressure ? 0 : METRE_DECIMALS;
    decimal(json, "lower", heights.lower(), decimals);
    decimal(json, "upper", heights.upper(), decimals);
    if (heights.ground().isPresent()) {
      Ground ground = heights.ground().get();
      decimal(json, "ground_lower", ground.lowerCm(), METRE_DECIMALS);
      decimal(json, "ground_upper", ground.upperCm(), METRE_DECIMALS);
    }
  }

  private static void width(JsonGenerator json, Area area) {
    switch (area) {
      case Area.Circle circle -> decimal(json, Shape.RADIUS, circle.radiusCm(), METRE_DECIMALS);
      case Area.Corridor corridor ->
          decimal(json, Shape.HALF_WIDTH, corridor.halfWidthCm(), METRE_DECIMALS);
      case Area.Polygon polygon -> decimal(json, Shape.MARGIN, polygon.marginCm(), METRE_DECIMALS);
    }
  }

  private static void geometry(JsonGenerator json, Area area) {
    json.writeObjectPropertyStart("geometry");
    switch (area) {
      case Area.Circle circle -> {
        json.writeStringProperty("type", "Point");
        json.writeName("coordinates");
        position(json, circle.centre());
      }
      case Area.Corridor corridor -> {
        json.writeStringProperty("type", "LineString");
        json.writeArrayPropertyStart("coordinates");
        corridor.path().forEach(position -> position(json, position));
        json.writeEndArray();
      }
      case Area.Polygon polygon -> {
        json.writeStringProperty("type", "Polygon");
        json.writeArrayPropertyStart("coordinates");
        json.writeStartArray();
        polygon.ring().forEach(position -> position(json, position));
        position(json, polygon.ring().getFirst());
        json.writeEndArray();
        json.writeEndArray();
      }
    }
    json.writeEndObject();
  }

  private static void position(JsonGenerator json, Position position) {
    json.writeStartArray();
    json.writeNumber(plain(position.lonE7(), DEGREE_DECIMALS));
    json.writeNumber(plain(position.latE7(), DEGREE_DECIMALS));
    json.writeEndArray();
  }

  private static void decimal(JsonGenerator json, String name, int value, int decimals) {
    json.writeName(name);
    json.writeNumber(plain(value, decimals));
  }

  /// Digits as a number, without an exponent and without needless zeros.
  private static String plain(int value, int decimals) {
    return BigDecimal.valueOf(value, decimals).stripTrailingZeros().toPlainString();
  }

  private static String time(Instant time) {
    return TIME.format(time);
  }
}
