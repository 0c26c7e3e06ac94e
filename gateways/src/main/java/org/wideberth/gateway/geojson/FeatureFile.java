package org.wideberth.gateway.geojson;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Cuts a GeoJSON file into its Features without reading them, one after the other, in memory for
/// one: a FeatureCollection, or Features one after the other as newline-delimited GeoJSON has them.
/// Finds only where each begins and ends; [ChunkInput] reads what is inside.
///
/// Owned by one thread.
public final class FeatureFile {
  /// Of one Feature, or of what a collection says beside them: 10,000 vertices are a tenth of it.
  public static final int FEATURE_BYTES_MAX = 4 * 1024 * 1024;

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final JsonFactory FACTORY = new JsonFactory();

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private final ByteArrayOutputStream others = new ByteArrayOutputStream();
  private int at;
  private int end;
  private int line = 1;
  private long count;
  private boolean inCollection;
  private boolean afterCollection;

  /// One Feature as it stands in the file.
  ///
  /// @param number from 0
  /// @param line of the file on which it begins, from 1
  /// @param label of the operation that it belongs to, if it names one
  // Handed on, never compared.
  @SuppressWarnings("ArrayRecordComponent")
  public record Raw(long number, int line, Optional<String> label, byte[] bytes) {}

  public FeatureFile(InputStream in) {
    this.in = in;
  }

  /// The next Feature; empty at the end of the file.
  ///
  /// @return refused if this is no GeoJSON of Features; nothing more is to be read then
  /// @throws IOException if the file cannot be read
  public Outcome<Optional<Raw>> next() throws IOException {
    try {
      return Outcome.accept(inCollection ? inCollection() : outside());
    } catch (RefusedGeoJson refused) {
      return Outcome.refuse(refused.refusal());
    }
  }

  /// What the collection says beside its Features, as JSON members without braces; whole only at
  /// the end of the file. Empty for Features without a collection.
  public String otherMembers() {
    return others.toString(StandardCharsets.UTF_8);
  }

  private Optional<Raw> outside() throws IOException {
    int c = skipSpace();
    if (c < 0) {
      if (count == 0 && !afterCollection) {
        throw refused("the file is empty; give a FeatureCollection, or one Feature a line");
      }
      return Optional.empty();
    }
    if (afterCollection) {
      throw refused("something follows the end of the collection");
    }
    int begins = line;
    taken.reset();
    if (c != '{') {
      throw refused("a Feature or a FeatureCollection begins with {");
    }
    take();
    return members(begins);
  }

  /// The members of an object at the top: of a Feature, until the Features of a collection begin.
  private Optional<Raw> members(int begins) throws IOException {
    int c = skipSpace();
    while (c != '}') {
      int from = taken.size();
      String name = name(c);
      taken.write(':');
      c = skipSpace();
      if (name.equals("features") && c == '[' && !afterCollection) {
        if (count > 0) {
          throw refused("a collection stands among Features; give one or the other");
        }
        keep(taken.toByteArray(), 1, from);
        step();
        inCollection = true;
        return inCollection();
      }
      value(c);
      c = skipSpace();
      if (c == ',') {
        take();
        c = skipSpace();
        if (c == '}') {
          throw refused("a comma before }");
        }
      } else if (c != '}') {
        throw refused("a comma or } is missing");
      }
    }
    take();
    if (afterCollection) {
      byte[] rest = taken.toByteArray();
      keep(rest, 0, rest.length - 1);
      return outside();
    }
    return Optional.of(raw(begins));
  }

  private Optional<Raw> inCollection() throws IOException {
    int c = skipSpace();
    if (c == ']') {
      step();
      inCollection = false;
      afterCollection = true;
      taken.reset();
      c = skipSpace();
      if (c == ',') {
        step();
      } else if (c != '}') {
        throw refused("a comma or } is missing after the Features");
      }
      return members(line);
    }
    taken.reset();
    int begins = line;
    value(c);
    c = skipSpace();
    if (c == ',') {
      step();
      if (skipSpace() == ']') {
        throw refused("a comma before ]");
      }
    } else if (c != ']') {
      throw refused("a comma or ] is missing");
    }
    return Optional.of(raw(begins));
  }

