package org.wideberth.bench.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wideberth.node.api.Method;

/// The requests of `openapi.yaml`, and the status of the answer when all is well. Reads just as
/// much of the file as that needs, by its indentation.
final class Documented {
  private static final Pattern PATH = Pattern.compile("  (/\\S*):");
  private static final Pattern METHOD = Pattern.compile("    (get|post|put|delete):");
  private static final Pattern GOOD = Pattern.compile("        \"(2\\d\\d)\":.*");
  private static final Map<String, String> EXAMPLES =
      Map.of(
          "id", "amber.1.1", "hash", "3f9a01c7", "party", "amber", "tile", "0/000", "desk", "duty");

  private record Request(String method, String path, Pattern pattern, int good) {}

  private final List<Request> requests = new ArrayList<>();

  /// Reads the document that the node serves.
  static Documented read() {
    Documented documented = new Documented();
    try (InputStream in = Method.class.getResourceAsStream("/openapi.yaml")) {
      documented.lines(new String(Objects.requireNonNull(in).readAllBytes(), UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return documented;
  }

  private void lines(String text) {
    Optional<String> path = Optional.empty();
    Optional<String> method = Optional.empty();
    for (String line : text.lines().toList()) {
      Matcher newPath = PATH.matcher(line);
      Matcher newMethod = METHOD.matcher(line);
      Matcher good = GOOD.matcher(line);
      if (newPath.matches()) {
        path = Optional.of(newPath.group(1));
        method = Optional.empty();
      } else if (newMethod.matches()) {
        method = Optional.of(newMethod.group(1).toUpperCase(Locale.ROOT));
      } else if (good.matches() && path.isPresent() && method.isPresent()) {
        Pattern pattern =
            Pattern.compile(
                path.get().replaceAll("\\{tile}", ".+").replaceAll("\\{[a-z]+}", "[^/]+"));
        requests.add(
            new Request(method.get(), path.get(), pattern, Integer.parseInt(good.group(1))));
      }
    }
  }

  /// One of each, with made-up names in its path: `GET /api/v1/links`.
  List<String> examples() {
    List<String> lines = new ArrayList<>();
    for (Request request : requests) {
      String path = request.path;
      for (Map.Entry<String, String> name : EXAMPLES.entrySet()) {
        path = path.replace("{" + name.getKey() + "}", name.getValue());
      }
      lines.add(request.method + " " + path);
    }
    return lines;
  }

  /// The status of a good answer; empty if there is no such request.
  OptionalInt good(Method method, String path) {
    return requests.stream()
        .filter(request -> request.method.equals(method.name()))
        .filter(request -> request.pattern.matcher(path).matches())
        .mapToInt(Request::good)
        .findFirst();
  }
}
