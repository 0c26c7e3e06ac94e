package org.wideberth.node.cli;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// A JSON value as people and the API write it: with fractions, unlike what is signed. Immutable.
sealed interface JsonTree {
  JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  record Members(Map<String, JsonTree> byName) implements JsonTree {}

  record Items(List<JsonTree> list) implements JsonTree {}

  record Text(String value) implements JsonTree {}

  record Figure(BigDecimal value) implements JsonTree {}

  record Flag(boolean value) implements JsonTree {}

  record Null() implements JsonTree {}

  /// Thrown when the JSON is not what was expected; the message names the place.
  final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unexpected(String message) {
      super(message);
    }
  }

  /// The value that these bytes are.
  ///
  /// @throws Unexpected if this is not one JSON value
  static JsonTree parse(byte[] bytes) {
    try (JsonParser in =
        FACTORY.createParser(
            ObjectReadContext.empty(), new String(bytes, StandardCharsets.UTF_8))) {
      JsonTree value = value(in, in.nextToken());
      if (in.nextToken() != null) {
        throw new Unexpected("there is more after the JSON value");
      }
      return value;
    } catch (JacksonException broken) {
      throw new Unexpected("not JSON: " + broken.getOriginalMessage());
    }
  }

  private static JsonTree value(JsonParser in, JsonToken token) {
    if (token == null) {
      throw new Unexpected("the JSON is empty or cut short");
    }
    return switch (token) {
      case START_OBJECT -> {
        Map<String, JsonTree> members = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = in.currentName();
          members.put(name, value(in, in.nextToken()));
        }
        yield new Members(members);
      }
      case START_ARRAY -> {
        List<JsonTree> list = new ArrayList<>();
        for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
          list.add(value(in, next));
        }
        yield new Items(list);
      }
      case VALUE_STRING -> new Text(in.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Figure(in.getDecimalValue());
      case VALUE_TRUE -> new Flag(true);
      case VALUE_FALSE -> new Flag(false);
      case VALUE_NULL -> new Null();
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new Unexpected("not JSON: " + token);
    };
  }

  /// The member of that name, if this is an object that has it.
  default Optional<JsonTree> find(String name) {
    return this instanceof Members(var byName)
        ? Optional.ofNullable(byName.get(name))
        : Optional.empty();
  }

  default JsonTree at(String name) {
    return find(name).orElseThrow(() -> new Unexpected("\"" + name + "\" is missing"));
  }

  default List<JsonTree> items(String name) {
    if (at(name) instanceof Items(var list)) {
      return list;
    }
    throw new Unexpected("\"" + name + "\" is not a list");
  }

  default List<String> texts(String name) {
    return items(name).stream().map(JsonTree::shown).toList();
  }

  /// Text, number or truth value as text; empty if there is no such member.
  default String text(String name) {
    return find(name).map(JsonTree::shown).orElse("");
  }

  default boolean flag(String name) {
    return find(name).orElse(new Flag(false)) instanceof Flag(var value) && value;
  }

  default BigDecimal number(String name) {
    if (at(name) instanceof Figure(var value)) {
      return value;
    }
    throw new Unexpected("\"" + name + "\" is not a number");
  }

  private String shown() {
    return switch (this) {
      case Text(var value) -> value;
      case Figure(var value) -> value.toPlainString();
      case Flag(var value) -> Boolean.toString(value);
      case Null() -> "";
      case Members(var byName) -> byName.toString();
      case Items(var list) -> String.join(", ", list.stream().map(JsonTree::shown).toList());
    };
  }
}
