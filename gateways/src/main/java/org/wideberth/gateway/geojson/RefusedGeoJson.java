package org.wideberth.gateway.geojson;

import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.Refusal;
import org.wideberth.refusal.RefusalCode;

/// Carries a refusal out of the depth of the reader to its one public method.
final class RefusedGeoJson extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Refusal refusal;

  RefusedGeoJson(RefusalCode code, String detail) {
    super(detail, null, false, false);
    refusal = new Refusal(code, detail);
  }

  Refusal refusal() {
    return refusal;
  }

  /// The value, or the refusal with the place it belongs to put before it.
  static <T> T unwrap(String path, Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<T>(var value) -> value;
      case Outcome.Refused<T>(var refusal) ->
          throw new RefusedGeoJson(refusal.code(), path + ": " + refusal.detail());
    };
  }
}
