package org.wideberth.node.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wideberth.geo.Area;
import org.wideberth.geo.Areas;
import org.wideberth.geo.Datum;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.PositionText;
import org.wideberth.geo.TimeText;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// An area and a moment that are asked about: the parameters `near`, `radius_m` and `at`.
final class AreaQuery {
  private static final long RADIUS_M = 10_000;
  private static final Pattern METRES = Pattern.compile("[1-9][0-9]{0,5}");

  private AreaQuery() {}

  static boolean isAsked(Request request) {
    return List.of("near", "radius_m", "at").stream()
        .anyMatch(name -> request.queryParameter(name).isPresent());
  }

  /// A circle at one moment; its heights mean nothing.
  static Outcome<Volume> of(Request request, Instant now) {
    Optional<String> near = request.queryParameter("near");
    if (near.isEmpty()) {
      return Outcome.refuse(
          RefusalCode.MALFORMED, "near: radius_m and at go with a position, such as 47.5,8.25");
    }
    return named("near", PositionText.parse(near.get()))
        .then(
            centre ->
                radiusM(request)
                    .then(radius -> named("radius_m", Areas.circle(centre, 100 * radius))))
        .then(area -> at(request, now).map(moment -> during(area, moment)));
  }

  private static Volume during(Area area, Instant moment) {
    Instant start = Instant.ofEpochMilli(moment.toEpochMilli());
    return new Volume(
        area,
        new HeightBand(Datum.MSL, 0, 1, Optional.empty()),
        new TimeWindow(start, start.plusMillis(1)));
  }

  private static Outcome<Long> radiusM(Request request) {
    String text = request.queryParameter("radius_m").orElse(Long.toString(RADIUS_M));
    return METRES.matcher(text).matches()
        ? Outcome.accept(Long.parseLong(text))
        : Outcome.refuse(
            RefusalCode.OUT_OF_RANGE, "radius_m: whole metres are expected, 1 to 200000");
  }

  private static Outcome<Instant> at(Request request, Instant now) {
    Optional<String> text = request.queryParameter("at");
    return text.isEmpty() ? Outcome.accept(now) : named("at", TimeText.parse(text.get()));
  }

  /// A refusal says of which parameter it speaks.
  static <T> Outcome<T> named(String parameter, Outcome<T> outcome) {
    return outcome instanceof Outcome.Refused<T>(var refusal)
        ? Outcome.refuse(refusal.code(), parameter + ": " + refusal.detail())
        : outcome;
  }
}
