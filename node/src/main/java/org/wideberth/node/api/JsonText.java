package org.wideberth.node.api;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes one JSON object, member after member, as the API shows it: fractions where a person
/// expects them, times in ISO-8601, nothing for a value that is not known. What is hashed or signed
/// is written elsewhere.
///
/// Owned by one thread.
final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final JsonGenerator out;

  private JsonText(JsonGenerator out) {
    this.out = out;
  }

  static byte[] object(Consumer<JsonText> members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      out.writeStartObject();
      members.accept(new JsonText(out));
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  static String time(Instant instant) {
    return MILLISECONDS.format(instant);
  }

  JsonText text(String name, String value) {
    out.writeStringProperty(name, value);
    return this;
  }

  JsonText text(String name, Optional<String> value) {
    value.ifPresent(present -> text(name, present));
    return this;
  }

  JsonText time(String name, Instant value) {
    return text(name, time(value));
  }

  JsonText time(String name, Optional<Instant> value) {
    value.ifPresent(present -> time(name, present));
    return this;
  }

  JsonText number(String name, long value) {
    out.writeNumberProperty(name, value);
    return this;
  }

  /// `unscaled` thousandths, written with a point: 1234567 as 1234.567.
  JsonText thousandths(String name, long unscaled) {
    out.writeName(name);
    out.writeNumber(plain(unscaled, 3));
    return this;
  }

  /// `[lon, lat]` in degrees, from ten-millionths of a degree.
  JsonText lonLat(String name, int lonE7, int latE7) {
    out.writeName(name);
    out.writeStartArray();
    out.writeNumber(plain(lonE7, 7));
    out.writeNumber(plain(latE7, 7));
    out.writeEndArray();
    return this;
  }

  JsonText flag(String name, boolean value) {
    out.writeBooleanProperty(name, value);
    return this;
  }

  JsonText texts(String name, Collection<String> values) {
    out.writeName(name);
    out.writeStartArray();
    values.forEach(out::writeString);
    out.writeEndArray();
    return this;
  }

  <T> JsonText objects(String name, Collection<T> values, BiConsumer<JsonText, T> members) {
    out.writeName(name);
    out.writeStartArray();
    for (T value : values) {
      out.writeStartObject();
      members.accept(this, value);
      out.writeEndObject();
    }
    out.writeEndArray();
    return this;
  }

  JsonText object(String name, Consumer<JsonText> members) {
    out.writeName(name);
    out.writeStartObject();
    members.accept(this);
    out.writeEndObject();
    return this;
  }

  /// A value that is JSON text already.
  JsonText raw(String name, byte[] json) {
    out.writeName(name);
    out.writeRawValue(new String(json, StandardCharsets.UTF_8));
    return this;
  }

  private static BigDecimal plain(long unscaled, int scale) {
    BigDecimal value = BigDecimal.valueOf(unscaled, scale).stripTrailingZeros();
    return value.scale() < 0 ? value.setScale(0) : value;
  }
}
