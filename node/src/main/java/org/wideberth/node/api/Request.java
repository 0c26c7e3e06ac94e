package org.wideberth.node.api;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// One request, read in full.
///
/// @param path the decoded path, beginning with `/`
/// @param query the parameters after `?`, decoded; of a repeated one the first
/// @param headers names in lower case; of a repeated one the first
/// @param parameters what stands for `{…}` in the route's path
/// @param body at most the route's limit; callers must not change it
/// @param caller who asks; empty before the [Gate] has looked
// Never compared; the bytes are handed on, not kept.
@SuppressWarnings("ArrayRecordComponent")
public record Request(
    Method method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    Map<String, String> parameters,
    byte[] body,
    Optional<Caller> caller) {

  /// Among the headers, under a name that no header can have: the address that asks.
  static final String SOURCE = ":source";

  public Request {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
    parameters = Map.copyOf(parameters);
  }

  /// A request without query, headers or body.
  static Request of(Method method, String path) {
    return new Request(method, path, Map.of(), Map.of(), Map.of(), new byte[0], Optional.empty());
  }

  Optional<String> header(String lowerCaseName) {
    return Optional.ofNullable(headers.get(lowerCaseName));
  }

  Optional<String> queryParameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /// The part of the path that stands for `{name}`.
  String parameter(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalStateException("the route has no {" + name + "}");
    }
    return value;
  }

  /// The caller of a route that needs one.
  Caller signedIn() {
    return caller.orElseThrow(() -> new IllegalStateException("this route is open to anyone"));
  }

  Request withParameters(Map<String, String> found) {
    return new Request(method, path, query, headers, found, body, caller);
  }

  Request withCaller(Optional<Caller> found) {
    return new Request(method, path, query, headers, parameters, body, found);
  }

  Request withBody(byte[] bytes) {
    return new Request(method, path, query, headers, parameters, bytes, caller);
  }

  Request withHeader(String lowerCaseName, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(lowerCaseName, value);
    return new Request(method, path, query, more, parameters, body, caller);
  }
}
