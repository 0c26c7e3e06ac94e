package org.wideberth.node.api;

import java.util.Optional;

/// The HTTP methods that this API knows.
public enum Method {
  GET,
  POST,
  DELETE;

  /// True for what may change state, and must therefore come from the node's own pages.
  boolean changes() {
    return this != GET;
  }

  /// `HEAD` is answered as `GET`; the server leaves the body out.
  static Optional<Method> of(String text) {
    return switch (text) {
      case "GET", "HEAD" -> Optional.of(GET);
      case "POST" -> Optional.of(POST);
      case "DELETE" -> Optional.of(DELETE);
      default -> Optional.empty();
    };
  }
}
