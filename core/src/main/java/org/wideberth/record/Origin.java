package org.wideberth.record;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Which log: `<theatre>/<party>/<epoch>`, the origin line of its checkpoints and the name of the
/// key that signs them. A party starts a new epoch when it gets a new log key.
///
/// @param epoch from 1 to [Limits#EPOCH_MAX]
public record Origin(TheatreId theatre, PartyId party, int epoch) implements Comparable<Origin> {
  private static final Pattern TEXT = Pattern.compile("([a-z0-9-]+)/([a-z0-9-]+)/([1-9]\\d{0,6})");

  public Origin {
    if (epoch < 1 || epoch > Limits.EPOCH_MAX) {
      throw new IllegalArgumentException("epoch " + epoch);
    }
  }

  public static Outcome<Origin> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches() || Integer.parseInt(parts.group(3)) > Limits.EPOCH_MAX) {
      return Outcome.refuse(
          RefusalCode.MALFORMED, "an origin is written <theatre>/<party>/<epoch>");
    }
    return TheatreId.parse(parts.group(1))
        .then(
            theatre ->
                PartyId.parse(parts.group(2))
                    .map(party -> new Origin(theatre, party, Integer.parseInt(parts.group(3)))));
  }

  @Override
  public int compareTo(Origin other) {
    int order = theatre.compareTo(other.theatre);
    order = order == 0 ? party.compareTo(other.party) : order;
    return order == 0 ? Integer.compare(epoch, other.epoch) : order;
  }

  @Override
  public String toString() {
    return theatre + "/" + party + "/" + epoch;
  }
}
