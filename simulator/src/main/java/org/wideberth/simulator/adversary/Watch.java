package org.wideberth.simulator.adversary;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wideberth.party.PartyId;
import org.wideberth.record.Body;
import org.wideberth.record.Entry;
import org.wideberth.record.Hash;
import org.wideberth.record.Json;
import org.wideberth.record.Origin;
import org.wideberth.record.Salt;
import org.wideberth.refusal.Outcome;
import org.wideberth.simulator.world.Broken;

/// Sees every frame that an honest node sends: it never signs two histories, and no body leaves it
/// for somebody who is not named.
final class Watch {
  private static final Pattern CHECKPOINT =
      Pattern.compile("valley/([a-z]+)/([0-9]+)\\\\n([0-9]+)\\\\n([A-Za-z0-9+/=]{44})\\\\n");
  private static final int BODY_BYTES_MAX = 1 << 20;

  private record Place(Origin origin, long size) {}

  private final Map<Place, String> signed = new HashMap<>();
  private final Set<PartyId> robbed = new HashSet<>();
  private long bodies;

  /// Bodies that were looked at.
  long bodies() {
    return bodies;
  }

  /// From now on somebody else signs as that party too.
  void robbed(PartyId party) {
    robbed.add(party);
  }

  void sent(Participant from, Participant to, byte[] frame) {
    if (!(from instanceof Honest honest)) {
      return;
    }
    String text = new String(frame, StandardCharsets.UTF_8);
    Matcher checkpoints = CHECKPOINT.matcher(text);
    while (checkpoints.find()) {
      if (checkpoints.group(1).equals(from.party().text())) {
        Origin origin =
            new Origin(
                from.card().origin().theatre(),
                from.party(),
                Integer.parseInt(checkpoints.group(2)));
        Place place = new Place(origin, Long.parseLong(checkpoints.group(3)));
        String before = signed.putIfAbsent(place, checkpoints.group(4));
        if (before != null
            && !before.equals(checkpoints.group(4))
            && !robbed.contains(from.party())) {
          throw new Broken("%s signed two histories: %s".formatted(from.party(), place));
        }
      }
    }
    if (text.contains("\"salt\":")) {
      bodies(honest, to.party(), frame);
    }
  }

  private void bodies(Honest from, PartyId to, byte[] frame) {
    Outcome<Boolean> read =
        Json.read(
            frame,
            BODY_BYTES_MAX,
            object -> {
              object.ignoreOthers();
              Origin origin = object.required("origin").as(Origin::parse);
              object
                  .required("bodies")
                  .asList(
                      BODY_BYTES_MAX,
                      each ->
                          each.asObject(
                              body -> {
                                look(
                                    from,
                                    to,
                                    origin,
                                    body.required("seq").asLong(0, Long.MAX_VALUE),
                                    Body.of(
                                            Salt.of(body.required("salt").asBase64(Salt.BYTES)),
                                            body.required("body").asBase64(BODY_BYTES_MAX))
                                        .orThrow()
                                        .hash());
                                return true;
                              }));
              return true;
            });
    read.orThrow();
  }

  private void look(Honest from, PartyId to, Origin origin, long seq, Hash hash) {
    bodies++;
    Optional<Entry> entry = from.entryOf(origin, seq, hash);
    boolean his = entry.isPresent() && (entry.get().to().names(to) || origin.party().equals(to));
    if (!his) {
      throw new Broken(
          "%s sent the body of entry %d of %s to %s, for whom it is not"
              .formatted(from.party(), seq, origin, to));
    }
  }
}
