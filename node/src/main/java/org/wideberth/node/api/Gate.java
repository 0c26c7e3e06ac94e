package org.wideberth.node.api;

import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.wideberth.refusal.RefusalCode;

/// Decides who may ask what, reads no more than the route takes, and sees to it that every answer
/// is one that `openapi.yaml` knows. Thread-safe.
final class Gate {
  private static final Logger LOG = Logger.getLogger(Gate.class.getName());

  private final Router router;
  private final StaticFiles files;
  private final Door door;
  private final String cookieName;

  Gate(Router router, StaticFiles files, Door door, String cookieName) {
    this.router = router;
    this.files = files;
    this.door = door;
    this.cookieName = cookieName;
  }

  /// The body, not yet read.
  @FunctionalInterface
  interface BodySource {
    /// All of the body, or empty if it is longer than `bytesMax`.
    Optional<byte[]> read(int bytesMax) throws IOException;
  }

  /// @throws IOException when the body could not be read
  Response answer(Request head, BodySource body) throws IOException {
    boolean data = head.path().startsWith("/api/") || head.path().startsWith("/record/");
    Response response =
        switch (router.find(head.method(), head.path())) {
          case Router.Found(var route, var parameters) ->
              admit(route, head.withParameters(parameters), body);
          case Router.OtherMethods(var methods) ->
              data && who(head).isEmpty()
                  ? unauthenticated()
                  : Problems.otherMethods(String.join(", ", methods));
          case Router.Unknown() -> data ? noSuchData(head) : file(head);
        };
    return data && !response.headers().containsKey("Cache-Control")
        ? response.withHeader("Cache-Control", "no-store")
        : response;
  }

  private Response admit(Route route, Request head, BodySource body) throws IOException {
    Optional<Caller> caller = who(head);
    if (route.needs().isPresent()) {
      if (caller.isEmpty()) {
        return unauthenticated();
      }
      if (!caller.get().role().includes(route.needs().get())) {
        return Problems.of(
            RefusalCode.FORBIDDEN,
            "this needs the role %s; %s is %s"
                .formatted(
                    route.needs().get().word(), caller.get().person(), caller.get().role().word()));
      }
    }
    if (head.method().changes() && head.header("authorization").isEmpty() && !ownPage(head)) {
      return Problems.of(
          RefusalCode.FORBIDDEN, "a change with a cookie must come from this node's own pages");
    }
    Optional<byte[]> bytes = body.read(route.bodyBytesMax());
    if (bytes.isEmpty()) {
      return Problems.tooLong(route.bodyBytesMax());
    }
    try {
      return route.handler().handle(head.withCaller(caller).withBody(bytes.get()));
    } catch (RuntimeException ours) {
      LOG.log(Level.SEVERE, ours, () -> head.method() + " " + route.path() + " failed");
      return Problems.ourFault();
    }
  }

  private Response file(Request head) {
    if (head.method() != Method.GET) {
      return Problems.otherMethods("GET");
    }
    return files
        .find(head.path())
        .orElseGet(() -> Problems.of(RefusalCode.NOT_FOUND, "there is nothing at this path"));
  }

  private Response noSuchData(Request head) {
    return who(head).isEmpty()
        ? unauthenticated()
        : Problems.of(RefusalCode.NOT_FOUND, "there is nothing at this path; see openapi.yaml");
  }

  private static Response unauthenticated() {
    return Problems.of(
        RefusalCode.UNAUTHENTICATED,
        "sign in with a one-time link (`wideberth invite`), or send the API token as Bearer");
  }

  /// A request with an `Authorization` header stands or falls by it; a cookie beside it is not
  /// looked at, so that the check of [#ownPage] can be left out for it.
  private Optional<Caller> who(Request head) {
    Optional<String> authorization = head.header("authorization");
    if (authorization.isPresent()) {
      return authorization
          .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
          .flatMap(value -> door.byToken(value.substring(7).strip()));
    }
    return head.header("cookie")
        .flatMap(header -> Cookies.value(header, cookieName))
        .flatMap(door::bySession);
  }

  /// True if a browser says that the request comes from this node's pages. Cookies do not tell
  /// ports apart, so that another node on the same machine is the same site, not the same origin.
  private static boolean ownPage(Request head) {
    Optional<String> site = head.header("sec-fetch-site");
    if (site.isPresent()) {
      return site.get().equals("same-origin");
    }
    Optional<String> origin = head.header("origin");
    Optional<String> host = head.header("host");
    return origin.isPresent()
        && host.isPresent()
        && origin.get().replaceFirst("^https?://", "").equals(host.get());
  }
}
