package org.wideberth.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// One JSON value with the path that leads to it, while it is being read. Used inside [Json#read]
/// only: every accessor throws a refusal that names the path, and `read` returns it.
///
/// Owned by the thread that reads.
public final class JsonField {
  private static final ClassValue<Map<String, Enum<?>>> CONSTANTS =
      new ClassValue<>() {
        @Override
        protected Map<String, Enum<?>> computeValue(Class<?> words) {
          return byWord(words);
        }
      };

  private final JsonPath path;
  private final Json value;

  JsonField(JsonPath path, Json value) {
    this.path = path;
    this.value = value;
  }

  /// The value itself, unread.
  public Json tree() {
    return value;
  }

  /// A whole number in `min`..`max`, both inclusive.
  public long asLong(long min, long max) {
    if (!(value instanceof Json.Int(long number))) {
      throw wrongType("a whole number");
    }
    if (number < min || number > max) {
      throw refuse(
          RefusalCode.OUT_OF_RANGE, "%d is not within %d to %d".formatted(number, min, max));
    }
    return number;
  }

  /// A whole number in `min`..`max`, both inclusive.
  public int asInt(int min, int max) {
    return (int) asLong(min, max);
  }

  /// Milliseconds since 1970-01-01T00:00:00Z, from then to the end of the year 9999.
  public Instant asInstant() {
    return Instant.ofEpochMilli(asLong(0, Limits.EPOCH_MILLIS_MAX));
  }

  public boolean asBool() {
    if (!(value instanceof Json.Bool(boolean truth))) {
      throw wrongType("true or false");
    }
    return truth;
  }

  /// Text of at most `charsMax` UTF-16 units; may be empty.
  public String asText(int charsMax) {
    if (!(value instanceof Json.Str(String text))) {
      throw wrongType("text");
    }
    if (text.length() > charsMax) {
      throw refuse(
          RefusalCode.LIMIT_EXCEEDED,
          "%d characters are more than %d".formatted(text.length(), charsMax));
    }
    return text;
  }

  /// Text that `parse` understands, such as `PartyId::parse`.
  public <T> T as(Function<String, Outcome<T>> parse) {
    return check(parse.apply(asText(Limits.BUNDLE_BYTES_MAX)));
  }

  /// One of the constants of an enum, written in lower case with `-` for `_`.
  public <E extends Enum<E>> E asOneOf(Class<E> words) {
    String text = asText(64);
    Map<String, Enum<?>> constants = CONSTANTS.get(words);
    Enum<?> constant = constants.get(text);
    if (constant == null) {
      throw refuse(
          RefusalCode.MALFORMED,
          "\"%s\" is none of %s"
              .formatted(Words.shown(text), String.join(", ", constants.keySet())));
    }
    return words.cast(constant);
  }

  /// By their words, in the order in which they are declared.
  private static Map<String, Enum<?>> byWord(Class<?> words) {
    Map<String, Enum<?>> constants = new LinkedHashMap<>();
    for (Object each : words.getEnumConstants()) {
      if (each instanceof Enum<?> constant) {
        constants.put(wordOf(constant), constant);
      }
    }
    return constants;
  }

  /// How [#asOneOf] and [JsonWriter] write a constant.
  public static String wordOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Standard base64 of 32 bytes.
  public Hash asHash() {
    return as(Hash::parse);
  }

  /// Standard base64, padded, with no stray bits, of at most `bytesMax` bytes.
  public byte[] asBase64(int bytesMax) {
    return check(Base64Text.decode(asText(Limits.BUNDLE_BYTES_MAX), bytesMax));
  }

  /// An object; members that `shape` does not take are refused.
  public <T> T asObject(Function<JsonObject, T> shape) {
    if (!(value instanceof Json.Obj(var members))) {
      throw wrongType("an object");
    }
    JsonObject object = new JsonObject(path, members);
    T result = shape.apply(object);
    object.noOthers();
    return result;
  }

  /// An array of at most `elementsMax`.
  public <T> List<T> asList(int elementsMax, Function<JsonField, T> element) {
    if (!(value instanceof Json.Arr(var elements))) {
      throw wrongType("an array");
    }
    if (elements.size() > elementsMax) {
      throw refuse(
          RefusalCode.LIMIT_EXCEEDED,
          "%d elements are more than %d".formatted(elements.size(), elementsMax));
    }
    List<T> result = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      result.add(element.apply(new JsonField(path.element(i), elements.get(i))));
    }
    return List.copyOf(result);
  }

  /// The value of an outcome that was made from this field; a refusal gets this field's path.
  public <T> T check(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<T>(var accepted) -> accepted;
      case Outcome.Refused<T>(var refusal) -> throw refuse(refusal.code(), refusal.detail());
    };
  }

  /// To be thrown: a refusal that names this field.
  public RuntimeException refuse(RefusalCode code, String detail) {
    return Json.refusal(code, path.before(detail));
  }

  private RuntimeException wrongType(String expected) {
    return refuse(RefusalCode.MALFORMED, expected + " is expected here");
  }
}
