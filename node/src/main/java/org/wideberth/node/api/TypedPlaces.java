package org.wideberth.node.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wideberth.channel.NamedPlace;
import org.wideberth.channel.References;
import org.wideberth.geo.Doubt;
import org.wideberth.geo.EntryChecks;
import org.wideberth.geo.EntryChecks.Checked;
import org.wideberth.geo.PositionText;
import org.wideberth.geo.Surroundings;
import org.wideberth.party.DisplayName;
import org.wideberth.record.Json;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Places as a request has them, not looked at yet.
///
/// @param circle the centre of a warning's circle, if it has one
/// @param asTyped whether a person has looked at what is doubted, and means what was typed
record TypedPlaces(List<Typed> places, Optional<String> circle, boolean asTyped) {
  /// The member of a request that says so.
  static final String AS_TYPED = "as_typed";

  /// Room for more than any position, so that a longer one is refused where it is read.
  private static final int CHARS_MAX = 2 * PositionText.MAX_CHARS;

  /// One of them.
  record Typed(Optional<DisplayName> label, String position) {}

  TypedPlaces {
    places = List.copyOf(places);
  }

  static TypedPlaces read(JsonObject body) {
    return new TypedPlaces(
        body.optional("places")
            .map(each -> each.asList(References.EACH_MAX, one -> one.asObject(TypedPlaces::typed)))
            .orElse(List.of()),
        body.optional("warning").flatMap(TypedPlaces::centre),
        asTyped(body));
  }

  /// As it is typed; what is wrong with it otherwise is said where it is read.
  private static Optional<String> centre(JsonField warning) {
    return warning.tree() instanceof Json.Obj(var members)
            && members.get("around") instanceof Json.Obj(var around)
            && around.get("position") instanceof Json.Str(var position)
        ? Optional.of(position)
        : Optional.empty();
  }

  private static Typed typed(JsonObject from) {
    return new Typed(
        from.optional("label").map(each -> each.as(DisplayName::parse)),
        from.required("position").asText(CHARS_MAX));
  }

  private static boolean asTyped(JsonObject body) {
    return body.optional(AS_TYPED).map(each -> each.asBool()).orElse(false);
  }

  /// The places, unless one cannot be read, or is doubted and nobody has said that it is meant.
  Outcome<List<NamedPlace>> checked(EntryContext context, Core core) {
    boolean unlooked = (places.isEmpty() && circle.isEmpty()) || asTyped;
    Surroundings around = unlooked ? Surroundings.unknown() : context.in(core);
    return circle(around).then(_ -> checked(around));
  }

  private Outcome<Boolean> circle(Surroundings around) {
    String field = "warning.around.position: ";
    return circle.isEmpty()
        ? Outcome.accept(true)
        : EntryChecks.check(circle.get(), around)
            .then(
                checked ->
                    checked.doubts().isEmpty() || asTyped
                        ? Outcome.accept(true)
                        : doubted(field, checked.doubts()));
  }

  private Outcome<List<NamedPlace>> checked(Surroundings around) {
    List<NamedPlace> read = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      Typed typed = places.get(i);
      String field = "places[%d].position: ".formatted(i);
      switch (EntryChecks.check(typed.position(), around)) {
        case Outcome.Refused<Checked>(var refusal) -> {
          return Outcome.refuse(refusal.code(), field + refusal.detail());
        }
        case Outcome.Accepted<Checked>(var checked) -> {
          if (!checked.doubts().isEmpty() && !asTyped) {
            return doubted(field, checked.doubts());
          }
          read.add(new NamedPlace(typed.label(), checked.at()));
        }
      }
    }
    return Outcome.accept(List.copyOf(read));
  }

  static <T> Outcome<T> doubted(String field, List<Doubt> doubts) {
    return Outcome.refuse(
        RefusalCode.DOUBTFUL,
        field
            + String.join("; or ", doubts.stream().map(Doubt::words).toList())
            + "; mend it, or say \"as_typed\": true if it is meant");
  }
}
