package org.wideberth.node.api;

import java.time.Duration;
import java.util.Optional;

/// The session cookie in both directions (RFC 6265).
final class Cookies {
  private Cookies() {}

  static Optional<String> value(String header, String name) {
    for (String pair : header.split(";", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
        return Optional.of(pair.substring(equals + 1).strip());
      }
    }
    return Optional.empty();
  }

  static String set(String name, String value, Duration lasts, boolean encrypted) {
    return line(name, value, lasts.toSeconds(), encrypted);
  }

  static String forget(String name, boolean encrypted) {
    return line(name, "", 0, encrypted);
  }

  private static String line(String name, String value, long seconds, boolean encrypted) {
    return "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
        .formatted(name, value, seconds, encrypted ? "; Secure" : "");
  }
}
