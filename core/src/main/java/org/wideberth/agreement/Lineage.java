package org.wideberth.agreement;

import java.time.Instant;
import java.util.Optional;
import org.wideberth.record.Hash;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.refusal.RefusalCode;

/// Where a rules document comes from, and from when it is meant to hold. A document that says
/// nothing of it is written without, and holds as soon as it is adopted.
///
/// @param amends the document that it is to follow
/// @param counters the proposal that it answers
/// @param inForceFrom before that time what was adopted before goes on holding; never before the
///     last member has adopted it
public record Lineage(
    Optional<Hash> amends, Optional<Hash> counters, Optional<Instant> inForceFrom) {
  /// It says nothing.
  public static final Lineage NONE =
      new Lineage(Optional.empty(), Optional.empty(), Optional.empty());

  /// @throws IllegalArgumentException if the time is not one that operations may have
  public Lineage {
    if (inForceFrom.isPresent() && !isTime(inForceFrom.get())) {
      throw new IllegalArgumentException("in force from " + inForceFrom.get());
    }
  }

  static Lineage read(JsonObject from) {
    return new Lineage(
        from.optional("amends").map(JsonField::asHash),
        from.optional("counters").map(JsonField::asHash),
        from.optional("in_force_from").map(Lineage::time));
  }

  static Instant time(JsonField field) {
    Instant time = field.asInstant();
    if (!isTime(time)) {
      throw field.refuse(RefusalCode.OUT_OF_RANGE, "times must be in the years 2000 to 2099 (UTC)");
    }
    return time;
  }

  static boolean isTime(Instant time) {
    return Period.ALWAYS.contains(time) && Instant.ofEpochMilli(time.toEpochMilli()).equals(time);
  }

  void write(JsonWriter to) {
    amends.ifPresent(hash -> to.put("amends", hash));
    counters.ifPresent(hash -> to.put("counters", hash));
    inForceFrom.ifPresent(time -> to.put("in_force_from", time));
  }
}
