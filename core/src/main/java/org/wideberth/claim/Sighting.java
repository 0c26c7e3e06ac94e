package org.wideberth.claim;

import java.time.Instant;
import java.util.Optional;
import org.wideberth.channel.FreeText;
import org.wideberth.geo.Position;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// What one side says of where and when something was. Immutable.
///
/// @param place where, if it says so
/// @param time when, if it says so
/// @param words in a person's own words; may be empty
public record Sighting(Optional<Place> place, Optional<Time> time, String words) {
  /// A few sentences.
  public static final int WORDS_CHARS_MAX = 1_000;

  /// 100 km: who knows no better than that has not seen a crossing.
  public static final int WITHIN_MAX_M = 100_000;

  /// A day, for the same reason.
  public static final int WITHIN_MAX_S = 86_400;

  /// Where.
  ///
  /// @param withinM how far off it may be, in metres; 0 if that is not said
  public record Place(Position at, int withinM) {
    public Place {
      check(withinM, WITHIN_MAX_M);
    }
  }

  /// When.
  ///
  /// @param at UTC, whole milliseconds
  /// @param withinS how far off it may be, in seconds; 0 if that is not said
  public record Time(Instant at, int withinS) {
    public Time {
      check(withinS, WITHIN_MAX_S);
    }
  }

  /// @throws IllegalArgumentException if [#of] would refuse it
  public Sighting {
    problem(words)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
  }

  /// What somebody says.
  public static Outcome<Sighting> of(Optional<Place> place, Optional<Time> time, String words) {
    return problem(words)
        .map(problem -> Outcome.<Sighting>refuse(RefusalCode.MALFORMED, problem))
        .orElseGet(() -> Outcome.accept(new Sighting(place, time, words)));
  }

  static Optional<String> problem(String words) {
    return FreeText.problem(words, WORDS_CHARS_MAX).map(problem -> "words: " + problem);
  }

  private static void check(int within, int max) {
    if (within < 0 || within > max) {
      throw new IllegalArgumentException("within 0 to " + max);
    }
  }

  static Sighting read(JsonObject from) {
    Optional<Place> place = from.optional("place").map(each -> each.asObject(Sighting::place));
    Optional<Time> time = from.optional("time").map(each -> each.asObject(Sighting::time));
    String words = from.required("words").asText(WORDS_CHARS_MAX);
    return switch (of(place, time, words)) {
      case Outcome.Accepted<Sighting>(var sighting) -> sighting;
      case Outcome.Refused<Sighting>(var refusal) ->
          throw from.refuse(refusal.code(), refusal.detail());
    };
  }

  private static Place place(JsonObject from) {
    return new Place(
        new Position(
            from.required("lat").asInt(-Position.QUARTER_TURN_E7, Position.QUARTER_TURN_E7),
            from.required("lon").asInt(Position.WEST_MAX_E7, Position.EAST_MAX_E7)),
        from.required("within_m").asInt(0, WITHIN_MAX_M));
  }

  private static Time time(JsonObject from) {
    JsonField at = from.required("at");
    return new Time(at.asInstant(), from.required("within_s").asInt(0, WITHIN_MAX_S));
  }

  void write(JsonWriter out) {
    place.ifPresent(
        each ->
            out.object(
                "place",
                to ->
                    to.put("lat", each.at().latE7())
                        .put("lon", each.at().lonE7())
                        .put("within_m", each.withinM())));
    time.ifPresent(
        each -> out.object("time", to -> to.put("at", each.at()).put("within_s", each.withinS())));
    out.put("words", words);
  }
}
