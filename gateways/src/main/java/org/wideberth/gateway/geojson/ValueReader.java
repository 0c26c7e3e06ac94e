package org.wideberth.gateway.geojson;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wideberth.record.StrictText;
import org.wideberth.refusal.RefusalCode;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// Bytes to [Value]s, strictly: valid UTF-8, one value, no member twice, within the limits.
final class ValueReader {
  /// Far more than the 512 KiB that an operation's body may have, since a file may hold many.
  static final int MAX_BYTES = 16 << 20;

  /// A ring's numbers lie seven deep in a collection; nobody needs more than this.
  static final int MAX_DEPTH = 10;

  /// A degree with as many digits as a double prints has 20; more is an attack or a mistake.
  static final int MAX_NUMBER_CHARS = 40;

  /// The longest text we read is a name of 120 characters; a note in another member may be longer.
  static final int MAX_TEXT_CHARS = 4_096;

  static final int MAX_NAME_CHARS = 64;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_CHARS)
                  .maxStringLength(MAX_TEXT_CHARS)
                  .maxNameLength(MAX_NAME_CHARS)
                  .build())
          .build();

  private ValueReader() {}

  /// @throws RefusedGeoJson if the bytes are not one JSON value within the limits
  static Value read(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new RefusedGeoJson(
          RefusalCode.LIMIT_EXCEEDED,
          "the file has " + bytes.length + " bytes; at most " + MAX_BYTES + " are read: split it");
    }
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text(bytes))) {
      parser.nextToken();
      Value value = value(parser, "");
      if (parser.nextToken() != null) {
        throw malformed(parser, "something follows the end of the value");
      }
      return value;
    } catch (StreamConstraintsException pastLimit) {
      throw new RefusedGeoJson(RefusalCode.LIMIT_EXCEEDED, words(pastLimit));
    } catch (JacksonException syntax) {
      throw new RefusedGeoJson(RefusalCode.MALFORMED, words(syntax));
    }
  }

  private static String text(byte[] bytes) {
    return StrictText.ofUtf8(bytes)
        .orElseThrow(
            () -> new RefusedGeoJson(RefusalCode.MALFORMED, "the file is not valid UTF-8"));
  }

  // Recursion is bounded by MAX_DEPTH, which the parser itself enforces.
  private static Value value(JsonParser parser, String path) {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw malformed(parser, "the file ends too early");
    }
    return switch (token) {
      case START_OBJECT -> members(parser, path);
      case START_ARRAY -> items(parser, path);
      case VALUE_STRING -> new Value.Text(wellFormed(parser, parser.getString()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value.Decimal(number(parser, path));
      case VALUE_TRUE, VALUE_FALSE -> new Value.Flag();
      case VALUE_NULL -> new Value.Null();
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw malformed(parser, "not a JSON value");
    };
  }

  private static Value.Members members(JsonParser parser, String path) {
    Map<String, Value> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = wellFormed(parser, parser.currentName());
      String memberPath = path.isEmpty() ? name : path + "." + name;
      parser.nextToken();
      if (members.put(name, value(parser, memberPath)) != null) {
        throw new RefusedGeoJson(
            RefusalCode.MALFORMED, memberPath + ": is there twice; keep the one that is meant");
      }
    }
    return new Value.Members(members);
  }

  private static Value.Items items(JsonParser parser, String path) {
    List<Value> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser, path + "[" + items.size() + "]"));
    }
    return new Value.Items(items);
  }

  private static BigDecimal number(JsonParser parser, String path) {
    try {
      BigDecimal number = new BigDecimal(parser.getString());
      // Written shortly, 1e-999999999 would take gigabytes once it is rounded.
      if (Math.abs((long) number.scale()) <= MAX_NUMBER_CHARS) {
        return number;
      }
    } catch (NumberFormatException beyondInt) {
      // An exponent that is no int: refused as any other that is too large.
    }
    throw new RefusedGeoJson(
        RefusalCode.OUT_OF_RANGE, path + ": write the number without so large an exponent");
  }

  private static String wellFormed(JsonParser parser, String text) {
    if (!StrictText.isWellFormed(text)) {
      throw malformed(parser, "a text holds half a character (an unpaired surrogate)");
    }
    return text;
  }

  private static RefusedGeoJson malformed(JsonParser parser, String why) {
    var at = parser.currentTokenLocation();
    return new RefusedGeoJson(
        RefusalCode.MALFORMED,
        "not JSON at line %d, column %d: %s".formatted(at.getLineNr(), at.getColumnNr(), why));
  }

  private static String words(JacksonException refused) {
    var at = refused.getLocation();
    String where =
        at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    return "not JSON that is read here" + where + ": " + plain(refused.getOriginalMessage());
  }

  /// The parser's words without its advice to programmers.
  private static String plain(String words) {
    if (words.startsWith("Non-standard token")) {
      return "a number must be finite; NaN and Infinity are none";
    }
    if (words.startsWith("Unexpected end-of-input")) {
      return "the file ends too early";
    }
    return words;
  }
}
