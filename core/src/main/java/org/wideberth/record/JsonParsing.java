package org.wideberth.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wideberth.refusal.RefusalCode;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/// Bytes to tree. The tokens come from Jackson; what Jackson lets pass is refused here.
final class JsonParsing {
  /// Symbol tables are off: they are shared between documents, and a full one refuses names that
  /// an empty one takes, so that two nodes could differ on the same bytes.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Limits.JSON_DEPTH_MAX)
                  .maxStringLength(Limits.BUNDLE_BYTES_MAX)
                  .build())
          .build();

  private JsonParsing() {}

  static Json tree(byte[] bytes, int bytesMax) {
    if (bytes.length > bytesMax) {
      throw new RefusedInput(
          RefusalCode.LIMIT_EXCEEDED,
          "%d bytes are more than the %d that fit here".formatted(bytes.length, bytesMax));
    }
    try (JsonParser parser =
        FACTORY.createParser(ObjectReadContext.empty(), decode(bytes).toCharArray())) {
      Json tree = value(parser, parser.nextToken());
      if (parser.nextToken() != null) {
        throw malformed("something follows the end of the JSON value");
      }
      return tree;
    } catch (JacksonException bad) {
      throw malformed("not the JSON expected here: " + bad.getOriginalMessage());
    }
  }

  /// Strict UTF-8: no overlong forms, no surrogates, no truncation.
  static String decode(byte[] bytes) {
    return StrictText.ofUtf8(bytes).orElseThrow(() -> malformed("not valid UTF-8"));
  }

  private static Json value(JsonParser parser, @Nullable JsonToken token) {
    if (token == null) {
      throw malformed("the JSON value is missing");
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new Json.Str(paired(parser.getString()));
      case VALUE_NUMBER_INT -> new Json.Int(parser.getLongValue());
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      case VALUE_NULL -> throw malformed("null is not used here: leave the field out");
      case VALUE_NUMBER_FLOAT -> throw malformed("fractions are not used here: whole numbers only");
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw malformed("the JSON value is missing");
    };
  }

  private static Json object(JsonParser parser) {
    Map<String, Json> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = paired(parser.currentName());
      if (members.put(name, value(parser, parser.nextToken())) != null) {
        throw malformed("the key \"" + Words.shown(name) + "\" stands twice in one object");
      }
    }
    return new Json.Obj(Collections.unmodifiableMap(members));
  }

  private static Json array(JsonParser parser) {
    List<Json> elements = new ArrayList<>();
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      elements.add(value(parser, next));
    }
    return new Json.Arr(Collections.unmodifiableList(elements));
  }

  private static String paired(String text) {
    if (!StrictText.isWellFormed(text)) {
      throw malformed("text with half a surrogate pair");
    }
    return text;
  }

  private static RefusedInput malformed(String detail) {
    return new RefusedInput(RefusalCode.MALFORMED, detail);
  }
}
