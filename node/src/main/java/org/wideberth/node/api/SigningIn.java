package org.wideberth.node.api;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.wideberth.node.identity.SlowDown;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.Refusal;
import org.wideberth.refusal.RefusalCode;

/// Lets an address try to come in, unless it has tried wrongly too often. Thread-safe.
final class SigningIn {
  private final SlowDown slowDown;

  SigningIn(SlowDown slowDown) {
    this.slowDown = slowDown;
  }

  /// The answer of a try; a wrong one is counted, and a right one forgets those before.
  <T> Response attempt(
      Request request, Supplier<Outcome<T>> attempt, Function<T, Response> entered) {
    String source = request.header(Request.SOURCE).orElse("");
    Duration wait = slowDown.wait(source).orElse(Duration.ZERO);
    if (!wait.isZero()) {
      long seconds = wait.plusMillis(999).toSeconds();
      Response refused =
          Problems.of(
              RefusalCode.SLOW_DOWN,
              "too many wrong tries to sign in: try again in %d s".formatted(seconds));
      return new Response(
          refused.status(), refused.content(), Map.of("Retry-After", String.valueOf(seconds)));
    }
    return switch (attempt.get()) {
      case Outcome.Accepted<T>(var value) -> {
        slowDown.right(source);
        yield entered.apply(value);
      }
      case Outcome.Refused<T>(Refusal refusal) -> {
        if (refusal.code() == RefusalCode.UNAUTHENTICATED
            || refusal.code() == RefusalCode.UNPROVEN) {
          slowDown.wrong(source);
        }
        yield Problems.of(refusal);
      }
    };
  }
}
