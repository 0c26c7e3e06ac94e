package org.wideberth.node.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The board's files, from the class path. They hold no data and are open to anyone.
final class StaticFiles {
  private static final String ROOT = "/META-INF/board";

  /// Plain names only; no segment begins with a dot, so there is no way up.
  private static final Pattern PATH =
      Pattern.compile("(/[A-Za-z0-9_@~-][A-Za-z0-9._@~-]{0,127}){1,8}");

  private static final Map<String, String> MEDIA_TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("geojson", "application/geo+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  Optional<Response> find(String path) {
    String wanted = path.equals("/") ? "/index.html" : path;
    if (!PATH.matcher(wanted).matches()) {
      return Optional.empty();
    }
    String mediaType = MEDIA_TYPES.get(wanted.substring(wanted.lastIndexOf('.') + 1));
    if (mediaType == null) {
      return Optional.empty();
    }
    try (InputStream in = StaticFiles.class.getResourceAsStream(ROOT + wanted)) {
      if (in == null) {
        return Optional.empty();
      }
      // A build gives every file under assets/ a name with its hash: it never changes.
      String caching =
          wanted.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
      Response.Content content = new Response.File(mediaType, "", in.readAllBytes());
      return Optional.of(new Response(200, content, Map.of("Cache-Control", caching)));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
