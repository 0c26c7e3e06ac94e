package org.wideberth.channel;

import java.time.Instant;
import java.util.Comparator;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;

/// A message as its entry has it. In order of the times that their authors say.
record Letter(MessageId id, EntryPlace at, Instant time, Audience to, MessageContent content)
    implements Comparable<Letter> {
  /// The most urgent first, of equals the one that was written first.
  static final Comparator<Letter> BY_URGENCY =
      Comparator.comparing(Letter::precedence).reversed().thenComparing(Comparator.naturalOrder());

  EntryPlace thread() {
    return content.thread().orElse(at);
  }

  Precedence precedence() {
    return content.precedence();
  }

  boolean isFor(PartyId party) {
    return to.names(party) && !at.origin().party().equals(party);
  }

  @Override
  public int compareTo(Letter other) {
    int order = time.compareTo(other.time);
    return order == 0 ? at.compareTo(other.at) : order;
  }
}
