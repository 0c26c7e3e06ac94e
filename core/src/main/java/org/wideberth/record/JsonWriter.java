package org.wideberth.record;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Canonical JSON: compact, keys in the order given, only `"`, `\` and control characters escaped,
/// UTF-8. One value has one encoding.
///
/// Not thread-safe: made, filled and read in one call of [#object].
public final class JsonWriter {
  private final StringBuilder out;
  private boolean first = true;

  private JsonWriter(StringBuilder out) {
    this.out = out;
  }

  /// The bytes of an object whose members `fill` writes.
  public static byte[] object(Consumer<JsonWriter> fill) {
    return objectText(fill).getBytes(StandardCharsets.UTF_8);
  }

  /// As [#object], before its encoding as UTF-8.
  public static String objectText(Consumer<JsonWriter> fill) {
    StringBuilder out = new StringBuilder(256);
    braces(out, fill);
    return out.toString();
  }

  public JsonWriter put(String key, long value) {
    key(key);
    out.append(value);
    return this;
  }

  public JsonWriter put(String key, boolean value) {
    key(key);
    out.append(value);
    return this;
  }

  public JsonWriter put(String key, String value) {
    key(key);
    quote(out, value);
    return this;
  }

  public JsonWriter put(String key, Hash value) {
    return put(key, value.toString());
  }

  /// Epoch milliseconds.
  public JsonWriter put(String key, Instant value) {
    return put(key, value.toEpochMilli());
  }

  /// The constant's name in lower case.
  public JsonWriter put(String key, Enum<?> value) {
    return put(key, JsonField.wordOf(value));
  }

  /// Standard base64.
  public JsonWriter put(String key, byte[] value) {
    return put(key, Base64Text.encode(value));
  }

  public JsonWriter put(String key, Json value) {
    key(key);
    value(out, value);
    return this;
  }

  public JsonWriter object(String key, Consumer<JsonWriter> fill) {
    key(key);
    braces(out, fill);
    return this;
  }

  /// An array with one element for each value; `element` adds exactly one.
  public <T> JsonWriter array(
      String key, Collection<? extends T> values, BiConsumer<Elements, T> element) {
    key(key);
    brackets(out, values, element);
    return this;
  }

  /// Where the elements of an array are added.
  public static final class Elements {
    private final StringBuilder out;
    private boolean first = true;

    private Elements(StringBuilder out) {
      this.out = out;
    }

    public void add(long value) {
      comma();
      out.append(value);
    }

    public void add(String value) {
      comma();
      quote(out, value);
    }

    public void add(Json value) {
      comma();
      value(out, value);
    }

    public void object(Consumer<JsonWriter> fill) {
      comma();
      braces(out, fill);
    }

    public <T> void array(Collection<? extends T> values, BiConsumer<Elements, T> element) {
      comma();
      brackets(out, values, element);
    }

    private void comma() {
      if (!first) {
        out.append(',');
      }
      first = false;
    }
  }

  private void key(String key) {
    if (!first) {
      out.append(',');
    }
    first = false;
    quote(out, key);
    out.append(':');
  }

  private static void braces(StringBuilder out, Consumer<JsonWriter> fill) {
    out.append('{');
    fill.accept(new JsonWriter(out));
    out.append('}');
  }

  private static <T> void brackets(
      StringBuilder out, Collection<? extends T> values, BiConsumer<Elements, T> element) {
    out.append('[');
    Elements elements = new Elements(out);
    values.forEach(value -> element.accept(elements, value));
    out.append(']');
  }

  private static void value(StringBuilder out, Json value) {
    switch (value) {
      case Json.Obj(var members) -> braces(out, o -> members.forEach(o::put));
      case Json.Arr(var elements) -> brackets(out, elements, Elements::add);
      case Json.Str(var text) -> quote(out, text);
      case Json.Int(var number) -> out.append(number);
      case Json.Bool(var truth) -> out.append(truth);
    }
  }

  /// What needs no escape is taken over in runs: most texts are one, and base64 is long.
  private static void quote(StringBuilder out, String text) {
    out.append('"');
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c == '"' || c == '\\') {
        out.append(text, from, i);
        escape(out, c);
        from = i + 1;
      }
    }
    out.append(text, from, text.length()).append('"');
  }

  private static void escape(StringBuilder out, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\t' -> out.append("\\t");
      case '\r' -> out.append("\\r");
      default ->
          out.append("\\u00")
              .append(Character.forDigit(c >> 4, 16))
              .append(Character.forDigit(c & 15, 16));
    }
  }
}
