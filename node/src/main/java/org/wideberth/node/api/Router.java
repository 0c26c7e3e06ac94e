package org.wideberth.node.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The table of routes. Immutable.
final class Router {
  private final List<Route> routes;

  /// Of each route, its path.
  private final List<PathPattern> patterns;

  Router(List<Route> routes) {
    this.routes = List.copyOf(routes);
    this.patterns = routes.stream().map(route -> PathPattern.of(route.path())).toList();
  }

  /// What the table says to a method and path.
  sealed interface Match {}

  /// This route.
  record Found(Route route, Map<String, String> parameters) implements Match {}

  /// The path is known with other methods only.
  record OtherMethods(Set<String> methods) implements Match {}

  /// The path is not in the table.
  record Unknown() implements Match {}

  List<Route> routes() {
    return routes;
  }

  Match find(Method method, String path) {
    if (!path.startsWith("/")) {
      return new Unknown();
    }
    List<String> segments = PathPattern.segments(path);
    Set<String> others = new TreeSet<>();
    for (int i = 0; i < routes.size(); i++) {
      Route route = routes.get(i);
      Optional<Map<String, String>> parameters = patterns.get(i).match(segments);
      if (parameters.isPresent()) {
        if (route.method() == method) {
          return new Found(route, parameters.get());
        }
        others.add(route.method().name());
      }
    }
    return others.isEmpty() ? new Unknown() : new OtherMethods(others);
  }
}
