package org.wideberth.record;

import org.jspecify.annotations.Nullable;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Which log: `<theatre>/<party>/<epoch>`, the origin line of its checkpoints and the name of the
/// key that signs them. A party starts a new epoch when it gets a new log key.
///
/// @param epoch from 1 to [Limits#EPOCH_MAX]
public record Origin(TheatreId theatre, PartyId party, int epoch) implements Comparable<Origin> {
  private static final int EPOCH_DIGITS_MAX = 7;

  /// Some that were read lately, as of names of parties.
  private static final @Nullable Origin[] LATELY = new Origin[1 << 7];

  public Origin {
    if (epoch < 1 || epoch > Limits.EPOCH_MAX) {
      throw new IllegalArgumentException("epoch " + epoch);
    }
  }

  /// The log of that name: the same object as before, if it was read lately.
  static Origin of(TheatreId theatre, PartyId party, int epoch) {
    int at = (party.hashCode() + epoch) & (LATELY.length - 1);
    Origin lately = LATELY[at];
    if (lately != null
        && lately.epoch == epoch
        && lately.party.equals(party)
        && lately.theatre.equals(theatre)) {
      return lately;
    }
    Origin read = new Origin(theatre, party, epoch);
    LATELY[at] = read;
    return read;
  }

  public static Outcome<Origin> parse(String text) {
    int first = text.indexOf('/');
    int second = text.indexOf('/', first + 1);
    int epoch = second < 0 ? 0 : epoch(text.substring(second + 1));
    if (first < 0 || epoch == 0) {
      return Outcome.refuse(
          RefusalCode.MALFORMED, "an origin is written <theatre>/<party>/<epoch>");
    }
    return TheatreId.parse(text.substring(0, first))
        .then(
            theatre ->
                PartyId.parse(text.substring(first + 1, second))
                    .map(party -> of(theatre, party, epoch)));
  }

  /// 0 if it is not written as one.
  private static int epoch(String digits) {
    int epoch = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9' || i == EPOCH_DIGITS_MAX) {
        return 0;
      }
      epoch = 10 * epoch + (c - '0');
    }
    return !digits.isEmpty() && digits.charAt(0) != '0' && epoch <= Limits.EPOCH_MAX ? epoch : 0;
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