  private Raw raw(int begins) {
    byte[] bytes = taken.toByteArray();
    return new Raw(count++, begins, label(bytes), bytes);
  }

  private void keep(byte[] bytes, int from, int to) {
    String members = new String(bytes, from, to - from, StandardCharsets.UTF_8).strip();
    String bare = members.endsWith(",") ? members.substring(0, members.length() - 1) : members;
    if (!bare.isEmpty()) {
      if (others.size() > 0) {
        others.write(',');
      }
      others.writeBytes(bare.getBytes(StandardCharsets.UTF_8));
    }
  }

  private String name(int c) throws IOException {
    if (c != '"') {
      throw refused("the name of a member is missing");
    }
    int from = taken.size() + 1;
    string();
    byte[] bytes = taken.toByteArray();
    if (skipSpace() != ':') {
      throw refused("a colon is missing");
    }
    step();
    return new String(bytes, from, bytes.length - from - 1, StandardCharsets.UTF_8);
  }

  private void value(int first) throws IOException {
    if (first == '"') {
      string();
    } else if (first == '{' || first == '[') {
      nested();
    } else {
      scalar();
    }
  }

  private void nested() throws IOException {
    int depth = 0;
    do {
      int c = peek();
      switch (c) {
        case -1 -> throw refused("the file ends too early");
        case '"' -> string();
        default -> {
          if (c == '{' || c == '[') {
            depth++;
          } else if (c == '}' || c == ']') {
            depth--;
          }
          take();
        }
      }
    } while (depth > 0);
  }

  private void string() throws IOException {
    take();
    while (true) {
      int c = peek();
      if (c < 0) {
        throw refused("the file ends within a text");
      }
      take();
      if (c == '"') {
        return;
      }
      if (c == '\\') {
        take();
      }
    }
  }

  private void scalar() throws IOException {
    int before = taken.size();
    int c = peek();
    while (c >= 0 && c != ',' && c != '}' && c != ']' && !isSpace(c)) {
      take();
      c = peek();
    }
    if (taken.size() == before) {
      throw refused("a value is missing");
    }
  }

  private int skipSpace() throws IOException {
    int c = peek();
    while (isSpace(c)) {
      step();
      c = peek();
    }
    return c;
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private int peek() throws IOException {
    if (at == end) {
      end = Math.max(0, in.read(buffer));
      at = 0;
      if (end == 0) {
        return -1;
      }
    }
    return buffer[at] & 0xff;
  }

  private void step() {
    if (buffer[at++] == '\n') {
      line++;
    }
  }

  private void take() throws IOException {
    if (peek() < 0) {
      throw refused("the file ends too early");
    }
    if (taken.size() == FEATURE_BYTES_MAX) {
      throw new RefusedGeoJson(
          RefusalCode.LIMIT_EXCEEDED,
          "line %d: a Feature, or what stands beside them, has more than %d bytes: split it"
              .formatted(line, FEATURE_BYTES_MAX));
    }
    taken.write(buffer[at]);
    step();
  }

  private RefusedGeoJson refused(String why) {
    return new RefusedGeoJson(
        RefusalCode.MALFORMED, "not GeoJSON at line %d: %s".formatted(line, why));
  }

  /// The property `operation`; empty if it cannot be read, which [ChunkInput] says in words.
  private static Optional<String> label(byte[] feature) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), feature)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean properties = parser.currentName().equals("properties");
        if (parser.nextToken() == JsonToken.START_OBJECT && properties) {
          return operation(parser);
        }
        parser.skipChildren();
      }
      return Optional.empty();
    } catch (JacksonException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<String> operation(JsonParser parser) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean operation = parser.currentName().equals(FeatureReader.OPERATION);
      JsonToken value = parser.nextToken();
      if (operation) {
        return value == JsonToken.VALUE_STRING ? Optional.of(parser.getString()) : Optional.empty();
      }
      parser.skipChildren();
    }
    return Optional.empty();
  }
}
