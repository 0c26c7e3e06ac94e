package org.wideberth.channel;

import java.time.Instant;
import java.util.Comparator;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;

/// A message as its entry has it. In order of the times that their authors say.
record Letter(MessageId id, EntryPlace at, Instant time, Audience to, MessageContent content)
    implements Comparable<Letter> {
  private static final Comparator<Letter> BY_TIME =
      Comparator.comparing(Letter::time).thenComparing(Letter::at);

  /// The most urgent first, of equals the one that was written first.
  static final Comparator<Letter> BY_URGENCY =
      Comparator.comparing(Letter::precedence).reversed().thenComparing(BY_TIME);

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
    return BY_TIME.compare(this, other);
  }
}
