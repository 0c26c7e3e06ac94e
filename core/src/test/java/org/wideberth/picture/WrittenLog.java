package org.wideberth.picture;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.record.Audience;
import org.wideberth.record.Body;
import org.wideberth.record.Entry;
import org.wideberth.record.Origin;
import org.wideberth.record.Salt;

/// A party's log under the test's hand: writes whatever it is told to, honest or not.
final class WrittenLog {
  static final TheatreId THEATRE = new TheatreId("river");

  private final Origin origin;
  private final Instant start;
  private Optional<Instant> stopped = Optional.empty();
  private final List<Written> entries = new ArrayList<>();

  /// An entry as its author has it.
  record Written(HeldEntry full, Audience to) {
    /// As a party holds it at first sight: with the body only if it is for that party.
    HeldEntry asHeldBy(PartyId party) {
      return full.origin().party().equals(party) || to.names(party) ? full : withoutBody();
    }

    HeldEntry withoutBody() {
      return HeldEntry.of(full.origin(), full.seq(), full.leaf(), Optional.empty());
    }
  }

  WrittenLog(String party) {
    this(party, Instant.EPOCH);
  }

  /// @param start of its clock, which goes on by a minute with each entry
  WrittenLog(String party, Instant start) {
    this.start = start;
    origin = new Origin(THEATRE, new PartyId(party), 1);
  }

  PartyId party() {
    return origin.party();
  }

  long size() {
    return entries.size();
  }

  List<Written> entries() {
    return entries;
  }

  Written last() {
    return entries.getLast();
  }

  HeldEntry write(Draft draft) {
    return write(draft.to(), draft.body());
  }

  HeldEntry write(Audience to, byte[] bodyBytes) {
    Body body = Body.of(salt(), bodyBytes).orThrow();
    Entry entry = new Entry(origin, size(), now(), to, List.of(), body.hash());
    return leaf(entry.toBytes(), to, body);
  }

  /// Any leaf bytes at the next place.
  HeldEntry leaf(byte[] leaf, Audience to, Body body) {
    HeldEntry held = HeldEntry.of(origin, size(), leaf, Optional.of(body));
    entries.add(new Written(held, to));
    return held;
  }

  Origin origin() {
    return origin;
  }

  /// When the next entry is written.
  Instant now() {
    return stopped.orElse(start.plusSeconds(60 * size()));
  }

  /// From now on every entry is written then.
  void clock(Instant now) {
    stopped = Optional.of(now);
  }

  /// Not random: tests must come out the same each time.
  Salt salt() {
    return Salt.of(
        ByteBuffer.allocate(Salt.BYTES).putInt(party().hashCode()).putLong(size()).array());
  }
}
