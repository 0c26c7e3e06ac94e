package org.wideberth.record;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.Refusal;
import org.wideberth.refusal.RefusalCode;

/// A JSON value as the record knows it: objects, arrays, text, whole numbers, truth values. There
/// are no fractions and no null, so that every value has one meaning on every machine.
///
/// Reading is strict and the same on every node: duplicate keys, unknown keys, trailing bytes,
/// invalid UTF-8, lone surrogates, fractions, exponents and `null` are refused, and so is nesting
/// deeper than [Limits#JSON_DEPTH_MAX]. Values are immutable.
public sealed interface Json {

  /// Members in the order in which they were read.
  record Obj(Map<String, Json> members) implements Json {}

  /// Elements in order.
  record Arr(List<Json> elements) implements Json {}

  /// Text without lone surrogates.
  record Str(String value) implements Json {}

  /// A whole number of 64 bits.
  record Int(long value) implements Json {}

  /// A truth value.
  record Bool(boolean value) implements Json {}

  /// The value that these bytes are, whatever its kind.
  ///
  /// @param bytesMax more bytes than this are refused unread
  static Outcome<Json> parse(byte[] bytes, int bytesMax) {
    try {
      return Outcome.accept(JsonParsing.tree(bytes, bytesMax));
    } catch (RefusedInput refused) {
      return Outcome.refuse(refused.refusal());
    }
  }

  /// Reads one object through `shape`, which takes every member it knows; what it leaves is
  /// refused as unknown. Refusals name the path of the field: `volumes[3].heights.upper`.
  ///
  /// @param bytesMax more bytes than this are refused unread
  static <T> Outcome<T> read(byte[] bytes, int bytesMax, Function<JsonObject, T> shape) {
    try {
      return Outcome.accept(
          new JsonField(JsonPath.ROOT, JsonParsing.tree(bytes, bytesMax)).asObject(shape));
    } catch (RefusedInput refused) {
      return Outcome.refuse(refused.refusal());
    }
  }

  /// As [#read(byte\[\], int, Function)], on a tree that was parsed before.
  static <T> Outcome<T> read(Json tree, Function<JsonObject, T> shape) {
    try {
      return Outcome.accept(new JsonField(JsonPath.ROOT, tree).asObject(shape));
    } catch (RefusedInput refused) {
      return Outcome.refuse(refused.refusal());
    }
  }

  /// What a reader of a field throws to say no; [#read] turns it into a refusal.
  static RuntimeException refusal(RefusalCode code, String detail) {
    return new RefusedInput(new Refusal(code, detail));
  }
}
