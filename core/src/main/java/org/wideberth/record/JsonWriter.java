package org.wideberth.record;

import java.time.Instant;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Canonical JSON: compact, keys in the order given, only `"`, `\` and control characters escaped,
/// UTF-8. One value has one encoding.
///
/// Not thread-safe: made, filled and read in one call of [#object].
public final class JsonWriter {
  private final Utf8 out;
  private boolean first = true;

  private JsonWriter(Utf8 out) {
    this.out = out;
  }

  /// The bytes of an object whose members `fill` writes.
  public static byte[] object(Consumer<JsonWriter> fill) {
    return written(fill).toBytes();
  }

  /// As [#object], as text.
  public static String objectText(Consumer<JsonWriter> fill) {
    return written(fill).toString();
  }

  private static Utf8 written(Consumer<JsonWriter> fill) {
    Utf8 out = new Utf8();
    braces(out, fill);
    return out;
  }

  public JsonWriter put(String key, long value) {
    key(key);
    out.add(value);
    return this;
  }

  public JsonWriter put(String key, boolean value) {
    key(key);
    out.add(Boolean.toString(value));
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
    key(key);
    out.add('"');
    out.addBase64(value);
    out.add('"');
    return this;
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
    private final Utf8 out;
    private boolean first = true;

    private Elements(Utf8 out) {
      this.out = out;
    }

    public void add(long value) {
      comma();
      out.add(value);
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
        out.add(',');
      }
      first = false;
    }
  }

  private void key(String key) {
    if (!first) {
      out.add(',');
    }
    first = false;
    quote(out, key);
    out.add(':');
  }

  private static void braces(Utf8 out, Consumer<JsonWriter> fill) {
    out.add('{');
    fill.accept(new JsonWriter(out));
    out.add('}');
  }

  private static <T> void brackets(
      Utf8 out, Collection<? extends T> values, BiConsumer<Elements, T> element) {
    out.add('[');
    Elements elements = new Elements(out);
    values.forEach(value -> element.accept(elements, value));
    out.add(']');
  }

  private static void value(Utf8 out, Json value) {
    switch (value) {
      case Json.Obj(var members) -> braces(out, o -> members.forEach(o::put));
      case Json.Arr(var elements) -> brackets(out, elements, Elements::add);
      case Json.Str(var text) -> quote(out, text);
      case Json.Int(var number) -> out.add(number);
      case Json.Bool(var truth) -> out.add(Boolean.toString(truth));
    }
  }

  /// What needs no escape is taken over in runs: most texts are one, and base64 is long.
  private static void quote(Utf8 out, String text) {
    out.add('"');
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c == '"' || c == '\\') {
        out.add(text, from, i);
        escape(out, c);
        from = i + 1;
      }
    }
    out.add(text, from, text.length());
    out.add('"');
  }

  private static void escape(Utf8 out, char c) {
    switch (c) {
      case '"' -> out.add("\\\"");
      case '\\' -> out.add("\\\\");
      case '\n' -> out.add("\\n");
      case '\t' -> out.add("\\t");
      case '\r' -> out.add("\\r");
      default -> {
        out.add("\\u00");
        out.add(Character.forDigit(c >> 4, 16));
        out.add(Character.forDigit(c & 15, 16));
      }
    }
  }
}
