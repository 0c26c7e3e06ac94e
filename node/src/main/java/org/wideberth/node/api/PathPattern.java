package org.wideberth.node.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The path of a [Route].
///
/// @param parts between its slashes: words, `{name}` for any one, and as the last one `{name...}`
///     for all that remain
record PathPattern(List<String> parts) {
  static PathPattern of(String path) {
    return new PathPattern(segments(path));
  }

  /// What stands for the names in the path, if `segments` fit.
  Optional<Map<String, String>> match(List<String> segments) {
    if (!fits(segments)) {
      return Optional.empty();
    }
    Map<String, String> found = new HashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      if (takesAll(part)) {
        String rest = String.join("/", segments.subList(i, segments.size()));
        found.put(part.substring(1, part.length() - 4), rest);
      } else if (isName(part)) {
        found.put(part.substring(1, part.length() - 1), segments.get(i));
      }
    }
    return Optional.of(found);
  }

  private boolean fits(List<String> segments) {
    for (int i = 0; i < parts.size(); i++) {
      if (i >= segments.size()) {
        return false;
      }
      String part = parts.get(i);
      if (takesAll(part)) {
        return true;
      }
      String actual = segments.get(i);
      if (isName(part) ? actual.isEmpty() : !part.equals(actual)) {
        return false;
      }
    }
    return parts.size() == segments.size();
  }

  private static boolean isName(String part) {
    return part.startsWith("{");
  }

  private static boolean takesAll(String part) {
    return part.endsWith("...}");
  }

  /// The parts between slashes; empty ones count, so that `/a/` is not `/a`.
  static List<String> segments(String path) {
    List<String> parts = new ArrayList<>();
    int from = 1;
    while (true) {
      int slash = path.indexOf('/', from);
      if (slash < 0) {
        parts.add(path.substring(Math.min(from, path.length())));
        return List.copyOf(parts);
      }
      parts.add(path.substring(from, slash));
      from = slash + 1;
    }
  }
}
