package org.wideberth.node.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// `openapi.yaml` as the tests need it: its routes, and whether a JSON answer is as documented.
final class OpenApi {
  private final Map<String, Object> root;

  private OpenApi(Map<String, Object> root) {
    this.root = root;
  }

  static OpenApi load() throws IOException {
    try (InputStream in = OpenApi.class.getResourceAsStream("/openapi.yaml")) {
      Objects.requireNonNull(in);
      return new OpenApi(
          members(
              new Yaml(new SafeConstructor(new LoaderOptions()))
                  .load(new InputStreamReader(in, UTF_8))));
    }
  }

  /// `GET /health` to the role it needs.
  Map<String, String> routes() {
    Map<String, String> routes = new TreeMap<>();
    members(root.get("paths"))
        .forEach(
            (path, item) ->
                members(item)
                    .forEach(
                        (method, operation) ->
                            routes.put(
                                method.toUpperCase(Locale.ROOT) + " " + path,
                                String.valueOf(members(operation).get("x-role")))));
    return routes;
  }

  /// What is not as the schema of that name says; empty if all is.
  List<String> faults(String schema, Object json) {
    List<String> faults = new ArrayList<>();
    check(schema, named(schema), json, faults);
    return faults;
  }

  private Map<String, Object> named(String schema) {
    return members(members(members(root.get("components")).get("schemas")).get(schema));
  }

  private void check(String at, Map<String, Object> schema, Object json, List<String> faults) {
    if (schema.get("$ref") instanceof String reference) {
      check(at, named(reference.substring(reference.lastIndexOf('/') + 1)), json, faults);
      return;
    }
    if (schema.containsKey("const") && !json.toString().equals(schema.get("const").toString())) {
      faults.add(at + " is " + json);
    }
    if (schema.get("enum") instanceof List<?> words && !words.contains(json)) {
      faults.add(at + " is " + json);
    }
    if (schema.get("type") instanceof String type && !isA(type, json)) {
      faults.add(at + " is no " + type + ": " + json);
    } else if (schema.containsKey("properties")) {
      checkObject(at, schema, members(json), faults);
    } else if (schema.containsKey("items")) {
      int index = 0;
      for (Object element : (List<?>) json) {
        check(at + "[" + index++ + "]", members(schema.get("items")), element, faults);
      }
    }
    if ("date-time".equals(schema.get("format"))
        && !json.toString().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z")) {
      faults.add(at + " is no time with milliseconds: " + json);
    }
  }

  private void checkObject(
      String at, Map<String, Object> schema, Map<String, Object> json, List<String> faults) {
    Map<String, Object> properties = members(schema.get("properties"));
    if (schema.get("required") instanceof List<?> required) {
      required.stream()
          .filter(name -> !json.containsKey(name))
          .forEach(name -> faults.add(at + "." + name + " is missing"));
    }
    json.forEach(
        (name, value) -> {
          if (properties.containsKey(name)) {
            check(at + "." + name, members(properties.get(name)), value, faults);
          } else {
            faults.add(at + "." + name + " is not documented");
          }
        });
  }

  private static boolean isA(String type, Object json) {
    return switch (type) {
      case "object" -> json instanceof Map;
      case "array" -> json instanceof List;
      case "string" -> json instanceof String;
      case "boolean" -> json instanceof Boolean;
      case "integer" -> json instanceof Integer || json instanceof Long;
      case "number" -> json instanceof Number;
      default -> throw new IllegalStateException("a type the tests do not know: " + type);
    };
  }

  /// JSON is YAML, near enough for what the API writes.
  static Object json(byte[] bytes) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(64 * 1024 * 1024);
    return members(new Yaml(new SafeConstructor(options)).load(new String(bytes, UTF_8)));
  }

  static Object member(Map<String, Object> json, String name) {
    Object value = json.get(name);
    if (value == null) {
      throw new AssertionError("no \"" + name + "\" in " + json);
    }
    return value;
  }

  static Map<String, Object> members(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new AssertionError("not an object: " + value);
    }
    Map<String, Object> members = new TreeMap<>();
    map.forEach((name, member) -> members.put(String.valueOf(name), member));
    return members;
  }
}
