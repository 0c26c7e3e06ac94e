package org.wideberth.node.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.wideberth.gateway.geojson.FeatureFault;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.Refusal;
import org.wideberth.refusal.RefusalCode;

/// The one place where refusals become RFC 9457 problems.
final class Problems {
  private Problems() {}

  /// The answer to an outcome: `accepted`'s for a value, a problem for a refusal.
  static <T> Response answer(Outcome<T> outcome, Function<? super T, Response> accepted) {
    return switch (outcome) {
      case Outcome.Accepted<T>(var value) -> accepted.apply(value);
      case Outcome.Refused<T>(var refusal) -> of(refusal);
    };
  }

  static Response of(Refusal refusal) {
    return of(refusal.code(), refusal.detail());
  }

  static Response of(RefusalCode code, String detail) {
    Response response = problem(status(code), title(code), code.name(), detail);
    return code == RefusalCode.UNAUTHENTICATED
        ? response.withHeader("WWW-Authenticate", "Bearer realm=\"wideberth\"")
        : response;
  }

  /// Something is wrong with Features of a chunk: the first says what kind of problem it is, and
  /// all are listed.
  static Response of(List<FeatureFault> faults) {
    RefusalCode code = faults.getFirst().code();
    byte[] bytes =
        JsonText.object(
            json ->
                members(
                        json,
                        status(code),
                        title(code),
                        code.name(),
                        "%d faults; nothing of the chunk is declared".formatted(faults.size()))
                    .objects("faults", faults, Problems::fault));
    return new Response(
        status(code), new Response.Json("application/problem+json", bytes), Map.of());
  }

  private static void fault(JsonText json, FeatureFault fault) {
    json.number("feature", fault.feature())
        .text("field", fault.field())
        .text("code", fault.code().name())
        .text("detail", fault.detail());
  }

  /// Too many bytes; `bytesMax` is what would have been read.
  static Response tooLong(int bytesMax) {
    return problem(
        413,
        title(RefusalCode.LIMIT_EXCEEDED),
        RefusalCode.LIMIT_EXCEEDED.name(),
        "the body is longer than the " + bytesMax + " bytes that are read here");
  }

  /// The method is not one of this path's.
  static Response otherMethods(String methods) {
    return problem(
            405,
            "This path has other methods",
            RefusalCode.NOT_FOUND.name(),
            "this path answers " + methods)
        .withHeader("Allow", methods);
  }

  /// The `Host` is not this node's: a page elsewhere may have pointed its own name at us.
  static Response misdirected() {
    return problem(
        421,
        "Not this host",
        RefusalCode.FORBIDDEN.name(),
        "this node listens on loopback and answers to 127.0.0.1, [::1] and localhost only");
  }

  /// We are wrong; what happened is in the node's own log.
  static Response ourFault() {
    return problem(
        500, "The node failed", "INTERNAL", "the node failed to answer this; its log says more");
  }

  private static Response problem(int status, String title, String code, String detail) {
    byte[] bytes = JsonText.object(json -> members(json, status, title, code, detail));
    return new Response(status, new Response.Json("application/problem+json", bytes), Map.of());
  }

  private static JsonText members(
      JsonText json, int status, String title, String code, String detail) {
    return json.text(
            "type", "urn:wideberth:refusal:" + code.toLowerCase(Locale.ROOT).replace('_', '-'))
        .text("title", title)
        .number("status", status)
        .text("detail", detail)
        .text("code", code);
  }

  static int status(RefusalCode code) {
    return switch (code) {
      case MALFORMED -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case WRONG_STATE, AUDIENCE_SHRINKS -> 409;
      case OUT_OF_RANGE,
          LIMIT_EXCEEDED,
          BAD_SHAPE,
          INVERTED_INTERVAL,
          UNKNOWN_PARTY,
          MINIMUM_MISSING,
          UNPROVEN,
          DOUBTFUL ->
          422;
      case SLOW_DOWN -> 429;
      case NOT_SIGNING, UNAVAILABLE -> 503;
    };
  }

  private static String title(RefusalCode code) {
    return switch (code) {
      case MALFORMED -> "Not in the documented form";
      case OUT_OF_RANGE -> "A value is out of range";
      case LIMIT_EXCEEDED -> "More than the limit";
      case BAD_SHAPE -> "The shape encloses nothing definite";
      case INVERTED_INTERVAL -> "An interval ends before it starts";
      case NOT_FOUND -> "Not here";
      case WRONG_STATE -> "Not in this state";
      case FORBIDDEN -> "Not with this role";
      case UNAUTHENTICATED -> "Nobody is signed in";
      case UNKNOWN_PARTY -> "Not a party that takes part here";
      case AUDIENCE_SHRINKS -> "Somebody would lose sight of it";
      case MINIMUM_MISSING -> "A minimum is missing";
      case UNPROVEN -> "A proof does not hold";
      case DOUBTFUL -> "Probably not what was meant";
      case SLOW_DOWN -> "Too many wrong tries";
      case NOT_SIGNING -> "The node may not sign for now";
      case UNAVAILABLE -> "The node cannot do this now";
    };
  }
}
