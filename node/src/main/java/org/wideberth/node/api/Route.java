package org.wideberth.node.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One line of the router's table.
///
/// @param path with `{name}` for one segment; a last `{name...}` takes all that remain
/// @param needs the least role; empty for what anyone may ask
/// @param bodyBytesMax a longer body is refused unread
record Route(Method method, String path, Optional<Role> needs, int bodyBytesMax, Handler handler) {

  /// What stands for the names in the path, if `segments` fit.
  Optional<Map<String, String>> match(List<String> segments) {
    List<String> pattern = segments(path);
    Map<String, String> found = new HashMap<>();
    for (int i = 0; i < pattern.size(); i++) {
      String expected = pattern.get(i);
      if (expected.endsWith("...}")) {
        if (i >= segments.size()) {
          return Optional.empty();
        }
        String name = expected.substring(1, expected.length() - 4);
        found.put(name, String.join("/", segments.subList(i, segments.size())));
        return Optional.of(found);
      }
      if (i >= segments.size()) {
        return Optional.empty();
      }
      String actual = segments.get(i);
      if (expected.startsWith("{")) {
        if (actual.isEmpty()) {
          return Optional.empty();
        }
        found.put(expected.substring(1, expected.length() - 1), actual);
      } else if (!expected.equals(actual)) {
        return Optional.empty();
      }
    }
    return pattern.size() == segments.size() ? Optional.of(found) : Optional.empty();
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
