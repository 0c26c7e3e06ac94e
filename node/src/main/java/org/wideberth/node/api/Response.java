package org.wideberth.node.api;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// What is answered: a status, a content, and headers beside those that every answer has.
///
/// @param headers names as they are written
// Never compared; the bytes are handed on, not kept.
@SuppressWarnings("ArrayRecordComponent")
public record Response(int status, Content content, Map<String, String> headers) {
  public Response {
    headers = Map.copyOf(headers);
  }

  /// The body of an answer.
  public sealed interface Content {}

  /// No body.
  public record Nothing() implements Content {}

  /// JSON, of this or a `+json` media type.
  public record Json(String mediaType, byte[] bytes) implements Content {}

  /// Plain text.
  public record Text(String text) implements Content {}

  /// Bytes to keep or show; with a name it is offered as a download.
  public record File(String mediaType, String name, byte[] bytes) implements Content {}

  /// Server-sent events without end.
  public record Events(EventStream stream) implements Content {}

  static Response json(int status, byte[] bytes) {
    return new Response(status, new Json("application/json", bytes), Map.of());
  }

  static Response geoJson(byte[] bytes) {
    return new Response(200, new Json("application/geo+json", bytes), Map.of());
  }

  static Response text(int status, String text) {
    return new Response(status, new Text(text), Map.of());
  }

  static Response file(String mediaType, String name, byte[] bytes) {
    return new Response(200, new File(mediaType, name, bytes), Map.of());
  }

  static Response nothing() {
    return new Response(204, new Nothing(), Map.of());
  }

  Response withHeader(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Response(status, content, more);
  }

  /// The bytes of a body that has an end; for callers in the same process.
  public byte[] bytes() {
    return switch (content) {
      case Nothing() -> new byte[0];
      case Json(var mediaType, var bytes) -> bytes;
      case Text(var text) -> text.getBytes(StandardCharsets.UTF_8);
      case File(var mediaType, var name, var bytes) -> bytes;
      case Events(var stream) -> throw new IllegalStateException("a stream of events has no end");
    };
  }
}
